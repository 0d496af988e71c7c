/// The arithmetic of Hangul syllables (The Unicode Standard, section 3.12).
enum Hangul {
  static let firstSyllable: UInt32 = 0xAC00
  static let lastSyllable: UInt32 = 0xD7A3

  /// Calls `body` with the two or three conjoining letters of a syllable.
  @inline(__always)
  static func decompose(_ syllable: UInt32, _ body: (UInt32) -> Void) {
    let index = syllable - firstSyllable
    body(0x1100 + index / 588)
    body(0x1161 + index % 588 / 28)
    if index % 28 != 0 { body(0x11A7 + index % 28) }
  }

  static func isSyllable(_ scalar: Unicode.Scalar) -> Bool {
    (firstSyllable...lastSyllable).contains(scalar.value)
  }
}
