internal import Onoma

/// A table of names with IDs, read row by row; errors name the file and the line.
struct NameTable {
  /// One row.
  struct Row {
    let id: String
    let name: String
  }

  private var reader: CSVReader
  private let source: String
  private let width: Int
  private let idColumn: Int
  private let nameColumn: Int

  /// Opens a table; comma-separated where the file ends in `.csv`, else tab-separated.
  ///
  /// - Parameters:
  ///   - id: The name of the column with IDs.
  ///   - name: The name of the column with names.
  init(path: String, id: String, name: String) throws {
    let input = try InputSource(path: path)
    source = input.name
    reader = CSVReader(
      try input.readAll(), dialect: path.hasSuffix(".csv") ? .csv : .tsv, file: input.name)
    do throws(InterchangeError) {
      guard let header = try reader.next() else {
        throw InterchangeError(file: input.name, line: 1, reason: "no header line")
      }
      let columns = header.map { String(decoding: $0, as: UTF8.self) }
      guard let idColumn = columns.firstIndex(of: id),
        let nameColumn = columns.firstIndex(of: name)
      else {
        throw InterchangeError(
          file: input.name, line: 1, reason: "the header lacks \(id) or \(name)")
      }
      width = columns.count
      self.idColumn = idColumn
      self.nameColumn = nameColumn
    } catch { throw fail(error.description, code: .badInput) }
  }

  /// The next row, or `nil` at the end; empty lines are left out.
  mutating func next() throws -> Row? {
    do throws(InterchangeError) {
      guard let values = try reader.next() else { return nil }
      guard values.count == width else {
        throw InterchangeError(
          file: source, line: reader.line,
          reason: "\(values.count) values where the header has \(width)")
      }
      guard let id = String(validating: values[idColumn], as: UTF8.self),
        let name = String(validating: values[nameColumn], as: UTF8.self)
      else { throw InterchangeError(file: source, line: reader.line, reason: "invalid UTF-8") }
      guard !id.isEmpty else {
        throw InterchangeError(file: source, line: reader.line, reason: "the ID is empty")
      }
      return Row(id: id, name: name)
    } catch { throw fail(error.description, code: .badInput) }
  }
}
