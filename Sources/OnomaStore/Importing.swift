internal import Foundation
internal import GRDB
public import OnomaEntities
internal import OnomaNames

/// An import under way: which source it reads, and how far what was recorded goes.
public struct ImportRun: Hashable, Sendable {
  /// Its number among all imports of the store.
  public let number: Int
  /// What the source is called.
  public let source: String
  /// The lines of the input that are recorded or skipped for good.
  public internal(set) var lines: Int
  /// A hash of those lines, by which a later run knows that it reads the same input.
  public internal(set) var digest: String
  /// Whether it goes on with an import that was broken off.
  public let isResumed: Bool

  let sourceRow: Int
}

/// What importing a record changed.
public struct ImportChange: Hashable, Sendable {
  /// What became of it.
  public enum Kind: String, CaseIterable, Sendable {
    /// The entity is new in the store.
    case added
    /// The entity was known and reads differently now.
    case changed
    /// The source says what it said before, or nothing new.
    case unchanged
    /// The source does not have the record any more, and what it said was taken away.
    case withdrawn
    /// The entity was merged with another on account of what the source says.
    case merged
    /// The source says that two entities are one, which a judgement in force denies.
    case refused
  }

  /// A value that is different now.
  public struct Field: Hashable, Sendable {
    /// Its name in a knowledge base file, such as `aliases` or `birthDate`.
    public var name: String
    /// What is not there any more.
    public var removed: [String]
    /// What was not there before.
    public var added: [String]
  }

  /// What became of it.
  public var kind: Kind
  /// The entity's ID.
  public var id: CanonicalID
  /// The source's key of the record.
  public var key: String
  /// The line where the record began; 0 for one that is no more.
  public var line: Int
  /// What is different, for a change; empty otherwise.
  public var fields: [Field]
  /// The other entity, for a merge and a refused one.
  public var other: CanonicalID?
}

/// The work of one batch of an import: one write transaction.
///
/// The store keeps what each record of each source said last. Facts are compared with that and not
/// with the entity, so a new version of a source takes away what it said before and says no more,
/// and nothing that another source, a document or a person added. Where sources disagree about a
/// value, the source whose name comes first by alphabet wins, and of one source the record whose key
/// does: so the order of imports does not matter.
struct Importing {
  let database: Database
  let ledger: Ledger
  let run: ImportRun
  /// Identifiers of these schemes make two entities one.
  let linkedSchemes: [String]
  private(set) var changes: [ImportChange] = []

  init(database: Database, milliseconds: Int, run: ImportRun, linkedSchemes: [String]) {
    self.database = database
    ledger = Ledger(database: database, milliseconds: milliseconds)
    self.run = run
    self.linkedSchemes = linkedSchemes
  }

  /// Brings the store to what a record says.
  mutating func add(_ record: SourceRecord) throws {
    var record = record
    let known = try database.first(
      "SELECT sequence, entity, import, said FROM source_records WHERE source = ? AND key = ?",
      run.sourceRow, record.key
    ) {
      (sequence: try $0.int(0), entity: try $0.int(1), run: try $0.int(2), said: try $0.text(3))
    }
    if let known {
      let before = try Self.decoded(known.said)
      // A key may come again in one input, as a subject's triples do: then it says all of it.
      if known.run == run.number { record = Self.joined(before, record) }
      let said = try Self.encoded(record)
      if said == known.said {
        if known.run != run.number {
          try database.run(
            "UPDATE source_records SET import = ? WHERE sequence = ?", run.number, known.sequence)
        }
        let id = try database.first(
          "SELECT id FROM entities WHERE sequence = ?", known.entity, body: { try $0.text(0) })
        report(.unchanged, CanonicalID(rawValue: id ?? ""), record)
        return
      }
      try replace(known.sequence, of: known.entity, by: record, said)
    } else {
      let said = try Self.encoded(record)
      try database.run(
        """
        INSERT OR IGNORE INTO entities (id, type, name, search_key, recorded)
        VALUES (?, ?, ?, ?, ?)
        """, record.entity.id.rawValue, record.entity.type.rawValue, record.entity.name,
        Spelling.searchKey(record.entity.name), ledger.milliseconds)
      let isNew = database.changesCount > 0
      guard let own = try database.entityRow(of: record.entity.id.rawValue) else {
        throw StoreFault(.corrupted, "the entity \(record.entity.id) is missing")
      }
      try insert(record, said, of: own.sequence, isNew: isNew)
    }
    try link(record)
  }

