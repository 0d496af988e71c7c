internal import Foundation
internal import GRDB
public import OnomaEntities

/// One state of a store, read piece by piece in bounded memory.
///
/// It is valid inside the call of ``EntityStore/withSnapshot(_:)`` that made it; what others write in
/// the meantime is not seen.
public struct StoreSnapshot {
  /// How many entities are read at once; some 3 MB of them.
  static let batch = 2048

  let database: Database

  /// Hands over the entities in the order in which they were first recorded, with what was merged into
  /// them, the IDs that lead to them and, if asked, their mentions.
  ///
  /// Complexity: O(entities) in time; in memory a batch, and all redirects.
  public func forEachEntity(
    mentions: Bool = false,
    _ body: (Entity, _ formerIDs: [CanonicalID], [EntityMention]) throws -> Void
  ) throws {
    let redirects = try EntityStore.redirects(database)
    // An ID that an undone split gave up leads on, and is nobody's other ID.
    let givenUp = try EntityStore.retiredIDs(database)
    var heads: [CanonicalID: [CanonicalID]] = [:]
    let merged = Set(redirects.map(\.old))
    for redirect in redirects where !givenUp.contains(redirect.old.rawValue) {
      let head = try database.currentID(of: redirect.old.rawValue)
      heads[CanonicalID(rawValue: head), default: []].append(redirect.old)
    }
    let withMembers = Set(redirects.map(\.new))
    let last = try database.first("SELECT ifnull(max(sequence), 0) FROM entities") { try $0.int(0) }
    for start in stride(from: 1, through: last ?? 0, by: Self.batch) {
      for row in try database.entityRows(from: start, to: start + Self.batch - 1)
      where !merged.contains(row.entity.id) {
        let former = heads[row.entity.id] ?? []
        // What was merged lies anywhere: those few are looked up one by one.
        let entity =
          withMembers.contains(row.entity.id)
          ? try database.entityView(of: row.entity.id.rawValue) : row.entity
        guard let entity else { continue }
        let found = mentions ? try EntityStore.mentions(database, of: entity.id.rawValue) : []
        try body(entity, former, found)
      }
    }
  }

  /// Hands over the documents in the order in which they were first recorded, with their mentions under
  /// current IDs and the entities that these name.
  ///
  /// Complexity: O(mentions); in memory one document's.
  public func forEachDocument(
    _ body: (DocumentRecord, [EntityMention], [CanonicalID: Entity]) throws -> Void
  ) throws {
    let last = try database.first("SELECT ifnull(max(sequence), 0) FROM documents") {
      try $0.int(0)
    }
    for sequence in stride(from: 1, through: last ?? 0, by: 1) {
      let record = try database.first(
        "SELECT name, content_hash, scalar_count FROM documents WHERE sequence = ?", sequence
      ) { try DocumentRecord(name: $0.text(0), contentHash: $0.text(1), scalarCount: $0.int(2)) }
      guard let record else { continue }
      let mentions = try EntityStore.mentions(database, in: record.name)
      var entities: [CanonicalID: Entity] = [:]
      for mention in mentions where entities[mention.entity] == nil {
        entities[mention.entity] = try database.entityView(of: mention.entity.rawValue)
      }
      try body(record, mentions, entities)
    }
  }
}

extension EntityStore {
  /// Reads one state of the store, piece by piece.
  ///
  /// Writers are not held up. The body must not call other functions of the store.
  /// - Throws: ``StoreError``, and what the body throws.
  public func withSnapshot(_ body: (StoreSnapshot) throws -> Void) throws {
    var failure: (any Error)?
    try read { database in
      do { try body(StoreSnapshot(database: database)) } catch { failure = error }
    }
    switch failure {
    case nil: return
    case let failure? where failure is StoreFault || failure is DatabaseError:
      throw StoreError(failure, path: path)
    case let failure?: throw failure
    }
  }
}

extension Database {
  /// The rows of a range of sequence numbers with what belongs to each, in order.
  fileprivate func entityRows(from start: Int, to end: Int) throws -> [EntityRow] {
    var rows: [EntityRow] = []
    rows.reserveCapacity(end - start + 1)
    var places = [Int](repeating: -1, count: end - start + 1)
    try each(
      "SELECT \(EntityRow.columns) FROM entities e WHERE e.sequence BETWEEN ? AND ? "
        + "ORDER BY e.sequence", start, end
    ) { row in
      let row = try EntityRow(row)
      places[row.sequence - start] = rows.count
      rows.append(row)
    }
    func place(_ row: SQLRow) throws -> Int { places[try row.int(0) - start] }
    try each(
      """
      SELECT entity, text, language, given + seen FROM aliases WHERE entity BETWEEN ? AND ?
      """, start, end
    ) { row in
      let place = try place(row)
      if place >= 0 { rows[place].entity.aliases.append(try Alias(row, from: 1)) }
    }
    try each("SELECT entity, kind, value FROM dates WHERE entity BETWEEN ? AND ?", start, end) {
      row in
      let place = try place(row)
      if place >= 0 { rows[place].entity.dates[try row.text(1)] = try row.text(2) }
    }
    try each(
      "SELECT entity, scheme, value FROM identifiers WHERE entity BETWEEN ? AND ?", start, end
    ) { row in
      let place = try place(row)
      if place >= 0 {
        rows[place].entity.identifiers.append(
          ExternalIdentifier(scheme: try row.text(1), value: try row.text(2)))
      }
    }
    try each(
      """
      SELECT entity, text, language, script FROM preferred_names WHERE entity BETWEEN ? AND ?
      ORDER BY by_person
      """, start, end
    ) { row in
      let place = try place(row)
      if place >= 0 { rows[place].entity.prefer(try PreferredName(row, from: 1)) }
    }
    for place in rows.indices {
      if rows[place].entity.aliases.count > 1 {
        rows[place].entity.aliases.sort(by: EntityRow.aliasOrder)
      }
      if rows[place].entity.identifiers.count > 1 { rows[place].entity.identifiers.sort() }
    }
    return rows
  }
}
