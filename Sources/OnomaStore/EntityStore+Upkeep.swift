internal import Foundation
internal import GRDB

extension EntityStore {
  /// Looks for damage; a sound store gives an empty list.
  ///
  /// It checks SQLite's own structures, that no row refers to one that is missing, that redirects
  /// end at entities, and that the counts of spellings are those of the mentions. What it cannot
  /// see is one letter of a stored text turned into another.
  /// Complexity: O(size of the store · log(size of the store)).
  /// - Returns: One sentence for each fault, at most 100 from SQLite.
  public func integrityCheck() throws(StoreError) -> [String] {
    try read { database in
      var faults = try database.all("PRAGMA integrity_check") { try $0.text(0) }
      faults.removeAll { $0 == "ok" }
      if !faults.isEmpty { return faults }
      faults += try database.all("SELECT \"table\" FROM pragma_foreign_key_check") {
        "a row of \(try $0.text(0)) refers to one that is missing"
      }
      faults += try database.all(
        """
        SELECT e.id, text FROM aliases JOIN entities e ON e.sequence = entity
        WHERE seen <> \(Recording.countOfMentions)
        ORDER BY aliases.sequence
        """
      ) { "the count of \"\(try $0.text(1))\" of \(try $0.text(0)) is not that of its mentions" }
      for old in try database.all("SELECT old_id FROM redirects", body: { try $0.text(0) }) {
        do { _ = try database.currentID(of: old) } catch let fault as StoreFault {
          faults.append(fault.detail)
        }
      }
      return faults
    }
  }

  /// Copies the store, while it is read and written, into a new file.
  ///
  /// The copy is the state of one moment, complete on the disk before it bears its name, and needs
  /// no file beside it. Writers are not held up. Complexity: O(size of the store).
  /// - Throws: ``StoreError`` of kind `fileExists` when there is something at the path.
  public func backup(to path: String) throws(StoreError) {
    let partial = "\(path).\(ProcessInfo.processInfo.processIdentifier).partial"
    do {
      if path.isEmpty || path.utf8.contains(0) {
        throw StoreFault(.cannotOpen, "that is no file name")
      }
      var status = stat()
      if lstat(path, &status) == 0 { throw StoreFault(.fileExists, "") }
      unlink(partial)
      let target = try DatabaseQueue(path: partial.hasPrefix("/") ? partial : "./" + partial)
      try pool.backup(to: target)
      // The copy says that it has a log; a backup should be one file for whoever moves it.
      try target.writeWithoutTransaction { database in
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
      }
      try target.close()
      try Self.flush(partial)
      // Unlike a rename, a link never replaces what somebody else just put there.
      if link(partial, path) != 0 {
        throw errno == EEXIST
          ? StoreFault(.fileExists, "")
          : StoreFault(.ioError, String(cString: strerror(errno)))
      }
      unlink(partial)
      try Self.flush(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    } catch {
      unlink(partial)
      throw StoreError(error, path: path)
    }
  }

  /// Makes the system write a file, or a folder's list of files, to the disk.
  private static func flush(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw StoreFault(.ioError, String(cString: strerror(errno))) }
    defer { _ = Foundation.close(descriptor) }
    if fsync(descriptor) != 0 { throw StoreFault(.ioError, String(cString: strerror(errno))) }
  }
}
