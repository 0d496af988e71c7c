internal import Onoma

/// A CSV file of pairs of names of which somebody said whether they are one person's.
struct LabelledPairs {
  /// One pair.
  struct Row {
    let name1: String
    let name2: String
    let isMatch: Bool
  }

  let rows: [Row]

  /// Reads a file with the columns name1, name2 and is_match; rows whose column `schema` says
  /// something else than Person are left out.
  init(path: String) throws {
    let source = try InputSource(path: path)
    var reader = CSVReader(try source.readAll(), dialect: .csv, file: source.name)
    var rows: [Row] = []
    do {
      guard let header = try reader.next() else {
        throw InterchangeError(file: source.name, line: 1, reason: "no header line")
      }
      let columns = header.map { String(decoding: $0, as: UTF8.self) }
      guard let first = columns.firstIndex(of: "name1"),
        let second = columns.firstIndex(of: "name2"),
        let label = columns.firstIndex(of: "is_match")
      else {
        throw InterchangeError(
          file: source.name, line: 1, reason: "the header lacks name1, name2 or is_match")
      }
      let schema = columns.firstIndex(of: "schema")
      while let values = try reader.next() {
        func value(_ column: Int) throws -> String {
          guard column < values.count,
            let text = String(validating: values[column], as: UTF8.self)
          else {
            throw InterchangeError(
              file: source.name, line: reader.line, reason: "a missing value or invalid UTF-8")
          }
          return text
        }
        if let schema, try value(schema) != "Person" { continue }
        let isMatch: Bool
        switch try value(label).lowercased() {
        case "true", "1", "yes": isMatch = true
        case "false", "0", "no": isMatch = false
        default:
          throw InterchangeError(
            file: source.name, line: reader.line, reason: "is_match is neither true nor false")
        }
        rows.append(Row(name1: try value(first), name2: try value(second), isMatch: isMatch))
      }
    } catch let error as InterchangeError {
      throw fail(error.description, code: .badInput)
    }
    self.rows = rows
  }
}
