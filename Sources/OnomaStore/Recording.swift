internal import GRDB
internal import OnomaEntities
internal import OnomaNames

/// The work of one write transaction on entities, documents and mentions.
struct Recording {
  let database: Database
  /// The time of all that is recorded in this transaction, in milliseconds since 1970.
  let milliseconds: Int
  private(set) var summary = RecordingSummary()

  /// The documents of this recording and their lengths.
  private var documents: [ExactText: (sequence: Int, scalarCount: Int)] = [:]
  /// The rows of the entities that mentions named so far.
  private var entityRows: [ExactText: Int] = [:]
  /// By how much the number of mentions with a spelling changed.
  private var changes: [CountedSpelling: Int] = [:]

  init(database: Database, milliseconds: Int) {
    self.database = database
    self.milliseconds = milliseconds
  }
}

/// A spelling of an entity, whose mentions are counted.
private struct CountedSpelling: Hashable {
  let entity: Int
  let spelling: ExactText
}

/// What makes two aliases of an entity one.
struct AliasKey: Hashable {
  let spelling: ExactText
  let language: String

  init(_ alias: Alias) {
    spelling = ExactText(Spelling.canonical(alias.text))
    language = alias.language ?? ""
  }
}

// MARK: - Entities

extension Recording {
  /// Adds an entity, or what is new about it.
  mutating func add(_ entity: Entity) throws {
    guard let own = try database.entityRow(of: entity.id.rawValue) else {
      try insert(entity, counted: false)
      return
    }
    var view = own.entity
    for (row, isNamed) in try database.mergedRows(into: entity.id.rawValue) {
      view.absorb(row.entity, named: isNamed)
    }
    try update(own, to: entity, seenAs: view, erasing: false)
    var known = Set(view.aliases.map(AliasKey.init))
    for alias in entity.aliases where known.insert(AliasKey(alias)).inserted {
      try insert(alias, of: own.sequence, given: 0)
    }
    for identifier in Set(entity.identifiers).subtracting(view.identifiers).sorted() {
      try insert(identifier, of: own.sequence)
    }
    for (kind, value) in entity.dates where view.dates[kind] != value {
      try set(kind, to: value, of: own.sequence)
    }
    for name in entity.preferred where !view.preferred.contains(where: { name.isFor($0) }) {
      try prefer(name, of: own.sequence)
    }
  }

  /// Adds an entity, or makes it read as it is given.
  mutating func replace(_ entity: Entity) throws {
    guard let own = try database.entityRow(of: entity.id.rawValue) else {
      try insert(entity, counted: true)
      return
    }
    var merged = Entity(id: entity.id, type: own.entity.type, name: own.entity.name)
    for (row, isNamed) in try database.mergedRows(into: entity.id.rawValue) {
      merged.absorb(row.entity, named: isNamed)
    }
    var view = own.entity
    view.absorb(merged)
    if view == entity { return }
    try update(own, to: entity, seenAs: view, erasing: true)
    try replaceAliases(of: own, by: entity.aliases, beside: merged.aliases)

    let kept = Set(entity.identifiers)
    for identifier in own.entity.identifiers where !kept.contains(identifier) {
      try database.run(
        "DELETE FROM identifiers WHERE entity = ? AND scheme = ? AND value = ?", own.sequence,
        identifier.scheme, identifier.value)
    }
    for identifier in kept.subtracting(view.identifiers).sorted() {
      try insert(identifier, of: own.sequence)
    }
    for kind in own.entity.dates.keys where entity.dates[kind] == nil {
      try database.run(
        "DELETE FROM dates WHERE entity = ? AND kind = ?", own.sequence, kind)
    }
    for (kind, value) in entity.dates where view.dates[kind] != value {
      try set(kind, to: value, of: own.sequence)
    }
    for name in view.preferred where !entity.preferred.contains(where: { name.isFor($0) }) {
      try database.run(
        """
        DELETE FROM preferred_names
        WHERE entity = ? AND language = ? AND script = ? AND by_person = 0
        """, own.sequence, name.language ?? "", name.script)
    }
    for name in entity.preferred where !view.preferred.contains(name) {
      try prefer(name, of: own.sequence)
    }
  }

