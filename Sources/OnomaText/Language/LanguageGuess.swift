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
  private static let nameWords: Set<[Unicode.Scalar]> = Set(
    [
      "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
      "la", "ter", "van", "von", "zu", "дер", "фон",
    ].map { Array($0.unicodeScalars) })

  /// Written languages so near each other that a text may fit both: then it is the likelier one, and
  /// the first where they are equal.
  private static let twins: [[String]] = [["id", "ms"], ["hr", "sr"]]

  /// Tells the language of a text, or `nil`.
  ///
  /// Complexity: O(n).
  public static func language(of text: String) -> LanguageGuess? {
    language(of: Array(text.unicodeScalars)[...])
  }

  /// Tells the language of scalars, or `nil`.
  ///
  /// Complexity: O(n).
  public static func language(of scalars: ArraySlice<Unicode.Scalar>) -> LanguageGuess? {
    if scalars.allSatisfy(isSettled) { return guess(scalars) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return guess(Array(NormalizationForm.nfc.normalize(String(view)).unicodeScalars)[...])
  }

  /// Whether a character composes with nothing around it and becomes small by itself: of the others
  /// only few texts have any, and their way through ICU takes several times as long.
  private static func isSettled(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x130, 0x374, 0x37E, 0x387, 0x3A3, 0x483...0x489: false
    case 0..<0x300, 0x370...0x52F, 0x5D0...0x5EA, 0x620...0x64A, 0x660...0x66F, 0xE00...0xE7F: true
    case 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF, 0x3000...0x3029, 0x3041...0x3096: true
    case 0x30A0...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF9D: true
    default: false
    }
  }

  /// Counts the words and letters of composed text.
  private static func guess(_ text: ArraySlice<Unicode.Scalar>) -> LanguageGuess? {
    var tally = Tally()
    var scripts: [Script: Int] = [:]
    var current = (script: Script.common, count: 0)
    var word: [Unicode.Scalar] = []
    var isCapital = false
    func finish() {
      if word.isEmpty { return }
      tally.count(word, isCapital: isCapital)
      word.removeAll(keepingCapacity: true)
    }
    for scalar in text {
      let kind = ScalarClass(scalar)
      guard kind.isLetter || kind == .mark else {
        finish()
        continue
      }
      let script = Script(of: scalar)
      if script != current.script {
        scripts[current.script, default: 0] += current.count
        current = (script, 0)
      }
      current.count += 1
      if script.isUnspaced {
        finish()
      } else {
        if word.isEmpty { isCapital = kind == .upper }
        word.append(scalar.lowercased)
      }
    }
    scripts[current.script, default: 0] += current.count
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
    private var held: [[Unicode.Scalar]] = []
    private var isAfterCapital = false

    init() {
      wordCounts = Array(repeating: 0, count: words.languages.count)
      letterCounts = Array(repeating: 0, count: letters.languages.count)
    }

    mutating func count(_ word: [Unicode.Scalar], isCapital: Bool) {
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

    private mutating func add(_ word: [Unicode.Scalar], isCapital: Bool) {
      // A word that many languages share says little about any of them.
      let table = isCapital ? words.functionWords : words.allWords
      let languages = table.languages(of: word[...])
      for language in languages { wordCounts[language] += 1 / Double(languages.count) }
      if isCapital { return }
      var owners = letters.owners(of: word[...])
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
