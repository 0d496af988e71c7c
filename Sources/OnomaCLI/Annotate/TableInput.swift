internal import Onoma

/// A table as a stream of records: unpacked, decoded and cut, in bounded memory.
final class TableInput {
  /// What the table's characters are written in.
  let encoding: TableEncoding
  /// The byte order mark, as it was.
  let mark: [UInt8]
  /// How cells are separated and quoted.
  let dialect: TableDialect

  private let source: InputSource
  private var decoder: TableDecoder
  private var reader: TableRecordReader
  private var isEnd: Bool

  /// What messages call the table.
  var name: String { source.name }

  /// Opens a table and looks at its first line.
  init(
    path: String, encoding: TableEncoding?, separator: UInt8?, quotes: Bool?
  ) throws {
    source = try InputSource(path: path, unpacks: true)
    var head: [UInt8] = []
    // The first line, and the byte order mark before it.
    var isEnd = false
    while !isEnd, !head.dropFirst(4).contains(0x0A), head.count < 1 << 20 {
      if let bytes = try source.nextChunk() { head += bytes } else { isEnd = true }
    }
    let detected = TableEncoding.detected(in: head)
    // An encoding that is given says nothing about the mark, which is kept if it is that encoding's.
    self.encoding = encoding ?? detected.encoding
    mark = self.encoding == detected.encoding ? Array(head.prefix(detected.mark)) : []
    decoder = TableDecoder(self.encoding, file: source.name)
    let text = try decoder.read(Array(head.dropFirst(mark.count)))
    var dialect = TableDialect.detected(in: text.prefix { $0 != 0x0A && $0 != 0x0D })
    if let separator {
      dialect = TableDialect(separator: separator, quotes: separator != 0x09 || dialect.quotes)
    }
    if let quotes { dialect.quotes = quotes }
    self.dialect = dialect
    reader = TableRecordReader(dialect, file: source.name)
    reader.append(text)
    self.isEnd = isEnd
    if isEnd { try decoder.finish() }
  }

  /// The next record, or `nil` at the end.
  func next() throws -> TableRecord? {
    while true {
      if let record = try reader.next(isEnd: isEnd) { return record }
      if isEnd { return nil }
      if let bytes = try source.nextChunk() {
        reader.append(try decoder.read(bytes))
      } else {
        try decoder.finish()
        isEnd = true
      }
    }
  }
}
