/// Letters that tell a language (`Data/language/letters.tsv`).
///
/// They tell apart languages whose commonest words are the same, and those whose grammar is endings
/// rather than small words.
struct LanguageLetters: Sendable {
  /// The languages that write a letter, one bit each by their place in ``languages``.
  private let owners: [Unicode.Scalar: UInt128]
  /// Those of the letters below U+0600, by scalar: no bits for a letter that tells nothing.
  private let lowOwners: [UInt128]
  /// The languages of the table, in its order.
  let languages: [String]

  /// The shipped table.
  static let shipped = LanguageLetters(
    .embedded("language/letters.tsv", columns: ["language", "letters"]))

  init(_ table: DataTable) {
    var owners: [Unicode.Scalar: UInt128] = [:]
    var languages: [String] = []
    for row in table.rows where languages.count < UInt128.bitWidth {
      for letter in row.list("letters") {
        for scalar in NormalizationForm.nfc.normalize(String(letter)).unicodeScalars {
          owners[scalar, default: 0] |= 1 << UInt128(languages.count)
        }
      }
      languages.append(String(row["language"]))
    }
    self.owners = owners
    lowOwners = (0..<0x600).map { value in
      Unicode.Scalar(UInt32(value)).flatMap { owners[$0] } ?? 0
    }
    self.languages = languages
  }

  /// The languages that write every telling letter of a word, in small letters, as bits; none where it
  /// has no such letter, or no language has them all.
  ///
  /// Complexity: O(length).
  func owners(of word: UnsafeBufferPointer<Unicode.Scalar>) -> UInt128 {
    var common = UInt128.max
    for letter in word where letter.value >= 0x80 {
      let scalar = letter.lowercased
      if scalar.value < 0x80 { continue }
      let owners =
        scalar.value < 0x600 ? lowOwners[Int(scalar.value)] : self.owners[scalar] ?? 0
      if owners != 0 { common &= owners }
    }
    return common == .max ? 0 : common
  }
}
