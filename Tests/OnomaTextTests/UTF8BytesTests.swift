import OnomaTestSupport
import OnomaText
import Testing

@Suite("UTF-8 validation")
struct UTF8BytesTests {
  @Test("every ill-formed sequence is found where it starts, alone and between letters")
  func illFormed() {
    for sequence in HostileText.illFormed {
      #expect(Self.firstInvalid(sequence) == 0, "\(sequence)")
      #expect(Self.firstInvalid(Array("Aż😀".utf8) + sequence) == 7, "\(sequence)")
      #expect(Self.firstInvalid(Array("Aż".utf8) + sequence + Array("b".utf8)) == 3, "\(sequence)")
    }
  }

  @Test("every scalar's encoding is valid, decodes to itself and is written as Swift writes it")
  func everyScalar() {
    var wrong: [UInt32] = []
    var target = [UInt8](repeating: 0, count: 4)
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: 5) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(Character(scalar)).utf8)
      let decoded = bytes.withUnsafeBufferPointer { UTF8Bytes.decode($0, at: 0) }
      let written = target.withUnsafeMutableBufferPointer { UTF8Bytes.write(value, to: $0, at: 0) }
      if decoded != (value, bytes.count) || !target.prefix(written).elementsEqual(bytes)
        || Self.firstInvalid(bytes) != nil
      {
        wrong.append(value)
      }
    }
    #expect(wrong == [])
  }

  @Test("the borders of every encoded length are valid")
  func borders() {
    let borders: [[UInt8]] = [
      [], [0x00], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF],
      [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    ]
    for bytes in borders { #expect(Self.firstInvalid(bytes) == nil, "\(bytes)") }
  }

  @Test("on random bytes the verdict is the one of the standard library")
  func agreesWithSwift() {
    var hostile = HostileText(seed: 6)
    for _ in 0..<3000 {
      let bytes = hostile.bytes(upTo: 24)
      let offset = Self.firstInvalid(bytes)
      #expect((offset == nil) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
      if let offset {
        #expect(String(validating: bytes.prefix(offset), as: UTF8.self) != nil, "\(bytes)")
      }
    }
  }

  static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { UTF8Bytes.firstInvalidOffset(in: $0) }
  }
}
