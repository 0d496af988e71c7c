public import Foundation
internal import GRDB
public import OnomaEntities

// The ledger read: what was decided, and who was one with whom at an earlier time.

/// A moment in the life of a store.
public enum StoreMoment: Hashable, Sendable {
  /// Right after a decision of the ledger; 0 is before the first.
  case decision(Int)
  /// A time of the clock; what happened at that very millisecond is included.
  case time(Date)
}

extension EntityStore {
  /// The ledger, in its order.
  ///
  /// Complexity: O(entries of the ledger), or of those about the entity.
  /// - Parameter id: Only what concerns the entity of this ID and all that was merged into it.
  public func history(of id: CanonicalID? = nil) throws(StoreError) -> [DecisionRecord] {
    try read { database in
      guard let id else { return try DecisionRecord.select("ORDER BY d.sequence", in: database) }
      return try DecisionRecord.select(
        """
        WHERE d.sequence IN (
          WITH RECURSIVE family (id) AS (
            SELECT ?1 UNION SELECT ?2
            UNION SELECT r.old_id FROM family f JOIN redirects r ON r.new_id = f.id)
          SELECT x.sequence FROM family f JOIN decisions x ON x.left_id = f.id
          UNION SELECT x.sequence FROM family f JOIN decisions x ON x.right_id = f.id
          UNION SELECT e.decision FROM family f JOIN decision_edges e ON e.old_id = f.id)
        ORDER BY d.sequence
        """, id.rawValue, try database.currentID(of: id.rawValue), in: database)
    }
  }

  /// The IDs that were merged into an entity, oldest first, without its own.
  ///
  /// Complexity: O(IDs merged · log(size of the store)).
  public func members(of id: CanonicalID) throws(StoreError) -> [CanonicalID] {
    try read { database in
      let current = try database.currentID(of: id.rawValue)
      return try database.all(
        """
        WITH RECURSIVE family (id) AS (
          SELECT ?1 UNION SELECT r.old_id FROM family f JOIN redirects r ON r.new_id = f.id
          WHERE r.retired = 0)
        SELECT f.id FROM family f LEFT JOIN entities e ON e.id = f.id WHERE f.id <> ?1
        ORDER BY e.sequence IS NULL, e.sequence, f.id
        """, current
      ) { CanonicalID(rawValue: try $0.text(0)) }
    }
  }

  /// All entities as they were at an earlier moment, by what is known of them now.
  ///
  /// The ledger says who was one with whom; entities that were recorded later are left out. What a
  /// source or a document has said since of an entity is part of it: the store keeps what is known,
  /// not each earlier state of it. Complexity: O(size of the store + later decisions).
  public func knowledgeBase(asOf moment: StoreMoment) throws(StoreError) -> KnowledgeBase {
    try read { database in
      let (last, time) = try Self.limits(of: moment, database)
      var redirects: [String: String] = [:]
      try database.each("SELECT old_id, new_id FROM redirects") {
        redirects[try $0.text(0)] = try $0.text(1)
      }
      var retired = try Self.retiredIDs(database)
      try database.each(
        """
        SELECT e.old_id, e.new_id, e.added, d.action FROM decision_edges e
          JOIN decisions d ON d.sequence = e.decision
        WHERE e.decision > ? ORDER BY e.decision DESC, e.added DESC
        """, last
      ) { row in
        let old = try row.text(0)
        if try row.int(2) == 1 {
          redirects[old] = nil
          retired.remove(old)
        } else {
          redirects[old] = try row.text(1)
        }
      }
      var rows = try Self.entityRows(database, until: time)
      try Self.moveParts(&rows, asOf: last, database)
      let known = Set(rows.map(\.entity.id))
      let records = redirects.sorted { $0.key < $1.key }.map {
        RedirectRecord(CanonicalID(rawValue: $0.key), to: CanonicalID(rawValue: $0.value))
      }.filter { known.contains($0.new) }
      return Self.merging(rows, redirects: records, retired: retired)
    }
  }

