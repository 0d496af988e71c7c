#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A saved state while records are added to it.
///
/// What is added is written behind the file's end and flushed to the disk; it counts from ``commit()``
/// on, which writes one word. So a process that is killed leaves the state as it was or as it is to be,
/// and the work depends on what is added, not on what is there. The file is written anew when what was
/// added comes to a quarter of it. While one process adds, others wait.
public final class DedupeStateFile {
  /// The state with all that was added.
  public private(set) var state: DedupeState

  private let path: String
  private let descriptor: Int32
  /// Where the first part ends, the parts that count, and those that are written.
  private let firstEnd: Int
  private var end: Int
  private var writtenEnd: Int

  /// Opens a state, waits until no other process adds to it, and loads it.
  ///
  /// - Throws: ``NameIndexError`` as ``DedupeState/init(path:)``, and where the file cannot be written.
  public init(path: String) throws(NameIndexError) {
    self.path = path
    descriptor = try Self.locked(path)
    do throws(NameIndexError) {
      let reader = try SectionFile.Reader(.state, path: path)
      (firstEnd, end, writtenEnd) = (reader.partEnd, reader.end, reader.end)
      state = try DedupeState(reading: reader)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Adds records and writes what that changed; it counts from ``commit()`` on.
  ///
  /// - Throws: ``NameIndexError`` of the kind ``NameIndexError/Kind/io``; the file is as it was.
  public func add(
    _ records: RecordBatch, threads: Int
  ) throws(NameIndexError) -> DedupeState.Addition {
    let addition = state.add(records, threads: threads)
    let part = addition.part
    let bytes = UnsafeRawBufferPointer(start: part.base, count: part.count)
    if !write(bytes, at: writtenEnd) { throw Self.failure("cannot be written", path) }
    writtenEnd += part.count
    return addition
  }

  /// Makes what was added count.
  ///
  /// - Throws: ``NameIndexError`` of the kind ``NameIndexError/Kind/io``, also where the file was
  ///   replaced by another one meanwhile.
  public func commit() throws(NameIndexError) {
    guard Self.isPath(path, of: descriptor) else {
      throw NameIndexError(.io, "was replaced while records were added", path: path)
    }
    let words = SectionFile.endWords(writtenEnd)
    let isWritten = words.withUnsafeBytes { write($0, at: SectionFile.endOffset) }
    if !isWritten { throw Self.failure("cannot be written", path) }
    end = writtenEnd
    if end - firstEnd > firstEnd / 4 + Self.slack { try state.save(to: path) }
  }

  /// What a small file may grow by before it is written anew.
  private static let slack = 1 << 16

  /// Writes bytes and flushes them to the disk.
  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done,
        off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      done += count
    }
    return fsync(descriptor) == 0
  }

  /// Opens and locks the file that bears a name when the lock is had.
  private static func locked(_ path: String) throws(NameIndexError) -> Int32 {
    while true {
      let descriptor = open(path, O_RDWR | O_CLOEXEC)
      if descriptor < 0 { throw failure("cannot be opened for writing", path) }
      while flock(descriptor, LOCK_EX) != 0 {
        if errno == EINTR { continue }
        let failure = failure("cannot be locked", path)
        close(descriptor)
        throw failure
      }
      if isPath(path, of: descriptor) { return descriptor }
      // Another process wrote it anew while this one waited.
      close(descriptor)
    }
  }

  private static func isPath(_ path: String, of descriptor: Int32) -> Bool {
    var (named, held) = (stat(), stat())
    return stat(path, &named) == 0 && fstat(descriptor, &held) == 0
      && named.st_ino == held.st_ino && named.st_dev == held.st_dev
  }

  private static func failure(_ what: String, _ path: String) -> NameIndexError {
    NameIndexError(.io, "\(what): \(String(cString: strerror(errno)))", path: path)
  }
}
