import OnomaInterchange
import Testing

@Suite("Packed input")
struct DecompressorTests {
  /// "name\nAnn\n", made by gzip 1.12 and zstd 1.5.4.
  private static let gzip: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0x4B, 0xCC, 0x4D, 0xE5, 0x72,
    0xCC, 0xCB, 0xE3, 0x02, 0x00, 0x95, 0x33, 0x4B, 0xEC, 0x09, 0x00, 0x00, 0x00,
  ]
  private static let zstd: [UInt8] = [
    0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58, 0x49, 0x00, 0x00, 0x6E, 0x61, 0x6D, 0x65, 0x0A, 0x41, 0x6E,
    0x6E, 0x0A, 0x1A, 0x0E, 0x0A, 0x9F,
  ]
  private static let text = Array("name\nAnn\n".utf8)

  private func unpacked(_ bytes: [UInt8], piece: Int) throws(InterchangeError) -> [UInt8] {
    let unpacker = Decompressor(file: "t")
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: piece) {
      text += try unpacker.read(Array(bytes[start..<min(bytes.count, start + piece)]))
    }
    return try text + unpacker.finish()
  }

  @Test("gzip, zstd and plain text are told apart and read in any pieces", arguments: [1, 3, 1000])
  func kinds(piece: Int) throws {
    for bytes in [Self.gzip, Self.zstd, Self.text] {
      #expect(try unpacked(bytes, piece: piece) == Self.text)
    }
    #expect(try unpacked(Self.gzip + Self.gzip, piece: piece) == Self.text + Self.text)
    #expect(try unpacked(Self.zstd + Self.zstd, piece: piece) == Self.text + Self.text)
    #expect(try unpacked(Self.gzip + [0, 0, 0], piece: piece) == Self.text)
    for short: [UInt8] in [[], [0x41], [0x1F]] {
      #expect(try unpacked(short, piece: piece) == short)
    }
  }

  @Test("an archive that breaks off is refused, wherever it does")
  func brokenOff() {
    for bytes in [Self.gzip, Self.zstd] {
      for count in 4..<bytes.count {
        #expect(throws: InterchangeError.self) {
          _ = try unpacked(Array(bytes.prefix(count)), piece: 1000)
        }
      }
    }
  }

  @Test("a damaged archive never stops the program")
  func damaged() {
    for bytes in [Self.gzip, Self.zstd] {
      for place in bytes.indices {
        var bad = bytes
        bad[place] ^= 0x55
        _ = try? unpacked(bad, piece: 5)
      }
    }
  }
}