  /// The last decision that counts, and the time after which nothing does.
  private static func limits(
    of moment: StoreMoment, _ database: Database
  ) throws -> (decision: Int, time: Int) {
    switch moment {
    case .time(let date):
      let milliseconds = date.timeIntervalSince1970 * 1000
      let time = Int(min(max(milliseconds.rounded(), -1e15), 1e15))
      let last = try database.first(
        "SELECT ifnull(max(sequence), 0) FROM decisions WHERE time <= ?", time
      ) { try $0.int(0) }
      return (last ?? 0, time)
    case .decision(0): return (0, .max)
    case .decision(let sequence):
      let time = try database.first(
        "SELECT time FROM decisions WHERE sequence = ?", sequence, body: { try $0.int(0) })
      guard let time else { throw StoreFault(.invalidInput, "there is no decision #\(sequence)") }
      return (sequence, time)
    }
  }

  /// Gives parts that were split off then, and put back since, to the entity that they made.
  private static func moveParts(
    _ rows: inout [EntityRow], asOf last: Int, _ database: Database
  ) throws {
    let positions = Dictionary(uniqueKeysWithValues: rows.indices.map { (rows[$0].sequence, $0) })
    try database.each(
      """
      SELECT k.origin, n.sequence, k.text, k.language, k.copied FROM decision_aliases k
        JOIN decisions d ON d.sequence = k.decision JOIN entities n ON n.id = d.right_id
        JOIN decisions u ON u.undoes = d.sequence
      WHERE d.sequence <= ?1 AND u.sequence > ?1 ORDER BY k.decision, k.alias
      """, last
    ) { row in
      guard let origin = positions[try row.int(0)], let new = positions[try row.int(1)] else {
        return
      }
      let language = try row.text(3)
      var alias = Alias(try row.text(2), language: language.isEmpty ? nil : language)
      let same = rows[origin].entity.aliases.firstIndex {
        $0.text == alias.text && $0.language == alias.language
      }
      if try row.int(4) == 0, let same { alias = rows[origin].entity.aliases.remove(at: same) }
      rows[new].entity.aliases.append(alias)
      rows[new].entity.aliases.sort(by: EntityRow.aliasOrder)
    }
  }
}

extension DecisionRecord {
  /// Reads entries of the ledger; `d` is the table's name in the condition.
  static func select(
    _ condition: String, _ values: any SQLBindable..., in database: Database
  ) throws -> [DecisionRecord] {
    try database.all(
      """
      SELECT d.sequence, d.time, d.action, d.left_id, d.right_id, d.verdict, d.author, d.reason,
        d.evidence, d.details, ifnull(d.undoes, 0),
        ifnull((SELECT u.sequence FROM decisions u WHERE u.undoes = d.sequence), 0)
      FROM decisions d \(condition)
      """, values, body: DecisionRecord.init)
  }

  private init(_ row: SQLRow) throws {
    let evidence = try row.text(8)
    let decoded = Result {
      try JSONDecoder().decode([JudgementEvidence].self, from: Data(evidence.utf8))
    }
    guard case .success(let reasons) = decoded else {
      throw StoreFault(.corrupted, "the evidence of a decision cannot be read")
    }
    func reference(_ column: Int32) throws -> Int? {
      let value = try row.int(column)
      return value == 0 ? nil : value
    }
    self.init(
      sequence: try row.int(0), time: EntityStore.date(try row.int(1)), action: try row.value(2),
      left: CanonicalID(rawValue: try row.text(3)), right: CanonicalID(rawValue: try row.text(4)),
      verdict: try row.optionalText(5) == nil ? nil : row.value(5),
      note: DecisionNote(
        author: try row.text(6), reason: try row.text(7), evidence: reasons),
      details: try row.text(9), undoes: try reference(10), undoneBy: try reference(11))
  }
}
