/// One record of a table, with its exact bytes.
public struct TableRecord: Sendable {
  /// The bytes, without the line end.
  public let bytes: [UInt8]
  /// Where each cell lies in them, quotation marks included.
  public let cells: [Range<Int>]
  /// The line end; empty behind the last record of some tables.
  public let lineEnd: [UInt8]
  /// The line it starts on, from 1.
  public let line: Int

  /// Whether there is nothing on the line.
  public var isEmpty: Bool { bytes.isEmpty }

  /// A cell's value: without quotation marks around it, those inside undoubled.
  ///
  /// Complexity: O(length).
  public func value(_ cell: Int, quoted: Bool) -> [UInt8] {
    let raw = bytes[cells[cell]]
    guard quoted, raw.first == 0x22 else { return Array(raw) }
    var value: [UInt8] = []
    var isInside = true
    var position = raw.startIndex + 1
    while position < raw.endIndex {
      if isInside, raw[position] == 0x22 {
        if position + 1 < raw.endIndex, raw[position + 1] == 0x22 {
          value.append(0x22)
          position += 2
          continue
        }
        isInside = false
      } else {
        value.append(raw[position])
      }
      position += 1
    }
    return value
  }

  /// The bytes with every cell that a spreadsheet would run as a formula defused by an apostrophe in
  /// front.
  ///
  /// Complexity: O(length).
  public func defused(quoted: Bool) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for cell in cells {
      let isQuoted = quoted && bytes[cell].first == 0x22
      let first = cell.lowerBound + (isQuoted ? 1 : 0)
      result += bytes[position..<first]
      if first < cell.upperBound, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(bytes[first]) {
        result.append(0x27)
      }
      position = first
    }
    return result + bytes[position...]
  }
}
