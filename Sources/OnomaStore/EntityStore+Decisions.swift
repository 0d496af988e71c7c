internal import Foundation
internal import GRDB
public import OnomaEntities

// Merging, splitting, preferring names, and taking any of it back. Each call is one transaction.

extension EntityStore {
  /// Makes two entities one: the IDs of one lead to the other from now on.
  ///
  /// Without `keeping`, a Wikidata item keeps its ID, then an ID that somebody else gave, then the
  /// entity that was recorded first. Complexity: O(IDs merged into the two).
  /// - Parameters:
  ///   - keeping: Which of the two keeps its ID.
  ///   - note: Who, why and on what evidence.
  /// - Throws: ``StoreError`` of kind `invalidInput` for an unknown ID, for two that are one
  ///   already, and for two that a judgement in force holds to be different: undo that first.
  @discardableResult
  public func merge(
    _ a: CanonicalID, _ b: CanonicalID, keeping: CanonicalID? = nil, _ note: DecisionNote
  ) throws(StoreError) -> DecisionRecord {
    try decide { try $0.merge(a, b, keeping: keeping, note) }
  }

  /// Makes all of some entities one, in one transaction, as ``merge(_:_:keeping:_:)`` does with two.
  /// - Returns: One decision for each ID but the first.
  @discardableResult
  public func mergeAll(
    _ ids: [CanonicalID], keeping: CanonicalID? = nil, _ note: DecisionNote
  ) throws(StoreError) -> [DecisionRecord] {
    try decide { ledger in
      guard let first = keeping ?? ids.first else { return [] }
      let others = ids.filter { $0 != first }
      return try others.map { try ledger.merge(first, $0, keeping: keeping, note) }
    }
  }

  /// Merges two entities as ``merge(_:_:keeping:_:)`` does, unless they are one already or somebody
  /// said that they are two: what a program does that asks nobody.
  public func mergeUnlessJudgedDifferent(
    _ a: CanonicalID, _ b: CanonicalID, _ note: DecisionNote
  ) throws(StoreError) -> MergeOutcome {
    try decide { try $0.mergeUnlessJudgedDifferent(a, b, note) }
  }

  /// Takes IDs that were merged into an entity out of it.
  ///
  /// They become one entity, under the ID of theirs that ``merge(_:_:keeping:_:)`` would keep; what
  /// stays keeps the ID it has. The split is also a judgement that the two are different.
  /// - Throws: ``StoreError`` of kind `invalidInput` for an ID that was not merged into it.
  @discardableResult
  public func split(
    _ id: CanonicalID, members: [CanonicalID], _ note: DecisionNote
  ) throws(StoreError) -> DecisionRecord {
    try decide { try $0.record(of: $0.split(id, members: members, note)) }
  }

  /// Takes spellings, mentions and identifiers out of an entity into a new one.
  ///
  /// The new entity has a minted ID that nobody had before; the old one keeps its ID, its name and
  /// its dates. The split is also a judgement that the two are different.
  /// Complexity: O(mentions and aliases that move).
  /// - Parameter name: What the new entity is called; by default the most frequent spelling.
  /// - Returns: The decision, whose `right` is the new entity's ID.
  /// - Throws: ``StoreError`` of kind `invalidInput` for a part that the entity does not have.
  @discardableResult
  public func split(
    _ id: CanonicalID, off selection: SplitSelection, name: String? = nil, _ note: DecisionNote
  ) throws(StoreError) -> DecisionRecord {
    try decide { ledger in
      if selection.isEmpty {
        throw StoreFault(.invalidInput, "nothing is named that should leave \(id)")
      }
      return try ledger.record(of: ledger.split(id, off: selection, name: name, note))
    }
  }

  /// Takes a decision back: everything reads as it did before it was made.
  ///
  /// An ID that a split had made and that is no more leads to the entity it came from. A decision
  /// about an entity that later decisions changed is refused; undo those first, the last one first.
  /// - Parameter sequence: Which; by default the last that is in force.
  /// - Throws: ``StoreError`` of kind `invalidInput` when there is no such decision, when it was
  ///   undone before, or when a later one rests on it.
  @discardableResult
  public func undo(
    _ sequence: Int? = nil, _ note: DecisionNote
  ) throws(StoreError) -> DecisionRecord {
    try decide { try $0.record(of: $0.undo($0.undoable(sequence), note)) }
  }

