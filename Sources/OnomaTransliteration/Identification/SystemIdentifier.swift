internal import OnomaText
internal import Synchronization

// Who wrote "Tsikhanouski", and from what? Every system is searched backwards (Reverse/), its
// originals are confirmed by running it, and then the answers of all systems are ranked together:
//
//   score = log p(original | language)      the letter model of the language
//         + log p(spelling | original)      how many of the language's systems write it so
//         + log p(language)                 how many names of the language the press prints
//
// Marks that one system alone writes need no rule of their own: no other system has an answer then.

/// Says which systems and source languages produce a romanized spelling.
///
/// ```swift
/// let readings = SystemIdentifier.shipped.readings(of: "Cichanoŭski")
/// readings[0].original  // "Ціханоўскі"
/// readings[0].language  // "be"
/// readings[0].systems   // ["be-national-2007", "be-press-czech"]
/// ```
///
/// A value may be used by any number of threads. Rules are turned around on first use.
public struct SystemIdentifier: Sendable {
  /// The identifier of the shipped systems.
  public static let shipped = SystemIdentifier(registry: .shipped)

  /// The longest spelling that is read, in decomposed letters; a longer one has no answer.
  public static let longestSpelling = InverseSearch.longestSpelling

  /// Hypotheses kept at each letter.
  ///
  /// Wider beams find no better originals for names, narrower ones
  /// lose those with rare letters.
  private static let width = 12
  /// Originals of one language that are confirmed; the rest is hopeless.
  private static let confirmedOriginals = 12

  /// How much it counts that many systems agree.
  ///
  /// Less than 1, since systems are no independent witnesses: half of them copy another.
  private static let shareExponent: Float = 0.5

  /// The share of a language among the names that the press romanizes, as a logarithm.
  ///
  /// Rough estimates: they decide only where the spelling itself does not.
  private static let languagePriors: [String: Float] = [
    "ru": 0, "uk": -1.2, "be": -0.8, "el": -1, "ja": -1, "bg": -2, "sr": -2, "ka": -2, "hy": -2,
    "kk": -2.5, "mk": -3, "uz": -3, "ky": -3, "tg": -3, "mn": -3, "az": -4, "tk": -4, "ba": -4.5,
    "rue": -4.5,
  ]

  /// The logarithm of a language's share; a language that is not listed is rare.
  static func prior(of language: String) -> Float { languagePriors[language] ?? -3 }

  private final class Cache: Sendable {
    let inverses = Mutex<[String: InverseSystem?]>([:])
  }

  private let registry: TransliterationRegistry
  private let cache = Cache()

  /// Identifies the systems of a registry.
  public init(registry: TransliterationRegistry) {
    self.registry = registry
  }

  /// The languages whose originals can be reconstructed: those with a letter model.
  public static var languages: [String] { LetterModel.languages }

  /// The likely origins of a spelling, the best first.
  ///
  /// Complexity: O(systems × letters), some ten milliseconds for a name. Text in more than one
  /// script, or longer than ``longestSpelling``, has no reading.
  /// - Parameter limit: How many readings at most.
  public func readings(of spelling: String, limit: Int = 10) -> [SpellingReading] {
    guard limit > 0, let script = Self.script(of: spelling) else { return [] }
    let text = InverseTable.comparable(spelling)
    guard text.count <= Self.longestSpelling else { return [] }
    var answers: [Answer] = []
    for (language, systems) in systemsByLanguage(to: script) {
      guard let model = LetterModel.of(language) else { continue }
      answers += self.answers(
        text, spelling: spelling, language: language, model: model, systems: systems)
    }
    return Self.ranked(answers, limit: limit)
  }