  private mutating func insert(
    _ record: SourceRecord, _ said: String, of entity: Int, isNew: Bool
  ) throws {
    // Of an entity that is new nobody else has said anything.
    let before = isNew ? [] : try claims(about: entity)
    try database.run(
      "INSERT INTO source_records (source, key, entity, import, said) VALUES (?, ?, ?, ?, ?)",
      run.sourceRow, record.key, entity, run.number, said)
    let after = isNew ? [record.entity] : try claims(about: entity)
    try settle(entity, before: before, after: after, record, as: isNew ? .added : .changed)
  }

  private mutating func replace(
    _ sequence: Int, of entity: Int, by record: SourceRecord, _ said: String
  ) throws {
    let before = try claims(about: entity)
    try database.run(
      "UPDATE source_records SET import = ?2, said = ?3 WHERE sequence = ?1", sequence, run.number,
      said)
    try settle(entity, before: before, after: claims(about: entity), record, as: .changed)
  }

  /// Takes away what records said that the source has no more.
  mutating func withdraw(limit: Int) throws {
    let gone = try database.all(
      """
      SELECT sequence, entity, said FROM source_records WHERE source = ? AND import <> ?
      ORDER BY sequence LIMIT ?
      """, run.sourceRow, run.number, limit
    ) { (sequence: try $0.int(0), entity: try $0.int(1), said: try $0.text(2)) }
    for row in gone {
      let before = try claims(about: row.entity)
      try database.run("DELETE FROM source_records WHERE sequence = ?", row.sequence)
      var record = try Self.decoded(row.said)
      record.line = 0
      try settle(
        row.entity, before: before, after: claims(about: row.entity), record, as: .withdrawn)
    }
  }
}

// MARK: - Settling

extension Importing {
  /// What all sources say of an entity, in the order in which they count.
  private func claims(about entity: Int) throws -> [Entity] {
    try database.all(
      """
      SELECT r.said FROM source_records r JOIN sources s ON s.sequence = r.source
      WHERE r.entity = ? ORDER BY s.name, r.key
      """, entity
    ) { try Self.decoded($0.text(0)).entity }
  }

  /// All claims as one entity, or `nil` when there are none.
  private func union(_ claims: [Entity]) -> Entity? {
    guard var entity = claims.first else { return nil }
    for claim in claims.dropFirst() { entity.absorb(claim) }
    return entity
  }

