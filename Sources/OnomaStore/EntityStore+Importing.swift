internal import GRDB
public import OnomaEntities

// Taking in a source batch by batch. What a call has returned is on the disk.

extension EntityStore {
  /// Begins an import of a source, or goes on with one that was broken off.
  ///
  /// - Parameters:
  ///   - source: What the source is called; records of another version of it have the same name.
  ///   - input: What is read, for the record: a file's name.
  ///   - resuming: Whether to go on where the last import of the source ended, if it was broken off.
  ///     The caller passes over as many lines as the run says, after making sure by its digest that
  ///     they are the same.
  public func beginImport(
    source: String, input: String, resuming: Bool = false
  ) throws(StoreError) -> ImportRun {
    try write { database in
      if source.isEmpty { throw StoreFault(.invalidInput, "a source has no name") }
      try database.run("INSERT OR IGNORE INTO sources (name) VALUES (?)", source)
      let row = try database.first(
        "SELECT sequence FROM sources WHERE name = ?", source, body: { try $0.int(0) })
      guard let row else { throw StoreFault(.corrupted, "a source is missing") }
      if resuming {
        let last = try database.first(
          """
          SELECT sequence, lines, digest, finished IS NULL FROM imports WHERE source = ?
          ORDER BY sequence DESC
          """, row
        ) {
          (
            number: try $0.int(0), lines: try $0.int(1), digest: try $0.text(2),
            isOpen: try $0.int(3) == 1
          )
        }
        if let last, last.isOpen {
          return ImportRun(
            number: last.number, source: source, lines: last.lines, digest: last.digest,
            isResumed: true, sourceRow: row)
        }
      }
      try database.run(
        "INSERT INTO imports (source, input, started) VALUES (?, ?, ?)", row, input, now)
      return ImportRun(
        number: Int(database.lastInsertedRowID), source: source, lines: 0, digest: "",
        isResumed: false, sourceRow: row)
    }
  }

  /// Records a batch of a source's records: all of it, or nothing when it throws.
  ///
  /// A record whose key the source used before updates what it said then. Entities that were merged
  /// stay merged, entities that were judged different stay apart. Memory and time grow with the
  /// batch and not with the store. Complexity: O(size of the batch · log(size of the store)).
  /// - Parameters:
  ///   - records: The records, in the order of the source.
  ///   - lines: How many lines of the input are done after this batch.
  ///   - digest: A hash of those lines.
  ///   - linking: Schemes of identifiers that make two entities one, such as `wikidata`.
  /// - Returns: What became of each record, in their order.
  public func importBatch(
    _ records: [SourceRecord], into run: inout ImportRun, lines: Int, digest: String,
    linking: [String] = []
  ) throws(StoreError) -> [ImportChange] {
    let current = run
    let changes = try write { database in
      var importing = Importing(
        database: database, milliseconds: now, run: current, linkedSchemes: linking)
      for record in records { try importing.add(record) }
      try options.onStep?(.entities)
      try database.run(
        "UPDATE imports SET lines = ?2, digest = ?3 WHERE sequence = ?1", current.number, lines,
        digest)
      return importing.changes
    }
    run.lines = lines
    run.digest = digest
    return changes
  }

  /// How many records of earlier imports the source did not have this time.
  ///
  /// Complexity: O(records of the source).
  public func missingRecords(of run: ImportRun) throws(StoreError) -> Int {
    try read { database in
      try database.first(
        "SELECT count(*) FROM source_records WHERE source = ? AND import <> ?", run.sourceRow,
        run.number
      ) { try $0.int(0) } ?? 0
    }
  }

  /// Takes away what records said that the source has no more, at most `limit` of them.
  ///
  /// Their entities stay: an ID is never given up. Call it until it gives an empty list.
  public func withdrawMissingRecords(
    of run: ImportRun, limit: Int = 1000
  ) throws(StoreError) -> [ImportChange] {
    try write { database in
      var importing = Importing(
        database: database, milliseconds: now, run: run, linkedSchemes: [])
      try importing.withdraw(limit: limit)
      return importing.changes
    }
  }

  /// Notes that the input was read to its end.
  public func finishImport(_ run: ImportRun) throws(StoreError) {
    try write { database in
      try database.run(
        "UPDATE imports SET finished = ? WHERE sequence = ?", now, run.number)
    }
  }
}
