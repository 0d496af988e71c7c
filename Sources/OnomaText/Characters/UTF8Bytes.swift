/// Reading and writing single scalars in UTF-8 buffers, without `Character` and without copies.
public enum UTF8Bytes {
  /// Decodes the scalar at a position of **valid** UTF-8.
  ///
  /// Behaviour on invalid UTF-8 is defined but useless; validate foreign bytes first with
  /// ``firstInvalidOffset(in:)``. Complexity: O(1).
  @inlinable
  public static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, width: Int) {
    let lead = UInt32(bytes[index])
    if lead < 0x80 { return (lead, 1) }
    let left = bytes.count - index
    if lead < 0xE0, left > 1 { return ((lead & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2) }
    if lead < 0xF0, left > 2 {
      let tail = UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
      return ((lead & 0x0F) << 12 | tail, 3)
    }
    if left > 3 {
      let high = (lead & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
      return (high | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F), 4)
    }
    return (0xFFFD, 1)
  }

  /// Writes a scalar as UTF-8 and returns how many bytes it took (1 to 4).
  ///
  /// The target must have room for them. Complexity: O(1).
  @inlinable
  public static func write(
    _ scalar: UInt32, to target: UnsafeMutableBufferPointer<UInt8>, at index: Int
  ) -> Int {
    switch scalar {
    case ..<0x80:
      target[index] = UInt8(scalar)
      return 1
    case ..<0x800:
      target[index] = UInt8(0xC0 | scalar >> 6)
      target[index + 1] = UInt8(0x80 | scalar & 0x3F)
      return 2
    case ..<0x10000:
      target[index] = UInt8(0xE0 | scalar >> 12)
      target[index + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
      target[index + 2] = UInt8(0x80 | scalar & 0x3F)
      return 3
    default:
      target[index] = UInt8(0xF0 | scalar >> 18 & 0x07)
      target[index + 1] = UInt8(0x80 | scalar >> 12 & 0x3F)
      target[index + 2] = UInt8(0x80 | scalar >> 6 & 0x3F)
      target[index + 3] = UInt8(0x80 | scalar & 0x3F)
      return 4
    }
  }

  /// The byte offset of the first ill-formed sequence, or `nil` for valid UTF-8.
  ///
  /// Overlong forms, surrogates, values above U+10FFFF and cut-off sequences are ill-formed
  /// (The Unicode Standard, table 3-7). Complexity: O(n).
  public static func firstInvalidOffset(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard let (width, second) = sequence(lead), index + width <= bytes.count,
        second.contains(bytes[index + 1])
      else { return index }
      for offset in 2..<max(2, width) where !(0x80...0xBF).contains(bytes[index + offset]) {
        return index
      }
      index += width
    }
    return nil
  }

  /// The width of a sequence and the range of its second byte, by its lead byte.
  private static func sequence(_ lead: UInt8) -> (Int, ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }
}
