internal import GRDB
internal import OnomaEntities
internal import OnomaNames

// Taking an entity apart: by the IDs that were merged into it, or by what it is known for.

extension Ledger {
  /// Takes IDs that were merged into an entity out of it, as one entity of their own.
  ///
  /// All that stays leads to the entity as before; all that goes leads to the one of it that
  /// ``precedes(_:_:)`` puts first.
  func split(_ id: CanonicalID, members: [CanonicalID], _ note: DecisionNote) throws -> Int {
    let head = try head(of: id)
    let edges = try familyEdges(of: head.id)
    let leaving = Set(members.map { ExactText($0.rawValue) })
    for member in members {
      if member.rawValue == head.id {
        throw StoreFault(
          .invalidInput, "\(member) is the ID that stays: name those that are to go")
      }
      guard edges.contains(where: { $0.old == member.rawValue && !$0.isRetired }) else {
        throw StoreFault(.invalidInput, "\(member) was not merged into \(head.id)")
      }
    }
    guard var first = try members.first.map({ try ownHead($0) }) else {
      throw StoreFault(.invalidInput, "nothing is named that should leave \(head.id)")
    }
    for member in members.dropFirst() {
      let other = try ownHead(member)
      if Self.precedes(other, first) { first = other }
    }
    let decision = try add(.split, head.id, first.id, verdict: .different, note)
    for edge in edges {
      let leaves = leaving.contains(ExactText(edge.old))
      // An ID that an undone split retired follows the one it leads to.
      if edge.isRetired { continue }
      if leaves {
        if edge.old != first.id, edge.new == first.id { continue }
        try removeEdge(edge.old, edge.new, by: decision)
        if edge.old != first.id { try addEdge(edge.old, first.id, by: decision) }
      } else if leaving.contains(ExactText(edge.new)) {
        try removeEdge(edge.old, edge.new, by: decision)
        try addEdge(edge.old, head.id, by: decision)
      }
    }
    return decision
  }

  /// An ID as an entity of its own, wherever it leads.
  private func ownHead(_ id: CanonicalID) throws -> Head {
    let head = try database.first(
      "SELECT sequence, type FROM entities WHERE id = ?", id.rawValue
    ) { Head(id: id.rawValue, sequence: try $0.int(0), type: try $0.text(1)) }
    guard let head else {
      throw StoreFault(.invalidInput, "\(id) is only another name of an ID, and no entity")
    }
    return head
  }

  /// An edge of the forest.
  struct Edge {
    let old: String
    let new: String
    let isRetired: Bool
  }

  /// The edges of the tree that ends at an ID, in order.
  func familyEdges(of id: String) throws -> [Edge] {
    try database.all(
      """
      WITH RECURSIVE family (id) AS (
        SELECT ?1 UNION SELECT r.old_id FROM family f JOIN redirects r ON r.new_id = f.id)
      SELECT r.old_id, r.new_id, r.retired FROM family f JOIN redirects r ON r.new_id = f.id
      ORDER BY r.old_id
      """, id
    ) { Edge(old: try $0.text(0), new: try $0.text(1), isRetired: try $0.int(2) == 1) }
  }
}

// MARK: - By what it is known for

extension Ledger {
  /// Moves aliases, mentions and identifiers of an entity to a new one.
  ///
  /// Rows are moved and not copied, and the ledger keeps where each came from, so that undoing puts
  /// every one of them back. A spelling that stays in use on both sides gets an alias on both.
  func split(
    _ id: CanonicalID, off selection: SplitSelection, name: String?, _ note: DecisionNote
  ) throws -> Int {
    let head = try head(of: id)
    let family = try familyRows(of: head.id)
    var parts = Parts()
    for spelling in selection.spellings { try find(spelling, in: family, &parts) }
    for document in selection.documents { try find(document: document, in: family, &parts) }
    for identifier in Set(selection.identifiers).sorted() {
      let origins = try database.all(
        "SELECT entity FROM identifiers WHERE value = ? AND scheme = ?", identifier.value,
        identifier.scheme
      ) { try $0.int(0) }.filter(family.contains)
      if origins.isEmpty {
        throw StoreFault(
          .invalidInput, "\(head.id) has no identifier \(identifier.scheme):\(identifier.value)")
      }
      parts.identifiers += origins.map { (identifier, $0) }
    }
    let title = try name ?? parts.title(database) ?? selection.identifiers.first?.value ?? head.id
    let new = try newEntity(head, named: title)
    let decision = try add(
      .split, head.id, new.id, verdict: .different, note, details: Self.details(selection))
    // As if the new entity had been merged before: so the ledger read backwards shows it as part.
    try self.note(new.id, head.id, added: false, by: decision)
    try move(parts, to: new.sequence, by: decision)
    return decision
  }

