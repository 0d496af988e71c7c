/// A hand-edited table: tab-separated UTF-8 with a header line; lines that start with `#` are
/// comments.
public struct DataTable: Sendable {
  /// A row of a table, its cells by column name.
  public struct Row: Sendable {
    /// The line in the file, from 1.
    public let line: Int
    fileprivate let cells: [Substring]
    fileprivate let columns: [String: Int]

    /// The cell of a column; empty where the row ends early or there is no such column.
    public subscript(_ column: String) -> Substring {
      guard let index = columns[column], index < cells.count else { return "" }
      return cells[index]
    }

    /// The parts of a cell that holds a list, split at `|`, without empty ones.
    public func list(_ column: String) -> [Substring] {
      self[column].utf8.split(separator: 0x7C).map { Substring($0) }
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
    var header: [String]?
    var index: [String: Int] = [:]
    var rows: [Row] = []
    var number = 0
    // Splitting bytes is many times faster than splitting at a `Character`.
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty || line.first == 0x23 { continue }
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
        Substring($0)
      }
      guard let header else {
        header = cells.map(String.init)
        for (position, column) in cells.enumerated() { index[String(column)] = position }
        for column in required where index[column] == nil {
          throw DataTableError(table: name, line: number, reason: "no column named \(column)")
        }
        continue
      }
      guard cells.count <= header.count else {
        throw DataTableError(
          table: name, line: number,
          reason: "\(cells.count) cells where the header has \(header.count)")
      }
      rows.append(Row(line: number, cells: cells, columns: index))
    }
    guard let header else { throw DataTableError(table: name, line: 1, reason: "no header line") }
    self.columns = header
    self.rows = rows
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
