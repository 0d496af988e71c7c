import OnomaEntities
import OnomaInterchange
import Testing

@Suite("Files of records")
struct RecordReaderTests {
  private func read(
    _ text: String, _ format: RecordReader.Format = .table(.csv),
    _ mapping: RecordMapping = RecordMapping()
  ) throws -> RecordReader.Table {
    try RecordReader(mapping: mapping).read([
      RecordReader.File(name: "r.csv", bytes: Array(text.utf8), format: format)
    ])
  }

  @Test("columns are known by their usual names, and what is not known is reported")
  func columns() throws {
    let table = try read(
      "REC_ID,Given Name,surname,Date-of-Birth,colour,sex\n1,Vaska,Orin,1950-02-03,red,f\n")
    #expect(table.ignored == ["colour"])
    #expect(table.batch.fields.map(\.name) == ["Date-of-Birth", "Given Name", "sex", "surname"])
    #expect(table.batch.fields.map(\.kind) == [.date, .given, .code, .family])
    #expect(
      table.batch.names.text(0) == "Vaska Orin" && table.batch.values[0].text(0) == "1950-02-03")
  }

  @Test("JSON lines hold the same records as a table")
  func jsonLines() throws {
    let table = try read(
      "{\"id\":\"1\",\"name\":\"Оринска Васка\",\"year\":1950}\n\n{\"id\":2,\"name\":\"李小燕\"}\n",
      .jsonLines)
    #expect(table.batch.count == 2 && table.batch.ids.text(1) == "2")
    #expect(table.batch.values[0].text(0) == "1950" && table.batch.values[0].text(1).isEmpty)
  }

  @Test("a column means what somebody says it means")
  func mapping() throws {
    var mapping = RecordMapping()
    mapping.named = ["who": .name, "nr": .id, "name": .ignored]
    let table = try read("nr,who,name\n7,Tolm Barek,x\n", .table(.csv), mapping)
    #expect(table.batch.names.text(0) == "Tolm Barek" && table.ignored == ["name"])
  }

  @Test(
    "wrong input is refused with file, line and reason",
    arguments: [
      ("", "r.csv:1: no header line"),
      ("a,b\n", "r.csv:1: no column of IDs: name one rec_id or give --id"),
      ("id,b\n", "r.csv:1: no column of names: name one name or give --name"),
      ("id,name,name\n", "r.csv:1: the column name is there twice"),
      ("id,name\n1,a\n2\n", "r.csv:3: 1 values where the header has 2"),
      ("id,name\n1,\"a\nb\"\n1,c\n", "r.csv:4: the ID 1 was there before"),
      ("id,name\n,c\n", "r.csv:2: the ID is empty"),
    ])
  func wrong(_ text: String, _ message: String) {
    let error = #expect(throws: InterchangeError.self) { try read(text) }
    #expect(error?.description == message)
  }

  @Test("invalid UTF-8 and lines that are no objects are refused with their line")
  func invalid() {
    let bytes = Array("id,name\n1,a\n2,".utf8) + [0xFF, 0x0A]
    let error = #expect(throws: InterchangeError.self) {
      try RecordReader(mapping: RecordMapping()).read([
        RecordReader.File(name: "r.csv", bytes: bytes, format: .table(.csv))
      ])
    }
    #expect(error?.description == "r.csv:3: invalid UTF-8")
    let other = #expect(throws: InterchangeError.self) {
      try read("{\"id\":\"1\",\"name\":\"a\"}\n[1]\n", .jsonLines)
    }
    #expect(other?.description == "r.csv:2: not a JSON object")
  }
}
