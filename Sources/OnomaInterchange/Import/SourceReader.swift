public import OnomaEntities

/// What a line of a source holds.
public enum SourceItem: Sendable {
  /// A record.
  case record(SourceRecord)
  /// Something that is no entity of ours, and why: the reason is the same for all of its kind.
  case skipped(String)
}

/// Reads the records of a source line by line, in memory that does not grow with the source.
public protocol SourceReader {
  /// Takes the next line; what it completes comes back.
  ///
  /// The line comes without its LF; the CR of a CRLF is still there, since it may be inside a
  /// quotation.
  ///
  /// - Parameter number: The line's number, from 1.
  /// - Throws: ``InterchangeError`` naming the line. The reader can go on with the next one.
  mutating func read(_ line: [UInt8], number: Int) throws(InterchangeError) -> [SourceItem]

  /// What was left open when the lines ended.
  mutating func finish() throws(InterchangeError) -> [SourceItem]

  /// Takes a line that an earlier run has recorded: only what later lines depend on is kept.
  mutating func passOver(_ line: [UInt8], number: Int) throws(InterchangeError)

  /// How many of the lines have been answered for good, so that an import that is broken off can go
  /// on behind them: all that were read, or those before a record that is still open.
  var settledLines: Int { get }
}

/// Reads a knowledge base file, one entity a line.
public struct KnowledgeBaseReader: SourceReader {
  private let file: String
  private let options: SourceOptions

  /// Reads a file.
  /// - Parameter file: What errors call it.
  public init(file: String, options: SourceOptions = SourceOptions()) {
    self.file = file
    self.options = options
  }

  /// Takes a line.
  public mutating func read(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) -> [SourceItem] {
    let bytes =
      number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line[...]
    settledLines = number
    guard var record = try KnowledgeBaseFile.record(bytes, file: file, line: number) else {
      return []
    }
    // IDs of a knowledge base are kept as they are, also where FollowTheMoney could not take them.
    if !options.prefix.isEmpty { record.entity.id = options.id(of: record.key) }
    return [.record(record)]
  }

  /// Nothing is left open.
  public mutating func finish() throws(InterchangeError) -> [SourceItem] { [] }

  /// Lines do not depend on each other.
  public mutating func passOver(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) { settledLines = number }

  /// Every line stands alone.
  public private(set) var settledLines = 0
}
