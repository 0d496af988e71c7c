/// The middle of Slavic family names in -sky: `Tikhan-ov-sky` is another name than `Tikhan-sky`.
///
/// The possessive ending -ov-, -ev- (be -oŭ-, pl -ow-) between the stem and -sk- makes a name of its own
/// (Unbegaun, Russian Surnames, 1972, ch. V), while spellings of one name keep or lose it together. By
/// sound alone the two differ by an easily missed syllable.
enum SlavicSurname {
  /// Whether a word has the possessive ending before -sk-; `nil` where it has no -sk- at its end.
  ///
  /// - Parameter letters: The word in plain Latin letters.
  /// - Complexity: O(letters).
  static func hasPossessive(_ letters: [UInt8]) -> Bool? {
    // The ending after -sk- has at most four letters (-skaia, -skogo).
    guard let k = letters.lastIndex(of: 0x6B), k >= 4, letters.count - k <= 5 else { return nil }
    var start = k
    while start > 0, isSibilant(letters[start - 1]) { start -= 1 }
    guard start < k, start >= 2 else { return nil }
    switch letters[start - 1] {
    case 0x76, 0x77, 0x75, 0x66: return isVowel(letters[start - 2])
    default: return false
    }
  }

  /// s, z, c: -sk-, -szk-, -zk-, -ck-.
  private static func isSibilant(_ letter: UInt8) -> Bool {
    letter == 0x73 || letter == 0x7A || letter == 0x63
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
    default: false
    }
  }
}
