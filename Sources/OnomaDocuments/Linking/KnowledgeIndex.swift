internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// A knowledge base made ready to be searched, once for all documents and threads.
///
/// The spellings of people stand in one ``NameIndex``, those of organisations and places in another, so
/// that a name in a script that the knowledge base does not list is found by its sound. What a text may
/// quote letter by letter is in a table besides: the bodies' names, and names in scripts that have no
/// capitals to find them by.
final class KnowledgeIndex: Sendable {
  /// The entities, by position.
  let entities: [Entity]
  /// The spellings of persons; IDs are positions of entities.
  let people: NameIndex?
  /// The spellings of organisations and places; IDs are positions of entities.
  let bodies: NameIndex?
  private let exact: [String: [Int32]]
  private let unspaced: [Unicode.Scalar: [String]]
  private let openers: Set<String>
  /// The most words that a spelling has which is looked up letter by letter.
  let longest: Int

  /// Indexes a knowledge base.
  ///
  /// Complexity: O(n log n) for n bytes of spellings.
  init(_ knowledge: KnowledgeBase) {
    entities = knowledge.entities
    var people = NameIndexBuilder(type: .person)
    var bodies = NameIndexBuilder(type: .organization)
    var exact: [String: [Int32]] = [:]
    var unspaced: [Unicode.Scalar: [String]] = [:]
    var openers: Set<String> = []
    var longest = 1
    for (position, entity) in knowledge.entities.enumerated() {
      let isPerson = entity.type == .person
      for spelling in entity.spellings {
        let script = spelling.unicodeScalars.first.map { Script(of: $0) } ?? .common
        if !isPerson || !script.hasCase {
          let key = NameKey.foldPhrase(spelling)
          if exact[key]?.last != Int32(position) {
            exact[key, default: []].append(Int32(position))
          }
          if let space = key.utf8.firstIndex(of: 0x20) { openers.insert(String(key[..<space])) }
          longest = max(longest, min(key.utf8.count { $0 == 0x20 } + 1, Self.wordLimit))
          if script.isUnspaced, let first = key.unicodeScalars.first,
            unspaced[first]?.contains(key) != true
          {
            unspaced[first, default: []].append(key)
          }
        }
        // A builder refuses four gigabytes of names, which no memory would hold as entities.
        let id = String(position)
        if isPerson {
          try? people.add(id: id, name: spelling)
        } else {
          try? bodies.add(id: id, name: spelling)
        }
      }
    }
    self.people = people.count > 0 ? try? people.build() : nil
    self.bodies = bodies.count > 0 ? try? bodies.build() : nil
    for first in unspaced.keys {
      unspaced[first]?.sort { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    }
    self.exact = exact
    self.unspaced = unspaced
    self.openers = openers
    self.longest = longest
  }

  /// The most words of a name that is looked up letter by letter.
  private static let wordLimit = 8

  /// Whether there is anybody to find.
  var isEmpty: Bool { entities.isEmpty }

  /// The entities that have just this spelling, by its phrase key; persons only in scripts without
  /// capitals.
  ///
  /// Those that are called so come before those that are called so too.
  func entities(spelt key: String) -> [Int] {
    let found = (exact[key] ?? []).map(Int.init)
    if found.count < 2 { return found }
    let named = found.filter { NameKey.foldPhrase(entities[$0].name) == key }
    return named + found.filter { !named.contains($0) }
  }

  /// Whether a spelling of several words that is looked up letter by letter begins with a word.
  func opensPhrase(_ key: String) -> Bool { openers.contains(key) }

  /// The longest spelling in an unspaced script that a folded text starts with.
  func longestUnspacedPrefix(of text: Substring.UnicodeScalarView) -> String? {
    guard let first = text.first, let keys = unspaced[first] else { return nil }
    return keys.first { text.starts(with: $0.unicodeScalars) }
  }
}
