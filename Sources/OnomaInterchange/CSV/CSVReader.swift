/// Reads separated values: RFC 4180 for commas; a tab-separated table has no quoting.
public struct CSVReader: Sendable {
  /// How values are separated and quoted.
  public enum Dialect: Sendable {
    /// Commas, quotation marks around values that need them.
    case csv
    /// Tabs, no quoting.
    case tsv
  }

  private let bytes: [UInt8]
  private let dialect: Dialect
  private let file: String
  private var position = 0
  /// The line that the last record started on, from 1.
  public private(set) var line = 0
  private var nextLine: Int

  /// Reads from UTF-8 bytes; a byte order mark is skipped.
  ///
  /// - Parameters:
  ///   - file: What errors call the input.
  ///   - line: The number of the first line.
  public init(_ bytes: [UInt8], dialect: Dialect, file: String, line: Int = 1) {
    self.bytes = bytes
    self.dialect = dialect
    self.file = file
    nextLine = line
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The values of the next record, or `nil` at the end; empty lines are skipped.
  ///
  /// - Throws: ``InterchangeError`` for a quotation that never ends or is followed by text.
  /// - Complexity: O(record).
  public mutating func next() throws(InterchangeError) -> [[UInt8]]? {
    while position < bytes.count, isLineEnd(bytes[position]) { skipLineEnd() }
    guard position < bytes.count else { return nil }
    line = nextLine
    var values: [[UInt8]] = []
    while true {
      values.append(try value())
      if position < bytes.count, bytes[position] == separator {
        position += 1
        continue
      }
      if position < bytes.count { skipLineEnd() }
      return values
    }
  }

  private var separator: UInt8 { dialect == .csv ? 0x2C : 0x09 }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func skipLineEnd() {
    if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
      position += 1
    }
    position += 1
    nextLine += 1
  }

  private mutating func value() throws(InterchangeError) -> [UInt8] {
    if dialect == .csv, position < bytes.count, bytes[position] == 0x22 { return try quoted() }
    let start = position
    while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
      position += 1
    }
    return Array(bytes[start..<position])
  }

  private mutating func quoted() throws(InterchangeError) -> [UInt8] {
    position += 1
    var value: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x22 {
        guard position < bytes.count, bytes[position] == 0x22 else {
          guard
            position == bytes.count || bytes[position] == separator
              || isLineEnd(bytes[position])
          else {
            throw InterchangeError(
              file: file, line: nextLine, reason: "text follows a closing quotation mark")
          }
          return value
        }
        position += 1
      } else if byte == 0x0A {
        nextLine += 1
      }
      value.append(byte)
    }
    throw InterchangeError(file: file, line: line, reason: "a quotation mark is never closed")
  }
}

/// Writes separated values.
public enum CSVWriter {
  /// A value as CSV writes it: quoted where it holds a comma, a quotation mark or a line end.
  public static func field(_ value: String) -> String {
    let needsQuotes = value.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    return needsQuotes ? quoted(value) : value
  }

  /// A value in quotation marks, those inside doubled.
  public static func quoted(_ value: String) -> String {
    var out = "\""
    for scalar in value.unicodeScalars {
      if scalar == "\"" { out += "\"" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }

  /// A value that no spreadsheet takes for a formula: one that starts with `=`, `+`, `-`, `@`, a tab
  /// or CR gets an apostrophe in front.
  public static func defused(_ value: String) -> String {
    switch value.utf8.first {
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: "'" + value
    default: value
    }
  }

  /// A record with its line end.
  public static func record(_ values: [String]) -> String {
    // A lone empty value would be an empty line, which readers skip.
    values == [""] ? "\"\"\n" : values.map(field).joined(separator: ",") + "\n"
  }
}
