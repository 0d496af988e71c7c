internal import Onoma

/// Runs a body over a store that must exist, and ends the command when the store fails.
func reading<Result>(
  _ path: String, _ body: (EntityStore) throws(StoreError) -> Result
) throws -> Result {
  do {
    return try body(EntityStore(path: path, access: .readOnly))
  } catch {
    throw fail(printable(error.message), code: error.exitStatus)
  }
}

/// Runs a body over a store that must exist and may be written.
func writing<Result>(
  _ path: String, _ body: (EntityStore) throws(StoreError) -> Result
) throws -> Result {
  do {
    return try body(EntityStore(path: path, access: .readWrite))
  } catch {
    throw fail(printable(error.message), code: error.exitStatus)
  }
}

extension StoreError {
  /// How a command ends that met this error.
  var exitStatus: ExitStatus {
    switch kind {
    case .notADatabase, .newerVersion, .corrupted, .invalidInput: .badInput
    case .cannotOpen, .locked, .diskFull, .readOnly, .ioError, .fileExists: .io
    case .unexpected: .internalError
    }
  }
}
