import OnomaInterchange
import OnomaTestSupport
import Testing

@Suite("Separated values")
struct CSVTests {
  private func records(
    _ text: String, _ dialect: CSVReader.Dialect = .csv
  ) throws(InterchangeError) -> [[String]] {
    var reader = CSVReader(Array(text.utf8), dialect: dialect, file: "pairs.csv")
    var records: [[String]] = []
    while let values = try reader.next() {
      records.append(values.map { String(decoding: $0, as: UTF8.self) })
    }
    return records
  }

  @Test(
    "CSV is read as RFC 4180 says",
    arguments: [
      ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
      ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      ("\"a\",\"b\"\n", [["a", "b"]]),
      ("\"a,b\",c\n", [["a,b", "c"]]),
      ("\"a\nb\",c\n", [["a\nb", "c"]]),
      ("\"a\r\nb\",c\r\n", [["a\r\nb", "c"]]),
      ("\"say \"\"a\"\"\",c\n", [["say \"a\"", "c"]]),
      ("\"\",\"\"\n", [["", ""]]),
      ("\"\"\"\"\n", [["\""]]),
      (",\n", [["", ""]]),
      ("a,,b\n", [["a", "", "b"]]),
      ("a,\n", [["a", ""]]),
      (" a , b \n", [[" a ", " b "]]),
      ("O\"Brien,b\n", [["O\"Brien", "b"]]),
      ("\u{FEFF}a,b\n", [["a", "b"]]),
      ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
      ("\n\na,b\n\n\nc,d\n\n", [["a", "b"], ["c", "d"]]),
      ("", []), ("\n", []), ("\u{FEFF}", []),
      ("Ціханоўскі,😀\n", [["Ціханоўскі", "😀"]]),
    ] as [(String, [[String]])])
  func csv(text: String, expected: [[String]]) throws {
    #expect(try records(text) == expected)
  }

  @Test(
    "a tab-separated table has no quoting",
    arguments: [
      ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
      ("\"a\tb\"\n", [["\"a", "b\""]]),
      ("a,b\t\"\n", [["a,b", "\""]]),
      ("a\t\tb\r\n", [["a", "", "b"]]),
      ("\u{FEFF}a\tb\n", [["a", "b"]]),
    ] as [(String, [[String]])])
  func tsv(text: String, expected: [[String]]) throws {
    #expect(try records(text, .tsv) == expected)
  }

  @Test(
    "a quotation that is never closed names the line it starts on",
    arguments: [("\"abc", 1), ("a,b\nc,\"d\ne\nf", 2), ("\n\n\"x\"\"", 3)])
  func unterminated(text: String, line: Int) {
    let error = #expect(throws: InterchangeError.self) { try records(text) }
    #expect(error?.line == line)
    #expect(error?.file == "pairs.csv")
    #expect(error?.reason.contains("never closed") == true)
  }

  @Test("text behind a closing quotation mark is an error that names the line")
  func textAfterQuotation() {
    let error = #expect(throws: InterchangeError.self) { try records("a,b\n\"c\"d,e\n") }
    #expect(error?.line == 2)
    #expect(error?.description == "pairs.csv:2: text follows a closing quotation mark")
  }

  @Test("the line of a record is where it starts, also behind values of several lines")
  func lines() throws {
    var reader = CSVReader(
      Array("a,b\n\"1\n2\n3\",c\r\n\n\nd,e\n".utf8), dialect: .csv, file: "f")
    var lines: [Int] = []
    while try reader.next() != nil { lines.append(reader.line) }
    #expect(lines == [1, 2, 7])
  }

  @Test("what the writer writes, the reader reads back byte by byte", arguments: 1...10)
  func roundTrip(seed: Int) throws {
    var hostile = HostileText(seed: UInt64(seed))
    var random = SplitMix64(seed: UInt64(seed))
    var written: [[String]] = [["name1", "name2"]]
    for _ in 0..<60 {
      let width = 2 + random.next(below: 4)
      written.append(
        (0..<width).map { _ in
          random.pick(["", ",", "\"", "\r", "\n", "\r\n", " "]) + hostile.text(upTo: 12)
        })
    }
    let text = written.map(CSVWriter.record).joined()
    var reader = CSVReader(Array(text.utf8), dialect: .csv, file: "f")
    var read: [[[UInt8]]] = []
    while let values = try reader.next() { read.append(values) }
    #expect(read == written.map { $0.map { Array($0.utf8) } })
  }

  @Test("random bytes give records or an error, never a trap", arguments: 1...10)
  func randomBytes(seed: Int) {
    var hostile = HostileText(seed: UInt64(seed))
    for _ in 0..<100 {
      for dialect in [CSVReader.Dialect.csv, .tsv] {
        var reader = CSVReader(
          hostile.bytes(upTo: 80) + Array("\"\n,\t".utf8), dialect: dialect, file: "f")
        var count = 0
        while let values = try? reader.next() {
          #expect(!values.isEmpty)
          count += 1
        }
        #expect(count < 200)
      }
    }
  }

  @Test("a record of one empty value is not lost")
  func oneEmptyValue() throws {
    try #expect(records(CSVWriter.record([""])) == [[""]])
  }

  @Test("only values that need quotation marks get them")
  func quoting() {
    #expect(CSVWriter.record(["a b", "c'd", "é"]) == "a b,c'd,é\n")
    #expect(CSVWriter.record(["a,b", "\"", "x\r\ny"]) == "\"a,b\",\"\"\"\",\"x\r\ny\"\n")
  }
}
