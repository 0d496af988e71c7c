import Foundation
import OnomaInterchange
import Testing

@Suite("onoma compare")
struct CompareCommandTests {
  /// The records of a CSV text.
  private func records(_ data: Data) throws -> [[String]] {
    var reader = CSVReader(Array(data), dialect: .csv, file: "output")
    var records: [[String]] = []
    while let values = try reader.next() {
      records.append(values.map { String(decoding: $0, as: UTF8.self) })
    }
    return records
  }

  @Test("two names give a probability")
  func twoNames() throws {
    let same = try Onoma.run("compare", "Sergei Tikhanovsky", "Siarhei Tsikhanouski")
    let other = try Onoma.run("compare", "Sergei Tikhanovsky", "Alexander Tikhansky")
    #expect(same.status == 0 && other.status == 0)
    let (a, b) = (Double(same.lines.first ?? ""), Double(other.lines.first ?? ""))
    let (high, low) = (try #require(a), try #require(b))
    #expect(high > 0.5 && low < 0.5 && high > low)
    #expect(same.lines.count == 1)
  }

  @Test("--explain says why in words")
  func explain() throws {
    let run = try Onoma.run("compare", "John Coale", "John Cole", "--explain")
    #expect(run.lines.count > 1)
    #expect(run.text.contains("Coale") && run.text.contains("Cole"))
  }

  @Test("--format json gives one object")
  func json() throws {
    let run = try Onoma.run("compare", "John Coale", "John Cole", "--format", "json")
    let objects = try run.objects()
    #expect(objects.count == 1)
    #expect(objects.first?["name1"] as? String == "John Coale")
    #expect(objects.first?["score"] is Double)
    #expect(objects.first?["evidence"] is [[String: Any]])
  }

  @Test("a batch keeps the order and every name exactly")
  func batch() throws {
    let pairs = [
      ["John Coale", "John Cole"], ["", "x"], ["a, b", "say \"c\""], ["line\nend", "tab\tstop"],
      ["e\u{301}", "é"], ["Ціханоўскі", "Tikhanovsky"], ["😀", "\u{200D}"], [" spaces ", "="],
      ["John Coale", "John Coale"],
    ]
    let input = ([["name1", "name2"]] + pairs).map(CSVWriter.record).joined()
    let run = try Onoma.run("compare", "--batch", "-", "--format", "csv", input: input)
    #expect(run.status == 0, "\(run.messages)")
    let output = try records(run.output)
    #expect(output.first == ["name1", "name2", "score"])
    #expect(output.count == pairs.count + 1)
    for (row, pair) in zip(output.dropFirst(), pairs) {
      #expect(row.prefix(2).map { Array($0.utf8) } == pair.map { Array($0.utf8) })
      #expect((0...1).contains(Double(row[2]) ?? -1))
    }
    #expect(output.last?[2] == "1.0")
  }

  @Test("columns are found by name, and schema tells the type")
  func columns() throws {
    let run = try Onoma.run(
      "compare", "--batch", "-",
      input:
        "\u{FEFF}schema,name2,id,name1\r\nPerson,Cole,1,Coale\r\nCompany,Kolibria,2,Kolibria Ltd\r\n"
    )
    let output = try records(run.output)
    #expect(
      output.map { $0.prefix(2) } == [
        ["name1", "name2"], ["Coale", "Cole"], ["Kolibria Ltd", "Kolibria"],
      ])
  }

  @Test("a header alone gives a header alone")
  func headerOnly() throws {
    let run = try Onoma.run("compare", "--batch", "-", input: "name1,name2\n")
    #expect(run.status == 0)
    #expect(run.text == "name1,name2,score\n")
  }

  @Test(
    "a fault of the file exits with 65 and says where",
    arguments: [
      ("", 1), ("left,right\na,b\n", 1), ("name1\na\n", 1), ("name1,name2\na,b\nc\n", 3),
      ("name1,name2\n\"a,b\n", 2), ("name1,name2\n\"a\"x,b\n", 2),
    ])
  func faults(text: String, line: Int) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("pairs.csv", text)
    let run = try Onoma.run("compare", "--batch", path)
    #expect(run.status == 65)
    #expect(run.messages.contains("\(path):\(line): "), "\(run.messages)")
  }

  @Test("invalid UTF-8 in a batch exits with 65 and names the line")
  func invalidUTF8() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "pairs.csv", Array("name1,name2\na,b\nc,".utf8) + [0xFF] + Array("\n".utf8))
    let run = try Onoma.run("compare", "--batch", path)
    #expect(run.status == 65)
    #expect(run.messages.contains("\(path):3: "), "\(run.messages)")
  }

  @Test("a missing batch file exits with 74")
  func missing() throws {
    #expect(try Onoma.run("compare", "--batch", "/nowhere/pairs.csv").status == 74)
  }

  @Test("two runs give the same bytes")
  func sameBytes() throws {
    let input = "name1,name2\nCoale,Коул\nBialitski,Бяляцкі\nArtyom Petrenko,Artsiom Petrenko\n"
    let first = try Onoma.run("compare", "--batch", "-", input: input)
    let second = try Onoma.run("compare", "--batch", "-", input: input)
    #expect(first.output == second.output)
  }
}
