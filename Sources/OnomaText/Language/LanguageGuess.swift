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
    let words = LanguageWords.shipped
    var counts = [Double](repeating: 0, count: words.languages.count)
    var total = 0
    var scripts: [Script: Int] = [:]
    var word = ""
    func finish() {
      if word.isEmpty { return }
      total += 1
      let languages = words.functionLanguages(word)
      // A word that many languages share says little about any of them.
      for language in languages { counts[language] += 1 / Double(languages.count) }
      word = ""
    }
    let lowered = CaseMapping.lower.apply(to: NormalizationForm.nfc.normalize(text))
    for scalar in lowered.unicodeScalars {
      let kind = ScalarClass(scalar)
      if kind.isLetter || kind == .mark {
        let script = Script(of: scalar)
        scripts[script, default: 0] += 1
        if script.isUnspaced {
          finish()
          continue
        }
        word.unicodeScalars.append(scalar)
      } else {
        finish()
      }
    }
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
