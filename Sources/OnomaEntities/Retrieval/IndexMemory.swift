#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The bytes of an index, in memory of its own or mapped from a file.
///
/// Written before it is shared and never after; so any number of threads may read it.
final class IndexMemory: @unchecked Sendable {
  /// The first byte, aligned for every element of an index.
  let base: UnsafeMutableRawPointer
  /// The number of bytes.
  let count: Int
  private let isMapped: Bool

  /// Allocates zeros.
  init(count: Int) {
    self.count = count
    base = .allocate(byteCount: max(1, count), alignment: 64)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    isMapped = false
  }

  /// Maps a file into memory, to be read only.
  ///
  /// A file that is shortened while it is mapped ends the process when the lost part is read; a writer
  /// must replace it by renaming, as ``NameIndex/save(to:)`` does.
  /// - Throws: ``NameIndexError`` where the file cannot be opened or mapped.
  init(mapping path: String) throws(NameIndexError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Self.failure("cannot be read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure("cannot be read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw NameIndexError(.io, "is not a regular file", path: path)
    }
    count = Int(status.st_size)
    guard count > 0 else { throw NameIndexError(.foreign, "is empty", path: path) }
    guard let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      address != MAP_FAILED
    else { throw Self.failure("cannot be mapped", path) }
    base = address
    isMapped = true
  }

  deinit {
    if isMapped { munmap(base, count) } else { base.deallocate() }
  }

  /// Writes the bytes to a file, which appears only when it is complete.
  func write(to path: String) throws(NameIndexError) {
    let temporary = "\(path).\(getpid()).partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw Self.failure("cannot be written", path) }
    var offset = 0
    while offset < count {
      let written = Self.writeSome(descriptor, base + offset, count - offset)
      if written < 0 {
        if errno == EINTR { continue }
        let failure = Self.failure("cannot be written", path)
        close(descriptor)
        unlink(temporary)
        throw failure
      }
      offset += written
    }
    let synced = fsync(descriptor) == 0
    guard synced, close(descriptor) == 0, rename(temporary, path) == 0 else {
      let failure = Self.failure("cannot be written", path)
      if !synced { close(descriptor) }
      unlink(temporary)
      throw failure
    }
  }

  /// One call of the system; `write` by itself would name the method above.
  private static func writeSome(_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes, count)
    #elseif canImport(Musl)
      Musl.write(file, bytes, count)
    #else
      Darwin.write(file, bytes, count)
    #endif
  }

  private static func failure(_ what: String, _ path: String) -> NameIndexError {
    NameIndexError(.io, "\(what): \(String(cString: strerror(errno)))", path: path)
  }
}
