/// The escapes of N-Triples and Turtle.
enum RDFEscape {
  /// What an escape stands for, as UTF-8; `nil` where it stands for nothing.
  ///
  /// - Parameter position: Where the letter behind the backslash stands; afterwards, what follows the
  ///   escape.
  static func character(_ text: [UInt8], _ position: inout Int) -> [UInt8]? {
    guard position < text.count else { return nil }
    let letter = text[position]
    position += 1
    switch letter {
    case 0x74: return [0x09]
    case 0x6E: return [0x0A]
    case 0x72: return [0x0D]
    case 0x62: return [0x08]
    case 0x66: return [0x0C]
    case 0x22, 0x27, 0x5C: return [letter]
    case 0x75, 0x55:
      let digits = text[position...].prefix(letter == 0x75 ? 4 : 8)
      guard digits.count == (letter == 0x75 ? 4 : 8), digits.first != 0x2B,
        let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { return nil }
      position += digits.count
      return Array(String(Character(scalar)).utf8)
    default: return nil
    }
  }
}
