internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Searches a knowledge base during one run, and remembers what it found: a text names the same few
/// again and again.
///
/// Not for two threads at once.
final class KnowledgeSearch {
  let index: KnowledgeIndex
  private let matcher: NameMatcher
  private let people: NameSearcher?
  /// Finds words alone, for which more of the trie is worth a look.
  private let alone: NameSearcher?
  private let bodies: NameSearcher?
  private var prepared: [Int: PreparedName] = [:]
  private var structures: [Int: [Piece]] = [:]
  private var heads: [Int: String?] = [:]
  private var odds: [String: Double] = [:]
  private var bodyNames: [Int: PreparedName] = [:]
  private var words: [String: KnownWord] = [:]
  private var parts: [String: PreparedName] = [:]
  private var found: [String: [Candidate]] = [:]
  private var foundCount = 0

  /// What a word on its own may be in the knowledge base, as probabilities.
  struct KnownWord {
    /// That it is somebody's family name.
    var family = 0.0
    /// That it is somebody's given name.
    var given = 0.0
    /// That it is the whole name of an organisation or a place, or the word that it goes by.
    var body = 0.0
    /// Which one, by position.
    var bodyEntity: Int?
  }

  /// A spelling of an entity that a name may be.
  struct Candidate {
    /// The entity, by position.
    let entity: Int
    /// The spelling.
    let spelling: PreparedName
    /// The log-odds that the name and the spelling are one.
    let odds: Double
  }

  init(_ index: KnowledgeIndex, matcher: NameMatcher) {
    self.index = index
    self.matcher = matcher
    people = index.people.map { NameSearcher($0) }
    alone = index.people.map { NameSearcher($0) }
    alone?.settings.wordLimit = 100
    bodies = index.bodies.map { NameSearcher($0) }
  }

  /// Log-odds above which one spelling of many says no more.
  private static let most = 7.0
  /// Log-odds of a spelling that is the same letter by letter.
  private static let same = 9.0
  /// How many prepared names are kept, some 3 KB each.
  private static let memoryLimit = 1 << 15
  /// How many words and structures are kept, some 100 bytes each.
  private static let wordLimit = 1 << 19
  /// How many spellings are compared in full.
  private static let comparisonLimit = 24

  /// The people whose name may be the given one, a spelling an entry, in no particular order.
  ///
  /// Complexity: that of a search in the index, once for each name.
  func people(named name: PreparedName) -> [Candidate] {
    let text = name.name.text
    if let known = found[text] { return known }
    var candidates: [Candidate] = []
    for candidate in people?.candidates(for: name, limit: Self.comparisonLimit) ?? [] {
      let spelling = person(candidate.position)
      candidates.append(
        Candidate(
          entity: entity(candidate.position, in: index.people), spelling: spelling,
          odds: odds(name, spelling)))
    }
    keep(candidates, for: text)
    return candidates
  }

  /// The organisations and places whose name may be the given one.
  func bodies(named name: PreparedName) -> [Candidate] {
    let text = "\u{1}" + name.name.text
    if let known = found[text] { return known }
    var candidates: [Candidate] = []
    for candidate in bodies?.candidates(for: name, limit: Self.comparisonLimit) ?? [] {
      let position = entity(candidate.position, in: index.bodies)
      let spelling = body(candidate.position, as: index.entities[position].type)
      candidates.append(
        Candidate(entity: position, spelling: spelling, odds: odds(name, spelling)))
    }
    keep(candidates, for: text)
    return candidates
  }

  /// Keeps what was found; a run of any length keeps no more than so much.
  private func keep(_ candidates: [Candidate], for text: String) {
    if foundCount > Self.memoryLimit {
      found.removeAll(keepingCapacity: true)
      foundCount = 0
    }
    foundCount += candidates.count + 1
    found[text] = candidates
  }

  /// What a word on its own may be.
  ///
  /// Complexity: that of a search in the index, once for each word.
  func word(_ text: String) -> KnownWord {
    if let known = words[text] { return known }
    var word = KnownWord()
    if index.isEmpty { return word }
    let query = part(text)
    guard query.isComparable, text.unicodeScalars.count >= 2 else {
      words[text] = word
      return word
    }
    let isUnspaced = query.name.parts.first?.token.script.isUnspaced
    var probabilities: [String: Double] = [:]
    func probability(_ other: String) -> Double {
      if let known = probabilities[other] { return known }
      let probability = matcher.probability(query, part(other))
      probabilities[other] = probability
      return probability
    }
    for candidate in alone?.candidates(for: query, limit: 32) ?? [] {
      for piece in pieces(candidate.position) {
        if piece.isUnspaced != isUnspaced, piece.text.unicodeScalars.count < 2 { continue }
        let probability = probability(piece.text)
        if piece.isFamily {
          word.family = max(word.family, probability)
        } else {
          word.given = max(word.given, probability)
        }
      }
    }
    for candidate in bodies?.candidates(for: query, limit: 8) ?? [] {
      let position = entity(candidate.position, in: index.bodies)
      guard let head = head(candidate.position, as: index.entities[position].type) else { continue }
      let probability = probability(head)
      if probability > word.body {
        word.body = probability
        word.bodyEntity = position
      }
    }
    words[text] = word
    return word
  }

