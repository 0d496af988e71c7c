internal import GRDB

/// The tables of a store and how they came to be (`docs/store.md` explains them).
///
/// A published migration is never edited: a change is a new one at the end of the list. A file that
/// carries a migration which this list does not know was written by a later version.
enum StoreSchema {
  /// What SQLite's header says of our files: "ONMA".
  static let applicationID = 0x4F4E_4D41

  /// The migrations in their order.
  /// - Parameter later: Names of empty ones to follow them, for tests.
  static func migrator(later: [String]) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { database in
      try database.execute(sql: entities)
      try database.execute(sql: documents)
      try database.execute(sql: decisions)
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    migrator.registerMigration("v2") { database in
      try database.execute(sql: ledger)
      try database.execute(sql: preferredNames)
      try database.execute(sql: imports)
      try database.execute(sql: reviews)
    }
    for name in later { migrator.registerMigration(name) { _ in } }
    return migrator
  }

  /// Entities and what is known of them.
  ///
  /// `canonical` is the NFC form of a text where that differs.
  private static let entities = """
    CREATE TABLE metadata (
      key TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO metadata (key, value) VALUES ('format', 'onoma-store'), ('offsets', 'scalar');

    CREATE TABLE entities (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      name TEXT NOT NULL,
      search_key TEXT NOT NULL,
      gender TEXT,
      country TEXT,
      description TEXT
    ) STRICT;
    CREATE INDEX entities_by_type ON entities (type, sequence);
    CREATE INDEX entities_by_key ON entities (search_key);
    CREATE TRIGGER entities_keep_rows BEFORE DELETE ON entities
    BEGIN SELECT RAISE(ABORT, 'an entity is never deleted'); END;
    CREATE TRIGGER entities_keep_ids BEFORE UPDATE OF sequence, id ON entities
    BEGIN SELECT RAISE(ABORT, 'the ID of an entity never changes'); END;

    CREATE TABLE aliases (
      sequence INTEGER PRIMARY KEY,
      entity INTEGER NOT NULL REFERENCES entities (sequence),
      text TEXT NOT NULL,
      canonical TEXT,
      language TEXT NOT NULL DEFAULT '',
      search_key TEXT NOT NULL,
      given INTEGER NOT NULL CHECK (given >= 0),
      seen INTEGER NOT NULL CHECK (seen >= 0)
    ) STRICT;
    CREATE UNIQUE INDEX aliases_by_entity
      ON aliases (entity, ifnull(canonical, text), language);
    CREATE INDEX aliases_by_key ON aliases (search_key);

    CREATE TABLE identifiers (
      entity INTEGER NOT NULL REFERENCES entities (sequence),
      scheme TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (entity, scheme, value)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX identifiers_by_value ON identifiers (value, scheme);

    CREATE TABLE dates (
      entity INTEGER NOT NULL REFERENCES entities (sequence),
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (entity, kind)
    ) STRICT, WITHOUT ROWID;
    """

  /// Documents and where they name entities.
  ///
  /// `spelling` is the surface on one line, in NFC, where that differs; offsets count Unicode scalars.
  private static let documents = """
    CREATE TABLE documents (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      content_hash TEXT NOT NULL,
      scalar_count INTEGER NOT NULL CHECK (scalar_count >= 0)
    ) STRICT;

    CREATE TABLE mentions (
      sequence INTEGER PRIMARY KEY,
      document INTEGER NOT NULL REFERENCES documents (sequence),
      entity INTEGER NOT NULL REFERENCES entities (sequence),
      start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
      end_offset INTEGER NOT NULL CHECK (end_offset >= start_offset),
      surface TEXT NOT NULL,
      spelling TEXT,
      type TEXT NOT NULL,
      score REAL NOT NULL
    ) STRICT;
    CREATE INDEX mentions_by_document ON mentions (document, start_offset, end_offset);
    CREATE INDEX mentions_by_entity ON mentions (entity, ifnull(spelling, surface));
    """

  /// Merged IDs and the ledger, which only grows.
  private static let decisions = """
    CREATE TABLE redirects (
      old_id TEXT NOT NULL PRIMARY KEY,
      new_id TEXT NOT NULL REFERENCES entities (id),
      CHECK (old_id <> new_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX redirects_by_target ON redirects (new_id);

    CREATE TABLE judgements (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      left_id TEXT NOT NULL,
      right_id TEXT NOT NULL,
      verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
      author TEXT NOT NULL,
      reason TEXT NOT NULL,
      time INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX judgements_by_left ON judgements (left_id);
    CREATE INDEX judgements_by_right ON judgements (right_id);
    CREATE TRIGGER judgements_keep_rows BEFORE DELETE ON judgements
    BEGIN SELECT RAISE(ABORT, 'a judgement is never deleted'); END;
    CREATE TRIGGER judgements_keep_words BEFORE UPDATE ON judgements
    BEGIN SELECT RAISE(ABORT, 'a judgement is never changed'); END;
    """
}
