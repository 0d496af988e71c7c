/// How a table's characters are written.
public enum TableEncoding: String, CaseIterable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// UTF-16, the low byte first.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, the high byte first.
  case utf16BigEndian = "utf-16be"

  /// The encoding that a text's first bytes show, and how many of them are the byte order mark.
  ///
  /// UTF-8 where there is none.
  public static func detected(in bytes: [UInt8]) -> (encoding: TableEncoding, mark: Int) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return (.utf8, 0)
  }

  /// UTF-8 text in this encoding.
  ///
  /// Complexity: O(n).
  public func encoded(_ bytes: [UInt8]) -> [UInt8] {
    if self == .utf8 { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    for unit in String(decoding: bytes, as: UTF8.self).utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
      result += self == .utf16LittleEndian ? [low, high] : [high, low]
    }
    return result
  }
}

/// Turns a table's bytes into UTF-8 as they come.
///
/// UTF-8 passes as it is, ill-formed sequences too: cells that nobody reads keep their bytes.
public struct TableDecoder: Sendable {
  private let encoding: TableEncoding
  private let file: String
  private var rest: [UInt8] = []

  /// Starts with nothing.
  public init(_ encoding: TableEncoding, file: String) {
    self.encoding = encoding
    self.file = file
  }

  /// The text of the next bytes; what does not yet make a character waits.
  ///
  /// - Throws: ``InterchangeError`` for a half of a surrogate pair.
  public mutating func read(_ bytes: [UInt8]) throws(InterchangeError) -> [UInt8] {
    if encoding == .utf8 { return bytes }
    let bytes = rest + bytes
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var position = 0
    while position + 1 < bytes.count {
      let unit = unit(bytes, position)
      var value = UInt32(unit)
      var width = 2
      if unit & 0xFC00 == 0xD800 {
        if position + 3 >= bytes.count { break }
        let low = self.unit(bytes, position + 2)
        guard low & 0xFC00 == 0xDC00 else { throw unpaired() }
        value = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
        width = 4
      }
      guard let scalar = Unicode.Scalar(value) else { throw unpaired() }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      position += width
    }
    rest = Array(bytes[position...])
    return text
  }

  /// Checks that nothing is left once there are no more bytes.
  public func finish() throws(InterchangeError) {
    if !rest.isEmpty {
      throw InterchangeError(file: file, line: 0, reason: "the last character is cut off")
    }
  }

  private func unit(_ bytes: [UInt8], _ position: Int) -> UInt16 {
    let (first, second) = (UInt16(bytes[position]), UInt16(bytes[position + 1]))
    return encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second
  }

  private func unpaired() -> InterchangeError {
    InterchangeError(file: file, line: 0, reason: "invalid UTF-16: half of a surrogate pair")
  }
}
