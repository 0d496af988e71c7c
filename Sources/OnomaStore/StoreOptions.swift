package import struct Foundation.Date
internal import GRDBSQLite

/// What tests change about a store, so that clocks and failures need no luck.
package struct StoreOptions: Sendable {
  /// The steps of recording a resolution, in their order.
  package enum Step: String, CaseIterable, Sendable {
    /// The entities are written, nothing else is.
    case entities
    /// The documents and their mentions are written too.
    case mentions
    /// All is written; the commit comes next.
    case counts
  }

  /// What time it is.
  package var clock: @Sendable () -> Date = { Date() }
  /// How many seconds to wait for another writer.
  package var busyTimeout = 10.0
  /// The size of each connection's cache, in KiB.
  ///
  /// With SQLite's own 2 MiB, recording 200,000 entities spilt into the log so often that it took
  /// twice as long; a small one spills on purpose.
  package var cacheKibibytes = 32_768
  /// A limit on the file's pages: a disk that is soon full.
  package var maximumPages: Int?
  /// Names of empty migrations after ours: what a later version would have.
  package var laterMigrations: [String] = []
  /// Called inside the transaction after each step; what it throws ends the transaction.
  package var onStep: (@Sendable (Step) throws -> Void)?

  /// What everybody gets.
  package init() {}

  /// Whether the SQLite at hand was built to take URIs for file names.
  static var takesURIs: Bool { sqlite3_compileoption_used("USE_URI") == 1 }
}
