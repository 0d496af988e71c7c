/// A hand-edited table: tab-separated UTF-8 with a header line; lines that start with `#` are
/// comments.
public struct DataTable: Sendable {
  /// The text of a table, and where its cells begin and end.
  fileprivate final class Cells: Sendable {
    let text: String
    let columns: [String]
    /// The byte offset of each cell's end, and of its beginning, row by row.
    let bounds: [(start: UInt32, end: UInt32)]

    init(_ text: String, columns: [String], bounds: [(start: UInt32, end: UInt32)]) {
      self.text = text
      self.columns = columns
      self.bounds = bounds
    }
  }

  /// A row of a table, its cells by column name.
  public struct Row: Sendable {
    /// The line in the file, from 1.
    public var line: Int { Int(number) }
    private let number: UInt32
    private let first: UInt32
    private let count: UInt32
    private let cells: Cells

    fileprivate init(_ cells: Cells, line: UInt32, first: UInt32, count: UInt32) {
      self.cells = cells
      number = line
      self.first = first
      self.count = count
    }

    /// The cell of a column; empty where the row ends early or there is no such column.
    public subscript(_ column: String) -> Substring {
      guard let index = cells.columns.lastIndex(of: column), index < count else { return "" }
      let bounds = cells.bounds[Int(first) + index]
      return slice(bounds.start, bounds.end)
    }

    /// The parts of a cell that holds a list, split at `|`, without empty ones.
    public func list(_ column: String) -> [Substring] {
      guard let index = cells.columns.lastIndex(of: column), index < count else { return [] }
      let bounds = cells.bounds[Int(first) + index]
      var parts: [Substring] = []
      var start = bounds.start
      var position = bounds.start
      for byte in slice(bounds.start, bounds.end).utf8 {
        if byte == 0x7C {
          if position > start { parts.append(slice(start, position)) }
          start = position + 1
        }
        position += 1
      }
      if position > start { parts.append(slice(start, position)) }
      return parts
    }

    private func slice(_ start: UInt32, _ end: UInt32) -> Substring {
      let bytes = cells.text.utf8
      let from = bytes.index(bytes.startIndex, offsetBy: Int(start))
      return Substring(bytes[from..<bytes.index(from, offsetBy: Int(end - start))])
    }
  }

  /// The name that errors give.
  public let name: String
  /// The column names, in order.
  public let columns: [String]
  /// The rows, in order.
  public let rows: [Row]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - name: What errors call it, such as its path.
  ///   - columns: The columns that must be there.
  /// - Throws: ``DataTableError`` naming the line: a missing column, a row with more cells than
  ///   the header, or no header at all.
  /// - Complexity: O(bytes).
  public init(name: String, text: String, columns required: [String]) throws(DataTableError) {
    self.name = name
    var text = text
    text.makeContiguousUTF8()
    var header: [String]?
    var bounds: [(start: UInt32, end: UInt32)] = []
    bounds.reserveCapacity(text.utf8.count / 16)
    var found: [(line: UInt32, first: UInt32, count: UInt32)] = []
    var failure: DataTableError?
    text.withUTF8 { bytes in
      var number: UInt32 = 0
      var start = 0
      // Bytes, not characters: many times faster.
      while start <= bytes.count {
        number += 1
        let first = bounds.count
        var end = start
        var cell = start
        while end < bytes.count, bytes[end] != 0x0A {
          if bytes[end] == 0x09 {
            bounds.append((UInt32(cell), UInt32(end)))
            cell = end + 1
          }
          end += 1
        }
        bounds.append((UInt32(cell), UInt32(end)))
        let isRow = end > start && bytes[start] != 0x23
        start = end + 1
        if !isRow {
          bounds.removeLast(bounds.count - first)
          continue
        }
        let count = bounds.count - first
        guard let columns = header else {
          let columns = bounds[first...].map {
            String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
          }
          bounds.removeLast(count)
          header = columns
          if let missing = required.first(where: { !columns.contains($0) }) {
            failure = DataTableError(
              table: name, line: Int(number), reason: "no column named \(missing)")
            return
          }
          continue
        }
        if count > columns.count {
          failure = DataTableError(
            table: name, line: Int(number),
            reason: "\(count) cells where the header has \(columns.count)")
          return
        }
        found.append((number, UInt32(first), UInt32(count)))
      }
    }
    if let failure { throw failure }
    guard let header else { throw DataTableError(table: name, line: 1, reason: "no header line") }
    self.columns = header
    let cells = Cells(text, columns: header, bounds: bounds)
    rows = found.map { Row(cells, line: $0.line, first: $0.first, count: $0.count) }
  }

  /// Reads one of the embedded tables.
  ///
  /// Those are checked by the tests, so a broken one is a programmer's error: it traps and says
  /// which line is wrong.
  public static func embedded(_ path: String, columns: [String]) -> DataTable {
    guard let file = EmbeddedData.file(path) else { fatalError("no embedded table \(path)") }
    do {
      let text = String(decoding: file.bytes, as: UTF8.self)
      return try DataTable(name: path, text: text, columns: columns)
    } catch { fatalError(error.description) }
  }
}

/// What is wrong with a table, and where.
public struct DataTableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The table's name.
  public let table: String
  /// The line, from 1.
  public let line: Int
  /// What is wrong there.
  public let reason: String

  /// Makes an error about a line of a table.
  public init(table: String, line: Int, reason: String) {
    self.table = table
    self.line = line
    self.reason = reason
  }

  /// `names/honorifics.tsv:12: no column named form`.
  public var description: String { "\(table):\(line): \(reason)" }
}
