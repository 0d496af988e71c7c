internal import OnomaEntities
internal import OnomaNames

/// What a single word is to the people and bodies of a knowledge base, written into the ID that the
/// word has in its index: the roles as one digit, and the body that it is the name of.
struct KnownWordRoles {
  /// Whether somebody bears it as a family name.
  var isFamily = false
  /// Whether somebody bears it as a given name.
  var isGiven = false
  /// The organisation or place that goes by it, by position.
  var body: Int?

  /// The roles in the form of an ID.
  var id: String { "\((isFamily ? 1 : 0) + (isGiven ? 2 : 0))\(body.map(String.init) ?? "")" }

  init() {}

  /// Reads the roles from an ID.
  init(id: String) {
    let roles = id.utf8.first.map { $0 &- 0x30 } ?? 0
    isFamily = roles & 1 != 0
    isGiven = roles & 2 != 0
    body = Int(id.dropFirst())
  }
}

/// Gathers the single words by which the people and bodies of a knowledge base go: given names, family
/// names, and the words that bodies are called by.
///
/// A word alone in a text is looked for among these, each of which is there once, rather than among all
/// names that hold one: those are ten times as many, and most of what they lead to is the other words
/// of the same names.
struct KnownWords {
  private var builder = NameIndexBuilder(type: .person)

  /// How many words there are.
  var count: Int { builder.count }

  /// How many names one thread takes at a time.
  private static let blockSize = 4096

  /// A word of one name.
  private struct Word: Sendable {
    let text: String
    let isFamily: Bool
  }

  /// Takes all names apart, by several threads.
  ///
  /// Complexity: O(bytes of names).
  init(of people: NameIndexBuilder, _ bodies: NameIndexBuilder, as entities: [Entity]) {
    var numbers: [String: Int] = [:]
    var words: [(text: String, roles: KnownWordRoles, length: Int)] = []
    func number(of text: String) -> Int {
      if let known = numbers[text] { return known }
      numbers[text] = words.count
      words.append((text, KnownWordRoles(), .max))
      return words.count - 1
    }
    for word in Self.words(of: people) {
      let number = number(of: word.text)
      if word.isFamily {
        words[number].roles.isFamily = true
      } else {
        words[number].roles.isGiven = true
      }
    }
    for position in 0..<bodies.count {
      guard let entity = Int(bodies.id(at: position)), entities.indices.contains(entity) else {
        continue
      }
      let name = NameParser.shipped.parse(
        bodies.name(at: position), as: entities[entity].type)
      guard let head = BodyHeads.head(of: name) else { continue }
      let number = number(of: head)
      // Of several that go by a word it is that one's which is called by the fewest besides.
      if name.parts.count < words[number].length {
        words[number].roles.body = entity
        words[number].length = name.parts.count
      }
    }
    for word in words { try? builder.add(id: word.roles.id, name: word.text) }
  }

  /// The index of the words.
  consuming func build() throws(NameIndexError) -> NameIndex { try builder.build() }

  /// The given and family names of all people, name by name.
  private static func words(of people: NameIndexBuilder) -> [Word] {
    let count = (people.count + blockSize - 1) / blockSize
    let results = BlockResults<[Word]>(count, [])
    ParallelBlocks.run(count, threads: ParallelBlocks.processors) { block in
      let start = block * blockSize
      var seen: Set<String> = []
      var words: [Word] = []
      for position in start..<min(people.count, start + blockSize) {
        let name = NameParser.shipped.parse(people.name(at: position), as: .person)
        for part in name.parts where part.role == .family || part.role == .given {
          let isFamily = part.role == .family
          let key = (isFamily ? "f" : "g") + part.token.text
          guard seen.insert(key).inserted else { continue }
          words.append(Word(text: part.token.text, isFamily: isFamily))
        }
      }
      results[block] = words
    }
    return results.all.flatMap { $0 }
  }
}

/// The words that organisations and places are called by in short.
enum BodyHeads {
  /// The word that a body may go by: its only one, or the first of several where that is a name of its
  /// own (Viasna Human Rights Centre).
  static func head(of name: Name) -> String? {
    let words = name.parts.filter { $0.role == .word }
    guard let first = words.first, first.token.text.unicodeScalars.count >= 4 else { return nil }
    if name.parts.count == 1 { return first.token.text }
    guard name.type == .organization, GivenNames.shipped[first.token.key].isEmpty,
      !CommonWords.shipped.contains(first.token.key), PlaceForms.shipped[first.token.key].isEmpty,
      NameWords.shipped.organizationWords(first.token.key).isEmpty,
      OrganizationTerms.shipped.senses(first.token.key).isEmpty
    else { return nil }
    return first.token.text
  }
}
