// Vowelled Arabic writes the sign of doubling and the vowel behind it in either order: people type the
// doubling first, and normalization puts the vowel first. And a final ة is a `t` where the next word
// depends on it, which shows in the words around it and not in the letters beside it.

/// Brings vowelled Arabic text into the one form that the rules read.
enum ArabicSigns {
  /// The text with doubling signs before vowel signs, and the `t` of a construct written as one.
  ///
  /// Complexity: O(*n*).
  static func order(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: { (0x600...0x6FF).contains($0.value) }) else { return text }
    for index in scalars.indices.dropFirst()
    where scalars[index] == "\u{651}" && isVowel(scalars[index - 1]) {
      scalars.swapAt(index, index - 1)
    }
    return String(writeConstructs(scalars))
  }

  private static func writeConstructs(
    _ scalars: [Unicode.Scalar]
  ) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var wordStart = 0
    for (index, scalar) in scalars.enumerated() {
      if scalar == " " { wordStart = index + 1 }
      guard scalar == "\u{629}", index + 2 < scalars.count, scalars[index + 1] == " ",
        startsDependent(scalars, index + 2), !hasArticle(scalars, wordStart)
      else {
        result.append(scalar)
        continue
      }
      if index > 0, !isVowel(scalars[index - 1]), scalars[index - 1] != "\u{627}" {
        result.append("\u{64E}")
      }
      result.append("\u{62A}")
    }
    return result
  }

  /// Whether a word has the article, or is "son": what stands before it is in the construct state.
  private static func startsDependent(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    if hasArticle(scalars, index) { return true }
    guard index + 2 < scalars.count, scalars[index] == "\u{627}" || scalars[index] == "\u{625}"
    else { return false }
    return scalars[index + 1] == "\u{628}" && scalars[index + 2] == "\u{646}"
  }

  private static func hasArticle(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    index + 2 < scalars.count && scalars[index] == "\u{627}" && scalars[index + 1] == "\u{644}"
  }

  /// The signs of vowels, also with the ending n, and the short alif.
  private static func isVowel(_ scalar: Unicode.Scalar) -> Bool {
    (0x64B...0x650).contains(scalar.value) || scalar == "\u{670}"
  }
}
