internal import GRDB
public import OnomaEntities

// What a store is told, and how that meets what it knows.
//
// Counts of spellings are not taken from the caller when documents are recorded: `aliases.seen` is
// the number of stored mentions with that spelling, kept up to date by the difference each document
// makes. So reading a document twice cannot count it twice, whatever the caller added up, and two
// processes that read different documents cannot overwrite each other's sums. `aliases.given` holds
// counts that come from elsewhere, such as a list of names, and is set by `replace`.

extension EntityStore {
  /// Records what a run over documents found, whole or not at all.
  ///
  /// - An entity that is known gains what is new: aliases, identifiers, dates, and values for what
  ///   was unknown or has changed. Nothing is taken away, and `nil` erases nothing. Counts of
  ///   aliases are the store's own: the number of recorded mentions with that spelling.
  /// - A document that is known by its name is read anew: its mentions are replaced.
  /// - A mention may name an entity of this record, of the store, or a merged ID.
  ///
  /// Recording the same again changes nothing. Complexity: O(size of the record), with a factor
  /// logarithmic in the size of the store.
  /// - Throws: ``StoreError``; of kind `invalidInput` for a mention of an entity or a document that
  ///   nobody knows, for offsets outside the document, or for a circle of redirects.
  @discardableResult
  public func record(_ resolution: ResolutionRecord) throws(StoreError) -> RecordingSummary {
    try write { database in
      var recording = Recording(database: database, milliseconds: now)
      for entity in resolution.entities { try recording.add(entity) }
      let ledger = Ledger(database: database, milliseconds: now)
      for redirect in resolution.redirects { try ledger.redirect(redirect, .automatic("")) }
      try options.onStep?(.entities)
      for document in resolution.documents { try recording.add(document) }
      for mention in resolution.mentions { try recording.add(mention) }
      try options.onStep?(.mentions)
      try recording.settleCounts()
      try options.onStep?(.counts)
      return recording.summary
    }
  }

  /// Makes entities read as they are given, as an updated knowledge base asks for.
  ///
  /// Unlike ``record(_:)`` it takes away: aliases, identifiers and dates that are not given, and
  /// values that are `nil`. A count is set, though never below the number of recorded mentions with
  /// that spelling. What an entity has from IDs merged into it stays. Replacing entities by
  /// what ``knowledgeBase()`` gives changes nothing. Complexity: O(size of the entities).
  public func replace(_ entities: [Entity]) throws(StoreError) {
    try write { database in
      var recording = Recording(database: database, milliseconds: now)
      for entity in entities { try recording.replace(entity) }
    }
  }

  /// Makes one ID lead to another for ever, or until the redirect is removed.
  ///
  /// The entity of the old ID is kept, but it is not listed any more: its names, identifiers and
  /// mentions are seen as the other's. Complexity: O(length of the chain).
  /// - Throws: ``StoreError`` of kind `invalidInput` when the new ID is unknown, when the old one
  ///   leads elsewhere already, or when the two would lead to each other.
  public func redirect(_ old: CanonicalID, to new: CanonicalID) throws(StoreError) {
    try decide { try $0.redirect(RedirectRecord(old, to: new), .automatic("")) }
  }

  /// Undoes a redirect: the old ID stands for its own entity again, with what was its own.
  ///
  /// ``undo(_:_:)`` does this for the last decisions about an entity; this call takes a single step
  /// out of a chain, whatever came later.
  /// - Throws: ``StoreError`` of kind `invalidInput` when the ID leads nowhere.
  public func removeRedirect(of old: CanonicalID) throws(StoreError) {
    try decide { ledger in
      let leads = try ledger.database.first(
        "SELECT 1 FROM redirects WHERE old_id = ? AND retired = 0", old.rawValue
      ) { _ in true }
      if leads == nil {
        throw StoreFault(.invalidInput, "\(old) does not lead to another entity")
      }
      let decision = try ledger.database.first(
        """
        SELECT d.sequence FROM decision_edges e JOIN decisions d ON d.sequence = e.decision
        WHERE e.old_id = ? AND e.added = 1 AND d.action IN ('merge', 'redirect')
          AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.sequence)
        ORDER BY d.sequence DESC
        """, old.rawValue, body: { try $0.int(0) })
      if let decision {
        _ = try ledger.undo(ledger.undoable(decision), .automatic(""), isForced: true)
      } else {
        try ledger.database.run("DELETE FROM redirects WHERE old_id = ?", old.rawValue)
      }
    }
  }
}
