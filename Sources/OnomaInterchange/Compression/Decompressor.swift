internal import CCompression

/// Unpacks gzip and zstd as they come, and passes on what is not packed.
///
/// The first bytes tell (`1F 8B`, `28 B5 2F FD`), not the file's name. Several members or frames behind
/// each other are one text, as `cat a.gz b.gz` makes them. Memory does not grow with the input.
public final class Decompressor {
  /// How a file is packed.
  public enum Kind: Sendable {
    /// Not at all.
    case none
    /// gzip (RFC 1952).
    case gzip
    /// Zstandard (RFC 8878).
    case zstd
  }

  private let file: String
  private var start: [UInt8] = []
  private var kind: Kind?
  private var stream: OpaquePointer?
  /// Whether a member or frame has begun and not ended.
  private var isInside = false
  private var room = [UInt8](repeating: 0, count: 1 << 16)

  /// Starts with nothing.
  ///
  /// - Parameter file: What errors call the input.
  public init(file: String) { self.file = file }

  deinit { if let stream { ccompression_close(stream) } }

  /// The text of the next bytes; it may be empty, and does not end where they do.
  ///
  /// - Throws: ``InterchangeError`` for damaged bytes, or where the system lacks the library.
  /// - Complexity: O(bytes and their text).
  public func read(_ bytes: [UInt8]) throws(InterchangeError) -> [UInt8] {
    if kind == nil {
      start += bytes
      if start.count < 4 { return [] }
      return try begin()
    }
    return try unpacked(bytes)
  }

  /// The rest of the text once there are no more bytes.
  ///
  /// - Throws: ``InterchangeError`` where the input breaks off.
  public func finish() throws(InterchangeError) -> [UInt8] {
    let rest = kind == nil ? try begin() : []
    if isInside { throw failure("the compressed data breaks off") }
    return rest
  }

  private func begin() throws(InterchangeError) -> [UInt8] {
    let bytes = start
    start = []
    let kind: Kind =
      bytes.starts(with: [0x1F, 0x8B])
      ? .gzip : bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) ? .zstd : .none
    self.kind = kind
    if kind == .none { return bytes }
    let library = kind == .gzip ? CCOMPRESSION_GZIP : CCOMPRESSION_ZSTD
    guard let stream = ccompression_open(Int32(library)) else {
      throw failure("it is compressed, and \(kind == .gzip ? "zlib" : "libzstd") is not installed")
    }
    self.stream = stream
    return try unpacked(bytes)
  }

  private func unpacked(_ bytes: [UInt8]) throws(InterchangeError) -> [UInt8] {
    guard let stream else { return bytes }
    var text: [UInt8] = []
    var position = 0
    while position < bytes.count || isInside {
      // Zeros behind the last member are padding, of tapes once.
      if kind == .gzip, !isInside, bytes[position...].allSatisfy({ $0 == 0 }) { break }
      var taken = 0
      var made = 0
      let status = bytes.withUnsafeBufferPointer { input in
        room.withUnsafeMutableBufferPointer { output in
          ccompression_read(
            stream, input.baseAddress.map { $0 + position }, bytes.count - position, &taken,
            output.baseAddress, output.count, &made)
        }
      }
      text += room[..<made]
      position += taken
      if status == CCOMPRESSION_DAMAGED { throw failure("the compressed data is damaged") }
      isInside = status == CCOMPRESSION_MORE
      if taken == 0, made == 0 { break }
    }
    return text
  }

  private func failure(_ reason: String) -> InterchangeError {
    InterchangeError(file: file, line: 0, reason: reason)
  }
}