  /// The rows that a selection finds.
  private struct Parts {
    var aliases: [Int: Int] = [:]
    var mentions: [Int: Int] = [:]
    var identifiers: [(identifier: ExternalIdentifier, origin: Int)] = []

    /// The most frequent spelling of what goes, of equally frequent ones the longest.
    func title(_ database: Database) throws -> String? {
      var counts: [String: Int] = [:]
      for row in mentions.keys {
        let text = try database.first(
          "SELECT ifnull(spelling, surface) FROM mentions WHERE sequence = ?", row
        ) { try $0.text(0) }
        if let text { counts[text, default: 0] += 1 }
      }
      for row in aliases.keys {
        let text = try database.first("SELECT text FROM aliases WHERE sequence = ?", row) {
          try $0.text(0)
        }
        if let text { counts[text, default: 0] += 0 }
      }
      return counts.min { a, b in
        if a.value != b.value { return a.value > b.value }
        let (mine, theirs) = (a.key.unicodeScalars.count, b.key.unicodeScalars.count)
        return mine != theirs ? mine > theirs : a.key < b.key
      }?.key
    }
  }

  /// The rows of an entity and of what was merged into it.
  func familyRows(of id: String) throws -> Set<Int> {
    Set(
      try database.all(
        """
        WITH RECURSIVE family (id) AS (
          SELECT ?1 UNION SELECT r.old_id FROM family f JOIN redirects r ON r.new_id = f.id)
        SELECT e.sequence FROM family f JOIN entities e ON e.id = f.id
        """, id
      ) { try $0.int(0) })
  }

  private func find(_ spelling: String, in family: Set<Int>, _ parts: inout Parts) throws {
    let canonical = Spelling.ofSurface(spelling)
    var found = false
    for entity in family {
      try database.each(
        "SELECT sequence FROM aliases WHERE entity = ? AND ifnull(canonical, text) = ?", entity,
        canonical
      ) { row in
        parts.aliases[try row.int(0)] = entity
        found = true
      }
      try database.each(
        "SELECT sequence FROM mentions WHERE entity = ? AND ifnull(spelling, surface) = ?", entity,
        canonical
      ) { row in
        parts.mentions[try row.int(0)] = entity
        found = true
      }
    }
    if found { return }
    for entity in family.sorted() {
      let id = try database.first(
        "SELECT id FROM entities WHERE sequence = ? AND name = ?", entity, spelling
      ) { try $0.text(0) }
      if let id {
        throw StoreFault(
          .invalidInput, "\"\(spelling)\" is the name of \(id), which can leave as a member only")
      }
    }
    throw StoreFault(.invalidInput, "it is nowhere spelt \"\(spelling)\"")
  }

  private func find(document: String, in family: Set<Int>, _ parts: inout Parts) throws {
    var found = false
    try database.each(
      """
      SELECT m.sequence, m.entity FROM documents d JOIN mentions m ON m.document = d.sequence
      WHERE d.name = ?
      """, document
    ) { row in
      let entity = try row.int(1)
      if !family.contains(entity) { return }
      parts.mentions[try row.int(0)] = entity
      found = true
    }
    if !found { throw StoreFault(.invalidInput, "\(document) does not mention it") }
  }

  /// Writes an entity of its own, under an ID that nobody ever had.
  private func newEntity(_ head: Head, named name: String) throws -> Head {
    guard let type = EntityType(rawValue: head.type) else {
      throw StoreFault(.corrupted, "\"\(head.type)\" is no type")
    }
    var ordinal = 0
    while true {
      let id = CanonicalID.mint(type: type, name: "\(head.id)/\(name)", ordinal: ordinal).rawValue
      let taken = try database.first(
        """
        SELECT 1 FROM entities WHERE id = ?1 UNION ALL
        SELECT 1 FROM redirects WHERE old_id = ?1
        """, id
      ) { _ in true }
      if taken == nil {
        try database.run(
          "INSERT INTO entities (id, type, name, search_key, recorded) VALUES (?, ?, ?, ?, ?)", id,
          head.type, name, Spelling.searchKey(name), milliseconds)
        return Head(id: id, sequence: Int(database.lastInsertedRowID), type: head.type)
      }
      ordinal += 1
    }
  }