  /// Brings an entity's own row from what sources said to what they say.
  private mutating func settle(
    _ entity: Int, before: [Entity], after: [Entity], _ record: SourceRecord,
    as kind: ImportChange.Kind
  ) throws {
    let id = try database.first(
      "SELECT id FROM entities WHERE sequence = ?", entity, body: { try $0.text(0) })
    guard let id, let own = try database.entityRow(of: id)?.entity else {
      throw StoreFault(.corrupted, "a record is about an entity that does not exist")
    }
    let old = union(before)
    let new = union(after)
    var wanted = own
    if let new {
      wanted.type = new.type
      wanted.name = new.name
    }
    func value<Value: Equatable>(_ field: KeyPath<Entity, Value?>) -> Value? {
      if let said = new?[keyPath: field] { return said }
      return own[keyPath: field] == old?[keyPath: field] ? nil : own[keyPath: field]
    }
    wanted.gender = value(\.gender)
    wanted.country = value(\.country)
    wanted.description = value(\.description)
    for (kind, date) in old?.dates ?? [:] where own.dates[kind] == date {
      wanted.dates[kind] = nil
    }
    wanted.dates.merge(new?.dates ?? [:]) { _, said in said }
    let gone = Set(old?.identifiers ?? []).subtracting(new?.identifiers ?? [])
    wanted.identifiers = Set(own.identifiers).subtracting(gone).union(new?.identifiers ?? [])
      .sorted()
    wanted.preferred = new?.preferred ?? []
    try writeValues(wanted, over: own, of: entity)
    if old == nil, wanted.name != own.name {
      // A name that documents gave stays a spelling.
      try Recording(database: database, milliseconds: ledger.milliseconds)
        .give(Alias(own.name), to: entity)
    }
    try writeAliases(of: entity, before: old?.aliases ?? [], after: new?.aliases ?? [])
    try writePreferred(wanted.preferred, of: entity)
    if kind == .added { return report(.added, own.id, record) }
    guard let now = try database.entityRow(of: id)?.entity else { return }
    let fields = ImportChange.fields(from: own, to: now)
    let actual = kind == .changed && fields.isEmpty ? .unchanged : kind
    report(actual, own.id, record, fields)
  }

  private func writeValues(_ wanted: Entity, over own: Entity, of entity: Int) throws {
    let same =
      wanted.type == own.type && wanted.name.utf8.elementsEqual(own.name.utf8)
      && wanted.gender == own.gender && wanted.country == own.country
      && wanted.description == own.description
    if !same {
      try database.run(
        """
        UPDATE entities SET type = ?2, name = ?3, search_key = ?4, gender = ?5, country = ?6,
          description = ?7
        WHERE sequence = ?1
        """, entity, wanted.type.rawValue, wanted.name, Spelling.searchKey(wanted.name),
        wanted.gender?.rawValue, wanted.country, wanted.description)
    }
    if wanted.dates != own.dates {
      try database.run("DELETE FROM dates WHERE entity = ?", entity)
      for (kind, date) in wanted.dates.sorted(by: { $0.key < $1.key }) {
        try database.run(
          "INSERT INTO dates (entity, kind, value) VALUES (?, ?, ?)", entity, kind, date)
      }
    }
    for identifier in Set(own.identifiers).subtracting(wanted.identifiers).sorted() {
      try database.run(
        "DELETE FROM identifiers WHERE entity = ? AND scheme = ? AND value = ?", entity,
        identifier.scheme, identifier.value)
    }
    for identifier in Set(wanted.identifiers).subtracting(own.identifiers).sorted() {
      try database.run(
        "INSERT INTO identifiers (entity, scheme, value) VALUES (?, ?, ?)", entity,
        identifier.scheme, identifier.value)
    }
  }

  /// An alias that no source gives any more goes, unless documents have it.
  private func writeAliases(of entity: Int, before: [Alias], after: [Alias]) throws {
    let old = Recording.counts(before)
    let new = Recording.counts(after)
    let counts = Dictionary(uniqueKeysWithValues: old.map { ($0.key, $0.value.count) })
    let kept = Set(new.map(\.key))
    for (key, _) in old where !kept.contains(key) {
      try database.run(
        """
        DELETE FROM aliases
        WHERE entity = ?1 AND ifnull(canonical, text) = ?2 AND language = ?3 AND seen = 0
        """, entity, key.spelling.text, key.language)
      try database.run(
        """
        UPDATE aliases SET given = 0
        WHERE entity = ?1 AND ifnull(canonical, text) = ?2 AND language = ?3
        """, entity, key.spelling.text, key.language)
    }
    let recording = Recording(database: database, milliseconds: ledger.milliseconds)
    for (key, alias) in new where counts[key] != alias.count {
      try recording.give(alias, to: entity)
    }
  }

  private func writePreferred(_ names: [PreferredName], of entity: Int) throws {
    try database.run(
      "DELETE FROM preferred_names WHERE entity = ? AND by_person = 0", entity)
    let recording = Recording(database: database, milliseconds: ledger.milliseconds)
    for name in names { try recording.prefer(name, of: entity) }
  }

