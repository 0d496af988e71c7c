internal import OnomaText

/// The lines of an embedded table that is too large to be taken apart whole at the start.
struct EmbeddedLines: Sendable {
  /// The lines that are no comments, the header first; none where there is no such table.
  let lines: [EmbeddedLine]

  /// Finds the lines.
  ///
  /// Complexity: O(bytes).
  init(_ path: String) {
    guard let bytes = EmbeddedData.file(path)?.bytes else {
      lines = []
      return
    }
    var lines: [EmbeddedLine] = []
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x0A {
      if index > start, bytes[start] != 0x23 {
        lines.append(EmbeddedLine(bytes: UnsafeBufferPointer(rebasing: bytes[start..<index])))
      }
      start = index + 1
    }
    self.lines = lines
  }
}

/// One line of an embedded table; the bytes live as long as the process.
struct EmbeddedLine: @unchecked Sendable {
  fileprivate let bytes: UnsafeBufferPointer<UInt8>

  /// A cell by its number; empty where the line ends early.
  func cell(_ number: Int) -> String {
    var start = 0
    var left = number
    for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x09 {
      if left == 0 {
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
      }
      left -= 1
      start = index + 1
    }
    return ""
  }

  /// The parts of a cell that holds a list.
  func list(_ number: Int) -> [String] {
    cell(number).utf8.split(separator: 0x7C).map { String(Substring($0)) }
  }
}
