internal import GRDB

/// Why a store could not do what it was asked, in one sentence that names the file.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of thing went wrong.
  public enum Kind: String, CaseIterable, Sendable {
    /// The file is missing, is a folder, or may not be opened.
    case cannotOpen
    /// The file is no store: not SQLite at all, or the database of another program.
    case notADatabase
    /// A later Onoma wrote the file; this one would damage it.
    case newerVersion
    /// Another process holds the store for longer than the time-out.
    case locked
    /// The disk, or the quota, is full.
    case diskFull
    /// The file, or the way it was opened, does not allow writing.
    case readOnly
    /// The system failed to read or write.
    case ioError
    /// The file is a store whose content makes no sense.
    case corrupted
    /// What the caller gave cannot be stored; nothing was.
    case invalidInput
    /// A backup would overwrite a file.
    case fileExists
    /// A fault of our own.
    case unexpected
  }

  /// What kind of thing went wrong.
  public let kind: Kind
  /// The store's file, as the caller named it.
  public let path: String
  /// One sentence for a person, with the file's name.
  public let message: String

  /// The message.
  public var description: String { message }
}

extension StoreError {
  /// Makes the error that what a caller gave cannot be stored.
  public init(invalidInput reason: String, path: String) {
    self.init(.invalidInput, path: path, detail: reason)
  }

  /// Makes the error of a kind, in that kind's words.
  /// - Parameter detail: What more is known: the system's words, or what was wrong with the input.
  init(_ kind: Kind, path: String, detail: String = "") {
    self.kind = kind
    self.path = path
    let more = detail.isEmpty ? "" : ": \(detail)"
    message =
      switch kind {
      case .cannotOpen: "cannot read \(path)\(more)"
      case .notADatabase: "\(path) is not an Onoma store\(more)"
      case .newerVersion:
        "\(path) was written by a newer version of Onoma and is left untouched\(more)"
      case .locked: "\(path) is locked by another process\(more)"
      case .diskFull: "cannot write \(path): the disk is full; nothing was changed"
      case .readOnly: "cannot write \(path): it is read-only\(more)"
      case .ioError: "the system could not read or write \(path)\(more)"
      case .corrupted: "\(path) is damaged\(more)"
      case .invalidInput: "cannot record in \(path)\(more)"
      case .fileExists: "\(path) exists already and is left untouched"
      case .unexpected: "the store \(path) failed\(more)"
      }
  }

  /// Brings any error of the database layer to a store error.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as StoreFault: self.init(error.kind, path: path, detail: error.detail)
    case let error as DatabaseError:
      let kind = Kind(resultCode: error.resultCode.rawValue)
      self.init(kind, path: path, detail: error.message ?? "SQLite error \(error.resultCode)")
    default: self.init(.unexpected, path: path, detail: "\(error)")
    }
  }
}

extension StoreError.Kind {
  /// The kind of an SQLite result code, primary or extended (<https://sqlite.org/rescode.html>).
  package init(resultCode: Int32) {
    self =
      switch resultCode & 0xFF {
      case 5, 6, 15: .locked  // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL
      case 8: .readOnly  // SQLITE_READONLY
      case 10: .ioError  // SQLITE_IOERR
      case 11: .corrupted  // SQLITE_CORRUPT
      case 13: .diskFull  // SQLITE_FULL
      case 3, 14, 23: .cannotOpen  // SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH
      case 18, 19: .invalidInput  // SQLITE_TOOBIG, SQLITE_CONSTRAINT
      case 26: .notADatabase  // SQLITE_NOTADB
      default: .unexpected
      }
  }
}

/// A fault found where the file's name is not at hand; it becomes a ``StoreError``.
struct StoreFault: Error {
  let kind: StoreError.Kind
  let detail: String

  init(_ kind: StoreError.Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }
}
