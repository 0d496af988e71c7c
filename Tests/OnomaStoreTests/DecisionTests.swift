import Foundation
import OnomaEntities
import OnomaNames
import OnomaStore
import Testing

@Suite("Merging, splitting and undoing")
struct DecisionTests {
  let folder: TemporaryFolder
  let store: EntityStore
  let ada = DecisionNote(
    author: "Ada", reason: "same birth date",
    evidence: [JudgementEvidence("birth-date", "1980", "1980", weight: 4.5)])

  init() throws {
    folder = try TemporaryFolder()
    store = try EntityStore(path: folder.file("names.onoma"))
    try store.record(Fixture.resolution)
    try store.record(
      ResolutionRecord(
        entities: [Fixture.twin], documents: [RedirectTests.note],
        mentions: [
          Fixture.mention("M. Kowalenko", of: "onm-4", in: RedirectTests.note),
          Fixture.mention("Mira Kovalenko", of: "onm-4", in: RedirectTests.note, at: 20),
        ]))
  }

  @Test("a merge keeps the ID of somebody else before a minted one, and the older of two minted")
  func survivors() throws {
    #expect(try store.merge("onm-4", "onm-1", ada).right == "onm-1")
    #expect(try store.merge("onm-1", "Q1", ada).right == "Q1")
    #expect(try store.merge("Q1", "onm-2", keeping: "onm-2", ada).right == "onm-2")
    #expect(try store.members(of: "onm-2") == ["onm-1", "Q1", "onm-4"])
  }

