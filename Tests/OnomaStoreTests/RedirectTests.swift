import Foundation
import OnomaEntities
import OnomaNames
import OnomaStore
import Testing

@Suite("Merged IDs and the ledger")
struct RedirectTests {
  let folder: TemporaryFolder
  let store: EntityStore

  init() throws {
    folder = try TemporaryFolder()
    var options = StoreOptions()
    options.clock = { Date(timeIntervalSince1970: 1_000_000_000.123) }
    store = try EntityStore(path: folder.file("names.onoma"), access: .create, options: options)
    try store.record(Fixture.resolution)
    try store.record(
      ResolutionRecord(
        entities: [Fixture.twin], documents: [Self.note],
        mentions: [
          Fixture.mention("M. Kowalenko", of: "onm-4", in: Self.note),
          Fixture.mention("Mira Kovalenko", of: "onm-4", in: Self.note, at: 20),
        ]))
  }

  static let note = DocumentRecord(name: "note.txt", contentHash: "dd", scalarCount: 90)

  @Test("a merged ID leads to the other entity, which has the names, counts and mentions of both")
  func merges() throws {
    try store.redirect("onm-4", to: "onm-1")
    let mira = try #require(try store.entity("onm-4"))
    #expect(mira.id == "onm-1")
    #expect(mira.name == "Mira Kovalenko")
    #expect(mira.count(of: "Mira Kovalenko") == 4)
    #expect(mira.count(of: "M. Kowalenko") == 1)
    #expect(mira.count(of: "Mira Kowalenko") == 0)
    #expect(mira.country == "UA")
    #expect(mira.dates == ["birthDate": "1980-02-29", "deathDate": "2021"])
    #expect(mira.identifiers.map(\.scheme) == ["customer", "lei"])
    #expect(try store.mentions(of: "onm-1").map(\.document).last == "note.txt")
    #expect(try store.mentions(of: "onm-4").count == 6)
    #expect(try store.mentions(in: "note.txt").map(\.entity) == ["onm-1", "onm-1"])
    #expect(try store.spellings(of: "onm-4").first == Alias("Mira Kovalenko", count: 4))
    #expect(try store.current("onm-4") == "onm-1")
    #expect(try store.entities().map(\.id) == ["onm-1", "onm-2", "Q1"])
    #expect(try store.entities(matching: "Kowalenko").map(\.id) == ["onm-1"])
    #expect(try store.entities(named: "m. kowalenko").map(\.id) == ["onm-1"])
    let knowledge = try store.knowledgeBase()
    #expect(knowledge.entities.first == mira)
    #expect(knowledge["onm-4"] == mira)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("removing a redirect restores both entities exactly")
  func undoes() throws {
    let before = try store.contents()
    try store.redirect("onm-4", to: "onm-1")
    #expect(try store.contents() != before)
    try store.removeRedirect(of: "onm-4")
    #expect(try store.contents() == before)
  }

  @Test("undoing in any order restores everything, also when merges were chained")
  func undoesChains() throws {
    let before = try store.contents()
    let merges: [RedirectRecord] = [
      RedirectRecord("onm-4", to: "onm-1"), RedirectRecord("onm-1", to: "onm-2"),
      RedirectRecord("onm-2", to: "Q1"),
    ]
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]] {
      for merge in merges { try store.redirect(merge.old, to: merge.new) }
      #expect(try store.knowledgeBase().entities.map(\.id) == ["Q1"])
      #expect(try store.current("onm-4") == "Q1")
      #expect(try store.entities(matching: "Kowalenko").map(\.id) == ["Q1"])
      #expect(try store.mentions(of: "Q1").count == 7)
      #expect(try store.integrityCheck().isEmpty)
      for index in order { try store.removeRedirect(of: merges[index].old) }
      #expect(try store.contents() == before)
    }
  }

  @Test("what was recorded while merged stays with the ID it was recorded for")
  func recordsWhileMerged() throws {
    let twin = try #require(try store.entity("onm-4"))
    try store.redirect("onm-4", to: "onm-1")
    let later = DocumentRecord(name: "later.txt", contentHash: "ee", scalarCount: 90)
    try store.record(
      ResolutionRecord(
        entities: try store.knowledgeBase().entities, documents: [later],
        mentions: [Fixture.mention("M. Kowalenko", of: "onm-1", in: later)]))
    #expect(try store.entity("onm-1")?.count(of: "M. Kowalenko") == 2)
    #expect(try store.integrityCheck().isEmpty)
    try store.removeRedirect(of: "onm-4")
    #expect(try store.entity("onm-4") == twin)
    #expect(try store.entity("onm-1")?.count(of: "M. Kowalenko") == 1)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("a mention of a merged ID by a process that does not know yet is not lost")
  func staleWriter() throws {
    try store.redirect("onm-4", to: "onm-1")
    try store.record(
      ResolutionRecord(
        entities: [Fixture.twin], documents: [Fixture.letter],
        mentions: [Fixture.mention("M. Kowalenko", of: "onm-4")]))
    #expect(try store.mentions(in: "letter.txt").map(\.entity) == ["onm-1"])
    #expect(try store.entities().map(\.id) == ["onm-1", "onm-2", "Q1"])
  }

  @Test("an ID that was never an entity may lead to one and is known from then on")
  func foreignIDs() throws {
    #expect(try store.current("Q99") == nil)
    try store.record(ResolutionRecord(redirects: [RedirectRecord("Q99", to: "onm-1")]))
    #expect(try store.current("Q99") == "onm-1")
    #expect(try store.entity("Q99") == Fixture.seenMira)
    try store.redirect("Q99", to: "onm-1")
    #expect(try store.redirects() == [RedirectRecord("Q99", to: "onm-1")])
  }

  @Test("circles, second targets and unknown targets are refused and change nothing")
  func refusals() throws {
    try store.redirect("onm-4", to: "onm-1")
    try store.redirect("onm-1", to: "onm-2")
    let before = try store.contents()
    let refused: [(CanonicalID, CanonicalID)] = [
      ("onm-2", "onm-4"), ("onm-2", "onm-1"), ("Q1", "Q1"), ("onm-4", "onm-2"), ("Q1", "nobody"),
    ]
    for (old, new) in refused {
      #expect(storeError { try store.redirect(old, to: new) }?.kind == .invalidInput)
    }
    #expect(storeError { try store.removeRedirect(of: "Q1") }?.kind == .invalidInput)
    #expect(try store.contents() == before)
  }

  @Test("the ledger keeps every judgement in order, with its time")
  func ledger() throws {
    let first = Judgement("onm-1", "onm-4", .unsure, author: "onoma", reason: "close spellings")
    let second = Judgement("onm-4", "onm-1", .same, author: "Ada", reason: "same birth date")
    let third = Judgement("onm-2", "Q1", .different, author: "Ada", reason: "a guild is no town")
    for judgement in [first, second, third] { try store.record(judgement) }
    let ledger = try store.judgements()
    #expect(ledger.map(\.judgement) == [first, second, third])
    #expect(ledger.map(\.sequence) == [1, 2, 3])
    #expect(ledger.allSatisfy { $0.time == Date(timeIntervalSince1970: 1_000_000_000.123) })
    #expect(try store.judgements(about: "onm-4").map(\.sequence) == [1, 2])
    #expect(try store.judgements(about: "nobody").isEmpty)
  }
}
