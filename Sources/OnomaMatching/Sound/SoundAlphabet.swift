internal import OnomaNames
internal import OnomaText

/// Brings words of every script to one alphabet of sounds: the letters a to z.
///
/// Latin words keep their letters without accents; other scripts go through
/// `Data/matching/sound-letters.tsv` or, where that has no row, through ICU.
struct SoundAlphabet: Sendable {
  private let letters: [Unicode.Scalar: [UInt8]]
  private let fallback: ICUTransliterator?

  /// The shipped alphabet.
  static let shipped = SoundAlphabet(
    .embedded("matching/sound-letters.tsv", columns: ["letter", "sound"]))

  init(_ table: DataTable) {
    var letters: [Unicode.Scalar: [UInt8]] = [:]
    for row in table.rows {
      if let letter = row["letter"].unicodeScalars.first {
        letters[letter] = Array(row["sound"].utf8)
      }
    }
    self.letters = letters
    fallback = try? ICUTransliterator(id: "Any-Latin; Latin-ASCII; Lower")
  }

  /// The sounds of a word, as letters a to z; empty for a word of a script without any reading.
  ///
  /// - Parameter key: The word's ``NameKey``.
  /// - Complexity: O(n).
  func sounds(of key: String) -> [UInt8] {
    var sounds: [UInt8] = []
    sounds.reserveCapacity(key.utf8.count)
    var unread = false
    for scalar in key.unicodeScalars {
      if scalar.value < 0x80 {
        if Self.isSound(UInt8(scalar.value)) { sounds.append(UInt8(scalar.value)) }
      } else if let sound = letters[scalar] {
        sounds.append(contentsOf: sound)
      } else {
        unread = true
        break
      }
    }
    if !unread { return sounds }
    guard let fallback else { return [] }
    let text = fallback.transliterate(key)
    // A script that ICU cannot read stays as it is: no sounds at all beats half of them.
    return text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.filter(Self.isSound) : []
  }

  private static func isSound(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
