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
  /// The single words by which people and bodies go; IDs are ``KnownWordRoles``.
  let words: NameIndex?
  /// What a text may quote letter by letter.
  let spellings: SpellingTable
  /// The most words that a spelling has which is looked up letter by letter.
  let longest: Int

  /// Indexes a knowledge base.
  ///
  /// Complexity: O(n log n) for n bytes of spellings.
  init(_ knowledge: KnowledgeBase) {
    entities = knowledge.entities
    var people = NameIndexBuilder(type: .person)
    var bodies = NameIndexBuilder(type: .organization)
    var spellings = SpellingTable.Builder()
    var longest = 1
    for (position, entity) in knowledge.entities.enumerated() {
      let isPerson = entity.type == .person
      for spelling in entity.spellings {
        let script = spelling.unicodeScalars.first.map { Script(of: $0) } ?? .common
        if !isPerson || !script.hasCase {
          let key = NameKey.foldPhrase(spelling)
          spellings.add(key, entity: position, isUnspaced: script.isUnspaced)
          if let space = key.utf8.firstIndex(of: 0x20) {
            spellings.add(opener: key[..<space].utf8)
          }
          longest = max(longest, min(key.utf8.count { $0 == 0x20 } + 1, Self.wordLimit))
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
    let words = KnownWords(of: people, bodies, as: knowledge.entities)
    self.words = words.count > 0 ? try? words.build() : nil
    self.people = people.count > 0 ? try? people.build() : nil
    self.bodies = bodies.count > 0 ? try? bodies.build() : nil
    self.spellings = spellings.finished()
    self.longest = longest
  }

  /// Takes the parts of an index that was saved.
  init(
    entities: [Entity], people: NameIndex?, bodies: NameIndex?, words: NameIndex?,
    spellings: SpellingTable, longest: Int
  ) {
    self.entities = entities
    self.people = people
    self.bodies = bodies
    self.words = words
    self.spellings = spellings
    self.longest = min(max(1, longest), Self.wordLimit)
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
    let found = spellings.entities(spelt: key)
    if found.count < 2 { return found }
    let named = found.filter { NameKey.foldPhrase(entities[$0].name) == key }
    return named + found.filter { !named.contains($0) }
  }

  /// Whether a spelling of several words that is looked up letter by letter begins with a word.
  func opensPhrase(_ key: String) -> Bool { spellings.opensPhrase(key) }

  /// The longest spelling in an unspaced script that a folded text starts with.
  func longestUnspacedPrefix(of text: Substring.UnicodeScalarView) -> String? {
    spellings.longestUnspacedPrefix(of: text)
  }
}
