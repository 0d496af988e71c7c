internal import OnomaText
internal import Synchronization

// Three steps. Which originals can the name be? The name itself, in the languages whose letters it
// has; for a Latin spelling, what SystemIdentifier reconstructs. What is it in the sister languages,
// if that is asked for? Letter correspondences, and word forms that the caller brings. How do all
// systems of those languages write it? Every system is run, so each variant is made by what it says.
//
// Bounds: `longestName` letters, `originalLimit` originals, every system of their languages once.

/// Finds the spellings of a name across systems, source languages and press conventions.
///
/// ```swift
/// let variants = NameVariants.shipped.variants(of: "Ціханоўскі")
/// variants.map(\.text)  // ["Tsikhanouski", "Cichanoŭski", "Tsikhanowski", "Zichanouski", …]
/// ```
///
/// A value may be used by any number of threads. Rules are compiled on first use.
public struct NameVariants: Sendable {
  /// The variants by the shipped systems.
  public static let shipped = NameVariants(registry: .shipped, identifier: .shipped)

  /// The longest name that has variants, in scalars; a longer one has none.
  public static let longestName = 96

  /// How many originals are romanized.
  private static let originalLimit = 24
  /// How many forms of a name are tried in each sister language.
  private static let formsPerLanguage = 4
  /// Words whose forms are combined; behind them, only the likeliest form is taken.
  private static let combinedWords = 3
  /// How much less a name of a sister language weighs.
  private static let sisterWeight = 0.6
  /// How much worse than the best a language may fit the letters, as a logarithm.
  private static let languageMargin: Float = 7

  private final class Cache: Sendable {
    let transliterators = Mutex<[String: [Transliterator]]>([:])
  }

  private let registry: TransliterationRegistry
  private let identifier: SystemIdentifier
  private let cache = Cache()

  /// Uses the systems of a registry.
  public init(registry: TransliterationRegistry) {
    self.init(registry: registry, identifier: SystemIdentifier(registry: registry))
  }

  private init(registry: TransliterationRegistry, identifier: SystemIdentifier) {
    self.registry = registry
    self.identifier = identifier
  }

  /// A name in its own script, with its language.
  private struct Original: Hashable {
    var text: String
    var language: String
    var script: String
    var weight: Double
    var isGiven: Bool
  }

  /// The variants of a name, the most usual first.
  ///
  /// The name itself is among them where something makes it. A Latin spelling is led back to its
  /// likely originals first. Names in more than one script have no variants. The order is the same
  /// on every run. Complexity: O(originals × systems × letters).
  public func variants(
    of name: String, options: VariantOptions = VariantOptions()
  ) -> [NameVariant] {
    let name = NormalizationForm.nfc.normalize(name)
    guard options.limit > 0, name.unicodeScalars.count <= Self.longestName,
      let script = SystemIdentifier.script(of: name)
    else { return [] }
    var originals = self.originals(of: name, script: script, options: options)
    if options.acrossLanguages { originals += sisters(of: originals, options: options) }
    var collected = Collected()
    for original in originals.prefix(Self.originalLimit) {
      // The other forms of the name are variants too; the name as given is no variant of itself.
      if original.text != name {
        collected.add(
          original.text,
          VariantOrigin(
            language: original.language, original: original.text, system: nil, usesWordForm: false),
          weight: original.weight)
      }
      romanize(original, options: options, into: &collected)
    }
    return collected.variants(scripts: options.scripts, limit: options.limit)
  }

  // MARK: Originals

  private func originals(
    of name: String, script: String, options: VariantOptions
  ) -> [Original] {
    if script != "Latn" {
      let languages =
        options.languages.isEmpty ? languages(of: name, script: script) : options.languages
      return languages.map {
        Original(text: name, language: $0, script: script, weight: 1, isGiven: true)
      }
    }
    let readings = identifier.readings(of: name, limit: 40).filter {
      options.languages.isEmpty || options.languages.contains($0.language)
    }
    let total = readings.reduce(0) { $0 + $1.score }
    var originals: [Original] = []
    for reading in readings where reading.score >= 0.03 * total && originals.count < 5 {
      guard let script = SystemIdentifier.script(of: reading.original) else { continue }
      originals.append(
        Original(
          text: reading.original, language: reading.language, script: script,
          weight: reading.score / total, isGiven: true))
    }
    return originals
  }

  /// The languages that a name in its own script can be of, the likeliest first.
  private func languages(of name: String, script: String) -> [String] {
    var languages: [String] = []
    for system in registry.systems where system.from == script {
      for language in system.languages where !languages.contains(language) {
        languages.append(language)
      }
    }
    let letters = name.unicodeScalars.flatMap { $0.properties.lowercaseMapping.unicodeScalars }
    var fits: [(language: String, score: Float)] = []
    for language in languages {
      guard let model = LetterModel.of(language) else { continue }
      let isKnown = letters.allSatisfy {
        !$0.properties.isAlphabetic || model.number(of: $0.value) != nil
      }
      if isKnown {
        fits.append((language, SystemIdentifier.prior(of: language) + model.score(letters)))
      }
    }
    // Without a model that knows the letters, every language of the script may be meant.
    guard let best = fits.map(\.score).max() else { return languages.sorted() }
    return fits.filter { $0.score >= best - Self.languageMargin }
      .sorted { x, y in x.score != y.score ? x.score > y.score : x.language < y.language }
      .prefix(3).map(\.language)
  }

