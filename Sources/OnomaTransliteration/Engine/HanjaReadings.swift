internal import OnomaText

/// How Koreans read Han characters.
///
/// A character has one reading here, the one of names; a reader of running text would need a
/// dictionary of words.
enum HanjaReadings {
  /// From a Han character to its syllable.
  private static let syllables: [UInt32: Unicode.Scalar] = {
    var result: [UInt32: Unicode.Scalar] = [:]
    for file in EmbeddedData.files(under: "transliteration/hanja-readings") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        let cells = line.split(separator: "\t")
        guard cells.count == 2, cells[0].unicodeScalars.count == 1,
          let syllable = cells[0].unicodeScalars.first, Hangul.isSyllable(syllable)
        else { continue }
        for character in cells[1].unicodeScalars { result[character.value] = syllable }
      }
    }
    return result
  }()

  /// Characters that family names read in another way.
  private static let familyNames: [Unicode.Scalar: Unicode.Scalar] = [
    "金": "김", "沈": "심", "葉": "섭", "車": "차",
  ]

  /// The text with the Han characters that are known written in Hangul.
  ///
  /// `r` falls silent or becomes `n` at the start of a word, and so does `n`, as in the South.
  /// Complexity: O(*n*).
  static func read(_ text: String, asNames: Bool) -> String {
    guard text.unicodeScalars.contains(where: { $0.value >= 0x3400 && $0.value < 0x2FA20 }) else {
      return text
    }
    var result = String.UnicodeScalarView()
    var isWordStart = true
    for scalar in NormalizationForm.nfc.normalize(text).unicodeScalars {
      if let syllable = syllables[scalar.value] {
        if isWordStart, asNames, let reading = familyNames[scalar] {
          result.append(reading)
        } else {
          result.append(
            isWordStart ? initial(syllable) : inner(syllable, after: result.last ?? " "))
        }
        isWordStart = false
      } else {
        result.append(scalar)
        isWordStart = !Hangul.isSyllable(scalar)
      }
    }
    return String(result)
  }

  /// A syllable as it is read at the start of a word.
  private static func initial(_ syllable: Unicode.Scalar) -> Unicode.Scalar {
    let index = syllable.value - Hangul.firstSyllable
    let onset = index / 588
    // ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ.
    let isIotated = [2, 3, 6, 7, 12, 17, 20].contains(index % 588 / 28)
    let wanted: UInt32
    switch (onset, isIotated) {
    case (2, true), (5, true): wanted = 11
    case (5, false): wanted = 2
    default: return syllable
    }
    return Unicode.Scalar(Hangul.firstSyllable + wanted * 588 + index % 588) ?? syllable
  }

  /// A syllable as it is read inside a word: 렬 and 률 lose their `r` behind a vowel or `n`.
  private static func inner(
    _ syllable: Unicode.Scalar, after previous: Unicode.Scalar
  ) -> Unicode.Scalar {
    guard syllable == "렬" || syllable == "률", Hangul.isSyllable(previous) else { return syllable }
    let final = (previous.value - Hangul.firstSyllable) % 28
    guard final == 0 || final == 4 else { return syllable }
    return syllable == "렬" ? "열" : "율"
  }
}
