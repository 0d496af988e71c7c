// Koreans write names without spaces; romanizations write the family name apart and join the syllables
// of the given name with a hyphen. Nearly every family name has one syllable. The ones of two are so
// few that they are listed.

/// Separates the parts of Korean personal names.
enum KoreanNameWriter {
  // Source: general knowledge.
  /// Family names of two syllables.
  private static let longFamilyNames: Set<String> = [
    "강전", "공손", "남궁", "독고", "동방", "망절", "사공", "사마", "서문", "선우", "소봉", "어금", "을지", "장곡", "제갈", "황보",
  ]

  /// The text with each word of two to seven syllables written as a name: `김영수` is `김 영-수`.
  ///
  /// A word behind a family name and a space is the given name. Complexity: O(*n*).
  static func separate(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    var followsFamilyName = false
    while index < scalars.count {
      guard Hangul.isSyllable(scalars[index]) else {
        followsFamilyName = followsFamilyName && scalars[index] == " "
        result.append(scalars[index])
        index += 1
        continue
      }
      let start = index
      while index < scalars.count, Hangul.isSyllable(scalars[index]) { index += 1 }
      let word = scalars[start..<index]
      let hasGivenName =
        index + 1 < scalars.count && scalars[index] == " " && Hangul.isSyllable(scalars[index + 1])
      if followsFamilyName {
        appendGivenName(word, to: &result)
        followsFamilyName = false
      } else if hasGivenName, familyLength(word) == word.count {
        result.append(contentsOf: word)
        followsFamilyName = true
      } else {
        append(word, to: &result)
      }
    }
    return String(result)
  }

  private static func familyLength(_ name: ArraySlice<Unicode.Scalar>) -> Int {
    var first = String.UnicodeScalarView()
    first.append(contentsOf: name.prefix(2))
    return longFamilyNames.contains(String(first)) ? 2 : 1
  }

  private static func append(
    _ name: ArraySlice<Unicode.Scalar>, to result: inout String.UnicodeScalarView
  ) {
    guard (2...7).contains(name.count), familyLength(name) < name.count else {
      result.append(contentsOf: name)
      return
    }
    let length = familyLength(name)
    result.append(contentsOf: name.prefix(length))
    result.append(" ")
    appendGivenName(name.dropFirst(length), to: &result)
  }

  /// Two syllables are joined with a hyphen; longer names are foreign or old, and written as one word.
  private static func appendGivenName(
    _ name: ArraySlice<Unicode.Scalar>, to result: inout String.UnicodeScalarView
  ) {
    for (offset, scalar) in name.enumerated() {
      if offset == 1, name.count == 2 { result.append("-") }
      result.append(scalar)
    }
  }
}
