internal import OnomaEntities
internal import OnomaNames

/// Reads records from a table with a header line: CSV or tab-separated.
///
/// Columns are found by their names (``columnNames``), or by what ``SourceOptions/columns`` says. A row
/// with a key that an earlier row had adds to it, so that a table may have one row a spelling.
public struct TableReader: SourceReader {
  /// What a column can hold, with the headers that mean it.
  ///
  /// A header `identifier:SCHEME`, or the scheme alone for `wikidata`, `lei`, `viaf`, `isni`, `orcid`
  /// and `gnd`, holds identifiers.
  public static let columnNames: [(field: String, headers: [String])] = [
    ("id", ["id", "key", "entity_id", "rec_id"]),
    ("type", ["type", "schema"]),
    ("name", ["name", "label", "caption"]),
    ("given", ["given", "given_name", "first_name", "firstname"]),
    ("family", ["family", "family_name", "last_name", "lastname", "surname"]),
    ("aliases", ["aliases", "alias", "aka", "alternative_names"]),
    ("language", ["language", "lang"]),
    ("gender", ["gender", "sex"]),
    ("country", ["country", "nationality", "jurisdiction"]),
    ("description", ["description", "notes"]),
    ("birthDate", ["birthdate", "birth_date", "date_of_birth", "dob"]),
    ("deathDate", ["deathdate", "death_date", "date_of_death"]),
  ]
  private static let schemes = ["wikidata", "lei", "viaf", "isni", "orcid", "gnd"]

  private let file: String
  private let dialect: CSVReader.Dialect
  private let options: SourceOptions
  private var header: [String]?
  private var fields: [String: Int] = [:]
  private var identifierColumns: [(scheme: String, column: Int)] = []
  private var pending: [UInt8] = []
  private var pendingLine = 0
  private var quotes = QuoteState()

  /// Reads a table.
  /// - Parameter file: What errors call it.
  public init(
    file: String, dialect: CSVReader.Dialect, options: SourceOptions = SourceOptions()
  ) {
    self.file = file
    self.dialect = dialect
    self.options = options
  }

  /// All lines but those of a quotation that is open.
  public private(set) var settledLines = 0

  /// Takes the header; rows are passed over.
  public mutating func passOver(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) {
    if header == nil { _ = try read(line, number: number) }
    settledLines = number
  }

