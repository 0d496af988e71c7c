import Foundation
import OnomaEntities
import OnomaNames
import OnomaStore
import Testing

@Suite("Recording what was found")
struct RecordingTests {
  let folder: TemporaryFolder
  let store: EntityStore

  init() throws {
    folder = try TemporaryFolder()
    store = try EntityStore(path: folder.file("names.onoma"))
  }

  @Test("entities, documents and mentions come back as they went in")
  func comesBack() throws {
    let summary = try store.record(Fixture.resolution)
    #expect(summary.entitiesAdded == 3)
    #expect(summary.documentsAdded == 2)
    #expect(summary.mentions == 5)
    #expect(try store.entity("onm-1") == Fixture.seenMira)
    #expect(try store.knowledgeBase().entities.map(\.id) == ["onm-1", "onm-2", "Q1"])
    #expect(try store.documents() == [Fixture.letter, Fixture.report])
    #expect(try store.mentions(in: "report.txt") == Array(Fixture.resolution.mentions[3...]))
    #expect(try store.mentions(of: "onm-1") == Array(Fixture.resolution.mentions[..<4]))
    #expect(try store.mentions(of: "onm-1", limit: 2, offset: 1).map(\.start) == [40, 70])
    #expect(try store.entity("onm-3") == nil)
    #expect(try store.mentions(of: "onm-3").isEmpty)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("a document and its entities carry all their values", arguments: [true, false])
  func values(replacing: Bool) throws {
    if replacing {
      try store.replace([Fixture.mira])
    } else {
      try store.record(ResolutionRecord(entities: [Fixture.mira]))
    }
    let mira = try #require(try store.entity("onm-1"))
    #expect(mira == Fixture.mira)
    #expect(DocumentRecord(name: "a", text: "Ödländ 😀").scalarCount == 8)
    #expect(
      DocumentRecord(name: "a", text: "x").contentHash
        != DocumentRecord(name: "a", text: "y").contentHash)
  }