  /// Writes an entity that the store does not know.
  private mutating func insert(_ entity: Entity, counted: Bool) throws {
    try database.run(
      """
      INSERT INTO entities
        (id, type, name, search_key, gender, country, description, recorded)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, entity.id.rawValue, entity.type.rawValue, entity.name, Spelling.searchKey(entity.name),
      entity.gender?.rawValue, entity.country, entity.description, milliseconds)
    let sequence = Int(database.lastInsertedRowID)
    summary.entitiesAdded += 1
    for alias in Self.distinct(entity.aliases) {
      try insert(alias, of: sequence, given: counted ? alias.count : 0)
    }
    for identifier in Set(entity.identifiers).sorted() { try insert(identifier, of: sequence) }
    for (kind, value) in entity.dates { try set(kind, to: value, of: sequence) }
    for name in entity.preferred { try prefer(name, of: sequence) }
  }

  /// Writes the values of a known entity that differ from what is seen of it.
  private func update(
    _ own: EntityRow, to entity: Entity, seenAs view: Entity, erasing: Bool
  ) throws {
    func chosen<Value: Equatable>(_ field: KeyPath<Entity, Value?>) -> Value? {
      let value = entity[keyPath: field]
      if value == view[keyPath: field] || value == nil && !erasing {
        return own.entity[keyPath: field]
      }
      return value
    }
    var new = own.entity
    new.type = entity.type
    new.name = entity.name
    new.gender = chosen(\.gender)
    new.country = chosen(\.country)
    new.description = chosen(\.description)
    if new == own.entity { return }
    try database.run(
      """
      UPDATE entities SET type = ?2, name = ?3, search_key = ?4, gender = ?5, country = ?6,
        description = ?7
      WHERE sequence = ?1
      """, own.sequence, new.type.rawValue, new.name, Spelling.searchKey(new.name),
      new.gender?.rawValue, new.country, new.description)
  }

  /// Makes the aliases of an entity those that are given, beside those of merged IDs.
  private func replaceAliases(
    of own: EntityRow, by given: [Alias], beside merged: [Alias]
  ) throws {
    let given = Self.distinct(given)
    let wanted = Set(given.map(AliasKey.init))
    for alias in own.entity.aliases where !wanted.contains(AliasKey(alias)) {
      let key = AliasKey(alias)
      try database.run(
        "DELETE FROM aliases WHERE entity = ? AND ifnull(canonical, text) = ? AND language = ?",
        own.sequence, key.spelling.text, key.language)
    }
    let mine = Set(own.entity.aliases.map(AliasKey.init))
    let others = Dictionary(merged.map { (AliasKey($0), $0.count) }, uniquingKeysWith: +)
    for alias in given where !mine.contains(AliasKey(alias)) {
      if let count = others[AliasKey(alias)], alias.count <= count { continue }
      try insert(alias, of: own.sequence, given: 0)
    }
    try database.run(
      "UPDATE aliases SET seen = \(Self.countOfMentions) WHERE entity = ?", own.sequence)
    for alias in given {
      let key = AliasKey(alias)
      try database.run(
        """
        UPDATE aliases SET given = max(0, ?4 - seen)
        WHERE entity = ?1 AND ifnull(canonical, text) = ?2 AND language = ?3
          AND given <> max(0, ?4 - seen)
        """, own.sequence, key.spelling.text, key.language, alias.count - others[key, default: 0])
    }
  }

  private func insert(_ alias: Alias, of entity: Int, given: Int) throws {
    let canonical = Spelling.canonical(alias.text)
    try database.run(
      """
      INSERT INTO aliases (entity, text, canonical, language, search_key, given, seen)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6,
        CASE WHEN EXISTS (
          SELECT 1 FROM aliases WHERE entity = ?1 AND ifnull(canonical, text) = ?7)
        THEN 0 ELSE (
          SELECT count(*) FROM mentions WHERE entity = ?1 AND ifnull(spelling, surface) = ?7)
        END)
      """, entity, alias.text, Spelling.ifDifferent(canonical, from: alias.text),
      alias.language ?? "", Spelling.searchKey(alias.text), max(0, given), canonical)
  }

  /// Adds an alias that a source gives, or sets its count to what the source says.
  func give(_ alias: Alias, to entity: Int) throws {
    let key = AliasKey(alias)
    try database.run(
      """
      UPDATE aliases SET given = max(0, ?4 - seen)
      WHERE entity = ?1 AND ifnull(canonical, text) = ?2 AND language = ?3
      """, entity, key.spelling.text, key.language, alias.count)
    if database.changesCount > 0 { return }
    try insert(alias, of: entity, given: 0)
    if alias.count > 0 { try give(alias, to: entity) }
  }

  /// The aliases by what makes them one, their counts added up, in an order of their own.
  static func counts(_ aliases: [Alias]) -> [(key: AliasKey, value: Alias)] {
    distinct(aliases).map { (AliasKey($0), $0) }
  }

  private func insert(_ identifier: ExternalIdentifier, of entity: Int) throws {
    try database.run(
      "INSERT INTO identifiers (entity, scheme, value) VALUES (?, ?, ?)", entity,
      identifier.scheme, identifier.value)
  }

  /// Puts a name first for its language and script, as a source asks for.
  func prefer(_ name: PreferredName, of entity: Int) throws {
    try database.run(
      """
      INSERT INTO preferred_names (entity, language, script, by_person, text)
      VALUES (?1, ?2, ?3, 0, ?4)
      ON CONFLICT (entity, language, script, by_person) DO UPDATE SET text = ?4
      """, entity, name.language ?? "", name.script, name.text)
  }

  private func set(_ kind: String, to value: String, of entity: Int) throws {
    try database.run(
      """
      INSERT INTO dates (entity, kind, value) VALUES (?1, ?2, ?3)
      ON CONFLICT (entity, kind) DO UPDATE SET value = ?3
      """, entity, kind, value)
  }

  /// The aliases without repeats, their counts added up, in the order of their first.
  private static func distinct(_ aliases: [Alias]) -> [Alias] {
    var positions: [AliasKey: Int] = [:]
    var result: [Alias] = []
    for alias in aliases {
      let position = positions[AliasKey(alias), default: result.count]
      if position < result.count {
        result[position].count += alias.count
      } else {
        positions[AliasKey(alias)] = position
        result.append(alias)
      }
    }
    return result
  }

  /// What `aliases.seen` must be: the mentions with the spelling, counted at the first alias of
  /// the entity that has it.
  static let countOfMentions = """
    CASE WHEN aliases.sequence = (
      SELECT min(b.sequence) FROM aliases b
      WHERE b.entity = aliases.entity
        AND ifnull(b.canonical, b.text) = ifnull(aliases.canonical, aliases.text))
    THEN (
      SELECT count(*) FROM mentions m
      WHERE m.entity = aliases.entity
        AND ifnull(m.spelling, m.surface) = ifnull(aliases.canonical, aliases.text))
    ELSE 0 END
    """
}

extension PreferredName {
  /// Whether two names are for one language and script.
  func isFor(_ other: PreferredName) -> Bool {
    language == other.language && script == other.script
  }
}

// MARK: - Documents and mentions

extension Recording {
  /// Begins a document: whatever it mentioned before is forgotten.
  mutating func add(_ document: DocumentRecord) throws {
    if document.scalarCount < 0 {
      throw StoreFault(.invalidInput, "the document \(document.name) has a negative length")
    }
    let key = ExactText(document.name)
    let known = try database.first(
      "SELECT sequence FROM documents WHERE name = ?", document.name, body: { try $0.int(0) })
    guard let known else {
      try database.run(
        "INSERT INTO documents (name, content_hash, scalar_count) VALUES (?, ?, ?)",
        document.name, document.contentHash, document.scalarCount)
      documents[key] = (Int(database.lastInsertedRowID), document.scalarCount)
      summary.documentsAdded += 1
      return
    }
    try database.each(
      """
      SELECT entity, ifnull(spelling, surface), count(*) FROM mentions WHERE document = ?
      GROUP BY 1, 2
      """, known
    ) { row in
      let spelling = try CountedSpelling(entity: row.int(0), spelling: ExactText(row.text(1)))
      changes[spelling, default: 0] -= try row.int(2)
    }
    try database.run("DELETE FROM mentions WHERE document = ?", known)
    try database.run(
      "UPDATE documents SET content_hash = ?2, scalar_count = ?3 WHERE sequence = ?1", known,
      document.contentHash, document.scalarCount)
    if documents.updateValue((known, document.scalarCount), forKey: key) == nil {
      summary.documentsReplaced += 1
    }
  }

  /// Adds a mention of one of the documents.
  mutating func add(_ mention: EntityMention) throws {
    guard let document = documents[ExactText(mention.document)] else {
      throw StoreFault(.invalidInput, "a mention is in the unknown document \(mention.document)")
    }
    let place = "the mention at \(mention.start)..<\(mention.end) of \(mention.document)"
    if mention.start < 0 || mention.end < mention.start || mention.end > document.scalarCount {
      throw StoreFault(.invalidInput, "\(place) lies outside its \(document.scalarCount) scalars")
    }
    if !(0...1).contains(mention.score) {
      throw StoreFault(.invalidInput, "\(place) has the score \(mention.score)")
    }
    guard let entity = try row(of: mention.entity.rawValue) else {
      throw StoreFault(.invalidInput, "\(place) names the unknown entity \(mention.entity)")
    }
    let spelling = Spelling.ofSurface(mention.surface)
    try database.run(
      """
      INSERT INTO mentions
        (document, entity, start_offset, end_offset, surface, spelling, type, score)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, document.sequence, entity, mention.start, mention.end, mention.surface,
      Spelling.ifDifferent(spelling, from: mention.surface), mention.type.rawValue, mention.score)
    changes[CountedSpelling(entity: entity, spelling: ExactText(spelling)), default: 0] += 1
    summary.mentions += 1
  }

  /// Brings the counts of aliases up to the mentions that came and went.
  func settleCounts() throws {
    let ordered = changes.filter { $0.value != 0 }.sorted { a, b in
      (a.key.entity, a.key.spelling.text) < (b.key.entity, b.key.spelling.text)
    }
    for (key, change) in ordered {
      try database.run(
        """
        UPDATE aliases SET seen = seen + ?3 WHERE sequence = (
          SELECT min(sequence) FROM aliases WHERE entity = ?1 AND ifnull(canonical, text) = ?2)
        """, key.entity, key.spelling.text, change)
      if change > 0, database.changesCount == 0 { try adoptAlias(key) }
    }
  }

  /// Gives an entity an alias of its own for a spelling that it has from a merged ID only, so that
  /// its own mentions are counted with it and stay with it when the merge is undone.
  private func adoptAlias(_ key: CountedSpelling) throws {
    let id = try database.first(
      """
      SELECT id FROM entities e
      WHERE sequence = ? AND EXISTS (SELECT 1 FROM redirects WHERE new_id = e.id)
      """, key.entity, body: { try $0.text(0) })
    guard let id else { return }
    let aliases = try database.mergedRows(into: id).flatMap(\.row.entity.aliases)
    if let alias = aliases.first(where: { AliasKey($0).spelling == key.spelling }) {
      try insert(alias, of: key.entity, given: 0)
    }
  }

  private mutating func row(of id: String) throws -> Int? {
    if let row = entityRows[ExactText(id)] { return row }
    let row = try database.first(
      "SELECT sequence FROM entities WHERE id = ?", id, body: { try $0.int(0) })
    entityRows[ExactText(id)] = row
    return row
  }
}
