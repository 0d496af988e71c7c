internal import GRDB
public import OnomaEntities
public import OnomaNames

// What a store answers. Every function reads one consistent state.

extension EntityStore {
  /// All entities in the order in which they were first recorded, with all redirects.
  ///
  /// Merged IDs are no entities of their own; what they had is part of the entity they lead to.
  /// Complexity: O(size of the store) in time and memory.
  public func knowledgeBase() throws(StoreError) -> KnowledgeBase {
    try read { database in
      Self.merging(
        try Self.entityRows(database), redirects: try Self.redirects(database),
        retired: try Self.retiredIDs(database))
    }
  }

  /// All entities, each as it is by itself, in the order in which they were first recorded.
  /// - Parameter time: Only those that were recorded by then, in milliseconds since 1970.
  static func entityRows(_ database: Database, until time: Int = .max) throws -> [EntityRow] {
    var entities: [EntityRow] = []
    var positions: [Int: Int] = [:]
    try database.each("SELECT \(EntityRow.columns), recorded FROM entities e ORDER BY e.sequence") {
      let row = try EntityRow($0)
      // A later one has no place, and what belongs to it is passed over.
      positions[row.sequence] = try $0.int(7) <= time ? entities.count : -1
      if try $0.int(7) <= time { entities.append(row) }
    }
    func change(_ row: SQLRow, _ body: (inout Entity) throws -> Void) throws {
      guard let position = positions[try row.int(0)] else {
        throw StoreFault(.corrupted, "something belongs to an entity that does not exist")
      }
      if position >= 0 { try body(&entities[position].entity) }
    }
    try database.each(
      "SELECT entity, text, language, given + seen FROM aliases ORDER BY sequence"
    ) { row in
      try change(row) { try $0.aliases.append(Alias(row, from: 1)) }
    }
    try database.each("SELECT entity, kind, value FROM dates") { row in
      try change(row) { try $0.dates[row.text(1)] = row.text(2) }
    }
    try database.each("SELECT entity, scheme, value FROM identifiers") { row in
      try change(row) {
        try $0.identifiers.append(
          ExternalIdentifier(scheme: row.text(1), value: row.text(2)))
      }
    }
    try database.each(
      "SELECT entity, text, language, script FROM preferred_names ORDER BY by_person"
    ) { row in
      try change(row) { try $0.prefer(PreferredName(row, from: 1)) }
    }
    for index in entities.indices {
      entities[index].entity.aliases.sort(by: EntityRow.aliasOrder)
      entities[index].entity.identifiers.sort()
    }
    return entities
  }

  /// IDs that an undone split gave up: they lead on and are nobody's names.
  static func retiredIDs(_ database: Database) throws -> Set<String> {
    Set(try database.all("SELECT old_id FROM redirects WHERE retired = 1") { try $0.text(0) })
  }

  /// Folds merged entities into those that they lead to.
  static func merging(
    _ rows: [EntityRow], redirects: [RedirectRecord], retired: Set<String>
  ) -> KnowledgeBase {
    var knowledge = KnowledgeBase()
    for redirect in redirects { knowledge.redirect(redirect.old, to: redirect.new) }
    let old = Set(redirects.map(\.old))
    var merged: [CanonicalID: [Entity]] = [:]
    for row in rows where old.contains(row.entity.id) {
      merged[knowledge.current(row.entity.id), default: []].append(row.entity)
    }
    for row in rows where !old.contains(row.entity.id) {
      var entity = row.entity
      for other in merged[entity.id] ?? [] {
        entity.absorb(other, named: !retired.contains(other.id.rawValue))
      }
      knowledge.insert(entity)
    }
    return knowledge
  }

  /// The ID that an ID stands for now, or `nil` for one that the store never saw.
  ///
  /// Complexity: O(length of the chain of redirects).
  public func current(_ id: CanonicalID) throws(StoreError) -> CanonicalID? {
    try read { database in
      let current = try database.currentID(of: id.rawValue)
      let known = try database.first("SELECT 1 FROM entities WHERE id = ?", current) { _ in true }
      return known == nil ? nil : CanonicalID(rawValue: current)
    }
  }

  /// The entity of an ID, redirects followed, with all that was merged into it.
  public func entity(_ id: CanonicalID) throws(StoreError) -> Entity? {
    try read { database in
      try database.entityView(of: database.currentID(of: id.rawValue))
    }
  }

