internal import Foundation
internal import GRDB

/// How a store is opened.
public enum StoreAccess: Sendable {
  /// To read and write; a file that is missing or empty becomes a store.
  case create
  /// To read and write a store that must exist.
  case readWrite
  /// To read a store that must exist. Nothing is written, nothing upgraded.
  case readOnly
}

/// Entities, their names and where they were found, in one SQLite file that survives crashes.
///
/// ```swift
/// let store = try EntityStore(path: "names.onoma")
/// try store.record(ResolutionRecord(entities: entities, documents: documents, mentions: mentions))
/// let known = try store.knowledgeBase()
/// ```
///
/// Every operation is one transaction: it is in the file, on the disk, when the call returns, or it
/// left nothing behind. There is one writer at a time, in this process or another, and any number of
/// readers, who see the last complete state and never wait for the writer. The type may be shared
/// between threads; its calls block.
public final class EntityStore: Sendable {
  /// The file, as the caller named it.
  public let path: String
  /// How the file was opened.
  public let access: StoreAccess

  let pool: DatabasePool
  let options: StoreOptions

  /// Opens a store.
  /// - Parameters:
  ///   - path: The file. SQLite keeps two more beside it while it is open, `-wal` and `-shm`.
  ///   - access: Whether the file may be written, and made.
  ///   - busyTimeout: How many seconds to wait for another writer before ``StoreError/Kind/locked``.
  /// - Throws: ``StoreError`` of kind `cannotOpen`, `notADatabase`, `newerVersion`, `readOnly`,
  ///   `locked`, `corrupted`, `diskFull` or `ioError`.
  public convenience init(
    path: String, access: StoreAccess = .create, busyTimeout: Double = 10
  ) throws(StoreError) {
    var options = StoreOptions()
    options.busyTimeout = busyTimeout
    try self.init(path: path, access: access, options: options)
  }

  /// Opens a store with what only tests change.
  package init(path: String, access: StoreAccess, options: StoreOptions) throws(StoreError) {
    self.path = path
    self.access = access
    self.options = options
    do {
      let exists = try Self.checkFile(path, access)
      pool = try Self.patiently(options.busyTimeout) {
        try Self.open(path, access, options, exists: exists)
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Closes the file; operations fail afterwards.
  ///
  /// A store that goes out of use closes itself.
  public func close() throws(StoreError) {
    do { try pool.close() } catch { throw StoreError(error, path: path) }
  }

  /// Runs a body in a read transaction: all its queries see the same state.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try pool.read(body) } catch { throw StoreError(error, path: path) }
  }

  /// Runs a body in a write transaction, which is rolled back when the body throws.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    if access == .readOnly { throw StoreError(.readOnly, path: path) }
    do { return try pool.write(body) } catch { throw StoreError(error, path: path) }
  }
}

// MARK: - Opening

extension EntityStore {
  /// Finds out what the file system has to say, in better words than SQLite's.
  /// - Returns: Whether there is something in the file.
  private static func checkFile(_ path: String, _ access: StoreAccess) throws -> Bool {
    if path.isEmpty || path.utf8.contains(0) {
      throw StoreFault(.cannotOpen, "that is no file name")
    }
    var status = stat()
    if stat(path, &status) != 0 {
      let code = errno
      if code == ENOENT, access == .create { return false }
      throw StoreFault(.cannotOpen, String(cString: strerror(code)))
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw StoreFault(.cannotOpen, "it is a directory") }
    if status.st_mode & S_IFMT != S_IFREG {
      throw StoreFault(.cannotOpen, "it is no regular file")
    }
    if Foundation.access(path, R_OK) != 0 {
      throw StoreFault(.cannotOpen, String(cString: strerror(errno)))
    }
    if access != .readOnly, Foundation.access(path, W_OK) != 0 { throw StoreFault(.readOnly, "") }
    if status.st_size == 0, access != .create { throw StoreFault(.notADatabase, "it is empty") }
    return status.st_size > 0
  }

