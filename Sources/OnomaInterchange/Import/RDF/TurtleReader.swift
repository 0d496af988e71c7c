internal import OnomaEntities

/// Reads names from RDF in Turtle: what ``RDFReader`` reads from N-Triples.
///
/// A statement is read when the line that ends it is there, so memory holds a statement and the subject
/// that is open. Specification: <https://www.w3.org/TR/turtle/>.
public struct TurtleReader: SourceReader {
  private let file: String
  private var subjects: RDFSubjects
  private var scope = TurtleScope()
  private var pending: [UInt8] = []
  private var pendingLine = 0
  private var lines = TurtleLines()
  /// The first word of the statement before, which is its subject as it was written.
  private var subject: ArraySlice<UInt8> = []
  /// All lines but those of the subject that is open.
  public private(set) var settledLines = 0

  /// Reads a file.
  /// - Parameter file: What errors call it.
  public init(file: String, options: SourceOptions = SourceOptions()) {
    self.file = file
    subjects = RDFSubjects(options: options)
  }

  /// The longest statement, in bytes.
  static let statementLimit = 16 << 20

  /// Takes a line; a subject comes back when a statement about another one begins.
  public mutating func read(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) -> [SourceItem] {
    var items: [SourceItem] = []
    if pending.isEmpty {
      let start = number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let first = line[start...].drop { TurtleLines.isSpace($0) }.prefix {
        !TurtleLines.isSpace($0)
      }
      if first.isEmpty || first.first == 0x23 {
        if subjects.current == nil { settledLines = number }
        return []
      }
      if !first.elementsEqual(subject) {
        if let item = subjects.finish() { items.append(item) }
        settledLines = number - 1
        subject = first
      }
      pendingLine = number
      pending += line[start...]
    } else {
      pending += line
    }
    pending.append(0x0A)
    if pending.count > Self.statementLimit {
      reset()
      throw InterchangeError(
        file: file, line: pendingLine,
        reason: "a statement is longer than \(Self.statementLimit) bytes, or never ends")
    }
    if lines.endsStatement(line) { items += try statements() }
    return items
  }

  /// Prefixes hold for what follows; what was said is left out.
  public mutating func passOver(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) {
    _ = try read(line, number: number)
    settledLines = number
  }

  /// The last subject.
  public mutating func finish() throws(InterchangeError) -> [SourceItem] {
    let items = pending.isEmpty ? [] : try statements()
    return items + (subjects.finish().map { [$0] } ?? [])
  }

  private mutating func reset() {
    pending = []
    lines = TurtleLines()
  }

  private mutating func statements() throws(InterchangeError) -> [SourceItem] {
    var parser = TurtleParser(pending, scope, file: file, line: pendingLine)
    reset()
    var items: [SourceItem] = []
    while let triples = try parser.statement() {
      for triple in triples {
        if let item = subjects.take(triple, line: parser.statementLine) { items.append(item) }
      }
    }
    scope = parser.scope
    return items
  }
}

/// Where statements of Turtle may end: at a full stop that is the last thing on a line, outside of
/// texts.
struct TurtleLines {
  /// The quotation mark of a text over several lines that is open.
  private var quote: UInt8?

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// Passes over a line.
  mutating func endsStatement(_ line: [UInt8]) -> Bool {
    var last: UInt8 = 0
    var index = 0
    func isTriple(_ byte: UInt8) -> Bool {
      index + 2 < line.count && line[index + 1] == byte && line[index + 2] == byte
    }
    while index < line.count {
      let byte = line[index]
      if let open = quote {
        if byte == 0x5C {
          index += 2
        } else if byte == open, isTriple(open) {
          quote = nil
          index += 3
        } else {
          index += 1
        }
        last = open
        continue
      }
      switch byte {
      case 0x22, 0x27:
        last = byte
        if isTriple(byte) {
          quote = byte
          index += 3
          continue
        }
        index += 1
        while index < line.count, line[index] != byte { index += line[index] == 0x5C ? 2 : 1 }
      case 0x3C:
        last = byte
        while index < line.count, line[index] != 0x3E { index += 1 }
      case 0x23: return last == 0x2E
      case 0x5C:
        last = byte
        index += 1
      case let byte where !Self.isSpace(byte): last = byte
      default: break
      }
      index += 1
    }
    return quote == nil && last == 0x2E
  }
}