  private func move(_ parts: Parts, to entity: Int, by decision: Int) throws {
    for (row, origin) in parts.mentions.sorted(by: { $0.key < $1.key }) {
      try database.run(
        "INSERT INTO decision_mentions (decision, mention, origin) VALUES (?, ?, ?)", decision, row,
        origin)
    }
    for row in parts.aliases.keys.sorted() { try keepAlias(row, copied: false, by: decision) }
    try keepSharedAliases(decision)
    try database.run(
      """
      UPDATE mentions SET entity = ?2
      WHERE sequence IN (SELECT mention FROM decision_mentions WHERE decision = ?1)
      """, decision, entity)
    try database.run(
      """
      DELETE FROM aliases WHERE sequence IN (
        SELECT alias FROM decision_aliases WHERE decision = ?1 AND copied = 0)
      """, decision)
    // Two members may have had the same alias; the new entity has it once.
    try database.run(
      """
      INSERT INTO aliases (entity, text, canonical, language, search_key, given, seen)
      SELECT ?2, text, canonical, language, search_key, iif(copied, 0, given), 0
      FROM decision_aliases WHERE decision = ?1 ORDER BY alias
      ON CONFLICT (entity, ifnull(canonical, text), language)
        DO UPDATE SET given = aliases.given + excluded.given
      """, decision, entity)
    for (identifier, origin) in parts.identifiers {
      try database.run(
        "INSERT INTO decision_identifiers (decision, scheme, value, origin) VALUES (?, ?, ?, ?)",
        decision, identifier.scheme, identifier.value, origin)
      try database.run(
        "DELETE FROM identifiers WHERE entity = ? AND scheme = ? AND value = ?", origin,
        identifier.scheme, identifier.value)
      try database.run(
        "INSERT OR IGNORE INTO identifiers (entity, scheme, value) VALUES (?, ?, ?)", entity,
        identifier.scheme, identifier.value)
    }
    for row in try touchedRows(decision) + [entity] { try recount(row) }
  }

  private func keepAlias(_ row: Int, copied: Bool, by decision: Int) throws {
    try database.run(
      """
      INSERT OR IGNORE INTO decision_aliases
        (decision, alias, origin, text, canonical, language, search_key, given, copied)
      SELECT ?1, sequence, entity, text, canonical, language, search_key, given, ?3
      FROM aliases WHERE sequence = ?2
      """, decision, row, copied ? 1 : 0)
  }

  /// Keeps, to be copied, the aliases that count mentions which go and stay beside others: the new
  /// entity is to be recognized by them too.
  private func keepSharedAliases(_ decision: Int) throws {
    let shared = try database.all(
      """
      SELECT DISTINCT (
        SELECT min(b.sequence) FROM aliases b
        WHERE b.entity = r.origin
          AND ifnull(b.canonical, b.text) = ifnull(m.spelling, m.surface)) AS alias
      FROM decision_mentions r JOIN mentions m ON m.sequence = r.mention
      WHERE r.decision = ? AND alias IS NOT NULL ORDER BY alias
      """, decision
    ) { try $0.int(0) }
    for row in shared { try keepAlias(row, copied: true, by: decision) }
  }

  /// The rows from which a split took something.
  func touchedRows(_ decision: Int) throws -> [Int] {
    try database.all(
      """
      SELECT origin FROM decision_mentions WHERE decision = ?1
      UNION SELECT origin FROM decision_aliases WHERE decision = ?1
      """, decision
    ) { try $0.int(0) }
  }

  /// Brings the counts of an entity's aliases to those of its mentions.
  func recount(_ entity: Int) throws {
    try database.run(
      """
      UPDATE aliases SET seen = \(Recording.countOfMentions)
      WHERE entity = ? AND seen <> \(Recording.countOfMentions)
      """, entity)
  }

  private static func details(_ selection: SplitSelection) -> String {
    let documents = selection.documents.map { "document \($0)" }
    let spellings = selection.spellings.map { "spelling \"\($0)\"" }
    let identifiers = selection.identifiers.map { "identifier \($0.scheme):\($0.value)" }
    return (documents + spellings + identifiers).joined(separator: ", ")
  }
}