  /// The originals that a system may have started from, the likeliest first.
  ///
  /// Each of them gives exactly the spelling, but for case and kinds of apostrophe.
  /// - Throws: `unknownSystem`.
  public func originals(
    of spelling: String, system id: String, limit: Int = 10
  ) throws(TransliterationError) -> [ReverseCandidate] {
    // Also the error for an unknown ID.
    let transliterator = try registry.transliterator(id: id)
    let text = InverseTable.comparable(spelling)
    guard limit > 0, text.count <= Self.longestSpelling,
      let inverse = inverse(transliterator.system)
    else { return [] }
    var answers: [Answer] = []
    var models = transliterator.system.languages.compactMap(LetterModel.of)
      .map { Optional($0) }
    if models.isEmpty { models = [nil] }
    for model in models {
      for found in inverse.originals(of: text, model: model, width: 3 * Self.width) {
        let original = CaseTransfer.apply(
          from: spelling, to: found.letters, script: inverse.system.from)
        guard inverse.writes(text, from: original) else { continue }
        answers.append(
          Answer(
            original: original,
            language: model?.language ?? inverse.system.languages.first ?? "und",
            systems: [inverse.system.id], score: found.score))
      }
    }
    var seen: Set<String> = []
    return Self.ranked(answers, limit: .max).filter { seen.insert($0.original).inserted }
      .prefix(limit)
      .map { ReverseCandidate(original: $0.original, language: $0.language, score: $0.score) }
  }

  // MARK: Answers

  private struct Answer {
    var original: String
    var language: String
    var systems: [String]
    var score: Float
  }

  private func answers(
    _ text: [UInt32], spelling: String, language: String, model: LetterModel,
    systems: [RomanizationSystem]
  ) -> [Answer] {
    let inverses = systems.compactMap(inverse)
    var best: [[UInt32]: Float] = [:]
    for inverse in inverses {
      for found in inverse.originals(of: text, model: model, width: Self.width) {
        best[found.letters] = found.score
      }
    }
    let sorted = best.sorted { x, y in
      x.value != y.value ? x.value > y.value : x.key.lexicographicallyPrecedes(y.key)
    }
    var answers: [Answer] = []
    for (letters, score) in sorted.prefix(Self.confirmedOriginals) {
      let original = CaseTransfer.apply(
        from: spelling, to: letters, script: inverses[0].system.from)
      var share: Float = 0
      var makers: [String] = []
      for inverse in inverses where inverse.writes(text, from: original) {
        makers.append(inverse.system.id)
        share += Self.weight(inverse.system)
      }
      guard !makers.isEmpty else { continue }
      answers.append(
        Answer(
          original: original, language: language, systems: makers,
          score: score + Self.shareExponent * Logarithm.log(share)
            + Self.prior(of: language)))
    }
    return answers
  }

  /// How much a system is used beside the others of its language.
  ///
  /// Tables that we are sure of are those that are published and followed.
  static func weight(_ system: RomanizationSystem) -> Float {
    switch system.confidence {
    case .high: 1
    case .medium: 0.4
    case .low: 0.2
    }
  }

  private static func ranked(_ answers: [Answer], limit: Int) -> [SpellingReading] {
    let sorted = answers.sorted { x, y in
      if x.score != y.score { return x.score > y.score }
      return (x.language, x.original) < (y.language, y.original)
    }
    guard let best = sorted.first else { return [] }
    let weights = sorted.map { Logarithm.exp(Double($0.score - best.score)) }
    let total = weights.reduce(0, +)
    var readings: [SpellingReading] = []
    var rank = 0
    for (index, answer) in sorted.prefix(limit).enumerated() {
      if index == 0 || answer.score != sorted[index - 1].score { rank = index + 1 }
      readings.append(
        SpellingReading(
          original: answer.original, language: answer.language, systems: answer.systems,
          rank: rank, score: weights[index] / total))
    }
    return readings
  }

  // MARK: Systems

  /// The systems that write a script, by language, in a fixed order.
  private func systemsByLanguage(to script: String) -> [(String, [RomanizationSystem])] {
    var byLanguage: [String: [RomanizationSystem]] = [:]
    for system in registry.systems where system.to == script && system.from != script {
      for language in system.languages { byLanguage[language, default: []].append(system) }
    }
    return byLanguage.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func inverse(_ system: RomanizationSystem) -> InverseSystem? {
    if let known = cache.inverses.withLock({ $0[system.id] }) { return known }
    let made = InverseSystem(system, registry: registry)
    cache.inverses.withLock { $0[system.id] = .some(made) }
    return made
  }

  /// The one script of a text's letters, or `nil`.
  static func script(of text: String) -> String? {
    var result: Script?
    for scalar in text.unicodeScalars {
      let script = Script(of: scalar)
      if script == .common || script == .inherited { continue }
      if let result, result != script { return nil }
      result = script
    }
    return result?.description
  }
}
