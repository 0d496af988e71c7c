/// Brings the points of vowelled Hebrew into the order in which the rules read them.
enum HebrewPoints {
  /// The text with the dots of consonants before the points of vowels.
  ///
  /// People type them in either order, and normalization puts the vowel first. Complexity: O(*n*).
  static func order(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isPoint($0) }) else { return text }
    var result = String.UnicodeScalarView()
    var vowels: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if isVowel(scalar) {
        vowels.append(scalar)
        continue
      }
      if !isPoint(scalar) {
        result.append(contentsOf: vowels)
        vowels = []
      }
      result.append(scalar)
    }
    result.append(contentsOf: vowels)
    return String(result)
  }

  private static func isPoint(_ scalar: Unicode.Scalar) -> Bool {
    isVowel(scalar) || scalar == "\u{5BC}" || scalar == "\u{5C1}" || scalar == "\u{5C2}"
  }

  private static func isVowel(_ scalar: Unicode.Scalar) -> Bool {
    (0x5B0...0x5BB).contains(scalar.value) || scalar == "\u{5C7}"
  }
}
