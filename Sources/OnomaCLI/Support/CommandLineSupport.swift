internal import ArgumentParser

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How `onoma` ends, after sysexits(3) where that says anything.
enum ExitStatus: Int32 {
  /// The command ran and found a difference where it was asked for one.
  case difference = 1
  /// The command line makes no sense.
  case usage = 2
  /// The input is wrong; the message says which file, which line and why (`EX_DATAERR`).
  case badInput = 65
  /// A fault of our own (`EX_SOFTWARE`).
  case internalError = 70
  /// The system could not read or write (`EX_IOERR`).
  case io = 74
}

/// Prints one line on standard error and returns the error that ends the command with a status.
///
/// Use it as `throw fail("…", code: .badInput)`.
func fail(_ message: String, code: ExitStatus) -> any Error {
  StandardError.write("onoma: \(message)\n")
  return ExitCode(code.rawValue)
}

/// Messages for people.
///
/// Never mixed with machine output.
enum StandardError {
  /// Whether a person is looking: progress is shown only then.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a text at once.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = writeAll(bytes, to: STDERR_FILENO) }
  }
}

/// Makes writing to a closed pipe, and beyond a limit on file sizes, an error instead of a signal that
/// kills the process.
func ignoreBrokenPipes() {
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
}

/// What the system said when it could not do something.
func systemError() -> String { String(cString: strerror(errno)) }

/// Writes all bytes to a descriptor; `false` when the system refuses.
func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Bool {
  var offset = 0
  while offset < bytes.count {
    guard let base = bytes.baseAddress else { return true }
    let written = write(descriptor, base + offset, bytes.count - offset)
    if written < 0 {
      if errno == EINTR { continue }
      return false
    }
    offset += written
  }
  return true
}
