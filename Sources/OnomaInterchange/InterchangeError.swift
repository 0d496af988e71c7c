/// Why a file could not be read, and where.
public struct InterchangeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's name.
  public let file: String
  /// The line, from 1; 0 where the whole file is meant.
  public let line: Int
  /// What is wrong there.
  public let reason: String

  /// Makes an error.
  public init(file: String, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// `kb.jsonl:12: "id" is missing`.
  public var description: String {
    line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)"
  }
}
