import Foundation
import OnomaEntities
import OnomaNames
import OnomaStore
import Testing

@Suite("Taking in sources")
struct ImportingTests {
  let folder: TemporaryFolder
  let store: EntityStore

  init() throws {
    folder = try TemporaryFolder()
    store = try EntityStore(path: folder.file("names.onoma"))
  }

  static func record(_ entity: Entity, former: [CanonicalID] = []) -> SourceRecord {
    SourceRecord(key: entity.id.rawValue, entity: entity, formerIDs: former, line: 1)
  }

  @discardableResult
  private func take(
    _ records: [SourceRecord], from source: String, into store: EntityStore? = nil,
    linking: [String] = []
  ) throws -> [ImportChange] {
    let store = store ?? self.store
    var run = try store.beginImport(source: source, input: "test")
    let changes = try store.importBatch(
      records, into: &run, lines: records.count, digest: "d", linking: linking)
    try store.finishImport(run)
    return changes
  }

  static let edwin = Entity(
    id: "c-1", type: .person, name: "Edwin Marlowe",
    aliases: [Alias("E. Marlowe"), Alias("Эдвин Марло", language: "ru")],
    dates: ["birthDate": "1970-01-02"],
    identifiers: [ExternalIdentifier(scheme: "wikidata", value: "Q5001")],
    preferred: [PreferredName("Эдвин Марло", language: "ru")])

