internal import GRDB
internal import OnomaEntities

// Taking decisions back.

extension Ledger {
  /// A decision as undoing needs it.
  struct Entry {
    let sequence: Int
    let action: DecisionRecord.Action
    let left: String
    let right: String
    let details: String
  }

  /// The decision that is to be undone: a given one, or the last that changed something.
  func undoable(_ sequence: Int?) throws -> Entry {
    let entry = try database.first(
      """
      SELECT d.sequence, d.action, d.left_id, d.right_id, d.details FROM decisions d
      WHERE CASE WHEN ?1 IS NULL
          THEN d.action <> 'undo' AND NOT EXISTS (
            SELECT 1 FROM decisions u WHERE u.undoes = d.sequence)
          ELSE d.sequence = ?1 END
      ORDER BY d.sequence DESC LIMIT 1
      """, sequence
    ) {
      Entry(
        sequence: try $0.int(0), action: try $0.value(1), left: try $0.text(2),
        right: try $0.text(3), details: try $0.text(4))
    }
    guard let entry else {
      throw StoreFault(
        .invalidInput, sequence.map { "there is no decision #\($0)" } ?? "nothing is left to undo")
    }
    if entry.action == .undo {
      throw StoreFault(
        .invalidInput, "#\(entry.sequence) took a decision back itself; decide anew instead")
    }
    let undone = try database.first(
      "SELECT sequence FROM decisions WHERE undoes = ?", entry.sequence, body: { try $0.int(0) })
    if let undone {
      throw StoreFault(.invalidInput, "#\(entry.sequence) was undone already by #\(undone)")
    }
    return entry
  }

  /// Takes a decision back.
  ///
  /// - Parameter isForced: Whether an edge may go although later decisions rest on the same entity.
  func undo(_ entry: Entry, _ note: DecisionNote, isForced: Bool = false) throws -> Int {
    if !isForced, let later = try laterDecision(than: entry) {
      throw StoreFault(
        .invalidInput,
        "#\(later) came after #\(entry.sequence) and is about the same entity: undo that first, or "
          + "split the entity")
    }
    let decision = try add(.undo, entry.left, entry.right, note, undoes: entry.sequence)
    // Who was asked about the two may be asked again.
    try database.run("UPDATE reviews SET decision = NULL WHERE decision = ?", entry.sequence)
    switch entry.action {
    case .judge, .undo: break
    case .prefer: try restorePreferred(entry)
    case .merge, .redirect, .split:
      if try isSplitOfParts(entry) {
        try putBack(entry)
        try addEdge(entry.right, entry.left, by: decision, retired: true)
      } else {
        let edges = try database.all(
          """
          SELECT old_id, new_id, added FROM decision_edges WHERE decision = ?
          ORDER BY added DESC, old_id
          """, entry.sequence
        ) { (old: try $0.text(0), new: try $0.text(1), added: try $0.int(2) == 1) }
        for edge in edges where edge.added { try removeEdge(edge.old, edge.new, by: decision) }
        for edge in edges where !edge.added { try addEdge(edge.old, edge.new, by: decision) }
      }
    }
    return decision
  }

  /// The first later decision in force that changed who belongs to the same entities.
  private func laterDecision(than entry: Entry) throws -> Int? {
    if entry.action == .judge { return nil }
    if entry.action == .prefer {
      return try database.first(
        """
        SELECT sequence FROM decisions d
        WHERE action = 'prefer' AND left_id = ? AND sequence > ?
          AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.sequence)
        ORDER BY sequence
        """, entry.left, entry.sequence, body: { try $0.int(0) })
    }
    let heads = try [entry.left, entry.right].map { try database.currentID(of: $0) }
    return try database.first(
      """
      WITH RECURSIVE family (id) AS (
        SELECT ?1 UNION SELECT ?2
        UNION SELECT r.old_id FROM family f JOIN redirects r ON r.new_id = f.id)
      SELECT min(d.sequence) FROM family f
        JOIN decision_edges e ON e.old_id = f.id OR e.new_id = f.id
        JOIN decisions d ON d.sequence = e.decision
      WHERE d.sequence > ?3 AND d.action <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.sequence)
      HAVING min(d.sequence) IS NOT NULL
      """, heads[0], heads[1], entry.sequence, body: { try $0.int(0) })
  }

  private func isSplitOfParts(_ entry: Entry) throws -> Bool {
    guard entry.action == .split else { return false }
    // Of such a split the ledger keeps one edge, which never was in the forest.
    return try database.first(
      """
      SELECT 1 FROM decision_edges
      WHERE decision = ?1 AND old_id = ?2 AND new_id = ?3 AND added = 0 AND ?4 <> ''
      """, entry.sequence, entry.right, entry.left, entry.details
    ) { _ in true } == true
  }

  /// Moves back what a split took out.
  ///
  /// What was recorded for the new entity since stays where it is and is seen as the other's, since
  /// the new ID leads there from now on.
  private func putBack(_ entry: Entry) throws {
    let new = try database.first(
      "SELECT sequence FROM entities WHERE id = ?", entry.right, body: { try $0.int(0) })
    guard let new else { throw StoreFault(.corrupted, "there is no entity \(entry.right)") }
    try database.run(
      """
      UPDATE mentions SET entity = (
        SELECT origin FROM decision_mentions WHERE decision = ?1 AND mention = mentions.sequence)
      WHERE entity = ?2
        AND sequence IN (SELECT mention FROM decision_mentions WHERE decision = ?1)
      """, entry.sequence, new)
    // Rows of the new entity go unless something that came later needs them.
    try database.run(
      """
      DELETE FROM aliases WHERE entity = ?2
        AND EXISTS (
          SELECT 1 FROM decision_aliases k WHERE k.decision = ?1 AND k.language = aliases.language
            AND ifnull(k.canonical, k.text) = ifnull(aliases.canonical, aliases.text))
        AND NOT EXISTS (
          SELECT 1 FROM mentions m WHERE m.entity = ?2
            AND ifnull(m.spelling, m.surface) = ifnull(aliases.canonical, aliases.text))
      """, entry.sequence, new)
    try database.run(
      """
      UPDATE aliases SET given = 0 WHERE entity = ?2 AND EXISTS (
        SELECT 1 FROM decision_aliases k WHERE k.decision = ?1 AND k.language = aliases.language
          AND ifnull(k.canonical, k.text) = ifnull(aliases.canonical, aliases.text))
      """, entry.sequence, new)
    try database.run(
      """
      INSERT INTO aliases (sequence, entity, text, canonical, language, search_key, given, seen)
      SELECT iif(EXISTS (SELECT 1 FROM aliases a WHERE a.sequence = k.alias), NULL, k.alias),
        k.origin, k.text, k.canonical, k.language, k.search_key, k.given, 0
      FROM decision_aliases k WHERE k.decision = ? AND k.copied = 0 ORDER BY k.alias
      ON CONFLICT (entity, ifnull(canonical, text), language)
        DO UPDATE SET given = max(aliases.given, excluded.given)
      """, entry.sequence)
    try database.run(
      """
      DELETE FROM identifiers WHERE entity = ?2 AND (scheme, value) IN (
        SELECT scheme, value FROM decision_identifiers WHERE decision = ?1)
      """, entry.sequence, new)
    try database.run(
      """
      INSERT OR IGNORE INTO identifiers (entity, scheme, value)
      SELECT origin, scheme, value FROM decision_identifiers WHERE decision = ?
      """, entry.sequence)
    for row in try touchedRows(entry.sequence) + [new] { try recount(row) }
  }
}
