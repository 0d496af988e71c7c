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
      var recording = Recording(database: database)
      for entity in resolution.entities { try recording.add(entity) }
      for redirect in resolution.redirects { try recording.add(redirect) }
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
      var recording = Recording(database: database)
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
    try write { database in
      try Recording(database: database).add(RedirectRecord(old, to: new))
    }
  }

  /// Undoes a redirect: the old ID stands for its own entity again, with what was its own.
  /// - Throws: ``StoreError`` of kind `invalidInput` when the ID leads nowhere.
  public func removeRedirect(of old: CanonicalID) throws(StoreError) {
    try write { database in
      try database.run("DELETE FROM redirects WHERE old_id = ?", old.rawValue)
      if database.changesCount == 0 {
        throw StoreFault(.invalidInput, "\(old) does not lead to another entity")
      }
    }
  }
}