  @Test("a new version of a source changes what it says otherwise, and says what that was")
  func updates() throws {
    #expect(try take([Self.record(Self.edwin)], from: "a").map(\.kind) == [.added])
    #expect(try store.entity("c-1") == Self.edwin)
    #expect(try take([Self.record(Self.edwin)], from: "a").map(\.kind) == [.unchanged])
    var changed = Self.edwin
    changed.aliases.removeFirst()
    changed.dates["birthDate"] = "1971-01-02"
    changed.country = "LV"
    let change = try #require(try take([Self.record(changed)], from: "a").first)
    #expect(change.kind == .changed)
    #expect(change.fields.map(\.name) == ["aliases", "country", "birthDate"])
    #expect(change.fields[0].removed == ["E. Marlowe"])
    #expect(change.fields[2].added == ["1971-01-02"])
    #expect(try store.entity("c-1") == changed)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("what documents, other sources and people said stays when a source takes its word back")
  func keepsOthers() throws {
    try take([Self.record(Self.edwin)], from: "a")
    var other = Self.edwin
    other.aliases = [Alias("E. Marlowe")]
    other.preferred = []
    other.identifiers = []
    try take([Self.record(other)], from: "b")
    try store.record(
      ResolutionRecord(
        documents: [Fixture.letter], mentions: [Fixture.mention("Эдвин Марло", of: "c-1")]))
    try store.prefer(PreferredName("Эдвин"), of: "c-1", DecisionNote(author: "Ada"))
    var bare = Self.edwin
    bare.aliases = []
    bare.preferred = []
    bare.dates = [:]
    try take([Self.record(bare)], from: "a")
    let edwin = try #require(try store.entity("c-1"))
    #expect(edwin.aliases.map(\.text) == ["Эдвин Марло", "E. Marlowe"])
    #expect(edwin.dates == ["birthDate": "1970-01-02"])
    #expect(edwin.preferred == [PreferredName("Эдвин")])
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("sources give the same entities and IDs in any order, and read twice the same again")
  func anyOrder() throws {
    var second = Self.edwin
    second.name = "Edwin J. Marlowe"
    second.dates = ["birthDate": "1970"]
    let clara = Entity(id: "Q7", type: .person, name: "Clara")
    let sources: [(String, [SourceRecord])] = [
      ("a", [Self.record(Self.edwin)]), ("b", [Self.record(second), Self.record(clara)]),
      ("c", [Self.record(clara, former: ["old-1"])]),
    ]
    var texts: Set<String> = []
    for (number, order) in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
      .enumerated()
    {
      let store = try EntityStore(path: folder.file("order-\(number)"))
      for index in order + order { try take(sources[index].1, from: sources[index].0, into: store) }
      let entities = try store.knowledgeBase().entities.sorted { $0.id < $1.id }
      texts.insert("\(entities) \(try store.redirects())")
      #expect(try store.current("old-1") == "Q7")
      #expect(try store.integrityCheck().isEmpty)
    }
    #expect(texts.count == 1)
  }

  @Test("identifiers and former IDs merge, but not what was judged different")
  func links() throws {
    let own = Entity(
      id: "c-9", type: .person, name: "E. Marlowe",
      identifiers: [ExternalIdentifier(scheme: "wikidata", value: "Q5001")])
    try take([Self.record(Self.edwin)], from: "a")
    try take([Self.record(own)], from: "b")
    #expect(try store.knowledgeBase().entities.count == 2)
    let judgement = try store.judge("c-1", "c-9", .different, DecisionNote(author: "Ada"))
    var again = own
    again.country = "LV"
    let refused = try take([Self.record(again)], from: "b", linking: ["wikidata"])
    #expect(refused.map(\.kind) == [.changed, .refused])
    try store.undo(judgement.sequence, DecisionNote(author: "Ada"))
    again.country = "EE"
    let merged = try take([Self.record(again)], from: "b", linking: ["wikidata"])
    #expect(merged.map(\.kind) == [.changed, .merged])
    #expect(try store.current("c-9") == "c-1")
    let history = try #require(try store.history(of: "c-9").last { $0.action == .merge })
    #expect(history.note.author == "onoma")
    #expect(history.note.evidence.first?.rule == "identifier")
    // What comes for the merged ID later belongs to it, also when the merge is undone.
    again.description = "smith"
    try take([Self.record(again)], from: "b")
    #expect(try store.entity("c-1")?.description == "smith")
    try store.undo(history.sequence, DecisionNote(author: "Ada"))
    #expect(try store.entity("c-1")?.description == nil)
  }

  @Test("records that a source does not have any more are told, and withdrawn when asked")
  func withdraws() throws {
    let clara = Entity(id: "Q7", type: .person, name: "Clara", aliases: [Alias("C.")])
    try take([Self.record(Self.edwin), Self.record(clara)], from: "a")
    var run = try store.beginImport(source: "a", input: "test")
    _ = try store.importBatch([Self.record(Self.edwin)], into: &run, lines: 1, digest: "d")
    #expect(try store.missingRecords(of: run) == 1)
    let changes = try store.withdrawMissingRecords(of: run)
    #expect(changes.map(\.kind) == [.withdrawn])
    #expect(changes.first?.fields.map(\.name) == ["aliases"])
    #expect(try store.withdrawMissingRecords(of: run).isEmpty)
    #expect(try store.entity("Q7")?.aliases.isEmpty == true)
    #expect(try store.entity("Q7")?.name == "Clara")
  }

  @Test("a key that comes twice in one input says both, and an import goes on where it ended")
  func resumes() throws {
    var run = try store.beginImport(source: "a", input: "test")
    _ = try store.importBatch([Self.record(Self.edwin)], into: &run, lines: 7, digest: "abc")
    var resumed = try store.beginImport(source: "a", input: "test", resuming: true)
    #expect(resumed.isResumed && resumed.lines == 7 && resumed.digest == "abc")
    let more = Entity(id: "c-1", type: .person, name: "Edwin Marlowe", aliases: [Alias("Eddie")])
    _ = try store.importBatch([Self.record(more)], into: &resumed, lines: 9, digest: "abd")
    #expect(try store.entity("c-1")?.aliases.map(\.text) == ["E. Marlowe", "Eddie", "Эдвин Марло"])
    try store.finishImport(resumed)
    #expect(try !store.beginImport(source: "a", input: "test", resuming: true).isResumed)
  }

  @Test("a batch that fails in the midst leaves nothing of itself")
  func wholeBatches() throws {
    struct Injected: Error {}
    var options = StoreOptions()
    options.onStep = { if $0 == .entities { throw Injected() } }
    let failing = try EntityStore(path: store.path, access: .readWrite, options: options)
    var run = try failing.beginImport(source: "a", input: "test")
    let error = storeError {
      _ = try failing.importBatch([Self.record(Self.edwin)], into: &run, lines: 1, digest: "")
    }
    #expect(error?.kind == .unexpected)
    #expect(run.lines == 0)
    #expect(try store.knowledgeBase().entities.isEmpty)
    var small = StoreOptions()
    small.maximumPages = 60
    let full = try EntityStore(path: folder.file("full"), access: .create, options: small)
    var other = try full.beginImport(source: "a", input: "test")
    let many = (0..<500).map { number in
      Self.record(
        Entity(
          id: CanonicalID(rawValue: "c-\(number)"), type: .person,
          name: String(repeating: "long ", count: 100)))
    }
    let fault = storeError {
      _ = try full.importBatch(many, into: &other, lines: 500, digest: "")
    }
    #expect(fault?.kind == .diskFull)
    #expect(try full.knowledgeBase().entities.isEmpty)
    #expect(try full.integrityCheck().isEmpty)
  }
}