  /// Takes a decision back, and says that the two it was about are different when asked to, so that
  /// nothing merges them again by itself.
  @discardableResult
  public func undo(
    _ sequence: Int?, judgingDifferent: Bool, _ note: DecisionNote
  ) throws(StoreError) -> [DecisionRecord] {
    try decide { ledger in
      let undo = try ledger.record(of: ledger.undo(ledger.undoable(sequence), note))
      if !judgingDifferent || undo.left == undo.right { return [undo] }
      let judgement = try ledger.add(
        .judge, min(undo.left, undo.right).rawValue, max(undo.left, undo.right).rawValue,
        verdict: .different, note)
      return [undo, try ledger.record(of: judgement)]
    }
  }

  /// Takes back all decisions in force that came after one, the last one first.
  /// - Parameter sequence: The last that stays; 0 takes back all there are.
  /// - Returns: The entries that took them back, in the order of the ledger.
  @discardableResult
  public func undoAll(
    after sequence: Int, _ note: DecisionNote
  ) throws(StoreError) -> [DecisionRecord] {
    try decide { ledger in
      let decisions = try ledger.database.all(
        """
        SELECT sequence FROM decisions d WHERE sequence > ? AND action <> 'undo'
          AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.sequence)
        ORDER BY sequence DESC
        """, sequence
      ) { try $0.int(0) }
      return try decisions.map {
        try ledger.record(of: ledger.undo(ledger.undoable($0), note))
      }
    }
  }

  /// Puts a name of an entity first for its language and script, whatever sources say.
  /// - Parameter name: The name, with the language and the script it is to be shown for.
  @discardableResult
  public func prefer(
    _ name: PreferredName, of id: CanonicalID, _ note: DecisionNote
  ) throws(StoreError) -> DecisionRecord {
    try decide { ledger in
      if name.text.isEmpty { throw StoreFault(.invalidInput, "a preferred name is empty") }
      return try ledger.record(
        of: ledger.prefer(
          name.text, language: name.language ?? "", script: name.script, of: id, note))
    }
  }

  /// Leaves the name of a language and a script to the sources and the evidence again.
  @discardableResult
  public func stopPreferring(
    language: String?, script: String, of id: CanonicalID, _ note: DecisionNote
  ) throws(StoreError) -> DecisionRecord {
    try decide { ledger in
      try ledger.record(
        of: ledger.prefer(nil, language: language ?? "", script: script, of: id, note))
    }
  }

  /// Runs a body over the ledger in a write transaction.
  func decide<Value>(_ body: (Ledger) throws -> Value) throws(StoreError) -> Value {
    try write { try body(Ledger(database: $0, milliseconds: now)) }
  }

  /// The time of what is written now, in milliseconds since 1970.
  var now: Int { Int((options.clock().timeIntervalSince1970 * 1000).rounded()) }

  /// The moment of a number of milliseconds since 1970.
  static func date(_ milliseconds: Int) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }
}

extension Ledger {
  /// Merges two entities, which must be two and not be held to be different.
  func merge(
    _ a: CanonicalID, _ b: CanonicalID, keeping: CanonicalID?, _ note: DecisionNote
  ) throws -> DecisionRecord {
    let (a, b) = (try head(of: a), try head(of: b))
    if a.id == b.id { throw StoreFault(.invalidInput, "\(a.id) is one entity already") }
    if let decision = try contradiction(a.id, b.id) {
      throw StoreFault(
        .invalidInput, "#\(decision) says that \(a.id) and \(b.id) are two: undo that first")
    }
    let kept = try keeping.map { try head(of: $0) }
    if let kept, kept.id != a.id, kept.id != b.id {
      throw StoreFault(.invalidInput, "\(kept.id) is none of the two")
    }
    return try record(of: merge(a, b, keeping: kept, note))
  }

  /// Merges unless the two are one already or were judged different.
  func mergeUnlessJudgedDifferent(
    _ a: CanonicalID, _ b: CanonicalID, _ note: DecisionNote
  ) throws -> MergeOutcome {
    let (a, b) = (try head(of: a), try head(of: b))
    if a.id == b.id { return .alreadyOne }
    if let decision = try contradiction(a.id, b.id) {
      return .judgedDifferent(try record(of: decision))
    }
    return .merged(try record(of: merge(a, b, note)))
  }

  /// An entry as it is read.
  func record(of sequence: Int) throws -> DecisionRecord {
    let records = try DecisionRecord.select("WHERE d.sequence = ?", sequence, in: database)
    guard let record = records.first else {
      throw StoreFault(.corrupted, "there is no decision #\(sequence)")
    }
    return record
  }
}
