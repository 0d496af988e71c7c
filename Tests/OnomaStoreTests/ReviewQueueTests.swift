import Foundation
import OnomaEntities
import OnomaNames
import OnomaStore
import Testing

@Suite("What people are asked")
struct ReviewQueueTests {
  let folder: TemporaryFolder
  let store: EntityStore
  let queue: ReviewQueue
  let ada = DecisionNote(author: "Ada")

  init() throws {
    folder = try TemporaryFolder()
    store = try EntityStore(path: folder.file("names.onoma"))
    try store.record(Fixture.resolution)
    try store.record(ResolutionRecord(entities: [Fixture.twin]))
    queue = ReviewQueue(store)
  }

  static let sides = [JudgementEvidence("name", "four", "one", weight: 1.5)]

  @Test("the least certain and most harmful come first")
  func order() throws {
    // onm-1 has four mentions, the others fewer: equal doubt, more harm.
    let pairs = [
      ReviewCandidate("onm-2", "onm-4", probability: 0.5),
      ReviewCandidate("onm-4", "onm-1", probability: 0.5, evidence: Self.sides),
      ReviewCandidate("onm-1", "onm-2", probability: 0.99),
    ]
    #expect(try queue.propose(pairs, origin: "test") == 3)
    let items = try queue.items(limit: 10)
    #expect(items.map(\.left.id) == ["onm-1", "onm-2", "onm-1"])
    #expect(items.map(\.right.id) == ["onm-4", "onm-4", "onm-2"])
    #expect(items[0].evidence == [JudgementEvidence("name", "one", "four", weight: 1.5)])
    #expect(try queue.next(passing: [items[0].number])?.number == items[1].number)
    #expect(try queue.propose(pairs, origin: "test") == 0)
    #expect(try queue.status().open == 3)
  }

  @Test("same merges, different keeps apart, unsure is noted, and each can be taken back")
  func decides() throws {
    let pair = ReviewCandidate("onm-4", "onm-1", probability: 0.6, evidence: Self.sides)
    try queue.propose([pair], origin: "test")
    let before = try store.state()
    let number = try #require(try queue.next()).number
    for verdict in Judgement.Verdict.allCases {
      let record = try queue.decide(number, verdict, ada)
      #expect(record.verdict == verdict)
      #expect(record.note.evidence == [JudgementEvidence("name", "one", "four", weight: 1.5)])
      #expect(try queue.next() == nil)
      #expect(storeError { try queue.decide(number, .same, ada) }?.kind == .invalidInput)
      #expect(try store.current("onm-4") == (verdict == .same ? "onm-1" : "onm-4"))
      try queue.undo(nil, ada)
      #expect(try store.state() == before)
      #expect(try queue.next()?.number == number)
    }
    #expect(storeError { try queue.undo(nil, ada) }?.kind == .invalidInput)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("what was settled by other means is not asked any more")
  func settled() throws {
    let pairs = [
      ReviewCandidate("onm-1", "onm-4", probability: 0.5),
      ReviewCandidate("onm-2", "Q1", probability: 0.4),
      ReviewCandidate("onm-2", "nobody", probability: 0.4),
    ]
    #expect(try queue.propose(pairs, origin: "test") == 2)
    try store.merge("onm-1", "onm-4", ada)
    let judgement = try store.judge("onm-2", "Q1", .different, ada)
    #expect(try queue.items(limit: 5).isEmpty)
    #expect(try queue.propose(pairs, origin: "test") == 0)
    try store.undo(judgement.sequence, ada)
    #expect(try queue.items(limit: 5).map(\.right.id) == ["onm-2"])
  }

  @Test("pairs in doubt are found by sound, and what else is known speaks with it")
  func finds() throws {
    let people = [
      Entity(id: "a", type: .person, name: "Edwin Marlowe", dates: ["birthDate": "1970-01-02"]),
      Entity(id: "b", type: .person, name: "Эдвин Марлоу", dates: ["birthDate": "1970-01-03"]),
      Entity(id: "c", type: .person, name: "Ottilie Brandvold"),
      Entity(id: "d", type: .organization, name: "Edwin Marlowe"),
    ]
    var pairs = DoubtfulPairs()
    pairs.lowest = 0
    pairs.highest = 1
    let found = try pairs.find(in: KnowledgeBase(people))
    let pair = try #require(found.first { $0.left == "a" && $0.right == "b" })
    #expect(pair.evidence.contains { $0.rule == "birth-date" && $0.weight < 0 })
    #expect(found.allSatisfy { $0.left != "d" && $0.right != "d" })
    var apart = people
    apart[1].dates = ["birthDate": "1970-01-02"]
    let closer = try pairs.find(in: KnowledgeBase(apart)).first { $0.right == "b" }
    #expect(try #require(closer).probability > pair.probability)
  }

  @Test("a part of a full name says nothing of its own, a name of one word does")
  func looksUpWholeNames() throws {
    let pairs = DoubtfulPairs()
    func isInDoubt(_ a: [String], _ b: String) throws -> Bool {
      let known = KnowledgeBase([
        Entity(id: "a", type: .person, name: a[0], aliases: a.dropFirst().map { Alias($0) }),
        Entity(id: "b", type: .person, name: b),
      ])
      return try !pairs.find(in: known).isEmpty
    }
    #expect(try !isInDoubt(["Edwin Cole", "Cole"], "Nicholas Brandvold"))
    #expect(try isInDoubt(["Cole"], "Nicholas Brandvold"))
    #expect(try isInDoubt(["Edson Nascimento", "Pelinho"], "Pelinhos"))
  }
}
