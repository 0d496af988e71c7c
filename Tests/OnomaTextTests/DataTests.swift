import OnomaTestSupport
import OnomaText
import Testing

@Suite("The stable hash")
struct StableHashTests {
  /// The published vectors of FNV-1a, 64 bits.
  static let vectors: [(text: String, hash: UInt64)] = [
    ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("b", 0xAF63_DF4C_8601_F1A5),
    ("c", 0xAF63_DE4C_8601_EFF2), ("foobar", 0x8594_4171_F739_67E8),
  ]

  @Test("known texts have their published hashes", arguments: vectors)
  func known(vector: (text: String, hash: UInt64)) {
    var hash = StableHash()
    hash.combine(Array(vector.text.utf8))
    #expect(hash.value == vector.hash)
  }

  @Test("two strings hash otherwise than the same letters in one")
  func separated() {
    func hash(_ texts: String...) -> UInt64 {
      var hash = StableHash()
      for text in texts { hash.combine(text) }
      return hash.value
    }
    #expect(
      Set([hash("ab"), hash("a", "b"), hash("", "ab"), hash("ab", ""), hash("abc")]).count == 5)
    #expect(hash("é") != hash("e\u{301}"))
  }
}

@Suite("Hand-edited tables")
struct DataTableTests {
  @Test("cells come by column, comments and empty lines are skipped, lines are counted")
  func reads() throws {
    let table = try DataTable(
      name: "t.tsv", text: "# source\nform\tkind\n\nAda\tgiven\n# more\nvan|de||la\t\nlone\n",
      columns: ["kind", "form"])
    #expect(table.columns == ["form", "kind"])
    #expect(table.rows.map(\.line) == [4, 6, 7])
    #expect(table.rows[0]["form"] == "Ada")
    #expect(table.rows[0]["kind"] == "given")
    #expect(table.rows[0]["nothing"] == "")
    #expect(table.rows[1].list("form") == ["van", "de", "la"])
    #expect(table.rows[1].list("kind") == [])
    #expect(table.rows[2]["kind"] == "")
  }

  static let broken: [(name: String, text: String, message: String)] = [
    ("empty", "", "t.tsv:1: no header line"),
    ("only comments", "# a\n# b\n", "t.tsv:1: no header line"),
    ("a column is missing", "# a\nform\tgender\n", "t.tsv:2: no column named kind"),
    (
      "a row is too long", "form\tkind\na\tb\n\nc\td\te\n",
      "t.tsv:4: 3 cells where the header has 2"
    ),
    ("line ends of another system", "form\tkind\r\na\tb\r\n", "t.tsv:1: no column named kind"),
  ]

  @Test("an error names the file, the line and what is wrong", arguments: broken)
  func errors(case: (name: String, text: String, message: String)) {
    let error = #expect(throws: DataTableError.self) {
      try DataTable(name: "t.tsv", text: `case`.text, columns: ["form", "kind"])
    }
    #expect(error?.description == `case`.message)
  }

  @Test("hostile text is a table or an error, never a crash")
  func hostile() {
    var hostile = HostileText(seed: 14)
    for _ in 0..<200 {
      let text = "form\tkind\n" + hostile.text(upTo: 60)
      do {
        let table = try DataTable(name: "t", text: text, columns: ["form"])
        for row in table.rows { _ = row.list("form") + row.list("kind") }
      } catch {
        #expect(error.table == "t" && error.line > 1)
      }
    }
  }
}

@Suite("The embedded tables")
struct EmbeddedDataTests {
  static let tables = EmbeddedData.files.map(\.path).filter { $0.hasSuffix(".tsv") }

  @Test("paths are unique, in order, and lead to their file")
  func paths() {
    let paths = EmbeddedData.files.map(\.path)
    #expect(paths == paths.sorted() && Set(paths).count == paths.count)
    #expect(Self.tables.count >= 15)
    for path in paths { #expect(EmbeddedData.file(path)?.path == path) }
    #expect(EmbeddedData.file("names/nothing.tsv") == nil)
    #expect(EmbeddedData.files(under: "transliteration/").count > 20)
  }

  @Test("a table is clean UTF-8 in NFC that parses, with no empty first cell", arguments: tables)
  func clean(path: String) throws {
    let bytes = try #require(EmbeddedData.file(path)).bytes
    #expect(UTF8Bytes.firstInvalidOffset(in: bytes) == nil)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.utf8.starts(with: "#".utf8), "no comment on the source")
    #expect(bytes.last == 0x0A, "no line end at the end")
    // The sound model holds the single letters of Hangul and of Indic syllables, which NFC would join.
    #expect(path == "matching/sound-model.tsv" || NormalizationForm.nfc.isNormalized(text))
    var wrong: [Int] = []
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated() where line.last == 0x20 || line.last == 0x0D
    {
      wrong.append(index + 1)
    }
    #expect(wrong == [], "spaces or carriage returns at the end of lines")
    let table = try DataTable(name: path, text: text, columns: [])
    #expect(!table.rows.isEmpty)
    let first = try #require(table.columns.first)
    #expect(table.rows.filter { $0[first].isEmpty }.map(\.line) == [])
    #expect(Set(table.columns).count == table.columns.count)
  }

  @Test("the fingerprint is the same each time and is a hexadecimal number")
  func version() {
    #expect(EmbeddedData.version == EmbeddedData.version)
    #expect(UInt64(EmbeddedData.version, radix: 16) != nil)
  }
}