  /// The word that a body may go by: its only one, or the first of several where that is a name of its
  /// own (Viasna Human Rights Centre).
  private static func head(_ name: Name) -> String? {
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

  /// A given or family name in a person's spelling.
  private struct Piece {
    let text: String
    let isFamily: Bool
    let isUnspaced: Bool
  }

  /// The given and family names in a person's spelling.
  ///
  /// Taking a name apart is cheap beside making it ready to be compared, which few need.
  private func pieces(_ position: Int) -> [Piece] {
    if let known = structures[position] { return known }
    let name = NameParser.shipped.parse(index.people?.name(at: position) ?? "", as: .person)
    if structures.count >= Self.wordLimit { structures.removeAll(keepingCapacity: true) }
    let pieces = name.parts.compactMap { part in
      part.role == .family || part.role == .given
        ? Piece(
          text: part.token.text, isFamily: part.role == .family,
          isUnspaced: part.token.script.isUnspaced) : nil
    }
    structures[position] = pieces
    return pieces
  }

  /// The word that the body of a spelling may go by.
  private func head(_ position: Int, as type: EntityType) -> String? {
    if let known = heads[position] { return known }
    let name = NameParser.shipped.parse(index.bodies?.name(at: position) ?? "", as: type)
    let head = Self.head(name)
    heads[position] = .some(head)
    return head
  }

  /// The log-odds of the likeliest person that some text names.
  ///
  /// Complexity: that of a search in the index, once for each text.
  func personOdds(_ text: String) -> Double {
    if people == nil { return -9 }
    if let known = odds[text] { return known }
    let best = self.people(named: PreparedName(text, type: .person)).map(\.odds).max() ?? -9
    odds[text] = best
    return best
  }

  private func entity(_ position: Int, in names: NameIndex?) -> Int {
    let number = names.flatMap { Int($0.id(at: position)) } ?? 0
    return min(max(0, number), index.entities.count - 1)
  }

  private func person(_ position: Int) -> PreparedName {
    if let name = prepared[position] { return name }
    if prepared.count >= Self.memoryLimit { prepared.removeAll(keepingCapacity: true) }
    let name = PreparedName(index.people?.name(at: position) ?? "", type: .person)
    prepared[position] = name
    return name
  }

  private func body(_ position: Int, as type: EntityType) -> PreparedName {
    if let name = bodyNames[position] { return name }
    if bodyNames.count >= Self.memoryLimit { bodyNames.removeAll(keepingCapacity: true) }
    let name = PreparedName(index.bodies?.name(at: position) ?? "", type: type)
    bodyNames[position] = name
    return name
  }

  /// A word as a name of its own.
  private func part(_ text: String) -> PreparedName {
    if let name = parts[text] { return name }
    if parts.count >= Self.memoryLimit { parts.removeAll(keepingCapacity: true) }
    let name = PreparedName(text, type: .person)
    parts[text] = name
    return name
  }

  /// The log-odds that two names are one, the same letters above all.
  private func odds(_ a: PreparedName, _ b: PreparedName) -> Double {
    if a.name.parts.map(\.token.key) == b.name.parts.map(\.token.key) { return Self.same }
    let probability = min(max(matcher.probability(a, b), 1e-6), 1 - 1e-6)
    return min(SoundChunks.log(probability / (1 - probability)), Self.most)
  }

  /// The log-odds that the last words of two family names are one name.
  func familyOdds(_ a: Name, _ b: Name) -> Double {
    guard let x = a.parts(.family).last, let y = b.parts(.family).last else { return -9 }
    return odds(part(x.token.text), part(y.token.text))
  }

  /// Whether two words are different given names, as far as their sounds and the lexicon tell.
  func areOtherGivenNames(_ a: Name, _ b: Name) -> Bool {
    guard let x = a.given.first, let y = b.given.first, x.role == .given, y.role == .given,
      x.token.key != y.token.key, !GivenNames.shipped.areEquivalent(x.token.key, y.token.key)
    else { return false }
    return matcher.probability(part(x.token.text), part(y.token.text)) < 0.1
  }

  /// The reasons for a link.
  func match(_ a: PreparedName, _ b: PreparedName) -> NameMatch { matcher.compare(a, b) }
}
