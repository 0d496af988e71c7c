internal import Foundation
public import OnomaEntities
internal import OnomaText

/// Reads files of records into one batch: comma- or tab-separated tables with a header, JSON lines.
public struct RecordReader: Sendable {
  /// How a file holds its records.
  public enum Format: Sendable {
    /// Separated values with a header line.
    case table(CSVReader.Dialect)
    /// A JSON object a line; its members are the columns.
    case jsonLines

    /// By the end of a file's name: `.csv`, `.jsonl` or `.ndjson`, else tab-separated.
    public init(path: String) {
      if path.hasSuffix(".csv") {
        self = .table(.csv)
      } else if path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson") {
        self = .jsonLines
      } else {
        self = .table(.tsv)
      }
    }
  }

  /// A file's bytes.
  public struct File: Sendable {
    /// What errors call it.
    public let name: String
    let bytes: [UInt8]
    let format: Format

    /// Names bytes.
    public init(name: String, bytes: [UInt8], format: Format) {
      self.name = name
      self.bytes = bytes
      self.format = format
    }
  }

  /// What was read.
  public struct Table: Sendable {
    /// The records of all files, in their order.
    public let batch: RecordBatch
    /// The columns that mean nothing here, sorted.
    public let ignored: [String]
  }

  private let mapping: RecordMapping
  private let prefixesIDs: Bool

  /// Makes a reader.
  ///
  /// - Parameter prefixesIDs: Whether an ID is given with its file's name, as `a.csv:1`.
  public init(mapping: RecordMapping, prefixesIDs: Bool = false) {
    self.mapping = mapping
    self.prefixesIDs = prefixesIDs
  }

  /// Reads files, at most 256.
  ///
  /// - Throws: ``InterchangeError`` with the file and the line: no header, no column of IDs or names, a
  ///   row of another length, invalid UTF-8, an empty ID, an ID that was there before.
  /// - Complexity: O(bytes).
  public func read(_ files: [File]) throws(InterchangeError) -> Table {
    var columns: [(name: String, meaning: RecordMapping.Meaning)] = []
    var ignored: Set<String> = []
    func see(_ names: [String]) {
      for name in names where !columns.contains(where: { $0.name == name }) {
        let meaning = mapping.meaning(of: name)
        if meaning == .ignored { ignored.insert(name) } else { columns.append((name, meaning)) }
      }
    }
    for file in files {
      try Self.checkEncoding(file)
      see(try Self.columns(of: file))
    }
    // In the order of their names: the order of columns must not be seen in the result.
    let fields = columns.compactMap { column -> RecordField? in
      guard case .field(let kind) = column.meaning else { return nil }
      return RecordField(name: column.name, kind: kind)
    }.sorted { $0.name < $1.name }
    var builder = BatchBuilder(fields: fields)
    for (number, file) in files.enumerated() {
      try read(file, number: UInt8(number), into: &builder)
    }
    return Table(batch: builder.batch, ignored: ignored.sorted())
  }

  private static func checkEncoding(_ file: File) throws(InterchangeError) {
    let offset = file.bytes.withUnsafeBufferPointer { UTF8Bytes.firstInvalidOffset(in: $0) }
    guard let offset else { return }
    let line = file.bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    throw InterchangeError(file: file.name, line: line, reason: "invalid UTF-8")
  }

  /// The columns of a table by its header, of JSON lines by the first hundred.
  private static func columns(of file: File) throws(InterchangeError) -> [String] {
    switch file.format {
    case .table(let dialect):
      var reader = CSVReader(file.bytes, dialect: dialect, file: file.name)
      guard let header = try reader.next() else {
        throw InterchangeError(file: file.name, line: 1, reason: "no header line")
      }
      let names = header.map { String(decoding: $0, as: UTF8.self) }
      if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
        throw InterchangeError(
          file: file.name, line: 1, reason: "the column \(twice) is there twice")
      }
      return names
    case .jsonLines:
      var names: Set<String> = []
      var lines = JSONLines(file)
      var left = 100
      while left > 0, let object = try lines.next() {
        names.formUnion(object.members.keys)
        left -= 1
      }
      return names.sorted()
    }
  }

  private func read(
    _ file: File, number: UInt8, into builder: inout BatchBuilder
  ) throws(InterchangeError) {
    let prefix = prefixesIDs ? Array("\(file.name):".utf8) : []
    switch file.format {
    case .table(let dialect):
      var reader = CSVReader(file.bytes, dialect: dialect, file: file.name)
      guard let header = try reader.next() else { return }
      let names = header.map { String(decoding: $0, as: UTF8.self) }
      let places = try ColumnPlaces(names, mapping, builder.batch.fields, file: file.name)
      while let row = try reader.next() {
        guard row.count == names.count else {
          throw InterchangeError(
            file: file.name, line: reader.line,
            reason: "\(row.count) values where the header has \(names.count)")
        }
        try builder.add(
          places, file: file.name, line: reader.line, number: number, prefix: prefix
        ) { row[$0] }
      }
    case .jsonLines:
      let names = try Self.columns(of: file)
      let places = try ColumnPlaces(names, mapping, builder.batch.fields, file: file.name)
      var lines = JSONLines(file)
      while let object = try lines.next() {
        try builder.add(
          places, file: file.name, line: object.line, number: number, prefix: prefix
        ) { Array((object.members[names[$0]] ?? "").utf8) }
      }
    }
  }
}

