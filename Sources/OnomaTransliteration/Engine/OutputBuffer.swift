/// Bytes on their way out: a fixed scratch area that spills into an array when it is full.
///
/// Names fit the scratch area, so the usual call allocates nothing for its output.
struct OutputBuffer: ~Copyable {
  private let base: UnsafeMutablePointer<UInt8>
  /// The fill at which the area spills: any one write still fits behind it.
  private let limit: Int
  private(set) var count = 0
  private(set) var spilled: [UInt8] = []

  /// Room for one replacement and for storing eight bytes at once.
  static let slack = 256 + 8
  /// Swift keeps temporary allocations up to 1,024 bytes on the stack; larger ones cost a malloc.
  static let capacity = 1024

  /// Uses `area`, which must hold `capacity` bytes and outlive the buffer.
  init(_ area: UnsafeMutableBufferPointer<UInt8>) {
    // A temporary allocation of a positive size always has a base address.
    base = area.baseAddress.unsafelyUnwrapped
    limit = area.count - Self.slack
  }

  /// Where the next byte goes.
  ///
  /// A loop keeps it in a local variable and hands it back.
  var cursor: UnsafeMutablePointer<UInt8> { base + count }

  /// The cursor from which on `flush(_:)` must be called; a write that starts before it fits.
  var end: UnsafeMutablePointer<UInt8> { base + limit }

  /// Takes over the bytes written up to `cursor`, and empties the area if it is nearly full.
  ///
  /// Returns the cursor to go on from.
  mutating func flush(_ cursor: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    count = cursor - base
    if count >= limit { spill() }
    return base + count
  }

  /// Writes `length` (at most 255) bytes, of which eight can be read in any case.
  @inline(__always)
  static func write(
    _ source: UnsafePointer<UInt8>, length: Int, at cursor: inout UnsafeMutablePointer<UInt8>
  ) {
    if length <= 8 {
      let word = UnsafeRawPointer(source).loadUnaligned(as: UInt64.self)
      UnsafeMutableRawPointer(cursor).storeBytes(of: word, as: UInt64.self)
    } else {
      cursor.update(from: source, count: length)
    }
    cursor += length
  }

  /// Writes the UTF-8 form of a scalar value.
  @inline(__always)
  static func write(scalar: UInt32, at cursor: inout UnsafeMutablePointer<UInt8>) {
    func trail(_ shift: UInt32) -> UInt8 {
      UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift & 0x3F))
    }
    if scalar < 0x80 {
      cursor[0] = UInt8(truncatingIfNeeded: scalar)
      cursor += 1
    } else if scalar < 0x800 {
      cursor[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      cursor[1] = trail(0)
      cursor += 2
    } else if scalar < 0x10000 {
      cursor[0] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      cursor[1] = trail(6)
      cursor[2] = trail(0)
      cursor += 3
    } else {
      cursor[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
      cursor[1] = trail(12)
      cursor[2] = trail(6)
      cursor[3] = trail(0)
      cursor += 4
    }
  }

  @inline(never)
  private mutating func spill() {
    spilled.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    count = 0
  }

  /// Calls `body` with all bytes written so far.
  mutating func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if spilled.isEmpty { return body(UnsafeBufferPointer(start: base, count: count)) }
    spill()
    return spilled.withUnsafeBufferPointer(body)
  }
}
