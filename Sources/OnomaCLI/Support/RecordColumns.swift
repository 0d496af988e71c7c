internal import ArgumentParser
internal import Onoma

/// The options that say what columns of records mean.
struct RecordColumns: ParsableArguments {
  @Option(help: ArgumentHelp("The column of IDs.", valueName: "column"))
  var id: String?

  @Option(help: ArgumentHelp("The column of whole names.", valueName: "column"))
  var name: String?

  @Option(help: ArgumentHelp("A column of given names.", valueName: "column"))
  var given: String?

  @Option(help: ArgumentHelp("A column of family names.", valueName: "column"))
  var family: String?

  @Option(help: ArgumentHelp("A column of dates or years; repeatable.", valueName: "column"))
  var date: [String] = []

  @Option(help: ArgumentHelp("A column of personal numbers; repeatable.", valueName: "column"))
  var identifier: [String] = []

  @Option(
    help: ArgumentHelp(
      "A column of a few values: gender, country; repeatable.", valueName: "column"))
  var code: [String] = []

  @Option(help: ArgumentHelp("A column of other text; repeatable.", valueName: "column"))
  var text: [String] = []

  @Option(help: ArgumentHelp("A column to leave out; repeatable.", valueName: "column"))
  var ignore: [String] = []

  @Flag(help: "Put the file's name before each ID: a.csv:1.")
  var prefixIds = false

  var mapping: RecordMapping {
    var mapping = RecordMapping()
    func set(_ columns: [String], _ meaning: RecordMapping.Meaning) {
      for column in columns { mapping.named[column] = meaning }
    }
    set(ignore, .ignored)
    set([id].compactMap { $0 }, .id)
    set([name].compactMap { $0 }, .name)
    set([given].compactMap { $0 }, .field(.given))
    set([family].compactMap { $0 }, .field(.family))
    set(date, .field(.date))
    set(identifier, .field(.identifier))
    set(code, .field(.code))
    set(text, .field(.text))
    return mapping
  }
}

/// Reads the files that a command names.
struct RecordFiles {
  let columns: RecordColumns

  func read(_ paths: [String]) throws -> RecordReader.Table {
    var files: [RecordReader.File] = []
    for path in paths {
      let source = try InputSource(path: path)
      files.append(
        RecordReader.File(
          name: source.name, bytes: try source.readAll(),
          format: path == "-" ? .table(.csv) : RecordReader.Format(path: path)))
    }
    let reader = RecordReader(mapping: columns.mapping, prefixesIDs: columns.prefixIds)
    do throws(InterchangeError) { return try reader.read(files) } catch {
      throw fail(error.description, code: .badInput)
    }
  }
}

/// A table of judgements about pairs of records.
struct JudgedPairs {
  private(set) var pairs: [(a: String, b: String, isSame: Bool)] = []

  /// Reads a file with the columns rec_id1, rec_id2 and judgement: same, different or unsure.
  init(path: String) throws {
    let source = try InputSource(path: path)
    var reader = CSVReader(
      try source.readAll(), dialect: path.hasSuffix(".csv") ? .csv : .tsv, file: source.name)
    do throws(InterchangeError) {
      let header = try reader.next()?.map { String(decoding: $0, as: UTF8.self) } ?? []
      guard let a = header.firstIndex(of: "rec_id1"), let b = header.firstIndex(of: "rec_id2"),
        let judgement = header.firstIndex(of: "judgement")
      else {
        throw InterchangeError(
          file: source.name, line: 1, reason: "the header lacks rec_id1, rec_id2 or judgement")
      }
      while let row = try reader.next() {
        guard row.count == header.count else {
          throw InterchangeError(
            file: source.name, line: reader.line,
            reason: "\(row.count) values where the header has \(header.count)")
        }
        let values = row.map { String(decoding: $0, as: UTF8.self) }
        switch values[judgement] {
        case "same": pairs.append((values[a], values[b], true))
        case "different": pairs.append((values[a], values[b], false))
        case "unsure": continue
        default:
          throw InterchangeError(
            file: source.name, line: reader.line,
            reason: "the judgement is none of same, different, unsure")
        }
      }
    } catch { throw fail(error.description, code: .badInput) }
  }
}
