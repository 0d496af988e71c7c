internal import GRDB
public import OnomaEntities

// Judgements in the ledger: what somebody said of two entities.

extension EntityStore {
  /// Adds a judgement to the ledger, with the time.
  ///
  /// The ledger keeps what was said: nothing is merged by it, and an earlier judgement about the
  /// same two stays beside the new one. The latest in force counts: while it is `different`, nothing
  /// merges the two or what they belong to, whoever asks.
  @discardableResult
  public func record(_ judgement: Judgement) throws(StoreError) -> JudgementRecord {
    try decide { ledger in
      let note = DecisionNote(
        author: judgement.author, reason: judgement.reason, evidence: judgement.evidence)
      let sequence = try ledger.add(
        .judge, judgement.left.rawValue, judgement.right.rawValue, verdict: judgement.verdict, note)
      return JudgementRecord(
        sequence: sequence, time: Self.date(ledger.milliseconds), judgement: judgement)
    }
  }

  /// Adds what somebody says of two known entities, and gives the entry of the ledger.
  /// - Throws: ``StoreError`` of kind `invalidInput` for an unknown ID, or two of one entity.
  @discardableResult
  public func judge(
    _ a: CanonicalID, _ b: CanonicalID, _ verdict: Judgement.Verdict, _ note: DecisionNote
  ) throws(StoreError) -> DecisionRecord {
    try decide { try $0.record(of: $0.judge(a, b, verdict, note)) }
  }

  /// The judgements in the order of the ledger, also those that were undone since.
  /// - Parameter id: Only those about this ID, as it was when they were made.
  public func judgements(about id: CanonicalID? = nil) throws(StoreError) -> [JudgementRecord] {
    try read { database in
      let decisions = try DecisionRecord.select(
        """
        WHERE d.action = 'judge' AND (?1 IS NULL OR d.left_id = ?1 OR d.right_id = ?1)
        ORDER BY d.sequence
        """, id?.rawValue, in: database)
      return decisions.compactMap { decision in
        decision.verdict.map { verdict in
          JudgementRecord(
            sequence: decision.sequence, time: decision.time,
            judgement: Judgement(
              decision.left, decision.right, verdict, author: decision.note.author,
              reason: decision.note.reason, evidence: decision.note.evidence))
        }
      }
    }
  }
}

extension Ledger {
  /// Adds what somebody says of two known entities.
  func judge(
    _ a: CanonicalID, _ b: CanonicalID, _ verdict: Judgement.Verdict, _ note: DecisionNote
  ) throws -> Int {
    let (left, right) = (try head(of: a).id, try head(of: b).id)
    if left == right {
      throw StoreFault(
        .invalidInput, "\(a) and \(b) are one entity; split it, or undo what merged them")
    }
    let judgement = Judgement(
      CanonicalID(rawValue: left), CanonicalID(rawValue: right), verdict, author: note.author,
      reason: note.reason, evidence: note.evidence)
    return try add(
      .judge, judgement.left.rawValue, judgement.right.rawValue, verdict: verdict,
      DecisionNote(
        author: note.author, reason: note.reason, evidence: judgement.evidence))
  }
}