  @Test("merge and undo, one after the other, leave everything as it was")
  func mergeUndo() throws {
    let before = try store.state()
    for _ in 0..<3 {
      let merge = try store.merge("onm-4", "onm-1", ada)
      #expect(try store.state() != before)
      let undo = try store.undo(nil, ada)
      #expect(undo.undoes == merge.sequence)
      #expect(try store.state() == before)
    }
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("the ledger keeps who, when, why and the evidence, and what undid it")
  func ledger() throws {
    try store.merge("onm-4", "onm-1", ada)
    try store.undo(nil, DecisionNote(author: "Ben", reason: "another person"))
    let history = try store.history(of: "onm-4")
    #expect(history.map(\.action) == [.merge, .undo])
    #expect(history[0].note == ada)
    #expect(history[0].undoneBy == history[1].sequence)
    #expect(history[1].note.author == "Ben")
    #expect(try store.history(of: "onm-2").isEmpty)
  }

  @Test("a decision that a later one rests on is undone after it, not before")
  func order() throws {
    let first = try store.merge("onm-4", "onm-1", ada)
    let second = try store.merge("onm-1", "onm-2", ada)
    let error = storeError { try store.undo(first.sequence, ada) }
    #expect(error?.kind == .invalidInput)
    #expect(error?.message.contains("#\(second.sequence)") == true)
    try store.undo(second.sequence, ada)
    try store.undo(first.sequence, ada)
    #expect(storeError { try store.undo(first.sequence, ada) }?.kind == .invalidInput)
    #expect(storeError { try store.undo(99, ada) }?.kind == .invalidInput)
    #expect(storeError { try store.undo(nil, ada) }?.kind == .invalidInput)
  }

  @Test("decisions about other entities do not stand in the way")
  func independent() throws {
    let before = try store.state()
    let first = try store.merge("onm-4", "onm-1", ada)
    try store.merge("onm-2", "Q1", ada)
    try store.undo(first.sequence, ada)
    try store.undo(nil, ada)
    #expect(try store.state() == before)
  }

  @Test("everything after a decision can be taken back at once")
  func undoAll() throws {
    let first = try store.merge("onm-4", "onm-1", ada)
    let before = try store.state()
    try store.merge("onm-1", "onm-2", ada)
    try store.split("onm-2", members: ["onm-4"], ada)
    try store.prefer(PreferredName("Mira!"), of: "onm-2", ada)
    #expect(try store.undoAll(after: first.sequence, ada).count == 3)
    #expect(try store.state() == before)
  }

  @Test("merged IDs leave an entity in any selection, and come back")
  func splitMembers() throws {
    try store.merge("onm-4", "onm-1", ada)
    try store.merge("onm-1", "onm-2", ada)
    try store.merge("onm-2", "Q1", ada)
    let before = try store.state()
    for members: [CanonicalID] in [
      ["onm-4"], ["onm-1"], ["onm-2"], ["onm-1", "onm-2"], ["onm-4", "onm-2"],
      ["onm-4", "onm-1", "onm-2"],
    ] {
      let split = try store.split("onm-4", members: members, ada)
      #expect(split.left == "Q1")
      for id in ["onm-4", "onm-1", "onm-2"] as [CanonicalID] {
        #expect(try store.current(id) == (members.contains(id) ? split.right : "Q1"))
      }
      #expect(try store.integrityCheck().isEmpty)
      try store.undo(nil, ada)
      #expect(try store.state() == before)
    }
    #expect(storeError { try store.split("Q1", members: ["Q1"], ada) }?.kind == .invalidInput)
    #expect(storeError { try store.split("Q1", members: ["Q7"], ada) }?.kind == .invalidInput)
    #expect(storeError { try store.split("Q1", members: [], ada) }?.kind == .invalidInput)
  }

  static let selections: [SplitSelection] = [
    SplitSelection(documents: ["letter.txt"]),
    SplitSelection(documents: ["note.txt", "report.txt"]),
    SplitSelection(spellings: ["Mira Kovalenko"]),
    SplitSelection(spellings: ["M. Kowalenko", "Kovalenko"]),
    SplitSelection(identifiers: [ExternalIdentifier(scheme: "lei", value: "5")]),
    SplitSelection(
      documents: ["note.txt"], spellings: ["Міра Коваленко"],
      identifiers: [ExternalIdentifier(scheme: "customer", value: "77")]),
  ]

  @Test("what an entity is known for leaves it and comes back", arguments: selections)
  func splitParts(selection: SplitSelection) throws {
    try store.merge("onm-4", "onm-1", ada)
    let before = try store.state()
    let split = try store.split("onm-1", off: selection, ada)
    let new = try #require(try store.entity(split.right))
    #expect(split.right.isMinted && new.id == split.right)
    #expect(try store.integrityCheck().isEmpty)
    let old = try #require(try store.entity("onm-1"))
    for spelling in selection.spellings {
      #expect(old.count(of: spelling) == nil)
      #expect(try store.spellings(of: new.id).contains { $0.text == spelling })
    }
    for document in selection.documents {
      #expect(try store.mentions(of: "onm-1").allSatisfy { $0.document != document })
      #expect(try store.mentions(of: new.id).contains { $0.document == document })
    }
    for identifier in selection.identifiers {
      #expect(!old.identifiers.contains(identifier) && new.identifiers.contains(identifier))
    }
    try store.undo(nil, ada)
    #expect(try store.state() == before)
    #expect(try store.current(new.id) == "onm-1")
    #expect(try store.integrityCheck().isEmpty)
    // An ID is never given twice, not even for the same split.
    #expect(try store.split("onm-1", off: selection, ada).right != new.id)
  }

  @Test("what came in after a split is not lost when it is undone")
  func recordsWhileSplit() throws {
    let split = try store.split("onm-1", off: SplitSelection(spellings: ["Mira Kovalenko"]), ada)
    let later = DocumentRecord(name: "later.txt", contentHash: "ee", scalarCount: 90)
    try store.record(
      ResolutionRecord(
        documents: [later],
        mentions: [
          Fixture.mention("Mira Kovalenko", of: split.right, in: later),
          Fixture.mention("Mira Kovalenko", of: "onm-1", in: later, at: 20),
        ]))
    try store.undo(nil, ada)
    #expect(try store.entity("onm-1")?.count(of: "Mira Kovalenko") == 5)
    #expect(try store.mentions(of: "onm-1").count == 6)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("nothing merges two that are held to be different, until that is undone")
  func different() throws {
    let judgement = try store.judge("onm-4", "onm-1", .different, ada)
    try store.merge("onm-4", "onm-2", ada)
    // Their new company keeps them apart too.
    let error = storeError { try store.merge("onm-2", "onm-1", ada) }
    #expect(error?.message.contains("#\(judgement.sequence)") == true)
    let outcome = try store.mergeUnlessJudgedDifferent("onm-1", "onm-2", .automatic("alike"))
    guard case .judgedDifferent(let decision) = outcome else {
      Issue.record("they were merged")
      return
    }
    #expect(decision.sequence == judgement.sequence)
    #expect(try store.mergeUnlessJudgedDifferent("onm-4", "onm-2", ada) == .alreadyOne)
    try store.undo(judgement.sequence, ada)
    guard case .merged = try store.mergeUnlessJudgedDifferent("onm-1", "onm-2", ada) else {
      Issue.record("they were not merged")
      return
    }
  }

  @Test("the latest judgement about two counts, and a split is one")
  func latestJudgement() throws {
    try store.judge("onm-4", "onm-1", .different, ada)
    try store.judge("onm-1", "onm-4", .same, ada)
    try store.merge("onm-4", "onm-1", ada)
    try store.split("onm-1", members: ["onm-4"], ada)
    #expect(storeError { try store.merge("onm-4", "onm-1", ada) }?.kind == .invalidInput)
    #expect(storeError { try store.judge("onm-4", "onm-4", .same, ada) }?.kind == .invalidInput)
  }

  @Test("undoing a merge can say that the two are different")
  func undoAsDifferent() throws {
    try store.merge("onm-4", "onm-1", ada)
    let records = try store.undo(nil, judgingDifferent: true, ada)
    #expect(records.map(\.action) == [.undo, .judge])
    #expect(storeError { try store.merge("onm-4", "onm-1", ada) }?.kind == .invalidInput)
  }

  @Test("an earlier moment shows who was one with whom then")
  func asOf() throws {
    func ids(_ moment: StoreMoment) throws -> [CanonicalID] {
      try store.knowledgeBase(asOf: moment).entities.map(\.id)
    }
    let all: [CanonicalID] = ["onm-1", "onm-2", "Q1", "onm-4"]
    let merge = try store.merge("onm-4", "onm-1", ada)
    let split = try store.split("onm-1", off: SplitSelection(spellings: ["Mira Kovalenko"]), ada)
    let undo = try store.undo(nil, ada)
    let redirect = try store.merge("onm-2", "Q1", ada)
    #expect(try ids(.decision(0)) == all)
    #expect(try ids(.decision(merge.sequence)) == ["onm-1", "onm-2", "Q1"])
    #expect(try ids(.decision(split.sequence)) == ["onm-1", "onm-2", "Q1", split.right])
    #expect(try ids(.decision(undo.sequence)) == ["onm-1", "onm-2", "Q1"])
    #expect(try ids(.decision(redirect.sequence)) == ["onm-1", "Q1"])
    let then = try store.knowledgeBase(asOf: .decision(split.sequence))
    #expect(then["onm-1"]?.count(of: "Mira Kovalenko") == nil)
    #expect(then[split.right]?.count(of: "Mira Kovalenko") != nil)
    #expect(
      try store.knowledgeBase(asOf: .decision(redirect.sequence)).entities
        == store.knowledgeBase().entities)
    #expect(try ids(.time(Date(timeIntervalSince1970: 0))).isEmpty)
    #expect(try ids(.time(Date(timeIntervalSinceNow: 60))) == ["onm-1", "Q1"])
    #expect(storeError { _ = try ids(.decision(99)) }?.kind == .invalidInput)
  }

  @Test("the name of a script is the evidence's until somebody prefers one, and again afterwards")
  func preferredNames() throws {
    let before = try store.state()
    func name(_ language: String? = nil, _ script: String?) throws -> String? {
      try store.entity("onm-1")?.preferredName(language: language, script: script)
    }
    #expect(try name(nil, "Latn") == "Mira Kovalenko")
    #expect(try name(nil, "Cyrl") == "Міра Коваленко")
    #expect(try name("uk", nil) == "Міра Коваленко")
    #expect(try name(nil, "Thai") == "Mira Kovalenko")
    try store.prefer(PreferredName("Мира Коваленко", language: "ru"), of: "onm-1", ada)
    try store.prefer(PreferredName("Mira Kowalenko"), of: "onm-1", ada)
    #expect(try name("ru", "Cyrl") == "Мира Коваленко")
    #expect(try name("uk", "Cyrl") == "Міра Коваленко")
    #expect(try name(nil, "Latn") == "Mira Kowalenko")
    // What a run over documents or a list says does not change the choice.
    try store.record(Fixture.resolution)
    try store.replace([Fixture.seenMira])
    #expect(try name(nil, "Latn") == "Mira Kowalenko")
    try store.stopPreferring(language: nil, script: "Latn", of: "onm-1", ada)
    #expect(try name(nil, "Latn") == "Mira Kovalenko")
    try store.undoAll(after: 0, ada)
    #expect(try store.state() == before)
  }

  @Test("a decision that cannot be carried out changes nothing")
  func refusals() throws {
    let before = try store.state()
    let ledger = try store.history()
    for body: () throws -> Void in [
      { try store.merge("onm-1", "nobody", ada) }, { try store.merge("onm-1", "onm-1", ada) },
      { try store.merge("onm-1", "onm-2", keeping: "Q1", ada) },
      { try store.split("onm-1", off: SplitSelection(), ada) },
      { try store.split("onm-1", off: SplitSelection(documents: ["none"]), ada) },
      { try store.split("onm-1", off: SplitSelection(spellings: ["the Guild"]), ada) },
      { try store.prefer(PreferredName(""), of: "onm-1", ada) },
      { try store.mergeAll(["onm-1", "onm-2", "nobody"], ada) },
    ] {
      #expect(storeError(body)?.kind == .invalidInput)
    }
    #expect(try store.state() == before)
    #expect(try store.history() == ledger)
  }
}

extension EntityStore {
  /// What is in force now, without the ledger.
  func state() throws -> StoreContents {
    var contents = try contents()
    contents.judgements = []
    return contents
  }
}
