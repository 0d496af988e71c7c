// What version 2 added: one ledger for all decisions, preferred names, imports, the review queue.

extension StoreSchema {
  /// The ledger of everything that was decided, and what each decision changed.
  ///
  /// The columns of a primary key come first: where they do not, `PRAGMA integrity_check` of SQLite
  /// 3.40 reports nulls in a table without row IDs that has none.
  ///
  /// A redirect that is `retired` gave up an ID that an undone split had made: it leads on, and is
  /// no member of the entity.
  static let ledger = """
    ALTER TABLE entities ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE redirects ADD COLUMN retired INTEGER NOT NULL DEFAULT 0
      CHECK (retired IN (0, 1));

    CREATE TABLE decisions (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      action TEXT NOT NULL
        CHECK (action IN ('judge', 'merge', 'split', 'redirect', 'prefer', 'undo')),
      left_id TEXT NOT NULL,
      right_id TEXT NOT NULL,
      verdict TEXT CHECK (verdict IN ('same', 'different', 'unsure')),
      author TEXT NOT NULL,
      reason TEXT NOT NULL,
      evidence TEXT NOT NULL DEFAULT '[]',
      details TEXT NOT NULL DEFAULT '',
      undoes INTEGER UNIQUE REFERENCES decisions (sequence),
      time INTEGER NOT NULL,
      CHECK ((action = 'undo') = (undoes IS NOT NULL))
    ) STRICT;
    INSERT INTO decisions (sequence, action, left_id, right_id, verdict, author, reason, time)
      SELECT sequence, 'judge', left_id, right_id, verdict, author, reason, time
      FROM judgements ORDER BY sequence;
    DROP TABLE judgements;
    CREATE INDEX decisions_by_left ON decisions (left_id);
    CREATE INDEX decisions_by_right ON decisions (right_id);
    CREATE TRIGGER decisions_keep_rows BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;
    CREATE TRIGGER decisions_keep_words BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;

    CREATE TABLE decision_edges (
      decision INTEGER NOT NULL REFERENCES decisions (sequence),
      old_id TEXT NOT NULL,
      added INTEGER NOT NULL CHECK (added IN (0, 1)),
      new_id TEXT NOT NULL,
      PRIMARY KEY (decision, old_id, added)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX decision_edges_by_old ON decision_edges (old_id);
    CREATE INDEX decision_edges_by_new ON decision_edges (new_id);

    CREATE TABLE decision_mentions (
      decision INTEGER NOT NULL REFERENCES decisions (sequence),
      mention INTEGER NOT NULL,
      origin INTEGER NOT NULL REFERENCES entities (sequence),
      PRIMARY KEY (decision, mention)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE decision_aliases (
      decision INTEGER NOT NULL REFERENCES decisions (sequence),
      alias INTEGER NOT NULL,
      origin INTEGER NOT NULL REFERENCES entities (sequence),
      text TEXT NOT NULL,
      canonical TEXT,
      language TEXT NOT NULL,
      search_key TEXT NOT NULL,
      given INTEGER NOT NULL,
      copied INTEGER NOT NULL CHECK (copied IN (0, 1)),
      PRIMARY KEY (decision, alias)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE decision_identifiers (
      decision INTEGER NOT NULL REFERENCES decisions (sequence),
      scheme TEXT NOT NULL,
      value TEXT NOT NULL,
      origin INTEGER NOT NULL REFERENCES entities (sequence),
      PRIMARY KEY (decision, scheme, value, origin)
    ) STRICT, WITHOUT ROWID;
    """

  /// Names that were put first, by a source or by a person, whose choice goes before.
  static let preferredNames = """
    CREATE TABLE preferred_names (
      entity INTEGER NOT NULL REFERENCES entities (sequence),
      language TEXT NOT NULL,
      script TEXT NOT NULL,
      by_person INTEGER NOT NULL CHECK (by_person IN (0, 1)),
      text TEXT NOT NULL,
      PRIMARY KEY (entity, language, script, by_person)
    ) STRICT, WITHOUT ROWID;
    """

  /// What sources said, record by record, so that a later version of a source is told from it.
  static let imports = """
    CREATE TABLE sources (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE imports (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      source INTEGER NOT NULL REFERENCES sources (sequence),
      input TEXT NOT NULL,
      started INTEGER NOT NULL,
      finished INTEGER,
      lines INTEGER NOT NULL DEFAULT 0,
      digest TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX imports_by_source ON imports (source, sequence);
    CREATE TABLE source_records (
      sequence INTEGER PRIMARY KEY,
      source INTEGER NOT NULL REFERENCES sources (sequence),
      key TEXT NOT NULL,
      entity INTEGER NOT NULL REFERENCES entities (sequence),
      import INTEGER NOT NULL REFERENCES imports (sequence),
      said TEXT NOT NULL,
      UNIQUE (source, key)
    ) STRICT;
    CREATE INDEX source_records_by_entity ON source_records (entity);
    """

  /// Pairs of entities that somebody should look at; a decided one keeps what decided it.
  static let reviews = """
    CREATE TABLE reviews (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      left_id TEXT NOT NULL,
      right_id TEXT NOT NULL,
      probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
      priority REAL NOT NULL,
      evidence TEXT NOT NULL,
      origin TEXT NOT NULL,
      added INTEGER NOT NULL,
      decision INTEGER REFERENCES decisions (sequence),
      UNIQUE (left_id, right_id)
    ) STRICT;
    CREATE INDEX reviews_open ON reviews (priority DESC, sequence) WHERE decision IS NULL;
    CREATE INDEX reviews_by_decision ON reviews (decision) WHERE decision IS NOT NULL;
    """
}
