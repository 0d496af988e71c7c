internal import Onoma

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file or standard input, read whole or line by line; errors name it.
final class InputSource {
  /// The path, or `-` for standard input.
  let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var ended = false
  private let unpacker: Decompressor?
  /// The number of the line that ``nextLine()`` gave last, from 1.
  private(set) var line = 0

  /// What messages call the source.
  var name: String { path == "-" ? "standard input" : path }

  /// Opens a file for reading; `-` is standard input.
  ///
  /// - Parameter unpacks: Whether gzip and zstd are unpacked on the way.
  init(path: String, unpacks: Bool = false) throws {
    self.path = path
    unpacker = unpacks ? Decompressor(file: path == "-" ? "standard input" : path) : nil
    if path == "-" {
      descriptor = STDIN_FILENO
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw fail("cannot read \(path): \(systemError())", code: .io) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw fail("cannot read \(path): it is a directory", code: .io)
    }
  }

  deinit { if path != "-" { close(descriptor) } }

  /// All bytes that are left.
  func readAll() throws -> [UInt8] {
    while try fill() {}
    defer { buffer = [] }
    return position == 0 ? buffer : Array(buffer[position...])
  }

  /// The next piece as it comes, at most 64 KB, or `nil` at the end of the input.
  func nextChunk() throws -> [UInt8]? {
    guard try fill() else { return nil }
    defer { buffer.removeAll(keepingCapacity: true) }
    return buffer
  }

  /// The next line without its end (LF or CRLF), or `nil` at the end of the input.
  ///
  /// - Parameter keepsReturn: Whether the CR of a CRLF stays, for formats in which it may be inside a
  ///   quotation.
  func nextLine(keepsReturn: Bool = false) throws -> [UInt8]? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        let last = !keepsReturn && end > position && buffer[end - 1] == 0x0D ? end - 1 : end
        defer { position = end + 1 }
        line += 1
        return Array(buffer[position..<last])
      }
      searched = buffer.count
      if position > 0, position == buffer.count || position > 1 << 20 {
        buffer.removeSubrange(..<position)
        searched -= position
        position = 0
      }
      if try !fill() {
        if position >= buffer.count { return nil }
        defer { position = buffer.count }
        line += 1
        return Array(buffer[position...])
      }
    }
  }

  /// Reads another piece into the buffer; `false` at the end.
  private func fill() throws -> Bool {
    guard let unpacker else { return try fillAsIs() }
    while !ended {
      let start = buffer.count
      let isMore = try fillAsIs()
      let packed = Array(buffer[start...])
      buffer.removeLast(packed.count)
      do throws(InterchangeError) {
        buffer += isMore ? try unpacker.read(packed) : try unpacker.finish()
      } catch { throw fail(printable(error.description), code: .badInput) }
      if buffer.count > start { return true }
    }
    return false
  }

  private func fillAsIs() throws -> Bool {
    if ended { return false }
    let size = 1 << 16
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: size))
    while true {
      let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { read(descriptor, $0 + start, size) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      buffer.removeLast(size - max(0, count))
      if count < 0 { throw fail("cannot read \(name): \(systemError())", code: .io) }
      ended = count == 0
      return !ended
    }
  }
}
