internal import ArgumentParser
internal import Onoma

/// `onoma annotate`: who the names in a column of a table are.
struct AnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Adds to a table who the names in one of its columns are.",
    discussion: """
      Appends the columns entity_id, entity_name, score, match and reason to each row, and changes no \
      other byte: quotation marks, line ends, byte order mark and encoding stay. The table may be \
      separated by commas, tabs, semicolons or bars, in UTF-8 or UTF-16, packed with gzip or zstd; \
      what is written is not packed. It is read as it comes, so that it may be of any length.

      match is true where the likeliest entity is at least as probable as --threshold and no other is \
      about as likely. Down to --cutoff the likeliest is named all the same.

      EXAMPLE:
        onoma annotate clients.csv --column name --store names.onoma --output annotated.csv
      """)

  @Argument(help: "The table; - is standard input.")
  var table: String

  @Option(help: "The column with the names: its title, or its number from 1.")
  var column: String

  @Option(help: "A store whose entities the names may be.")
  var store: String?

  @Option(help: "A knowledge base whose entities the names may be.")
  var knowledge: String?

  @Option(help: "What the names are: person, organization or place; by default any of them.")
  var type: EntityType?

  @Option(help: "How probable an entity must be to be a match.")
  var threshold = 0.7

  @Option(help: "How probable an entity must be to be named.")
  var cutoff = 0.5

  @Option(help: "What the titles of the new columns start with.")
  var prefix = ""

  @Option(
    help: "What separates cells: comma, tab, semicolon or bar; by default the first line tells.")
  var separator: Separator?

  @Option(help: "How cells are quoted: double or none; by default the first line tells.")
  var quoting: Quoting?

  @Option(help: "utf-8, utf-16le or utf-16be; by default the byte order mark tells.")
  var encoding: TableEncoding?

  @Flag(help: "The table has no titles; --column is a number.")
  var noHeader = false

  @Flag(help: "Put an apostrophe before all cells that a spreadsheet would run as formulas.")
  var defuseFormulas = false

  @OptionGroup var threads: ThreadsOption

  @Option(name: .shortAndLong, help: "The file to write to; it appears only when it is complete.")
  var output: String?

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  enum Separator: String, ExpressibleByArgument, CaseIterable {
    case comma, tab, semicolon, bar

    var byte: UInt8 {
      switch self {
      case .comma: 0x2C
      case .tab: 0x09
      case .semicolon: 0x3B
      case .bar: 0x7C
      }
    }
  }

  enum Quoting: String, ExpressibleByArgument, CaseIterable { case double, none }

  /// How many rows are answered at once, by all threads.
  private static let batch = 2048

  func validate() throws {
    guard (store == nil) != (knowledge == nil) else {
      throw ValidationError("Give --store or --knowledge.")
    }
    guard 0...1 ~= threshold, 0...1 ~= cutoff, cutoff <= threshold else {
      throw ValidationError("--threshold and --cutoff are 0 to 1, the cutoff not above.")
    }
    if noHeader, Int(column) == nil {
      throw ValidationError("Without titles --column is a number.")
    }
    if table == "-", knowledge == "-" {
      throw ValidationError("Only one input can be standard input.")
    }
  }

  func run() throws {
    do {
      let annotator = try NameAnnotator(
        knowledgeBase(), type: type, threshold: threshold, cutoff: cutoff,
        threads: threads.count)
      let input = try TableInput(
        path: table, encoding: encoding, separator: separator?.byte,
        quotes: quoting.map { $0 == .double })
      try withOutput(output) { try annotate(input, annotator, to: $0) }
    } catch let error as InterchangeError {
      throw fail(error.description, code: .badInput)
    } catch let error as StoreError {
      throw fail(error.description, code: error.exitStatus)
    } catch let error as NameIndexError {
      throw fail(error.description, code: .badInput)
    }
  }

  private func knowledgeBase() throws -> KnowledgeBase {
    if let store { return try EntityStore(path: store, access: .readOnly).knowledgeBase() }
    return try KnowledgeLines(knowledge ?? "-").knowledgeBase()
  }

  private func annotate(
    _ input: TableInput, _ annotator: NameAnnotator, to output: OutputTarget
  ) throws {
    let titles = ["entity_id", "entity_name", "score", "match", "reason"].map { prefix + $0 }
    try output.write(input.mark)
    guard let first = try input.next() else { return }
    let place = try place(in: first, input, titles)
    let width = first.cells.count
    var rows: [TableRecord] = []
    if noHeader { rows = [first] } else { try write(first, titles, width, input, to: output) }
    var count = 0
    while true {
      while rows.count < Self.batch, let row = try input.next() { rows.append(row) }
      if rows.isEmpty { break }
      let names = rows.map { row in
        place < row.cells.count
          ? String(validating: row.value(place, quoted: input.dialect.quotes), as: UTF8.self) : ""
      }
      let answers = annotator.answers(for: names.compactMap { $0 }.filter(Self.isAsked))
      var next = 0
      for (row, name) in zip(rows, names) {
        if row.isEmpty, width > 1 {
          try output.write(input.encoding.encoded(row.lineEnd))
          continue
        }
        guard row.cells.count <= width else {
          throw InterchangeError(
            file: input.name, line: row.line,
            reason: "\(row.cells.count) values where the first line has \(width)")
        }
        var answer = NameAnnotator.Answer()
        if name == nil {
          answer.reason = "the name is not valid UTF-8"
        } else if Self.isAsked(name) {
          answer = answers[next]
          next += 1
        }
        let cells = [
          answer.id, answer.name, answer.score.map(MatchLines.score) ?? "",
          String(answer.isMatch), answer.reason,
        ]
        try write(row, cells, width, input, to: output)
      }
      count += rows.count
      if !quiet, StandardError.isTerminal { StandardError.write("\r\(count) rows") }
      rows.removeAll(keepingCapacity: true)
    }
    if !quiet, StandardError.isTerminal { StandardError.write("\n") }
  }

  /// Whether a cell holds a name at all.
  private static func isAsked(_ name: String?) -> Bool {
    name?.unicodeScalars.contains { !$0.properties.isWhitespace } == true
  }

  /// Writes a record as it was, with further cells; a short one is filled up first.
  private func write(
    _ record: TableRecord, _ cells: [String], _ width: Int, _ input: TableInput,
    to output: OutputTarget
  ) throws {
    let dialect = input.dialect
    var bytes = defuseFormulas ? record.defused(quoted: dialect.quotes) : record.bytes
    for _ in record.cells.count..<max(width, record.cells.count) { bytes.append(dialect.separator) }
    for cell in cells {
      bytes.append(dialect.separator)
      bytes += dialect.cell(defuseFormulas ? CSVWriter.defused(cell) : cell)
    }
    bytes += record.lineEnd
    try output.write(input.encoding.encoded(bytes))
  }

  /// Where the names are, and that the new columns are new.
  private func place(
    in first: TableRecord, _ input: TableInput, _ titles: [String]
  ) throws -> Int {
    let columns = first.cells.indices.map {
      String(decoding: first.value($0, quoted: input.dialect.quotes), as: UTF8.self)
    }
    if !noHeader {
      if let title = titles.first(where: columns.contains) {
        throw InterchangeError(
          file: input.name, line: 1,
          reason: "there is a column \(title) already; choose other titles with --prefix")
      }
      let places = columns.indices.filter { columns[$0] == column }
      if places.count > 1 {
        throw InterchangeError(
          file: input.name, line: 1,
          reason: "two columns are called \(column); give the column's number")
      }
      if let place = places.first { return place }
    }
    if let number = Int(column), columns.indices.contains(number - 1) { return number - 1 }
    throw InterchangeError(
      file: input.name, line: 1,
      reason: "there is no column \(column); there are \(columns.joined(separator: ", "))")
  }
}
