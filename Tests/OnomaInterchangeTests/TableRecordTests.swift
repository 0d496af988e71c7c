import OnomaInterchange
import OnomaTestSupport
import Testing

@Suite("Tables as records")
struct TableRecordTests {
  private let csv = TableDialect(separator: 0x2C, quotes: true)

  /// The records of bytes that come in pieces of some length.
  private func records(
    _ bytes: [UInt8], _ dialect: TableDialect, piece: Int = .max
  ) throws(InterchangeError) -> [TableRecord] {
    var reader = TableRecordReader(dialect, file: "t.csv")
    var records: [TableRecord] = []
    var position = 0
    while position < bytes.count {
      let end = position + min(piece, bytes.count - position)
      reader.append(Array(bytes[position..<end]))
      position = end
      while let record = try reader.next(isEnd: false) { records.append(record) }
    }
    while let record = try reader.next(isEnd: true) { records.append(record) }
    return records
  }

  private func values(_ record: TableRecord) -> [String] {
    record.cells.indices.map { String(decoding: record.value($0, quoted: true), as: UTF8.self) }
  }

  @Test(
    "cells have their values, and the bytes stay",
    arguments: [
      ("a,b\n", [["a", "b"]]), ("a,b", [["a", "b"]]), ("\"a,b\",c\r\n", [["a,b", "c"]]),
      ("\"say \"\"a\"\"\",\n", [["say \"a\"", ""]]), ("\"a\nb\"\r\"c\"", [["a\nb"], ["c"]]),
      ("\"a\"b\"c,d\n", [["ab\"c", "d"]]), ("O\"Brien,b\n", [["O\"Brien", "b"]]),
      ("\n\r\n", [[""], [""]]), ("", []),
    ] as [(String, [[String]])])
  func cells(text: String, wanted: [[String]]) throws {
    let records = try records(Array(text.utf8), csv)
    #expect(records.map(values) == wanted)
    #expect(records.flatMap { $0.bytes + $0.lineEnd } == Array(text.utf8))
  }

  @Test("no byte is lost and records do not depend on how the bytes come")
  func pieces() throws {
    var hostile = HostileText(seed: 71)
    for round in 0..<60 {
      var bytes = hostile.bytes(upTo: 300)
      for _ in 0..<20 where !bytes.isEmpty {
        bytes.insert([0x2C, 0x22, 0x0A, 0x0D][round % 4], at: bytes.count / 2)
      }
      let dialect = round % 2 == 0 ? csv : TableDialect(separator: 0x09, quotes: false)
      let whole = Result { try records(bytes, dialect) }
      for piece in [1, 2, 7, 64] {
        let cut = Result { try records(bytes, dialect, piece: piece) }
        #expect((try? whole.get().map(\.bytes)) == (try? cut.get().map(\.bytes)))
        #expect((try? whole.get().map(\.line)) == (try? cut.get().map(\.line)))
      }
      if let records = try? whole.get() {
        #expect(records.flatMap { $0.bytes + $0.lineEnd } == bytes)
      }
    }
  }

  @Test("a quotation mark that is never closed names its line")
  func open() {
    #expect(
      throws: InterchangeError(file: "t.csv", line: 3, reason: "a quotation mark is never closed")
    ) {
      _ = try records(Array("a\n\"b\"\n\"c\nd".utf8), csv)
    }
  }

  @Test("defusing changes only cells that a spreadsheet would run")
  func defused() throws {
    let record = try #require(try records(Array("=1,\"-2\",a=b,@x,,\"\t\"".utf8), csv).first)
    #expect(
      String(decoding: record.defused(quoted: true), as: UTF8.self)
        == "'=1,\"'-2\",a=b,'@x,,\"'\t\"")
  }

  @Test(
    "the first line tells separator and quoting",
    arguments: [
      ("a,b;c", 0x2C, true), ("a;b;c,d", 0x3B, true), ("\"a;b;c\",d", 0x2C, true),
      ("a\tb", 0x09, false), ("\"a\"\tb", 0x09, true), ("a|b", 0x7C, true), ("a", 0x2C, true),
    ] as [(String, UInt8, Bool)])
  func dialect(line: String, separator: UInt8, quotes: Bool) {
    #expect(
      TableDialect.detected(in: line.utf8) == TableDialect(separator: separator, quotes: quotes))
  }

  @Test("UTF-16 comes back byte for byte, in pieces of any length")
  func utf16() throws {
    var hostile = HostileText(seed: 72)
    for encoding in [TableEncoding.utf16LittleEndian, .utf16BigEndian] {
      let text = Array(("😀" + hostile.text(upTo: 200) + "𝄞").utf8)
      let bytes = encoding.encoded(text)
      for piece in [1, 2, 3, 5, 1000] {
        var decoder = TableDecoder(encoding, file: "t")
        var decoded: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
          decoded += try decoder.read(Array(bytes[start..<min(bytes.count, start + piece)]))
        }
        try decoder.finish()
        #expect(decoded == text)
      }
    }
  }

  @Test(
    "half of a surrogate pair is refused", arguments: [[0xD8, 0x00, 0x00, 0x41], [0xDC, 0x00]])
  func surrogates(bytes: [UInt8]) {
    var decoder = TableDecoder(.utf16BigEndian, file: "t")
    #expect(throws: InterchangeError.self) { _ = try decoder.read(bytes) }
  }
}
