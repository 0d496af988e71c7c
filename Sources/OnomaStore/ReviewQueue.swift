internal import Foundation
internal import GRDB
public import OnomaEntities

/// A pair of entities that waits for a person's answer.
public struct ReviewItem: Hashable, Sendable {
  /// Its number in the queue, which does not change.
  public var number: Int
  /// The first entity as it is now, with all that was merged into it.
  public var left: Entity
  /// The second entity.
  public var right: Entity
  /// How probable it is that they are one, as it was when the pair was proposed.
  public var probability: Double
  /// How much an answer is worth; items come in falling order of it.
  public var priority: Double
  /// What speaks for and against, weightiest first.
  public var evidence: [JudgementEvidence]
  /// Who proposed the pair, such as `dedupe` or `review`.
  public var origin: String
}

/// How many pairs a queue holds.
public struct ReviewStatus: Hashable, Sendable {
  /// Pairs that wait for an answer.
  public var open = 0
  /// Pairs that were answered.
  public var decided = 0
}

/// The decisions that a person should make, the least certain and most harmful first.
///
/// ```swift
/// let queue = ReviewQueue(store)
/// try queue.propose(DoubtfulPairs().find(in: store.knowledgeBase()), origin: "review")
/// if let item = try queue.next() {
///   let decision = try queue.decide(item.number, .different, DecisionNote(author: "Ada"))
///   try queue.undo(decision.sequence, DecisionNote(author: "Ada"))  // the pair is open again
/// }
/// ```
///
/// The queue is part of the store: several people can work on it at once, each call is one
/// transaction, and an answer is an entry of the ledger like any other decision. A pair that became
/// one entity, or was judged, by other means is not offered any more.
public struct ReviewQueue: Sendable {
  private let store: EntityStore

  /// The queue of a store.
  public init(_ store: EntityStore) { self.store = store }

  /// Adds pairs that are in doubt, and brings open ones up to date.
  ///
  /// Pairs of unknown entities, of two that are one or were judged by a person, and pairs that were
  /// answered before are left out. Complexity: O(pairs · log(size of the store)).
  /// - Parameter origin: Who proposes them.
  /// - Returns: How many pairs are new.
  @discardableResult
  public func propose(
    _ candidates: [ReviewCandidate], origin: String
  ) throws(StoreError) -> Int {
    try store.decide { ledger in
      var added = 0
      for candidate in candidates {
        if try propose(candidate, origin, ledger) { added += 1 }
      }
      return added
    }
  }

  /// The pair whose answer is worth most, or `nil` when nothing is in doubt.
  /// - Parameter passed: Numbers of pairs that were looked at and left for later.
  public func next(passing passed: Set<Int> = []) throws(StoreError) -> ReviewItem? {
    try items(limit: 1, passing: passed).first
  }

  /// The pairs whose answers are worth most, in falling order.
  ///
  /// Complexity: O(items + pairs settled by other means in front of them).
  public func items(
    limit: Int, passing passed: Set<Int> = []
  ) throws(StoreError) -> [ReviewItem] {
    try store.read { database in
      let ledger = Ledger(database: database, milliseconds: 0)
      var items: [ReviewItem] = []
      var last: (priority: Double, number: Int)?
      while items.count < limit {
        let rows = try Row.open(after: last, limit: max(20, limit), in: database)
        guard let end = rows.last else { break }
        last = (end.priority, end.number)
        for row in rows where items.count < limit && !passed.contains(row.number) {
          if let item = try item(row, ledger) { items.append(item) }
        }
      }
      return items
    }
  }

  /// The pair with a number, while it is in doubt.
  public func item(_ number: Int) throws(StoreError) -> ReviewItem? {
    try store.read { database in
      guard let row = try Row.one(number, in: database), row.decision == nil else { return nil }
      return try item(row, Ledger(database: database, milliseconds: 0))
    }
  }

  /// Answers a pair.
  ///
  /// The answer `same` merges the two, `different` keeps everything from merging them, `unsure` is
  /// noted; each takes the pair out of the queue.
  /// The evidence of the pair goes into the ledger where the note has none.
  /// - Returns: The entry of the ledger, which ``undo(_:_:)`` takes back.
  /// - Throws: ``StoreError`` of kind `invalidInput` when there is no such open pair: somebody else
  ///   may have answered it.
  @discardableResult
  public func decide(
    _ number: Int, _ verdict: Judgement.Verdict, _ note: DecisionNote
  ) throws(StoreError) -> DecisionRecord {
    try store.decide { ledger in
      guard let row = try Row.one(number, in: ledger.database), row.decision == nil,
        let item = try item(row, ledger)
      else { throw StoreFault(.invalidInput, "no pair #\(number) is waiting for an answer") }
      var note = note
      if note.evidence.isEmpty { note.evidence = item.evidence }
      let record: DecisionRecord
      if verdict == .same {
        record = try ledger.merge(item.left.id, item.right.id, keeping: nil, note)
      } else {
        record = try ledger.record(
          of: ledger.judge(item.left.id, item.right.id, verdict, note))
      }
      try ledger.database.run(
        "UPDATE reviews SET decision = ?2 WHERE sequence = ?1", number, record.sequence)
      return record
    }
  }

