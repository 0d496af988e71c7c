/// Cuts a table into records as its bytes come, keeping every byte.
///
/// Quotation marks count where a cell starts with one; text behind the closing one belongs to the cell,
/// as in Python's `csv`. CR, LF and CRLF end a record. One record is in memory at a time.
public struct TableRecordReader: Sendable {
  /// The most bytes that a record has: more is an open quotation mark, not a record.
  public static let recordLimit = 64 << 20

  private enum State { case cellStart, plain, quoted, quoteSeen }

  private let dialect: TableDialect
  private let file: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var position = 0
  private var cellStart = 0
  private var cells: [Range<Int>] = []
  private var state = State.cellStart
  private var line = 1
  private var lineEnds = 0

  /// Starts with nothing.
  ///
  /// - Parameter file: What errors call the table.
  public init(_ dialect: TableDialect, file: String) {
    self.dialect = dialect
    self.file = file
  }

  /// Adds bytes.
  public mutating func append(_ bytes: [UInt8]) {
    if start > 1 << 20 || start == buffer.count {
      buffer.removeSubrange(..<start)
      position -= start
      cellStart -= start
      start = 0
    }
    buffer += bytes
  }

  /// The next record, or `nil` when more bytes are needed, or at the end none are left.
  ///
  /// - Parameter isEnd: Whether no more bytes will come.
  /// - Throws: ``InterchangeError`` for a quotation mark that is never closed and for a record beyond
  ///   ``recordLimit``.
  /// - Complexity: O(record), however the bytes come.
  public mutating func next(isEnd: Bool) throws(InterchangeError) -> TableRecord? {
    while position < buffer.count {
      let byte = buffer[position]
      switch state {
      case .quoted:
        if byte == 0x22 { state = .quoteSeen }
        if byte == 0x0A { lineEnds += 1 }
      case .quoteSeen where byte == 0x22:
        state = .quoted
      case .cellStart where byte == 0x22 && dialect.quotes:
        state = .quoted
      default:
        if byte == dialect.separator {
          cells.append(cellStart - start..<position - start)
          cellStart = position + 1
          state = .cellStart
        } else if byte == 0x0A || byte == 0x0D {
          // A CR may be half of a CRLF that is still to come.
          if byte == 0x0D, position + 1 == buffer.count, !isEnd { return nil }
          let isPair = byte == 0x0D && position + 1 < buffer.count && buffer[position + 1] == 0x0A
          return record(lineEnd: isPair ? 2 : 1)
        } else {
          state = .plain
        }
      }
      position += 1
      if position - start > Self.recordLimit {
        throw failure("a record of more than \(Self.recordLimit) bytes; is a quotation mark open?")
      }
    }
    guard isEnd, position > start else { return nil }
    if state == .quoted { throw failure("a quotation mark is never closed") }
    return record(lineEnd: 0)
  }

  private mutating func record(lineEnd: Int) -> TableRecord {
    cells.append(cellStart - start..<position - start)
    let record = TableRecord(
      bytes: Array(buffer[start..<position]), cells: cells,
      lineEnd: Array(buffer[position..<(position + lineEnd)]), line: line)
    position += lineEnd
    start = position
    cellStart = position
    cells = []
    state = .cellStart
    line += lineEnds + 1
    lineEnds = 0
    return record
  }

  private func failure(_ reason: String) -> InterchangeError {
    InterchangeError(file: file, line: line, reason: reason)
  }
}
