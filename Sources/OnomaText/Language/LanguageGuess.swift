/// The language of a text, told from its script and its commonest words.
///
/// It says nothing rather than something wrong: a text of a few words, or one whose words fit two
/// languages alike, has no language.
public struct LanguageGuess: Hashable, Sendable {
  /// The language as a BCP 47 code.
  public let language: String
  /// How far ahead of the next language it is, from 0 to 1.
  public let margin: Double

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
    let lowered = CaseMapping.lower.apply(to: NormalizationForm.nfc.normalize(String(view)))
    return guess(Array(lowered.unicodeScalars)[...])
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

  /// Counts the words of the grammar in composed text.
  private static func guess(_ text: ArraySlice<Unicode.Scalar>) -> LanguageGuess? {
    let words = LanguageWords.shipped
    let table = words.functionWords
    var counts = [Double](repeating: 0, count: words.languages.count)
    var total = 0
    var scripts: [Script: Int] = [:]
    var current = (script: Script.common, count: 0)
    var word: [Unicode.Scalar] = []
    func finish() {
      if word.isEmpty { return }
      total += 1
      let languages = table.languages(of: word[...])
      // A word that many languages share says little about any of them.
      for language in languages { counts[language] += 1 / Double(languages.count) }
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
        word.append(scalar.lowercased)
      }
    }
    scripts[current.script, default: 0] += current.count
    finish()
    if let only = byScript(scripts) { return LanguageGuess(language: only, margin: 1) }
    let ranked = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
    guard let first = ranked.first, counts[first] >= 2, total > 0 else { return nil }
    let second = ranked.dropFirst().first.map { counts[$0] } ?? 0
    let margin = (counts[first] - second) / counts[first]
    guard margin > 0.1 else { return nil }
    return LanguageGuess(language: words.languages[first], margin: margin)
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
      (.greek, "el"),
    ]
    return rest.first { share($0.0) > 0.5 }?.1
  }
}
