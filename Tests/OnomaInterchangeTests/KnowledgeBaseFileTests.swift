import OnomaEntities
import OnomaInterchange
import OnomaNames
import OnomaTestSupport
import Testing

@Suite("Knowledge base files")
struct KnowledgeBaseFileTests {
  private func read(_ text: String) throws(InterchangeError) -> [Entity] {
    try KnowledgeBaseFile.read(Array(text.utf8), file: "kb.jsonl").entities
  }

  private static let good = #"{"id":"e1","type":"PERSON","name":"Edwin Marlowe"}"#

  @Test("a line has an ID, a type and a name at least")
  func smallest() throws {
    let entities = try read(Self.good)
    #expect(
      entities == [
        Entity(id: CanonicalID(rawValue: "e1"), type: .person, name: "Edwin Marlowe")
      ])
  }

  @Test("everything that a line may say is read")
  func largest() throws {
    let entity = try #require(
      try read(
        #"{"id":"Q1","type":"PERSON","name":"Clara Marlowe","aliases":["Клара Марло",""],"#
          + #""gender":"female","country":"LV","description":"painter","birthDate":"1980-02-29","#
          + #""deathDate":"2020","identifiers":{"wikidata":"Q1","customer":"77"},"else":[1,{}]}"#
      ).first)
    #expect(entity.aliases.map(\.text) == ["Клара Марло"])
    #expect(entity.gender == .female)
    #expect(entity.country == "LV")
    #expect(entity.description == "painter")
    #expect(entity.dates == ["birthDate": "1980-02-29", "deathDate": "2020"])
    #expect(entity.identifiers.map(\.scheme) == ["customer", "wikidata"])
  }

  @Test(
    "a fault names the file, the line and the reason",
    arguments: [
      ("", "JSON"), ("nonsense", "JSON"), ("[1]", "JSON"), ("\"text\"", "JSON"), ("null", "JSON"),
      (#"{"id":"e2","type":"PERSON","name":"X""#, "JSON"),
      (#"{"id":"e2","type":"PERSON","name":"\ud800"}"#, "JSON"),
      (#"{"type":"PERSON","name":"X"}"#, "\"id\" is missing"),
      (#"{"id":"e2","name":"X"}"#, "\"type\" is missing"),
      (#"{"id":"e2","type":"PERSON"}"#, "\"name\" is missing"),
      (#"{"id":7,"type":"PERSON","name":"X"}"#, "\"id\" is not a text"),
      (#"{"id":"","type":"PERSON","name":"X"}"#, "\"id\" is not a text"),
      (#"{"id":"e2","type":"PERSON","name":null}"#, "\"name\" is not a text"),
      (#"{"id":"e2","type":"PERSON","name":["X"]}"#, "\"name\" is not a text"),
      (#"{"id":"e2","type":"Person","name":"X"}"#, "Person"),
      (#"{"id":"e2","type":"SHIP","name":"X"}"#, "SHIP"),
      (#"{"id":"e2","type":"PERSON","name":"X","aliases":"Y"}"#, "\"aliases\""),
      (#"{"id":"e2","type":"PERSON","name":"X","aliases":["Y",2]}"#, "\"aliases\""),
      (#"{"id":"e1","type":"PLACE","name":"X"}"#, "e1 was on an earlier line"),
    ])
  func faults(line: String, reason: String) {
    // Two lines come before; an empty one is passed over, so it needs something behind the fault.
    let text = "\(Self.good)\n\n\(line.isEmpty ? "," : line)\n"
    let error = #expect(throws: InterchangeError.self) { try read(text) }
    #expect(error?.file == "kb.jsonl")
    #expect(error?.line == 3)
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
    #expect(error?.description.hasPrefix("kb.jsonl:3: ") == true)
  }

  @Test("invalid UTF-8 is a fault of its line", arguments: HostileText.illFormed)
  func invalidUTF8(bytes: [UInt8]) {
    let line = Array(#"{"id":"e2","type":"PERSON","name":"X"#.utf8) + bytes + Array("\"}".utf8)
    let text = Array((Self.good + "\n").utf8) + line
    let error = #expect(throws: InterchangeError.self) {
      try KnowledgeBaseFile.read(text, file: "kb.jsonl")
    }
    #expect(error?.line == 2)
  }

  @Test("empty lines, Windows line ends and a missing last line end do not matter")
  func lineEnds() throws {
    let second = #"{"id":"e2","type":"ORG","name":"Federation of Lake Pilots"}"#
    let entities = try read("\r\n\(Self.good)\r\n \t\r\n\n\(second)")
    #expect(entities.map(\.id.rawValue) == ["e1", "e2"])
  }

  @Test("a byte order mark does not matter")
  func byteOrderMark() throws {
    #expect(try read("\u{FEFF}" + Self.good).count == 1)
  }

  @Test("an empty file has no entities", arguments: ["", "\n", "\r\n \n"])
  func empty(text: String) throws {
    #expect(try read(text).isEmpty)
  }

  @Test("a line that was written is read and written again the same")
  func roundTrip() throws {
    let entity = Entity(
      id: CanonicalID(rawValue: "Q1"), type: .person, name: "Clara \"C.\" Marlowe",
      aliases: [Alias("Клара\u{2028}Марло", count: 2), Alias("C. Marlowe")], gender: .female,
      country: "LV", description: "painter\nof boats",
      dates: ["deathDate": "2020", "birthDate": "1980"],
      identifiers: [
        ExternalIdentifier(scheme: "customer", value: "77"),
        ExternalIdentifier(scheme: "wikidata", value: "Q1"),
      ])
    let line = KnowledgeBaseFile.line(entity)
    #expect(line.hasSuffix("}\n"))
    #expect(line.utf8.count { $0 == 0x0A } == 1)
    let back = try #require(try read(line).first)
    #expect(KnowledgeBaseFile.line(back) == line)
    #expect(back.spellings == entity.spellings)
    #expect(back.identifiers == entity.identifiers)
    #expect(back.dates == entity.dates)
  }

  @Test("hostile entities come back from their lines", arguments: 1...5)
  func hostileRoundTrip(seed: Int) throws {
    var hostile = HostileText(seed: UInt64(seed))
    let entities = (0..<40).map { number in
      Entity(
        id: CanonicalID(rawValue: "\(number)" + hostile.text(upTo: 6).withoutByteOrderMarks),
        type: EntityType.allCases[number % 3],
        name: "x" + hostile.text(upTo: 30).withoutByteOrderMarks,
        aliases: [Alias("y" + hostile.text(upTo: 20).withoutByteOrderMarks)],
        description: hostile.text(upTo: 20).withoutByteOrderMarks)
    }
    let text = entities.map(KnowledgeBaseFile.line).joined()
    let back = try read(text)
    #expect(back.count == entities.count)
    for (a, b) in zip(entities, back) {
      #expect(Array(a.name.unicodeScalars) == Array(b.name.unicodeScalars))
      #expect(KnowledgeBaseFile.line(a) == KnowledgeBaseFile.line(b))
    }
  }
}
