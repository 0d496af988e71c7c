/// Why an index could not be built, saved or loaded.
public struct NameIndexError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Kind: Hashable, Sendable {
    /// There are more names, or longer ones, than an index holds.
    case tooLarge
    /// The system could not read or write.
    case io
    /// The file is no index.
    case foreign
    /// The file is an index of another version of the format, of the data or of another machine.
    case otherVersion
    /// The file is cut off or damaged.
    case corrupted
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// The file's path; empty where no file is meant.
  public let path: String
  /// What is wrong, in words.
  public let reason: String

  init(_ kind: Kind, _ reason: String, path: String = "") {
    self.kind = kind
    self.path = path
    self.reason = reason
  }

  /// `names.onoma-index: the file is cut off`.
  public var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}
