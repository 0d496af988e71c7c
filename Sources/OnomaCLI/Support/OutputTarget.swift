#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Where a command's results go: standard output, or a file that appears only when it is complete.
///
/// A file is written under a temporary name in the same folder, flushed to the disk and renamed, so
/// a failure or a kill leaves either the old file or the whole new one. What is no file, a device or a
/// pipe, is written as it is, and of a link what it leads to.
final class OutputTarget {
  private var buffer: [UInt8] = []
  private let descriptor: Int32
  private let path: String?
  /// The file that the results will be, with its name until then; `nil` for what is no file.
  private let file: (path: String, temporaryPath: String)?

  /// Whether what was written outlives a failure, so that a later run goes on with it.
  private let isKept: Bool
  /// How many bytes the results have so far.
  private(set) var count = 0

  /// Opens the results of a run that goes on: `FILE.partial`, cut off behind what is known to be right.
  ///
  /// A failure leaves it for another run.
  init(resuming path: String, at count: Int) throws {
    self.path = path
    self.count = count
    isKept = true
    let partial = "\(path).partial"
    file = (path, partial)
    descriptor = open(partial, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0, ftruncate(descriptor, off_t(count)) == 0,
      lseek(descriptor, 0, SEEK_END) == off_t(count)
    else { throw fail("cannot write \(partial): \(systemError())", code: .io) }
  }

  /// Opens the target; `nil` and `-` are standard output.
  init(path: String?) throws {
    isKept = false
    if let path, path != "-" {
      self.path = path
      var status = stat()
      let isThere = stat(path, &status) == 0
      if isThere, status.st_mode & S_IFMT != S_IFREG {
        file = nil
        descriptor = open(path, O_WRONLY | O_CLOEXEC)
      } else {
        let place = isThere ? Self.resolved(path) : path
        let temporaryPath = "\(place).\(getpid()).partial"
        file = (place, temporaryPath)
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
      }
      if descriptor < 0 { throw fail("cannot write \(path): \(systemError())", code: .io) }
    } else {
      self.path = nil
      file = nil
      descriptor = STDOUT_FILENO
    }
    buffer.reserveCapacity(1 << 16)
  }

  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  /// Whether a person is looking at the results.
  var isTerminal: Bool { path == nil && isatty(descriptor) == 1 }

  /// Adds bytes to the results.
  func write(_ bytes: some Sequence<UInt8>) throws {
    let before = buffer.count
    buffer.append(contentsOf: bytes)
    count += buffer.count - before
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Adds text to the results.
  func write(_ text: String) throws { try write(text.utf8) }

  /// Brings what was written so far to the disk.
  func sync() throws {
    try flush()
    guard fsync(descriptor) == 0 else {
      throw fail("cannot write \(path ?? "standard output"): \(systemError())", code: .io)
    }
  }

  /// Ends the results: the file, if it is one, now bears its name.
  func finish() throws {
    try flush()
    guard let path else { return }
    guard let file else {
      guard close(descriptor) == 0 else {
        throw fail("cannot write \(path): \(systemError())", code: .io)
      }
      return
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0,
      rename(file.temporaryPath, file.path) == 0
    else {
      let reason = systemError()
      unlink(file.temporaryPath)
      throw fail("cannot write \(path): \(reason)", code: .io)
    }
  }

  /// Gives the results up: no file is left behind.
  func discard() {
    guard path != nil else { return }
    close(descriptor)
    if let file, !isKept { unlink(file.temporaryPath) }
  }

  /// Hands over what has been written so far.
  func flush() throws {
    let done = buffer.withUnsafeBufferPointer { writeAll($0, to: descriptor) }
    buffer.removeAll(keepingCapacity: true)
    if done { return }
    // The reader went away, as `head` does: the rest is not wanted.
    if errno == EPIPE { exit(0) }
    let reason = systemError()
    discard()
    throw fail("cannot write \(path ?? "standard output"): \(reason)", code: .io)
  }
}

/// Runs a command's body over an output target, which is complete or absent afterwards.
func withOutput(_ path: String?, _ body: (OutputTarget) throws -> Void) throws {
  let output = try OutputTarget(path: path)
  do {
    try body(output)
    try output.finish()
  } catch {
    output.discard()
    throw error
  }
}