  /// The name in the sister languages.
  private func sisters(of originals: [Original], options: VariantOptions) -> [Original] {
    var result: [Original] = []
    var seen = Set(originals.map { [$0.language, $0.text] })
    for original in originals {
      for language in LanguageCorrespondences.shipped.targets(from: original.language) {
        for (text, score) in forms(of: original, in: language, options: options)
        where seen.insert([language, text]).inserted {
          result.append(
            Original(
              text: text, language: language, script: "Cyrl",
              weight: original.weight * Self.sisterWeight * Logarithm.exp(Double(score)),
              isGiven: false))
        }
      }
    }
    return result.sorted { x, y in
      x.weight != y.weight ? x.weight > y.weight : (x.language, x.text) < (y.language, y.text)
    }
  }

  /// The likeliest forms of a name in a language, with their scores below the best.
  private func forms(
    of original: Original, in language: String, options: VariantOptions
  ) -> [(text: String, score: Float)] {
    var results: [(text: String, score: Float)] = [("", 0)]
    var words = 0
    for piece in NamePieces.split(original.text) {
      guard piece.isWord else {
        results = results.map { ($0.text + piece.text, $0.score) }
        continue
      }
      words += 1
      var answers: [(text: String, score: Float)] = []
      if let forms = options.wordForms?(piece.text)[language], !forms.isEmpty {
        for (rank, form) in forms.prefix(2).enumerated() { answers.append((form, -Float(rank))) }
      } else {
        answers = LanguageCorrespondences.shipped.answers(
          to: piece.text, from: original.language, to: language, limit: Self.formsPerLanguage)
      }
      if words > Self.combinedWords { answers = Array(answers.prefix(1)) }
      guard !answers.isEmpty else { return [] }
      results = results.flatMap { head in
        answers.map { (head.text + $0.text, head.score + $0.score) }
      }
      results.sort { x, y in x.score != y.score ? x.score > y.score : x.text < y.text }
      results = Array(results.prefix(Self.formsPerLanguage))
    }
    return results
  }

  // MARK: Romanizing

  private func romanize(
    _ original: Original, options: VariantOptions, into collected: inout Collected
  ) {
    let transliterators = transliterators(from: original.script, language: original.language)
    // A language with many published tables is not spelled by more people.
    let all = transliterators.reduce(0) { $0 + Self.weight(of: $1.system) }
    for transliterator in transliterators {
      let system = transliterator.system
      let weight = original.weight * Self.weight(of: system) / all
      func add(_ text: String, usesWordForm: Bool) {
        // Letters that a system does not know pass it unchanged; that is no spelling.
        guard SystemIdentifier.script(of: text) == system.to else { return }
        collected.add(
          text,
          VariantOrigin(
            language: original.language, original: original.text, system: system.id,
            usesWordForm: usesWordForm), weight: weight)
      }
      add(transliterator.transliterate(original.text), usesWordForm: false)
      guard let wordForms = options.wordForms, let target = system.targetLanguage else { continue }
      var text = ""
      var isReplaced = false
      for piece in NamePieces.split(original.text) {
        if piece.isWord, let form = wordForms(piece.text)[target]?.first {
          text += form
          isReplaced = true
        } else {
          text += transliterator.transliterate(piece.text)
        }
      }
      if isReplaced { add(text, usesWordForm: true) }
    }
  }

  private static func weight(of system: RomanizationSystem) -> Double {
    Double(SystemIdentifier.weight(system))
  }

  private func transliterators(from script: String, language: String) -> [Transliterator] {
    let key = "\(script) \(language)"
    if let known = cache.transliterators.withLock({ $0[key] }) { return known }
    let made = registry.systems.filter {
      $0.from == script && $0.to != script && $0.languages.contains(language)
    }.compactMap { try? registry.transliterator(id: $0.id) }
    cache.transliterators.withLock { $0[key] = made }
    return made
  }
}

/// Variants on their way: spellings with what makes them.
private struct Collected {
  private var origins: [String: [VariantOrigin]] = [:]
  private var weights: [String: Double] = [:]

  mutating func add(_ text: String, _ origin: VariantOrigin, weight: Double) {
    let text = NormalizationForm.nfc.normalize(text)
    if origins[text]?.contains(origin) == true { return }
    origins[text, default: []].append(origin)
    weights[text, default: 0] += weight
  }

  func variants(scripts: Set<String>, limit: Int) -> [NameVariant] {
    var result: [NameVariant] = []
    for (text, origins) in origins {
      let script = SystemIdentifier.script(of: text) ?? "Zyyy"
      guard scripts.isEmpty || scripts.contains(script) else { continue }
      result.append(
        NameVariant(
          text: text, script: script, origins: origins.sorted(), weight: weights[text] ?? 0))
    }
    result.sort { x, y in x.weight != y.weight ? x.weight > y.weight : x.text < y.text }
    return Array(result.prefix(limit))
  }
}

/// The words of a name and what stands between them.
enum NamePieces {
  struct Piece {
    var text: String
    var isWord: Bool
  }

  /// Splits at everything that is neither a letter, a mark, nor an apostrophe inside a word.
  static func split(_ name: String) -> [Piece] {
    var pieces: [Piece] = []
    for scalar in name.unicodeScalars {
      let isLetter =
        scalar.properties.isAlphabetic
        || scalar.properties.canonicalCombiningClass != .notReordered
        || (RuleTable.apostrophes.contains(scalar) && pieces.last?.isWord == true)
      if let last = pieces.last, last.isWord == isLetter {
        pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
      } else {
        pieces.append(Piece(text: String(scalar), isWord: isLetter))
      }
    }
    return pieces
  }
}
