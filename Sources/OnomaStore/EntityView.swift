internal import GRDB
internal import OnomaEntities
internal import OnomaNames

/// One row of `entities` with what belongs to it.
struct EntityRow {
  /// Its place in the order of insertion, to which the other tables refer.
  let sequence: Int
  var entity: Entity

  /// Reads the columns ``columns`` of a row.
  init(_ row: SQLRow) throws {
    sequence = try row.int(0)
    entity = try Entity(
      id: CanonicalID(rawValue: row.text(1)), type: row.value(2), name: row.text(3),
      gender: row.optionalText(4) == nil ? nil : row.value(4), country: row.optionalText(5),
      description: row.optionalText(6))
  }

  /// The columns that ``init(_:)`` reads, of a table named `e`.
  static let columns = "e.sequence, e.id, e.type, e.name, e.gender, e.country, e.description"

  /// The order of aliases in an entity: most frequent first, then by text.
  static func aliasOrder(_ a: Alias, _ b: Alias) -> Bool {
    (b.count, a.text, a.language ?? "") < (a.count, b.text, b.language ?? "")
  }
}

extension Alias {
  /// Reads text, language and count, from a column on.
  init(_ row: SQLRow, from column: Int32) throws {
    let language = try row.text(column + 1)
    try self.init(
      row.text(column), language: language.isEmpty ? nil : language, count: row.int(column + 2))
  }
}

extension PreferredName {
  /// Reads text, language and script, from a column on.
  init(_ row: SQLRow, from column: Int32) throws {
    let language = try row.text(column + 1)
    try self.init(
      row.text(column), language: language.isEmpty ? nil : language, script: row.text(column + 2))
  }
}

extension Entity {
  /// Takes over what a merged entity has: names, identifiers, and values that are missing here.
  /// - Parameter named: Whether its preferred name counts: an ID that an undone split gave up has
  ///   none of its own.
  mutating func absorb(_ other: Entity, named: Bool = true) {
    for alias in other.aliases {
      let same = aliases.firstIndex { $0.text == alias.text && $0.language == alias.language }
      if let same { aliases[same].count += alias.count } else { aliases.append(alias) }
    }
    if named, other.name != name, !aliases.contains(where: { $0.text == other.name }) {
      aliases.append(Alias(other.name))
    }
    aliases.sort(by: EntityRow.aliasOrder)
    gender = gender ?? other.gender
    country = country ?? other.country
    description = description ?? other.description
    dates.merge(other.dates) { mine, _ in mine }
    identifiers = Set(identifiers).union(other.identifiers).sorted()
    for name in other.preferred
    where !preferred.contains(where: { $0.language == name.language && $0.script == name.script }) {
      prefer(name)
    }
  }
}

extension Database {
  /// The row of an ID itself, whether it was merged or not.
  func entityRow(of id: String) throws -> EntityRow? {
    let row = try first(
      "SELECT \(EntityRow.columns) FROM entities e WHERE e.id = ?", id, body: EntityRow.init)
    guard var row else { return nil }
    row.entity.aliases = try all(
      """
      SELECT text, language, given + seen FROM aliases WHERE entity = ? ORDER BY sequence
      """, row.sequence
    ) { try Alias($0, from: 0) }
    row.entity.aliases.sort(by: EntityRow.aliasOrder)
    try each("SELECT kind, value FROM dates WHERE entity = ?", row.sequence) {
      row.entity.dates[try $0.text(0)] = try $0.text(1)
    }
    row.entity.identifiers = try all(
      "SELECT scheme, value FROM identifiers WHERE entity = ?", row.sequence
    ) { try ExternalIdentifier(scheme: $0.text(0), value: $0.text(1)) }.sorted()
    try each(
      """
      SELECT text, language, script FROM preferred_names WHERE entity = ? ORDER BY by_person
      """, row.sequence
    ) { row.entity.prefer(try PreferredName($0, from: 0)) }
    return row
  }

  /// Where an ID's redirects end: the ID itself when it has none.
  ///
  /// A circle, which only a damaged file holds, is an error.
  func currentID(of id: String) throws -> String {
    var id = id
    var seen: Set<ExactText> = [ExactText(id)]
    while let next = try first(
      "SELECT new_id FROM redirects WHERE old_id = ?", id, body: { try $0.text(0) })
    {
      if !seen.insert(ExactText(next)).inserted {
        throw StoreFault(.corrupted, "the redirects of \(next) lead back to it")
      }
      id = next
    }
    return id
  }

  /// The rows whose redirects end at an ID, without its own, oldest first, and whether their names
  /// count.
  func mergedRows(into id: String) throws -> [(row: EntityRow, isNamed: Bool)] {
    let merged = try all(
      """
      WITH RECURSIVE merged (id) AS (
        SELECT old_id FROM redirects WHERE new_id = ?1
        UNION SELECT r.old_id FROM merged m JOIN redirects r ON r.new_id = m.id
      )
      SELECT e.id, r.retired FROM merged m JOIN entities e ON e.id = m.id
        JOIN redirects r ON r.old_id = e.id
      WHERE e.id <> ?1 ORDER BY e.sequence
      """, id
    ) { (id: try $0.text(0), isNamed: try $0.int(1) == 0) }
    return try merged.compactMap { member in
      try entityRow(of: member.id).map { ($0, member.isNamed) }
    }
  }

  /// The entity of a current ID as the world sees it, with all that was merged into it.
  func entityView(of id: String) throws -> Entity? {
    guard var view = try entityRow(of: id)?.entity else { return nil }
    for (row, isNamed) in try mergedRows(into: id) { view.absorb(row.entity, named: isNamed) }
    return view
  }
}
