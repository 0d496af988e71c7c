internal import Foundation
internal import GRDB
public import OnomaEntities

// The ledger: it grows and is never rewritten, which the file itself enforces.

extension EntityStore {
  /// Adds a judgement to the ledger, with the time.
  ///
  /// The ledger keeps what was said: nothing is merged by it, and an earlier judgement about the
  /// same two stays beside the new one.
  @discardableResult
  public func record(_ judgement: Judgement) throws(StoreError) -> JudgementRecord {
    try write { database in
      let milliseconds = Int((options.clock().timeIntervalSince1970 * 1000).rounded())
      try database.run(
        """
        INSERT INTO judgements (left_id, right_id, verdict, author, reason, time)
        VALUES (?, ?, ?, ?, ?, ?)
        """, judgement.left.rawValue, judgement.right.rawValue, judgement.verdict.rawValue,
        judgement.author, judgement.reason, milliseconds)
      return JudgementRecord(
        sequence: Int(database.lastInsertedRowID), milliseconds: milliseconds,
        judgement: judgement)
    }
  }

  /// The judgements in the order of the ledger.
  /// - Parameter id: Only those about this ID, as it was when they were made.
  public func judgements(about id: CanonicalID? = nil) throws(StoreError) -> [JudgementRecord] {
    try read { database in
      try database.all(
        """
        SELECT sequence, time, left_id, right_id, verdict, author, reason FROM judgements
        WHERE ?1 IS NULL OR left_id = ?1 OR right_id = ?1 ORDER BY sequence
        """, id?.rawValue
      ) { row in
        try JudgementRecord(
          sequence: row.int(0), milliseconds: row.int(1),
          judgement: Judgement(
            CanonicalID(rawValue: row.text(2)), CanonicalID(rawValue: row.text(3)), row.value(4),
            author: row.text(5), reason: row.text(6)))
      }
    }
  }
}

extension JudgementRecord {
  fileprivate init(sequence: Int, milliseconds: Int, judgement: Judgement) {
    let time = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    self.init(sequence: sequence, time: time, judgement: judgement)
  }
}
