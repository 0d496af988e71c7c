#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A folder of results that appears only when it is complete.
///
/// It is filled under a temporary name beside its own and renamed; a folder that is there and not empty
/// is left alone, and so is everything after a failure.
final class OutputFolder {
  private let path: String
  private let temporaryPath: String
  private var current: OutputTarget?
  private var currentName: String?
  private var names: [String] = []

  /// Makes the temporary folder.
  init(path: String) throws {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    temporaryPath = "\(path).\(getpid()).partial"
    // Only an empty folder may be replaced; renaming onto one that is not empty fails in the end,
    // but that should be said before the work.
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR, rmdir(path) == 0 else {
        throw fail("cannot write \(path): it is there already and no empty folder", code: .io)
      }
      mkdir(path, 0o755)
    }
    if mkdir(temporaryPath, 0o755) != 0 {
      throw fail("cannot write \(path): \(systemError())", code: .io)
    }
  }

  /// Adds bytes to a file of the folder; the file before it is complete then.
  func write(_ bytes: [UInt8], to file: String) throws {
    if file != currentName {
      try current?.finish()
      current = try OutputTarget(path: temporaryPath + "/" + file)
      currentName = file
      names.append(file)
    }
    try current?.write(bytes)
  }

  /// Ends the results: the folder now bears its name.
  func finish() throws {
    try current?.finish()
    current = nil
    let descriptor = open(temporaryPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let isFlushed = descriptor >= 0 && fsync(descriptor) == 0
    if descriptor >= 0 { close(descriptor) }
    guard isFlushed, rename(temporaryPath, path) == 0 else {
      throw fail("cannot write \(path): \(systemError())", code: .io)
    }
  }

  /// Gives the results up: no folder is left behind.
  func discard() {
    current?.discard()
    for name in names { unlink(temporaryPath + "/" + name) }
    rmdir(temporaryPath)
  }
}
