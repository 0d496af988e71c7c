/// Moves text between Swift's UTF-8 and ICU's UTF-16.
///
/// `String(decoding:as: UTF16)` costs more than ICU's normalizer itself
/// (docs/design/001-utf8-currency.md), so both directions are written by hand.
enum UTF16Text {
  /// The UTF-16 code units of a string.
  ///
  /// Complexity: O(n).
  static func units(_ text: String) -> [UInt16] {
    var text = text
    return text.withUTF8 { bytes in
      [UInt16](unsafeUninitializedCapacity: bytes.count) { target, count in
        count = transcode(bytes, into: target)
      }
    }
  }

  /// The string that valid UTF-16 code units spell; a lone surrogate becomes U+FFFD.
  ///
  /// Complexity: O(n).
  static func string(_ units: UnsafeBufferPointer<UInt16>) -> String {
    String(unsafeUninitializedCapacity: units.count * 3) { target in
      var written = 0
      var index = 0
      while index < units.count {
        let unit = UInt32(units[index])
        index += 1
        var scalar = unit
        if unit & 0xFC00 == 0xD800, index < units.count, units[index] & 0xFC00 == 0xDC00 {
          scalar = 0x10000 + (unit & 0x3FF) << 10 + UInt32(units[index] & 0x3FF)
          index += 1
        } else if unit & 0xF800 == 0xD800 {
          scalar = 0xFFFD
        }
        written += UTF8Bytes.write(scalar, to: target, at: written)
      }
      return written
    }
  }

  /// Runs an ICU function that fills a buffer, growing it until the whole result fits.
  ///
  /// - Parameter fill: Takes a buffer and its capacity and returns the length needed and ICU's
  ///   error code.
  static func filled(
    capacity: Int, _ operation: @autoclosure () -> String,
    _ fill: (UnsafeMutablePointer<UInt16>, Int32) -> (length: Int32, error: Int32)
  ) throws(ICUError) -> [UInt16] {
    var capacity = max(16, capacity)
    while true {
      var needed: Int32 = 0
      var error: Int32 = 0
      let units = [UInt16](unsafeUninitializedCapacity: capacity) { target, count in
        count = 0
        guard let base = target.baseAddress else { return }
        (needed, error) = fill(base, Int32(clamping: capacity))
        if error <= 0, Int(needed) <= capacity { count = Int(needed) }
      }
      try ICUError.check(error, operation())
      if Int(needed) <= capacity { return units }
      capacity = Int(needed)
    }
  }

  private static func transcode(
    _ bytes: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt16>
  ) -> Int {
    var read = 0
    var written = 0
    while read < bytes.count {
      let (scalar, width) = UTF8Bytes.decode(bytes, at: read)
      read += width
      if scalar < 0x10000 {
        target[written] = UInt16(scalar)
        written += 1
      } else {
        target[written] = UInt16(0xD7C0 + scalar >> 10)
        target[written + 1] = UInt16(0xDC00 + scalar & 0x3FF)
        written += 2
      }
    }
    return written
  }
}