  /// Opens the file, after a look that changes nothing in it, and brings its tables up to date.
  private static func open(
    _ path: String, _ access: StoreAccess, _ options: StoreOptions, exists: Bool
  ) throws -> DatabasePool {
    let migrator = StoreSchema.migrator(later: options.laterMigrations)
    var configuration = Configuration()
    configuration.label = "OnomaStore"
    configuration.busyMode = .timeout(options.busyTimeout)
    configuration.maximumReaderCount = 4
    configuration.readonly = true
    configuration.prepareDatabase { database in
      // A damaged or hostile file may hold a schema that calls functions; it may not.
      try database.execute(
        sql: """
          PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
          PRAGMA cache_size = -\(options.cacheKibibytes)
          """)
    }
    var file = filePath(path)
    if exists {
      try takeBackBrokenChange(file, configuration)
      do {
        try inspect(DatabaseQueue(path: file, configuration: configuration), migrator, access)
      } catch let error as DatabaseError
        where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
      {
        // A folder that we may not write: SQLite cannot make the log it shares with writers. A
        // store at rest is read without one; what its owner writes meanwhile is not seen.
        guard access == .readOnly else { throw error }
        guard let immutable = immutablePath(file) else {
          throw StoreFault(.cannotOpen, "it is in use, and its folder may not be written")
        }
        try inspect(DatabaseQueue(path: immutable, configuration: configuration), migrator, access)
        file = immutable
      }
    }
    configuration.readonly = access == .readOnly
    let pool = try DatabasePool(path: file, configuration: configuration)
    if access == .readOnly { return pool }
    do {
      try migrator.migrate(pool)
    } catch {
      // Another process may have done the same work at the same time.
      guard try pool.read(migrator.hasCompletedMigrations) else { throw error }
    }
    try pool.writeWithoutTransaction { database in
      // What was acknowledged survives a power cut too. GRDB's default would not promise that.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      if let pages = options.maximumPages {
        _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)")
      }
    }
    return pool
  }

  /// Takes back a change that a killed process left half made before the file kept a log, while it
  /// became a store: a look that changes nothing cannot read such a file.
  private static func takeBackBrokenChange(
    _ file: String, _ configuration: Configuration
  ) throws {
    var status = stat()
    guard stat(file + "-journal", &status) == 0, status.st_size > 0 else { return }
    guard Foundation.access(file, W_OK) == 0 else {
      throw StoreFault(
        .cannotOpen, "a change was broken off; whoever may write the file must open it first")
    }
    var configuration = configuration
    configuration.readonly = false
    let queue = try DatabaseQueue(path: file, configuration: configuration)
    try queue.read { _ = try $0.first("SELECT count(*) FROM sqlite_master") { try $0.int(0) } }
    try queue.close()
  }

  /// Refuses the files of others and of later versions.
  private static func inspect(
    _ queue: DatabaseQueue, _ migrator: DatabaseMigrator, _ access: StoreAccess
  ) throws {
    try queue.read { database in
      let application = try database.first("PRAGMA application_id") { try $0.int(0) }
      // The list of migrations comes first; a process that was killed then left nothing else.
      let objects = try database.first(
        "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'"
      ) { try $0.int(0) }
      if application == 0, objects == 0 {
        if access == .create { return }
        throw StoreFault(.notADatabase, "it is empty")
      }
      if application != StoreSchema.applicationID {
        throw StoreFault(.notADatabase, "it is the database of another program")
      }
      let unknown = try migrator.appliedIdentifiers(database).subtracting(migrator.migrations)
      if !unknown.isEmpty {
        let names = unknown.sorted().joined(separator: ", ")
        throw StoreFault(.newerVersion, "it has the unknown schema \(names)")
      }
      if access == .readOnly, try !migrator.hasCompletedMigrations(database) {
        throw StoreFault(
          .readOnly,
          "an earlier version of Onoma wrote it; it is upgraded when it is opened to be written")
      }
    }
    try queue.close()
  }

  /// A path that SQLite takes for nothing but a path: `:memory:` and `file:…` mean more to it.
  private static func filePath(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
  }

  /// The name under which SQLite reads a file that nobody can change, if it takes such names and
  /// the file has no log whose changes would be missed.
  private static func immutablePath(_ file: String) -> String? {
    var status = stat()
    let hasLog = stat(file + "-wal", &status) == 0 && status.st_size > 0
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    if hasLog || Foundation.access(folder, W_OK) == 0 || !StoreOptions.takesURIs { return nil }
    let plain = CharacterSet.urlPathAllowed
    return file.addingPercentEncoding(withAllowedCharacters: plain).map {
      "file:\($0)?immutable=1"
    }
  }

  /// Tries again while another process is at it: SQLite does not wait by itself everywhere.
  static func patiently<Value>(_ seconds: Double, _ body: () throws -> Value) throws -> Value {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      do {
        return try body()
      } catch let error as DatabaseError
        where StoreError.Kind(resultCode: error.resultCode.rawValue) == .locked && Date() < deadline
      {
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }
}
