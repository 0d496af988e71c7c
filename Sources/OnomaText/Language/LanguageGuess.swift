/// The language of a text, told from its script, its commonest words and its letters.
///
/// It says nothing rather than something wrong: a text of a few words, or one whose words fit two
/// languages alike, has no language. Names count for nothing: neither words with a capital, as far as
/// letters go, nor the small words inside a name (*Ursula von der Leyen* is in every language).
public struct LanguageGuess: Hashable, Sendable {
  /// The language as a BCP 47 code.
  public let language: String
  /// How far ahead of the next language it is, from 0 to 1.
  public let margin: Double

  /// What a word with telling letters is worth beside a word of the grammar.
  private static let letterWeight = 0.4

  /// Small words inside names.
  private static let nameWords: Set<String> = [
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "la", "ter", "van", "von", "zu", "дер", "фон",
  ]

  /// Written languages so near each other that a text may fit both: then it is the likelier one, and
  /// the first where they are equal.
  private static let twins: [[String]] = [["id", "ms"], ["hr", "sr"]]

  /// Tells the language of a text, or `nil`.
  ///
  /// Complexity: O(n).
  public static func language(of text: String) -> LanguageGuess? {
    var tally = Tally()
    var scripts: [Script: Int] = [:]
    var word = String.UnicodeScalarView()
    var isCapital = false
    func finish() {
      if word.isEmpty { return }
      tally.count(String(word), isCapital: isCapital)
      word = String.UnicodeScalarView()
    }
    for scalar in NormalizationForm.nfc.normalize(text).unicodeScalars {
      let kind = ScalarClass(scalar)
      if kind.isLetter || kind == .mark {
        let script = Script(of: scalar)
        scripts[script, default: 0] += 1
        if script.isUnspaced {
          finish()
          continue
        }
        if word.isEmpty { isCapital = kind == .upper }
        word.append(scalar.lowercased)
      } else {
        finish()
      }
    }
    finish()
    tally.finish()
    if let only = byScript(scripts) { return LanguageGuess(language: only, margin: 1) }
    return tally.guess()
  }

  /// What the words of a text say.
  private struct Tally {
    private let words = LanguageWords.shipped
    private let letters = LanguageLetters.shipped
    /// By place in the tables' lists.
    private var wordCounts: [Double]
    private var letterCounts: [Double]
    /// Small words behind a capital, which may be inside a name.
    private var held: [String] = []
    private var isAfterCapital = false

    init() {
      wordCounts = Array(repeating: 0, count: words.languages.count)
      letterCounts = Array(repeating: 0, count: letters.languages.count)
    }

    mutating func count(_ word: String, isCapital: Bool) {
      if !isCapital, isAfterCapital, nameWords.contains(word) {
        held.append(word)
        return
      }
      if !isCapital { finish() }
      held = []
      isAfterCapital = isCapital
      add(word, isCapital: isCapital)
    }

    /// Counts the small words that turned out to be in no name.
    mutating func finish() {
      for word in held { add(word, isCapital: false) }
      held = []
    }

    private mutating func add(_ word: String, isCapital: Bool) {
      // A word that many languages share says little about any of them.
      let languages = words.languages(of: word, onlyFunction: isCapital)
      for language in languages { wordCounts[language] += 1 / Double(languages.count) }
      if isCapital { return }
      var owners = letters.owners(of: word)
      let share = letterWeight / Double(max(1, owners.nonzeroBitCount))
      while owners != 0 {
        letterCounts[owners.trailingZeroBitCount] += share
        owners &= owners - 1
      }
    }

    func guess() -> LanguageGuess? {
      var counts: [String: Double] = [:]
      for (language, count) in zip(words.languages, wordCounts) { counts[language] = count }
      for (language, count) in zip(letters.languages, letterCounts) {
        counts[language, default: 0] += count
      }
      let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      guard var first = ranked.first else { return nil }
      let near = twins.first { $0.contains(first.key) } ?? [first.key]
      // A word of both counts half for each.
      guard near.reduce(0, { $0 + (counts[$1] ?? 0) }) >= 2 else { return nil }
      let other = ranked.dropFirst().first { !near.contains($0.key) }?.value ?? 0
      guard (first.value - other) / first.value > 0.1 else { return nil }
      if let equal = near.first(where: { counts[$0] == first.value }) {
        first = (equal, first.value)
      }
      let second = ranked.first { $0.key != first.key }?.value ?? 0
      return LanguageGuess(language: first.key, margin: (first.value - second) / first.value)
    }
  }

  /// The language where the script alone decides.
  private static func byScript(_ scripts: [Script: Int]) -> String? {
    let letters = scripts.values.reduce(0, +)
    guard letters > 0 else { return nil }
    func share(_ script: Script) -> Double { Double(scripts[script] ?? 0) / Double(letters) }
    if share(.hiragana) + share(.katakana) > 0.2 { return "ja" }
    if share(.han) > 0.5 { return "zh" }
    let rest: [(Script, String)] = [
      (.hangul, "ko"), (.thai, "th"), (.georgian, "ka"), (.armenian, "hy"), (.hebrew, "he"),
      (.greek, "el"), (.tamil, "ta"),
    ]
    return rest.first { share($0.0) > 0.5 }?.1
  }
}
