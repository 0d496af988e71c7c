internal import Foundation
internal import GRDB
internal import OnomaEntities

/// The work of one write transaction on the ledger.
///
/// Who is one with whom is the forest of `redirects`: an edge leads from an ID that was given up to
/// the one that stayed. Facts stay with the ID that they were recorded for and are put together
/// when they are read, so that taking an edge away restores both sides. Each decision keeps the
/// edges that it added and removed: undoing it puts them back, and walking the ledger backwards
/// gives the forest of any earlier moment.
struct Ledger {
  let database: Database
  /// The time of all that is decided in this transaction, in milliseconds since 1970.
  let milliseconds: Int

  /// Adds an entry; what it changes is added by the caller.
  /// - Returns: Its place in the ledger.
  func add(
    _ action: DecisionRecord.Action, _ left: String, _ right: String,
    verdict: Judgement.Verdict? = nil, _ note: DecisionNote, details: String = "",
    undoes: Int? = nil
  ) throws -> Int {
    try database.run(
      """
      INSERT INTO decisions
        (action, left_id, right_id, verdict, author, reason, evidence, details, undoes, time)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, action.rawValue, left, right, verdict?.rawValue, note.author, note.reason,
      Self.encoded(note.evidence), details, undoes, milliseconds)
    return Int(database.lastInsertedRowID)
  }

  /// Makes an ID lead to another, on account of a decision.
  func addEdge(_ old: String, _ new: String, by decision: Int, retired: Bool = false) throws {
    try database.run(
      "INSERT INTO redirects (old_id, new_id, retired) VALUES (?, ?, ?)", old, new,
      retired ? 1 : 0)
    try note(old, new, added: true, by: decision)
  }

  /// Makes an ID lead nowhere, on account of a decision.
  func removeEdge(_ old: String, _ new: String, by decision: Int) throws {
    try database.run("DELETE FROM redirects WHERE old_id = ? AND new_id = ?", old, new)
    if database.changesCount == 0 {
      throw StoreFault(.corrupted, "\(old) does not lead to \(new)")
    }
    try note(old, new, added: false, by: decision)
  }

  /// Keeps that a decision added or removed an edge.
  func note(_ old: String, _ new: String, added: Bool, by decision: Int) throws {
    try database.run(
      "INSERT INTO decision_edges (decision, old_id, new_id, added) VALUES (?, ?, ?, ?)", decision,
      old, new, added ? 1 : 0)
  }

  /// The reasons as the ledger keeps them.
  static func encoded(_ evidence: [JudgementEvidence]) throws -> String {
    if evidence.isEmpty { return "[]" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // JSON has no infinities; a weight without bound is the greatest number there is.
    let finite = evidence.map {
      let limit = Double.greatestFiniteMagnitude
      let weight = $0.weight.isNaN ? 0 : min(max($0.weight, -limit), limit)
      return JudgementEvidence($0.rule, $0.left, $0.right, weight: weight)
    }
    return String(decoding: try encoder.encode(finite), as: UTF8.self)
  }
}

// MARK: - Looking

extension Ledger {
  /// An entity that is to be decided about, under the ID that it has now.
  struct Head {
    let id: String
    let sequence: Int
    let type: String
  }

  /// The entity that an ID stands for.
  func head(of id: CanonicalID) throws -> Head {
    let current = try database.currentID(of: id.rawValue)
    let head = try database.first(
      "SELECT sequence, type FROM entities WHERE id = ?", current
    ) { Head(id: current, sequence: try $0.int(0), type: try $0.text(1)) }
    guard let head else { throw StoreFault(.invalidInput, "there is no entity \(id)") }
    return head
  }

  /// The decision that says that two entities are two, if the latest word about any two of their
  /// members does.
  func contradiction(_ a: String, _ b: String) throws -> Int? {
    var latest: [Pair: (sequence: Int, isDifferent: Bool)] = [:]
    try database.each(
      """
      WITH RECURSIVE
        a (id) AS (SELECT ?1 UNION SELECT r.old_id FROM a JOIN redirects r ON r.new_id = a.id),
        b (id) AS (SELECT ?2 UNION SELECT r.old_id FROM b JOIN redirects r ON r.new_id = b.id)
      SELECT d.sequence, d.left_id, d.right_id, d.verdict FROM decisions d
      WHERE d.verdict IS NOT NULL
        AND (d.left_id IN a AND d.right_id IN b OR d.left_id IN b AND d.right_id IN a)
        AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.sequence)
      ORDER BY d.sequence
      """, a, b
    ) { row in
      let pair = try Pair(row.text(1), row.text(2))
      let verdict = try row.value(3, as: Judgement.Verdict.self)
      latest[pair] = (try row.int(0), verdict == .different)
    }
    return latest.values.filter(\.isDifferent).map(\.sequence).max()
  }

  /// Two IDs in either order.
  private struct Pair: Hashable {
    let first: ExactText
    let second: ExactText

    init(_ a: String, _ b: String) {
      let isOrdered = a.utf8.lexicographicallyPrecedes(b.utf8)
      first = ExactText(isOrdered ? a : b)
      second = ExactText(isOrdered ? b : a)
    }
  }
}

// MARK: - Merging

extension Ledger {
  /// Which of two entities keeps its ID: a Wikidata item before another's ID before a minted one,
  /// then the one that was recorded first.
  static func precedes(_ a: Head, _ b: Head) -> Bool {
    let (mine, theirs) = (rank(a.id), rank(b.id))
    return mine != theirs ? mine < theirs : a.sequence < b.sequence
  }

  private static func rank(_ id: String) -> Int {
    if CanonicalID(rawValue: id).isMinted { return 2 }
    let digits = id.utf8.dropFirst()
    let isItem =
      id.utf8.first == 0x51 && digits.first.map { (0x31...0x39).contains($0) } == true
      && digits.allSatisfy { (0x30...0x39).contains($0) }
    return isItem ? 0 : 1
  }

  /// Makes two entities one.
  /// - Parameter kept: The one that keeps its ID; by default ``precedes(_:_:)`` decides.
  func merge(
    _ a: Head, _ b: Head, keeping kept: Head? = nil, _ note: DecisionNote
  ) throws -> Int {
    let winner = kept ?? (Self.precedes(a, b) ? a : b)
    let loser = winner.id == a.id ? b : a
    let sequence = try add(.merge, loser.id, winner.id, verdict: .same, note)
    try addEdge(loser.id, winner.id, by: sequence)
    return sequence
  }

  /// Makes an ID that may be nobody's lead to an entity.
  func redirect(_ redirect: RedirectRecord, _ note: DecisionNote) throws {
    let old = redirect.old.rawValue
    let new = redirect.new.rawValue
    let target = try database.first(
      "SELECT new_id FROM redirects WHERE old_id = ?", old, body: { try $0.text(0) })
    if let target {
      if target == new { return }
      throw StoreFault(.invalidInput, "\(old) leads to \(target) already")
    }
    let known = try database.first("SELECT 1 FROM entities WHERE id = ?", new) { _ in true }
    if known == nil { throw StoreFault(.invalidInput, "there is no entity \(new)") }
    if try database.currentID(of: new) == old {
      throw StoreFault(.invalidInput, "\(old) and \(new) would lead to each other")
    }
    try addEdge(old, new, by: add(.redirect, old, new, note))
  }
}