  /// Entities in the order in which they were first recorded.
  ///
  /// Complexity: O(entities passed over); a search reads their names, one after the other.
  /// - Parameters:
  ///   - type: What they must be.
  ///   - text: What one of their names must contain, whatever the case or the width of its letters.
  ///   - limit: How many to give at most.
  ///   - offset: How many to pass over first.
  public func entities(
    type: EntityType? = nil, matching text: String? = nil, limit: Int? = nil, offset: Int = 0
  ) throws(StoreError) -> [Entity] {
    try read { database in
      let ids = try database.all(
        """
        WITH RECURSIVE merged (id, head) AS (
          SELECT old_id, new_id FROM redirects WHERE new_id NOT IN (SELECT old_id FROM redirects)
          UNION SELECT r.old_id, m.head FROM merged m JOIN redirects r ON r.new_id = m.id
        ), hit (head) AS (
          SELECT m.head FROM merged m JOIN entities x ON x.id = m.id
          WHERE instr(x.search_key, ?2)
            AND NOT EXISTS (SELECT 1 FROM redirects WHERE old_id = m.id AND retired = 1)
          OR EXISTS (
            SELECT 1 FROM aliases a WHERE a.entity = x.sequence AND instr(a.search_key, ?2))
        )
        SELECT e.id FROM entities e
        WHERE (?1 IS NULL OR e.type = ?1)
          AND NOT EXISTS (SELECT 1 FROM redirects WHERE old_id = e.id)
          AND (?2 IS NULL OR instr(e.search_key, ?2) OR EXISTS (
              SELECT 1 FROM aliases a WHERE a.entity = e.sequence AND instr(a.search_key, ?2))
            OR e.id IN (SELECT head FROM hit))
        ORDER BY e.sequence LIMIT ?3 OFFSET ?4
        """, type?.rawValue, text.map(Spelling.searchKey), limit.map { max(0, $0) } ?? -1,
        max(0, offset)
      ) { try $0.text(0) }
      return try ids.compactMap { try database.entityView(of: $0) }
    }
  }

  /// The entities with exactly this name or alias, whatever the case or width of its letters.
  ///
  /// Complexity: O(log(size of the store)) and the entities found.
  public func entities(named name: String) throws(StoreError) -> [Entity] {
    try read { database in
      let ids = try database.all(
        """
        SELECT id FROM entities WHERE sequence IN (
          SELECT sequence FROM entities x WHERE search_key = ?1
            AND NOT EXISTS (SELECT 1 FROM redirects WHERE old_id = x.id AND retired = 1)
          UNION SELECT entity FROM aliases WHERE search_key = ?1)
        ORDER BY sequence
        """, Spelling.searchKey(name)
      ) { try $0.text(0) }
      var seen: Set<String> = []
      return try ids.map { try database.currentID(of: $0) }
        .filter { seen.insert($0).inserted }
        .compactMap { try database.entityView(of: $0) }
    }
  }

  /// The entities that bear an identifier of somebody else's.
  public func entities(
    identifiedBy identifier: ExternalIdentifier
  ) throws(StoreError) -> [Entity] {
    try read { database in
      let ids = try database.all(
        """
        SELECT e.id FROM identifiers i JOIN entities e ON e.sequence = i.entity
        WHERE i.value = ? AND i.scheme = ? ORDER BY e.sequence
        """, identifier.value, identifier.scheme
      ) { try $0.text(0) }
      var seen: Set<String> = []
      return try ids.map { try database.currentID(of: $0) }
        .filter { seen.insert($0).inserted }
        .compactMap { try database.entityView(of: $0) }
    }
  }

  /// All spellings of an entity with how often each was seen, most frequent first.
  ///
  /// Beside its aliases these are the spellings of its mentions and its preferred name. A name that
  /// a document breaks over two lines counts as the name on one line. An unknown ID has none.
  public func spellings(of id: CanonicalID) throws(StoreError) -> [Alias] {
    try read { database in
      let current = try database.currentID(of: id.rawValue)
      guard let entity = try database.entityView(of: current) else { return [] }
      var spellings = entity.aliases
      var known = Set(spellings.map { ExactText(Spelling.canonical($0.text)) })
      try database.each(
        """
        \(Self.family)
        SELECT ifnull(m.spelling, m.surface) AS text, count(*)
        FROM family f JOIN entities e ON e.id = f.id JOIN mentions m ON m.entity = e.sequence
        GROUP BY text ORDER BY text
        """, current
      ) { row in
        let text = try row.text(0)
        if known.insert(ExactText(text)).inserted {
          spellings.append(try Alias(text, count: row.int(1)))
        }
      }
      if known.insert(ExactText(Spelling.canonical(entity.name))).inserted {
        spellings.append(Alias(entity.name))
      }
      return spellings.sorted(by: EntityRow.aliasOrder)
    }
  }