/// Where in a row of one file the parts of a record are.
private struct ColumnPlaces {
  let id: Int
  let name: Int?
  /// For each field of the batch its column.
  let fields: [Int?]
  /// The columns that make up the name where it has none of its own.
  let parts: [Int]

  init(
    _ columns: [String], _ mapping: RecordMapping, _ fields: [RecordField], file: String
  ) throws(InterchangeError) {
    func places(_ meaning: RecordMapping.Meaning) -> [Int] {
      columns.indices.filter { mapping.meaning(of: columns[$0]) == meaning }
    }
    guard let id = places(.id).first else {
      throw InterchangeError(
        file: file, line: 1, reason: "no column of IDs: name one rec_id or give --id")
    }
    self.id = id
    name = places(.name).first
    parts = places(.field(.given)) + places(.field(.family))
    self.fields = fields.map { field in columns.firstIndex(of: field.name) }
    if name == nil, parts.isEmpty {
      throw InterchangeError(
        file: file, line: 1, reason: "no column of names: name one name or give --name")
    }
  }
}

/// Adds rows to a batch and looks after their IDs.
private struct BatchBuilder {
  var batch: RecordBatch
  private var seen: [UInt64: Int] = [:]

  init(fields: [RecordField]) { batch = RecordBatch(fields: fields) }

  mutating func add(
    _ places: ColumnPlaces, file: String, line: Int, number: UInt8, prefix: [UInt8],
    value: (Int) -> [UInt8]
  ) throws(InterchangeError) {
    let own = value(places.id)
    if own.isEmpty { throw InterchangeError(file: file, line: line, reason: "the ID is empty") }
    let id = prefix.isEmpty ? own : prefix + own
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    while let other = seen[hash] {
      if batch.ids[other].elementsEqual(id) {
        throw InterchangeError(
          file: file, line: line,
          reason: "the ID \(String(decoding: id, as: UTF8.self)) was there before")
      }
      hash &+= 1
    }
    seen[hash] = batch.count
    var name: [UInt8] = []
    if let column = places.name { name = value(column) }
    if name.isEmpty {
      for column in places.parts {
        let part = value(column)
        if part.isEmpty { continue }
        if !name.isEmpty { name.append(0x20) }
        name += part
      }
    }
    batch.append(
      id: id[...], name: name[...], values: places.fields.map { $0.map(value) ?? [] },
      source: number)
  }
}

/// The objects of a file of JSON lines, their members as texts.
private struct JSONLines {
  private let file: RecordReader.File
  private var position = 0
  private var line = 0

  init(_ file: RecordReader.File) { self.file = file }

  mutating func next() throws(InterchangeError) -> (members: [String: String], line: Int)? {
    while position < file.bytes.count {
      let end = file.bytes[position...].firstIndex(of: 0x0A) ?? file.bytes.count
      let text = file.bytes[position..<end]
      position = end + 1
      line += 1
      if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      let parsed = Result { try JSONSerialization.jsonObject(with: Data(text)) }
      guard case .success(let value) = parsed, let object = value as? [String: Any] else {
        throw InterchangeError(file: file.name, line: line, reason: "not a JSON object")
      }
      return (object.compactMapValues(Self.text), line)
    }
    return nil
  }

  /// A member as a text; of a list the first text.
  private static func text(_ value: Any) -> String? {
    switch value {
    case let text as String: text
    case let number as NSNumber: number.stringValue
    case let list as [Any]: list.first.flatMap(text)
    default: nil
    }
  }
}
