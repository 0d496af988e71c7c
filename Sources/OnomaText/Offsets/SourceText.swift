/// A text with constant-time access to its scalars and exact offsets in every unit.
///
/// Positions are scalar indexes, 0-based. The text is held as it was given: no byte order mark, line
/// end or combining mark is touched, so positions are positions in the original.
public struct SourceText: Sendable {
  /// The scalars, in order.
  public let scalars: [Unicode.Scalar]

  /// Offsets at every 64th scalar, so that a look-up walks at most 63 scalars.
  private let checkpoints: [(utf8: Int, utf16: Int)]
  private static let stride = 64

  /// Takes the text of a string.
  ///
  /// Complexity: O(n).
  public init(_ text: String) { self.init(scalars: Array(text.unicodeScalars)) }

  /// Takes UTF-8 bytes.
  ///
  /// - Throws: ``InvalidUTF8`` with the offset of the first ill-formed sequence.
  /// - Complexity: O(n).
  public init(utf8 bytes: UnsafeBufferPointer<UInt8>) throws(InvalidUTF8) {
    if let offset = UTF8Bytes.firstInvalidOffset(in: bytes) {
      let line = bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
      throw InvalidUTF8(offset: offset, line: line)
    }
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (value, width) = UTF8Bytes.decode(bytes, at: index)
      scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      index += width
    }
    self.init(scalars: scalars)
  }

  /// Takes scalars.
  ///
  /// Complexity: O(n).
  public init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    var checkpoints: [(utf8: Int, utf16: Int)] = []
    checkpoints.reserveCapacity(scalars.count / Self.stride + 1)
    var utf8 = 0
    var utf16 = 0
    for (index, scalar) in scalars.enumerated() {
      if index % Self.stride == 0 { checkpoints.append((utf8, utf16)) }
      utf8 += UTF8.width(scalar)
      utf16 += UTF16.width(scalar)
    }
    if scalars.count % Self.stride == 0 { checkpoints.append((utf8, utf16)) }
    self.checkpoints = checkpoints
  }

  /// The number of scalars.
  public var count: Int { scalars.count }

  /// The text of a range of scalars.
  ///
  /// Complexity: O(length of the range).
  public subscript(_ range: Range<Int>) -> String { Self.text(of: scalars[range]) }

  /// The text that scalars spell.
  ///
  /// Complexity: O(length).
  package static func text(of scalars: ArraySlice<Unicode.Scalar>) -> String {
    var width = 0
    for scalar in scalars { width += UTF8.width(scalar) }
    // Bytes at once: appending scalar by scalar takes many times as long.
    return String(unsafeUninitializedCapacity: width) { bytes in
      var end = 0
      for scalar in scalars { end += UTF8Bytes.write(scalar.value, to: bytes, at: end) }
      return end
    }
  }

  /// A scalar position as an offset in another unit.
  ///
  /// `SourceText("😀Ż").offset(of: 1, in: .utf16)` is `2`.
  /// - Parameter position: From 0 to ``count``, both included.
  /// - Complexity: O(1); it walks at most 63 scalars.
  public func offset(of position: Int, in unit: OffsetUnit) -> Int {
    if unit == .scalar { return position }
    let checkpoint = position / Self.stride
    let start = checkpoints[checkpoint]
    var offset = unit == .utf8 ? start.utf8 : start.utf16
    for scalar in scalars[(checkpoint * Self.stride)..<position] {
      offset += unit.width(of: scalar)
    }
    return offset
  }

  /// The scalar position at an offset of another unit, or `nil` inside a scalar or past the end.
  ///
  /// Complexity: O(log n).
  public func position(of offset: Int, in unit: OffsetUnit) -> Int? {
    if unit == .scalar { return (0...count).contains(offset) ? offset : nil }
    guard offset >= 0 else { return nil }
    var low = 0
    var high = checkpoints.count
    while low + 1 < high {
      let middle = (low + high) / 2
      let value = unit == .utf8 ? checkpoints[middle].utf8 : checkpoints[middle].utf16
      if value <= offset { low = middle } else { high = middle }
    }
    var position = low * Self.stride
    var current = unit == .utf8 ? checkpoints[low].utf8 : checkpoints[low].utf16
    while current < offset, position < count {
      current += unit.width(of: scalars[position])
      position += 1
    }
    return current == offset ? position : nil
  }
}

/// Bytes that are no UTF-8, and where they go wrong.
public struct InvalidUTF8: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte offset of the first ill-formed sequence.
  public let offset: Int
  /// The line it is on, from 1.
  public let line: Int

  /// One sentence for a person.
  public var description: String { "invalid UTF-8 on line \(line), at byte \(offset)" }
}