  /// Takes an answer back: the pair is open again.
  /// - Parameter sequence: The decision; by default the last answer to a pair that is in force.
  @discardableResult
  public func undo(
    _ sequence: Int? = nil, _ note: DecisionNote
  ) throws(StoreError) -> DecisionRecord {
    try store.decide { ledger in
      let last = try ledger.database.first("SELECT ifnull(max(decision), 0) FROM reviews") {
        try $0.int(0)
      }
      let target = sequence ?? last ?? 0
      if target == 0 { throw StoreFault(.invalidInput, "no answer is left to undo") }
      return try ledger.record(of: ledger.undo(ledger.undoable(target), note))
    }
  }

  /// How many pairs wait and how many were answered.
  ///
  /// Pairs that were settled by other means count as waiting until they are come across.
  public func status() throws(StoreError) -> ReviewStatus {
    try store.read { database in
      try database.first("SELECT count(*), count(decision) FROM reviews") {
        let decided = try $0.int(1)
        return ReviewStatus(open: try $0.int(0) - decided, decided: decided)
      } ?? ReviewStatus()
    }
  }
}

// MARK: - Rows

extension ReviewQueue {
  private struct Row {
    let number: Int
    let left: String
    let right: String
    let probability: Double
    let priority: Double
    let evidence: String
    let origin: String
    let decision: Int?

    private static let columns = """
      SELECT sequence, left_id, right_id, probability, priority, evidence, origin,
        ifnull(decision, 0) FROM reviews
      """

    private init(_ row: SQLRow) throws {
      number = try row.int(0)
      left = try row.text(1)
      right = try row.text(2)
      probability = try row.double(3)
      priority = try row.double(4)
      evidence = try row.text(5)
      origin = try row.text(6)
      let decided = try row.int(7)
      decision = decided == 0 ? nil : decided
    }

    static func one(_ number: Int, in database: Database) throws -> Row? {
      try database.first("\(columns) WHERE sequence = ?", number, body: Row.init)
    }

    static func open(
      after last: (priority: Double, number: Int)?, limit: Int, in database: Database
    ) throws -> [Row] {
      try database.all(
        """
        \(columns) WHERE decision IS NULL
          AND (?1 IS NULL OR priority < ?1 OR priority = ?1 AND sequence > ?2)
        ORDER BY priority DESC, sequence LIMIT ?3
        """, last?.priority, last?.number, limit, body: Row.init)
    }
  }

  /// The pair as it stands now, or `nil` when nothing is left to decide.
  private func item(_ row: Row, _ ledger: Ledger) throws -> ReviewItem? {
    let database = ledger.database
    let left = try database.currentID(of: row.left)
    let right = try database.currentID(of: row.right)
    if left == right { return nil }
    if try ledger.contradiction(left, right) != nil { return nil }
    guard let first = try database.entityView(of: left),
      let second = try database.entityView(of: right)
    else { return nil }
    let evidence = try JSONDecoder().decode(
      [JudgementEvidence].self, from: Data(row.evidence.utf8))
    return ReviewItem(
      number: row.number, left: first, right: second, probability: row.probability,
      priority: row.priority, evidence: evidence, origin: row.origin)
  }

  private func propose(
    _ candidate: ReviewCandidate, _ origin: String, _ ledger: Ledger
  ) throws -> Bool {
    let database = ledger.database
    let left = try database.currentID(of: candidate.left.rawValue)
    let right = try database.currentID(of: candidate.right.rawValue)
    if left == right { return false }
    let known = try database.first(
      "SELECT count(*) FROM entities WHERE id IN (?, ?)", left, right
    ) { try $0.int(0) }
    if known != 2 { return false }
    if try ledger.contradiction(left, right) != nil { return false }
    let pair = ReviewCandidate(
      CanonicalID(rawValue: left), CanonicalID(rawValue: right),
      probability: candidate.probability,
      evidence: candidate.evidence)
    let priority = ReviewCandidate.priority(
      probability: pair.probability, leftSize: try size(left, database),
      rightSize: try size(right, database))
    let exists = try database.first(
      "SELECT 1 FROM reviews WHERE left_id = ? AND right_id = ?", pair.left.rawValue,
      pair.right.rawValue
    ) { _ in true }
    try database.run(
      """
      INSERT INTO reviews (left_id, right_id, probability, priority, evidence, origin, added)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT (left_id, right_id) DO UPDATE
        SET probability = ?3, priority = ?4, evidence = ?5, origin = ?6 WHERE decision IS NULL
      """, pair.left.rawValue, pair.right.rawValue, pair.probability, priority,
      Ledger.encoded(pair.evidence), origin, ledger.milliseconds)
    return exists == nil
  }

  /// How many mentions, records and merged IDs an entity stands for.
  private func size(_ id: String, _ database: Database) throws -> Int {
    try database.first(
      """
      WITH RECURSIVE family (id) AS (
        SELECT ?1 UNION SELECT r.old_id FROM family f JOIN redirects r ON r.new_id = f.id)
      SELECT count(*)
        + ifnull(sum((SELECT count(*) FROM mentions m WHERE m.entity = e.sequence)), 0)
        + ifnull(sum((SELECT count(*) FROM source_records s WHERE s.entity = e.sequence)), 0)
      FROM family f JOIN entities e ON e.id = f.id
      """, id
    ) { try $0.int(0) } ?? 1
  }
}