  /// Where an entity is mentioned, by document in the order of recording, then by offset.
  ///
  /// Mentions that were recorded for an ID merged into it are among them, under the current ID.
  public func mentions(
    of id: CanonicalID, limit: Int? = nil, offset: Int = 0
  ) throws(StoreError) -> [EntityMention] {
    try read { try Self.mentions($0, of: id.rawValue, limit: limit, offset: offset) }
  }

  static func mentions(
    _ database: Database, of id: String, limit: Int? = nil, offset: Int = 0
  ) throws -> [EntityMention] {
    let current = try database.currentID(of: id)
    return try database.all(
      """
      \(Self.family)
      SELECT d.name, m.start_offset, m.end_offset, m.surface, m.type, ?1, m.score
      FROM family f JOIN entities e ON e.id = f.id JOIN mentions m ON m.entity = e.sequence
        JOIN documents d ON d.sequence = m.document
      ORDER BY m.document, m.start_offset, m.end_offset, m.sequence LIMIT ?2 OFFSET ?3
      """, current, limit.map { max(0, $0) } ?? -1, max(0, offset), body: EntityMention.init)
  }

  /// The mentions of a document in the order of the text, under current IDs.
  public func mentions(in document: String) throws(StoreError) -> [EntityMention] {
    try read { try Self.mentions($0, in: document) }
  }

  static func mentions(_ database: Database, in document: String) throws -> [EntityMention] {
    var mentions = try database.all(
      """
      SELECT d.name, m.start_offset, m.end_offset, m.surface, m.type, e.id, m.score
      FROM documents d JOIN mentions m ON m.document = d.sequence
        JOIN entities e ON e.sequence = m.entity
      WHERE d.name = ? ORDER BY m.start_offset, m.end_offset, m.sequence
      """, document, body: EntityMention.init)
    for index in mentions.indices {
      let id = try database.currentID(of: mentions[index].entity.rawValue)
      mentions[index].entity = CanonicalID(rawValue: id)
    }
    return mentions
  }

  /// The documents in the order in which they were first recorded.
  public func documents() throws(StoreError) -> [DocumentRecord] {
    try read { database in
      try database.all(
        "SELECT name, content_hash, scalar_count FROM documents ORDER BY sequence"
      ) { try DocumentRecord(name: $0.text(0), contentHash: $0.text(1), scalarCount: $0.int(2)) }
    }
  }

  /// The redirects of merged IDs, in order of the old IDs.
  ///
  /// IDs that an undone split gave up lead on too (``current(_:)``), but are not among them.
  public func redirects() throws(StoreError) -> [RedirectRecord] {
    try read { database in
      let retired = try Self.retiredIDs(database)
      return try Self.redirects(database).filter { !retired.contains($0.old.rawValue) }
    }
  }

  static func redirects(_ database: Database) throws -> [RedirectRecord] {
    try database.all("SELECT old_id, new_id FROM redirects ORDER BY old_id") {
      try RedirectRecord(CanonicalID(rawValue: $0.text(0)), to: CanonicalID(rawValue: $0.text(1)))
    }
  }

  /// The ID that is bound first and all that lead to it.
  private static let family = """
    WITH RECURSIVE family (id) AS (
      SELECT ?1 UNION SELECT r.old_id FROM family f JOIN redirects r ON r.new_id = f.id)
    """
}

extension EntityMention {
  /// Reads document, offsets, surface, type, entity and score.
  fileprivate init(_ row: SQLRow) throws {
    try self.init(
      document: row.text(0), start: row.int(1), end: row.int(2), surface: row.text(3),
      type: row.value(4), entity: CanonicalID(rawValue: row.text(5)), score: row.double(6))
  }
}
