internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Finds names in scripts without capitals that put spaces between words: Hangul, Arabic, Hebrew,
/// Georgian, Indic.
///
/// A person's full name is a given name that the lexicon or the knowledge base has, in front of a word
/// that sounds like somebody's family name, or of any word where a title introduces it; then every
/// word alone that sounds like a family name of somebody known, or stands beside a title. Particles
/// that are written onto a name are taken off in every way that the language allows, and the way in
/// which the word sounds most like a name is meant.
struct CaselessDetector {
  let document: Document
  let tokens: [DocumentToken]
  let gazetteer: Gazetteer
  let search: KnowledgeSearch
  /// People whom other documents name.
  let people: KnownPeople
  /// What was found out about words before.
  let memory: CaselessMemory

  /// Probabilities from which a word is somebody's name: beside another one, and alone.
  static let beside = 0.8
  static let alone = 0.9
  /// Log-odds from which a whole word is somebody's full name.
  static let known = 2.0
  /// The probability of a family name from which the whole name is looked up.
  static let maybe = 0.4
  /// The most words of a person's name.
  static let longest = 4

  /// What one word is, with its particles off; ranges count from its first scalar.
  struct Facts {
    var readings: [Range<Int>] = []
    var isBodyNoun = false
    var opensPhrase = false
    var suffix: (reading: Range<Int>, own: Int, kinds: Set<OrganizationWord.Kind>)?
    var isFunction = false
    /// Whether it is an ordinary word of the news.
    var isCommon = false
    var isTitleBefore = false
    var isTitleAfter = false
    var isNationality = false
    var known: (entry: GazetteerEntry?, entity: Int?, reading: Range<Int>)?
    var given: Range<Int>?
    var family: (probability: Double, reading: Range<Int>)?
    var body: (probability: Double, entity: Int, reading: Range<Int>)?
    var heard: (likeness: Double, reading: Range<Int>)?
  }

  /// The mentions, in order and without overlaps.
  ///
  /// Complexity: O(words), and a search in the knowledge base for each different word.
  func mentions() -> [DetectedMention] {
    var mentions: [DetectedMention] = []
    var facts: [Int: Facts] = [:]
    for index in tokens.indices where isCandidate(tokens[index]) { facts[index] = read(index) }
    if facts.isEmpty { return [] }
    var claimed = Set<Int>()
    var families = Set<String>()
    for index in tokens.indices where !claimed.contains(index) {
      guard let own = facts[index],
        let (mention, family) = fullName(index, facts) ?? knownPhrase(index, own)
      else { continue }
      mentions.append(mention)
      claimed.formUnion(mention.tokens)
      if let family { families.insert(family) }
    }
    for index in tokens.indices where !claimed.contains(index) {
      guard let own = facts[index] else { continue }
      if let mention = knownNative(index, own, facts) {
        mentions.append(mention)
      } else if let found = organization(index, own), !claimed.contains(found.tokens.lowerBound) {
        mentions.append(found)
      } else if let mention = single(index, own, facts, families) {
        mentions.append(mention)
      }
    }
    return mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  func isCandidate(_ token: DocumentToken) -> Bool {
    !token.script.hasCase && token.script != .common && !token.script.isUnspaced
      && !token.hasDigit
  }

  var language: String {
    String((document.language ?? "").prefix { $0 != "-" })
  }

  /// The language whose particles a word may carry: by its script where the text is mixed.
  func language(of token: DocumentToken) -> String {
    switch token.script {
    case .hangul: "ko"
    case .hebrew: "he"
    case .georgian: "ka"
    case .arabic: language == "fa" || language == "ur" ? "fa" : "ar"
    case .tamil: "ta"
    default: language
    }
  }

  func known(
    _ range: Range<Int>, _ tokens: Range<Int>, _ entry: GazetteerEntry?, _ entity: Int?
  ) -> DetectedMention {
    let type = entity.map { search.index.entities[$0].type } ?? entry?.type ?? .place
    return mention(
      range, tokens, type, .certain, known: entry, entity: type == .person ? nil : entity)
  }

  func mention(
    _ range: Range<Int>, _ tokens: Range<Int>, _ type: EntityType,
    _ certainty: DetectedMention.Certainty, known: GazetteerEntry? = nil, entity: Int? = nil
  ) -> DetectedMention {
    DetectedMention(
      caseless: document.reading, range, tokens, type, certainty, known: known, entity: entity)
  }
}

extension DetectedMention {
  /// A mention in a script without capitals.
  init(
    caseless text: SourceText, _ range: Range<Int>, _ tokens: Range<Int>, _ type: EntityType,
    _ certainty: Certainty, known: GazetteerEntry? = nil, entity: Int? = nil
  ) {
    let surface = text[range].withoutInvisible
    self.init(
      tokens: tokens, range: range, surface: surface, type: type, certainty: certainty,
      known: known, entity: entity, gender: nil, isInHeading: false,
      key: NameKey.foldPhrase(surface), hasContext: true)
  }
}

/// What was found out about the words of a run in scripts without capitals.
///
/// Not for two threads at once.
final class CaselessMemory {
  var facts: [[String]: CaselessDetector.Facts] = [:]
}