  /// Merges with entities that the source says are the same: by IDs that it gave up, and by
  /// identifiers of the schemes that link.
  private mutating func link(_ record: SourceRecord) throws {
    let id = record.entity.id
    for former in record.formerIDs where former != id {
      let isKnown = try database.first(
        "SELECT 1 FROM entities WHERE id = ?", former.rawValue
      ) { _ in true }
      let note = DecisionNote.automatic("\(run.source) gave up the ID \(former) for \(id)")
      if isKnown == nil {
        let leads = try database.first(
          "SELECT 1 FROM redirects WHERE old_id = ?", former.rawValue
        ) { _ in true }
        if leads == nil {
          try ledger.redirect(RedirectRecord(former, to: id), note)
          continue
        }
      }
      try merge(id, former, note, record)
    }
    for identifier in record.entity.identifiers where linkedSchemes.contains(identifier.scheme) {
      var others = try database.all(
        """
        SELECT e.id FROM identifiers i JOIN entities e ON e.sequence = i.entity
        WHERE i.value = ?1 AND i.scheme = ?2 AND e.id <> ?3
        UNION SELECT id FROM entities WHERE id = ?1 AND id <> ?3 ORDER BY 1
        """, identifier.value, identifier.scheme, id.rawValue
      ) { CanonicalID(rawValue: try $0.text(0)) }
      if identifier.scheme != "wikidata" {
        others.removeAll { $0.rawValue == identifier.value }
      }
      let note = DecisionNote.automatic(
        "both have the identifier \(identifier.scheme):\(identifier.value)",
        evidence: [
          JudgementEvidence("identifier", identifier.value, identifier.value, weight: 20)
        ])
      for other in others { try merge(id, other, note, record) }
    }
  }

  private mutating func merge(
    _ id: CanonicalID, _ other: CanonicalID, _ note: DecisionNote, _ record: SourceRecord
  ) throws {
    switch try ledger.mergeUnlessJudgedDifferent(id, other, note) {
    case .alreadyOne: return
    case .merged: report(.merged, id, record, other: other)
    case .judgedDifferent: report(.refused, id, record, other: other)
    }
  }

  private mutating func report(
    _ kind: ImportChange.Kind, _ id: CanonicalID, _ record: SourceRecord,
    _ fields: [ImportChange.Field] = [], other: CanonicalID? = nil
  ) {
    changes.append(
      ImportChange(
        kind: kind, id: id, key: record.key, line: record.line, fields: fields, other: other))
  }
}

// MARK: - Records as they are kept

extension Importing {
  /// A record as one line of JSON with its members in order; the line number is not kept.
  private static func encoded(_ record: SourceRecord) throws -> String {
    var record = record
    record.line = 0
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(record), as: UTF8.self)
  }

  private static func decoded(_ said: String) throws -> SourceRecord {
    let record = Result { try JSONDecoder().decode(SourceRecord.self, from: Data(said.utf8)) }
    guard case .success(let record) = record else {
      throw StoreFault(.corrupted, "what a source said cannot be read")
    }
    return record
  }

  /// Two records of one key as one: the first one's values, and the names of both.
  private static func joined(_ first: SourceRecord, _ second: SourceRecord) -> SourceRecord {
    var record = second
    record.entity = first.entity
    record.entity.absorbOnce(second.entity)
    let known = Set(first.formerIDs)
    record.formerIDs = first.formerIDs + second.formerIDs.filter { !known.contains($0) }
    return record
  }
}

extension Entity {
  /// Takes over what another record says, without adding up the counts of equal aliases.
  fileprivate mutating func absorbOnce(_ other: Entity) {
    var other = other
    other.aliases.removeAll { alias in
      aliases.contains { $0.text == alias.text && $0.language == alias.language }
    }
    absorb(other)
  }
}