  /// Takes a line; a quoted value may go on over several.
  public mutating func read(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) -> [SourceItem] {
    if pending.isEmpty { pendingLine = number }
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) {
      pending += line.dropFirst(3)
    } else {
      pending += line
    }
    if dialect == .csv {
      quotes.scan(line)
      if quotes.isOpen {
        // The line is part of a row that ends later.
        pending.append(0x0A)
        if pending.count > Self.recordLimit {
          let start = pendingLine
          reset()
          throw InterchangeError(
            file: file, line: start,
            reason: "a quotation is longer than \(Self.recordLimit) bytes, or never closed")
        }
        return []
      }
    }
    settledLines = number
    return try rows()
  }

  /// A quotation that is still open is an error.
  public mutating func finish() throws(InterchangeError) -> [SourceItem] {
    if pending.isEmpty { return [] }
    return try rows()
  }

  /// The longest row, in bytes.
  static let recordLimit = 16 << 20

  private mutating func reset() {
    pending = []
    quotes = QuoteState()
  }

  /// Takes the rows apart that have come together: one, or more where they end with CR alone.
  private mutating func rows() throws(InterchangeError) -> [SourceItem] {
    let start = pendingLine
    var reader = CSVReader(pending, dialect: dialect, file: file, line: start)
    reset()
    var items: [SourceItem] = []
    while let bytes = try reader.next() {
      var values: [String] = []
      for value in bytes {
        guard let text = String(validating: value, as: UTF8.self) else {
          throw InterchangeError(file: file, line: reader.line, reason: "invalid UTF-8")
        }
        values.append(dialect == .tsv ? Self.unescaped(text) : text)
      }
      guard let header else {
        try setHeader(values, line: reader.line)
        continue
      }
      guard values.count == header.count else {
        throw InterchangeError(
          file: file, line: reader.line,
          reason: "\(values.count) values where the header has \(header.count)")
      }
      items.append(try item(values, line: reader.line))
    }
    return items
  }

  private mutating func setHeader(
    _ values: [String], line: Int
  ) throws(InterchangeError) {
    func column(_ name: String) throws(InterchangeError) -> Int {
      if let column = values.firstIndex(of: name) { return column }
      throw InterchangeError(file: file, line: line, reason: "there is no column \(name)")
    }
    for (field, name) in options.columns.sorted(by: { $0.key < $1.key }) {
      if field.hasPrefix("identifier:") {
        identifierColumns.append((String(field.dropFirst(11)), try column(name)))
      } else {
        guard Self.columnNames.contains(where: { $0.field == field }) else {
          throw InterchangeError(
            file: file, line: line, reason: "a column cannot hold \"\(field)\"")
        }
        fields[field] = try column(name)
      }
    }
    let folded = values.map { $0.lowercased().replacing(" ", with: "_") }
    for (field, headers) in Self.columnNames where fields[field] == nil {
      fields[field] = headers.lazy.compactMap { folded.firstIndex(of: $0) }.first
    }
    for (column, name) in folded.enumerated() {
      let scheme =
        name.hasPrefix("identifier:")
        ? String(name.dropFirst(11)) : Self.schemes.contains(name) ? name : ""
      if !scheme.isEmpty, !identifierColumns.contains(where: { $0.scheme == scheme }) {
        identifierColumns.append((scheme, column))
      }
    }
    if fields["name"] == nil, fields["given"] == nil, fields["family"] == nil {
      throw InterchangeError(
        file: file, line: line,
        reason: "the header has no column \"name\"; --column name=HEADER says which it is")
    }
    if fields["type"] == nil, options.type == nil {
      throw InterchangeError(
        file: file, line: line,
        reason: "the header has no column \"type\"; --type says what the rows are")
    }
    header = values
  }

  private func item(_ values: [String], line: Int) throws(InterchangeError) -> SourceItem {
    func value(_ field: String) -> String? {
      guard let column = fields[field] else { return nil }
      let text = TableText.trimmed(values[column])
      return text.isEmpty ? nil : text
    }
    let parts = [value("given"), value("family")].compactMap { $0 }.joined(separator: " ")
    guard let name = value("name") ?? (parts.isEmpty ? nil : parts) else {
      return .skipped("no name")
    }
    var type = options.type
    if let text = value("type") {
      guard let said = EntityTypeName.type(of: text) else {
        throw InterchangeError(
          file: file, line: line, reason: "the type \(text) is none of PERSON, ORG, PLACE")
      }
      type = said
    }
    guard let type else {
      throw InterchangeError(file: file, line: line, reason: "the type is missing")
    }
    let language = value("language")
    if !options.wants(language) { return .skipped("a language that is not wanted") }
    var entity = Entity(id: CanonicalID(rawValue: ""), type: type, name: name)
    entity.aliases = (value("aliases").map(aliasTexts) ?? []).filter { $0 != name }
      .map { Alias($0, language: language) }
    if language != nil { entity.aliases.append(Alias(name, language: language)) }
    entity.gender = value("gender").flatMap(EntityTypeName.gender)
    entity.country = value("country")
    entity.description = value("description")
    for kind in EntityLine.dateMembers { entity.dates[kind] = value(kind) }
    let identifiers = identifierColumns.flatMap { scheme, column in
      TableText.list(values[column]).map { ExternalIdentifier(scheme: scheme, value: $0) }
    }
    entity.identifiers = Set(identifiers).sorted()
    // Without a key of its own a row is known by all that it says.
    let key = value("id") ?? Self.contentKey(entity)
    entity.id = options.id(of: key)
    if let id = value("id"), entity.id.rawValue != options.prefix + id {
      entity.identifiers = (entity.identifiers + [ExternalIdentifier(scheme: "key", value: id)])
        .sorted()
    }
    return .record(SourceRecord(key: key, entity: entity, line: line))
  }

  private func aliasTexts(_ text: String) -> [String] {
    // In our own tab-separated form `\|` is a `|` of the alias itself; a mark stands for it.
    TableText.list(text).map { $0.replacing(Self.bar, with: "|") }
  }

  /// A key for a row that has none; not portable, so that its ID is minted from it.
  private static func contentKey(_ entity: Entity) -> String {
    let parts =
      [entity.type.rawValue, entity.name, entity.country ?? "", entity.gender?.rawValue ?? ""]
      + entity.aliases.map(\.text) + entity.dates.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
      + entity.identifiers.map { "\($0.scheme):\($0.value)" }
    return "row:" + parts.joined(separator: "\u{1F}")
  }

  /// A private stand-in for a `|` that separates nothing: U+E000 is nobody's letter.
  private static let bar = "\u{E000}"

  /// A cell of our tab-separated form: `\t`, `\n`, `\r`, `\|` and `\\` stand for what they escape.
  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(0x5C) else { return text }
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if !isEscaped, scalar == "\\" {
        isEscaped = true
        continue
      }
      if isEscaped {
        switch scalar {
        case "t": result.append("\t")
        case "n": result.append("\n")
        case "r": result.append("\r")
        case "|": result.append(contentsOf: bar.unicodeScalars)
        case "\\": result.append("\\")
        default: result.append(contentsOf: ["\\", scalar])
        }
        isEscaped = false
      } else {
        result.append(scalar)
      }
    }
    if isEscaped { result.append("\\") }
    return String(result)
  }
}

/// Whether a quotation is open, after the grammar of RFC 4180.
private struct QuoteState {
  private(set) var isOpen = false
  private var isAtStart = true
  private var wasQuote = false

  /// Passes over a line; its end is inside the quotation or ends a row.
  mutating func scan(_ line: [UInt8]) {
    for byte in line {
      if isOpen {
        // A second quotation mark behind one that closed stands for itself.
        if byte == 0x22 {
          isOpen = false
          wasQuote = true
        }
        continue
      }
      if byte == 0x22, isAtStart || wasQuote { isOpen = true }
      wasQuote = false
      isAtStart = byte == 0x2C || byte == 0x0D
    }
    wasQuote = false
    isAtStart = true
  }
}