  @Test("recording the same again changes nothing and counts nothing twice")
  func idempotent() throws {
    try store.record(Fixture.resolution)
    let before = try store.contents()
    for _ in 0..<3 {
      let summary = try store.record(Fixture.resolution)
      #expect(summary.entitiesAdded == 0)
      #expect(summary.documentsAdded == 0)
      #expect(summary.documentsReplaced == 2)
    }
    #expect(try store.contents() == before)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("recording entities as they were read, with higher counts, does not add the counts up")
  func countsAreTheStores() throws {
    try store.record(Fixture.resolution)
    var again = Fixture.resolution
    again.entities = try store.knowledgeBase().entities
    for mention in again.mentions { again.entities[0].noteSpelling(mention.surface) }
    try store.record(again)
    #expect(try store.entity("onm-1")?.count(of: "Mira Kovalenko") == 3)
  }

  @Test("reading a changed document again replaces its mentions and corrects the counts")
  func rereads() throws {
    try store.record(Fixture.resolution)
    var letter = Fixture.letter
    letter.contentHash = "cc"
    letter.scalarCount = 20
    let mention = Fixture.mention("Kovalenko", of: "onm-1", at: 1)
    try store.record(ResolutionRecord(documents: [letter], mentions: [mention]))
    #expect(try store.documents() == [letter, Fixture.report])
    #expect(try store.mentions(in: "letter.txt") == [mention])
    #expect(try store.entity("onm-1")?.count(of: "Mira Kovalenko") == 1)
    #expect(try store.integrityCheck().isEmpty)
    try store.record(ResolutionRecord(documents: [letter]))
    #expect(try store.mentions(in: "letter.txt").isEmpty)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("an alias learned after its mentions is counted with them")
  func lateAlias() throws {
    try store.record(Fixture.resolution)
    #expect(try store.entity("onm-1")?.count(of: "Kovalenko") == nil)
    var mira = Fixture.mira
    mira.noteSpelling("Kovalenko")
    try store.record(ResolutionRecord(entities: [mira]))
    #expect(try store.entity("onm-1")?.count(of: "Kovalenko") == 1)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("one spelling in two languages is counted once")
  func twoLanguages() throws {
    var mira = Fixture.mira
    mira.aliases = [Alias("Mira", language: "de"), Alias("Mira", language: "en")]
    let mentions = [
      Fixture.mention("Mira", of: "onm-1"), Fixture.mention("Mira", of: "onm-1", at: 9),
    ]
    try store.record(
      ResolutionRecord(entities: [mira], documents: [Fixture.letter], mentions: mentions))
    #expect(try store.entity("onm-1")?.aliases.map(\.count) == [2, 0])
    try store.replace([
      Entity(id: "onm-1", type: .person, name: "M", aliases: [Alias("Mira", language: "en")])
    ])
    #expect(try store.entity("onm-1")?.aliases == [Alias("Mira", language: "en", count: 2)])
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("all spellings are listed, with those that are no alias, and a broken line is none")
  func spellings() throws {
    try store.record(Fixture.resolution)
    #expect(
      try store.spellings(of: "onm-1") == [
        Alias("Mira Kovalenko", count: 3), Alias("Kovalenko", count: 1),
        Alias("Міра Коваленко", language: "uk"),
      ])
    #expect(try store.spellings(of: "Q1").map(\.text) == ["Oedland", "Ödland"])
    #expect(try store.spellings(of: "nobody").isEmpty)
  }

  @Test("recording adds to an entity and takes nothing away")
  func adds() throws {
    try store.record(Fixture.resolution)
    let more = Entity(
      id: "onm-1", type: .person, name: "Mira K.", aliases: [Alias("M. K.")], country: "PL",
      dates: ["deathDate": "2020"],
      identifiers: [ExternalIdentifier(scheme: "wikidata", value: "Q7")])
    try store.record(ResolutionRecord(entities: [more]))
    let mira = try #require(try store.entity("onm-1"))
    #expect(mira.name == "Mira K.")
    #expect(mira.gender == .female)
    #expect(mira.country == "PL")
    #expect(mira.description == "violinist")
    #expect(mira.dates == ["birthDate": "1980-02-29", "deathDate": "2020"])
    #expect(mira.identifiers.map(\.scheme) == ["customer", "wikidata"])
    #expect(Set(mira.aliases.map(\.text)) == ["Mira Kovalenko", "Міра Коваленко", "M. K."])
    #expect(try store.knowledgeBase().entities.map(\.id) == ["onm-1", "onm-2", "Q1"])
  }

  @Test("replacing makes an entity read as it is given, in its old place")
  func replaces() throws {
    try store.record(Fixture.resolution)
    let new = Entity(
      id: "onm-1", type: .person, name: "M. Kovalenko",
      aliases: [Alias("Mira Kovalenko", count: 10), Alias("M. K.", language: "en", count: 4)],
      dates: ["deathDate": "2020"],
      identifiers: [ExternalIdentifier(scheme: "wikidata", value: "Q7")])
    try store.replace([new])
    #expect(try store.entity("onm-1") == new)
    #expect(try store.knowledgeBase().entities.map(\.id) == ["onm-1", "onm-2", "Q1"])
    try store.record(Fixture.resolution)
    #expect(try store.entity("onm-1")?.count(of: "Mira Kovalenko") == 10)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("replacing all entities by the knowledge base changes nothing, merged ones included")
  func replaceRoundTrip() throws {
    try store.record(Fixture.resolution)
    try store.record(ResolutionRecord(entities: [Fixture.twin]))
    try store.redirect("onm-4", to: "onm-1")
    let before = try store.contents()
    try store.replace(before.entities)
    #expect(try store.contents() == before)
    try store.record(ResolutionRecord(entities: before.entities))
    #expect(try store.contents() == before)
    try store.removeRedirect(of: "onm-4")
    #expect(try store.entity("onm-1") == Fixture.seenMira)
    #expect(try store.entity("onm-4") == Fixture.twin)
  }

  @Test("entities are listed in their order, by type, by text, by pages")
  func lists() throws {
    try store.record(Fixture.resolution)
    func ids(_ entities: [Entity]) -> [CanonicalID] { entities.map(\.id) }
    #expect(ids(try store.entities()) == ["onm-1", "onm-2", "Q1"])
    #expect(ids(try store.entities(type: .place)) == ["Q1"])
    #expect(ids(try store.entities(limit: 1, offset: 1)) == ["onm-2"])
    #expect(ids(try store.entities(limit: 0)) == [])
    #expect(ids(try store.entities(limit: -3, offset: -3)) == [])
    #expect(ids(try store.entities(matching: "kovaLENKO")) == ["onm-1"])
    #expect(ids(try store.entities(matching: "КОВАЛЕНКО")) == ["onm-1"])
    #expect(ids(try store.entities(matching: "ÖDL")) == ["Q1"])
    #expect(ids(try store.entities(matching: "o\u{308}dl")) == ["Q1"])
    #expect(ids(try store.entities(type: .person, matching: "guild")) == [])
    #expect(ids(try store.entities(matching: "%")) == [])
    #expect(ids(try store.entities(named: "the guild")) == ["onm-2"])
    #expect(ids(try store.entities(named: "guild")) == [])
    #expect(
      ids(try store.entities(identifiedBy: ExternalIdentifier(scheme: "customer", value: "77")))
        == ["onm-1"])
  }

  @Test("documents whose names differ in bytes only are two")
  func exactNames() throws {
    let names = ["caf\u{E9}.txt", "cafe\u{301}.txt"]
    let documents = names.map { DocumentRecord(name: $0, contentHash: "", scalarCount: 50) }
    var resolution = ResolutionRecord(entities: [Fixture.mira], documents: documents)
    resolution.mentions = documents.map { Fixture.mention("Mira", of: "onm-1", in: $0) }
    try store.record(resolution)
    try store.record(resolution)
    #expect(try store.documents().map { Array($0.name.utf8) } == names.map { Array($0.utf8) })
    for name in names { #expect(try store.mentions(in: name).count == 1) }
  }

  static let hostile = [
    "a\0b", "\0", "", " ", "Robert'); DROP TABLE entities;--", "\"`'[]%_\\",
    "\u{202E}drawkcab\u{202C}",
    "\u{2066}x\u{2069}\u{200B}\u{FEFF}", "a\tb\nc\r\nd", "\u{FFFE}\u{FFFF}\u{10FFFF}",
    "e\u{301} \u{1E69} s\u{307}\u{323}", "👩🏽‍🚀🇺🇦", "\u{FA19}",
    String(repeating: "語", count: 100_000), "z" + String(repeating: "\u{315}", count: 20_000),
  ]

  @Test("hostile text comes back byte for byte, from every column", arguments: hostile)
  func hostileText(text: String) throws {
    let id = CanonicalID(rawValue: "x" + text)
    let other = CanonicalID(rawValue: "y" + text)
    let entity = Entity(
      id: id, type: .person, name: text, aliases: [Alias(text, language: "x" + text)],
      country: text, description: text, dates: [text: text],
      identifiers: [ExternalIdentifier(scheme: text, value: text)])
    let document = DocumentRecord(name: text, contentHash: text, scalarCount: 1_000_000)
    let mention = Fixture.mention(text, of: id, in: document)
    let judgement = Judgement(id, other, .unsure, author: text, reason: text)
    for _ in 0..<2 {
      try store.record(
        ResolutionRecord(
          entities: [entity], documents: [document], mentions: [mention],
          redirects: [RedirectRecord(other, to: id)]))
    }
    try store.record(judgement)
    let back = try #require(try store.entity(other))
    func same(_ a: String?, _ b: String) -> Bool { a.map { Array($0.utf8) } == Array(b.utf8) }
    #expect(same(back.id.rawValue, "x" + text))
    #expect(same(back.name, text))
    #expect(same(back.aliases.first?.text, text))
    #expect(back.aliases.count == 1)
    #expect(same(back.aliases.first?.language, "x" + text))
    #expect(same(back.country, text))
    #expect(same(back.description, text))
    #expect(same(back.dates.first?.key, text))
    #expect(same(back.dates.first?.value, text))
    #expect(same(back.identifiers.first?.value, text))
    #expect(same(try store.documents().first?.contentHash, text))
    #expect(try store.mentions(in: text) == [mention])
    #expect(same(try store.mentions(of: id).first?.surface, text))
    #expect(try store.judgements(about: other).map(\.judgement) == [judgement])
    #expect(try store.entities(matching: text).map(\.id) == [id])
    #expect(try store.knowledgeBase().current(other) == id)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("aliases that differ in canonically equivalent bytes are one, and its mentions count")
  func equivalentAliases() throws {
    let entity = Entity(
      id: "onm-1", type: .place, name: "O\u{308}dland", aliases: [Alias("O\u{308}dland")])
    try store.record(
      ResolutionRecord(
        entities: [entity], documents: [Fixture.letter],
        mentions: [
          Fixture.mention("\u{D6}dland", of: "onm-1"),
          Fixture.mention("O\u{308}dland", of: "onm-1", at: 20),
        ]))
    let aliases = try #require(try store.entity("onm-1")).aliases
    #expect(aliases.map(\.count) == [2])
    #expect(aliases.map { Array($0.text.utf8) } == [Array("O\u{308}dland".utf8)])
    #expect(try store.integrityCheck().isEmpty)
  }
}

extension Fixture {
  /// Another ID for the same person.
  static let twin = Entity(
    id: "onm-4", type: .person, name: "Mira Kowalenko",
    aliases: [Alias("M. Kowalenko"), Alias("Mira Kovalenko")], country: "PL",
    dates: ["birthDate": "1980", "deathDate": "2021"],
    identifiers: [ExternalIdentifier(scheme: "lei", value: "5")])
}
