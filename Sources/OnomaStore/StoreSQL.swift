// The one place that hands text to SQLite and takes it back.
//
// GRDB binds a `String` up to its first NUL, reads it up to its first NUL, and traps when a column
// holds another type than the one asked for. Names come from anywhere and files can be damaged, so
// this room's statements bind and read with lengths, and a wrong type is an error. GRDB still owns
// the connections, the transactions and the cache of prepared statements.

internal import GRDB
internal import GRDBSQLite

/// A value that can be bound to a parameter of a statement.
protocol SQLBindable {
  /// Binds the value and returns SQLite's result code.
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

extension Int: SQLBindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, Int64(self))
  }
}

extension Double: SQLBindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_double(statement, index, self)
  }
}

extension String: SQLBindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { bytes in
      // An empty buffer may have no address, which SQLite would take for NULL.
      guard let base = bytes.baseAddress else {
        return sqlite3_bind_text(statement, index, "", 0, transient)
      }
      return base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        sqlite3_bind_text64(
          statement, index, $0, UInt64(bytes.count), transient, UInt8(SQLITE_UTF8))
      }
    }
  }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case let value?: value.bind(to: statement, at: index)
    case nil: sqlite3_bind_null(statement, index)
    }
  }
}

/// `SQLITE_TRANSIENT`: SQLite copies the bytes before the call returns.
private var transient: sqlite3_destructor_type {
  unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

/// The row that a statement stands on; valid until the statement moves.
struct SQLRow {
  fileprivate let statement: OpaquePointer

  /// An integer column.
  func int(_ column: Int32) throws -> Int {
    try expect(SQLITE_INTEGER, column)
    return Int(sqlite3_column_int64(statement, column))
  }

  /// A number column.
  func double(_ column: Int32) throws -> Double {
    try expect(SQLITE_FLOAT, column)
    return sqlite3_column_double(statement, column)
  }

  /// A text column; ill-formed UTF-8, which only a damaged file holds, is repaired with U+FFFD.
  func text(_ column: Int32) throws -> String {
    try expect(SQLITE_TEXT, column)
    guard let bytes = sqlite3_column_text(statement, column) else {
      throw StoreFault(.corrupted, "a text is missing")
    }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// A text column that may be null.
  func optionalText(_ column: Int32) throws -> String? {
    sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : try text(column)
  }

  /// A text column that holds one of an enumeration's values.
  func value<Value: RawRepresentable<String>>(
    _ column: Int32, as type: Value.Type = Value.self
  ) throws -> Value {
    let text = try text(column)
    guard let value = Value(rawValue: text) else {
      throw StoreFault(.corrupted, "\"\(text.prefix(40))\" is no \(Value.self)")
    }
    return value
  }

  private func expect(_ type: Int32, _ column: Int32) throws {
    if sqlite3_column_type(statement, column) != type {
      throw StoreFault(.corrupted, "a column holds a value of another type")
    }
  }
}

extension Database {
  /// Runs a statement for its effect.
  func run(_ sql: String, _ values: any SQLBindable...) throws {
    try step(sql, values) { _ in false }
  }

  /// Runs a query and hands over its rows one by one.
  func each(
    _ sql: String, _ values: any SQLBindable..., body: (SQLRow) throws -> Void
  ) throws {
    try step(sql, values) { row in
      try body(row)
      return true
    }
  }

  /// The first row of a query, or `nil` when there is none.
  func first<Value>(
    _ sql: String, _ values: any SQLBindable..., body: (SQLRow) throws -> Value
  ) throws -> Value? {
    var result: Value?
    try step(sql, values) { row in
      result = try body(row)
      return false
    }
    return result
  }

  /// All rows of a query.
  func all<Value>(
    _ sql: String, _ values: any SQLBindable..., body: (SQLRow) throws -> Value
  ) throws -> [Value] {
    try all(sql, values, body: body)
  }

  /// All rows of a query whose values are in a list.
  func all<Value>(
    _ sql: String, _ values: [any SQLBindable], body: (SQLRow) throws -> Value
  ) throws -> [Value] {
    var result: [Value] = []
    try step(sql, values) { row in
      result.append(try body(row))
      return true
    }
    return result
  }

  /// Binds, steps until the rows end or the body has enough, and resets.
  ///
  /// Statements are cached by their text, so a body must not run its own statement again.
  private func step(
    _ sql: String, _ values: [any SQLBindable], body: (SQLRow) throws -> Bool
  ) throws {
    let statement = try cachedStatement(sql: sql).sqliteStatement
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (index, value) in values.enumerated() {
      try check(value.bind(to: statement, at: Int32(index + 1)), sql)
    }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: if try !body(SQLRow(statement: statement)) { return }
      case SQLITE_DONE: return
      case let code: try check(code, sql)
      }
    }
  }

  private func check(_ code: Int32, _ sql: String) throws {
    if code == SQLITE_OK { return }
    let message = sqliteConnection.map { String(cString: sqlite3_errmsg($0)) }
    throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
  }
}
