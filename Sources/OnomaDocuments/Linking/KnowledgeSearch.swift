internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Searches a knowledge base, and remembers what it found: texts name the same few again and again.
///
/// What is remembered follows from the knowledge base alone, so one run may use what another found.
///
/// Not for two threads at once.
final class KnowledgeSearch {
  let index: KnowledgeIndex
  private let matcher: NameMatcher
  private let people: NameSearcher?
  /// Finds words alone.
  private let alone: NameSearcher?
  private let bodies: NameSearcher?
  private var prepared: [Int: PreparedName] = [:]
  private var odds: [String: Double] = [:]
  private var bodyNames: [Int: PreparedName] = [:]
  private let known = PreparedWords()
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
    people?.settings.bearerLimit = Self.bearerLimit
    alone = index.words.map { NameSearcher($0) }
    alone?.settings.wordLimit = 100
    alone?.settings.loneLag = 0
    alone?.settings.floor = Self.floor
    bodies = index.bodies.map { NameSearcher($0) }
    for search in [people, bodies] {
      search?.settings.lag = Self.wholeLag
      search?.settings.joinLimit = Self.joinLimit
    }
  }

  /// How far the words of whole names are looked for: in a text both must fit, and beside a hundred
  /// thousand people words that sound less alike lead to strangers before they lead to the right one.
  private static let wholeLag = 3.0
  /// Log-odds from which two words that are each heard are not looked for as one, too.
  private static let joinLimit: Float = 2

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
  /// How far a spelling that is compared may lag behind the best, by the scores of the search: 존 콜 is
  /// John Kohl first, John Cole and John Coale, who are as likely, up to 11 below.
  private static let margin = 12.0
  /// The log-odds from which a word alone is heard as another; what is less is nobody's name.
  private static let floor = 0.0
  /// How many may bear a given name that leads to them by itself.
  private static let bearerLimit = 300
  /// How far words alone may lag: those that are compared have heard much of the whole, but for katakana,
  /// whose syllables leave out much and whose runs are cut by nothing but the script.
  private static let lag = 4.5
  private static let kanaLag = 6.5
  /// Scores from which a word is compared, in scripts with capitals, where nothing under nine in ten
  /// counts, and in others.
  private static let casedScore = 5.0
  private static let caselessScore = 2.0
  /// The probability beyond which no other spelling of a word need be compared.
  private static let settled = 0.98
  /// The probability from which a word may be a part of somebody's full name.
  private static let part = 0.2

  /// The people whose name may be the given one, a spelling an entry, in no particular order.
  ///
  /// Complexity: that of a search in the index, once for each name.
  func people(named name: PreparedName) -> [Candidate] {
    let text = name.name.text
    if let known = found[text] { return known }
    var candidates: [Candidate] = []
    for candidate in promising(people, name) {
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
    for candidate in promising(bodies, name) {
      let position = entity(candidate.position, in: index.bodies)
      let spelling = body(candidate.position, as: index.entities[position].type)
      candidates.append(
        Candidate(entity: position, spelling: spelling, odds: odds(name, spelling)))
    }
    keep(candidates, for: text)
    return candidates
  }

  /// The spellings that are worth a comparison, the best first.
  private func promising(
    _ searcher: NameSearcher?, _ name: PreparedName
  ) -> ArraySlice<NameCandidate> {
    let found = searcher?.candidates(for: name, limit: Self.comparisonLimit) ?? []
    let least = (found.first?.score ?? 0) - Self.margin
    return found.prefix { $0.score >= least }
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
    compare(query, with: &word)
    if words.count >= Self.wordLimit { words.removeAll(keepingCapacity: true) }
    words[text] = word
    return word
  }

  /// Compares a word with those of the index that sound like it.
  ///
  /// Most of the time is spent on comparisons, so that none is made which can change nothing.
  private func compare(_ query: PreparedName, with word: inout KnownWord) {
    guard let index = index.words, let alone, let script = query.name.parts.first?.token.script
    else { return }
    let isCased = script.hasCase
    // Two characters are a family name and a given one as often as a whole.
    alone.settings.isWhole = query.name.text.unicodeScalars.count > 2
    alone.settings.lag = script == .katakana ? Self.kanaLag : Self.lag
    let least = isCased ? Self.casedScore : Self.caselessScore
    for candidate in alone.candidates(for: query, limit: Self.comparisonLimit) {
      if candidate.score < least { break }
      let roles = KnownWordRoles(id: index.id(at: candidate.position))
      // Capitals show a name, whichever it is: given names are only asked for where there are none.
      let mayTell =
        roles.body != nil || roles.isFamily && word.family < Self.settled
        || roles.isGiven && !isCased && word.given < Self.settled
      if !mayTell { continue }
      let other = part(index.name(at: candidate.position))
      let isName =
        other.name.parts.first?.token.script.isUnspaced == script.isUnspaced
        || other.name.text.unicodeScalars.count >= 2
      let probability = matcher.probability(query, other)
      if roles.isFamily, isName { word.family = max(word.family, probability) }
      if roles.isGiven, isName { word.given = max(word.given, probability) }
      if let body = roles.body, probability > word.body {
        word.body = probability
        word.bodyEntity = body
      }
    }
  }

  /// Whether a word may be a part of the full name of somebody known, which is worth asking before
  /// the whole name is looked for: texts cut names in many ways, of few words.
  ///
  /// Complexity: that of ``word(_:)``.
  func mayBePart(_ text: String) -> Bool {
    if text.unicodeScalars.count < 2 { return true }
    let word = word(text)
    return max(word.family, word.given) >= Self.part
  }

  /// The log-odds of the likeliest person that some text names.
  ///
  /// Complexity: that of a search in the index, once for each text.
  func personOdds(_ text: String) -> Double {
    if people == nil { return -9 }
    if let known = odds[text] { return known }
    let best = people(named: PreparedName(text, type: .person)).map(\.odds).max() ?? -9
    if odds.count >= Self.wordLimit { odds.removeAll(keepingCapacity: true) }
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
    let name = PreparedName(
      NameParser.shipped.parse(index.people?.name(at: position) ?? "", as: .person), known: known)
    prepared[position] = name
    return name
  }

  private func body(_ position: Int, as type: EntityType) -> PreparedName {
    if let name = bodyNames[position] { return name }
    if bodyNames.count >= Self.memoryLimit { bodyNames.removeAll(keepingCapacity: true) }
    let name = PreparedName(
      NameParser.shipped.parse(index.bodies?.name(at: position) ?? "", as: type), known: known)
    bodyNames[position] = name
    return name
  }

  /// A word as a name of its own.
  private func part(_ text: String) -> PreparedName {
    if let name = parts[text] { return name }
    if parts.count >= Self.memoryLimit { parts.removeAll(keepingCapacity: true) }
    let name = PreparedName(NameParser.shipped.parse(text, as: .person), known: known)
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
