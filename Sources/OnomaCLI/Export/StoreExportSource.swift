internal import Foundation
internal import Onoma

/// A store as the source of an export.
struct StoreExportSource: ExportSource {
  let store: EntityStore
  /// The documents' texts by name; empty where the format needs none.
  let texts: [String: SourceText]
  let progress: Progress

  func forEachEntity(mentions: Bool, _ body: (ExportedEntity) throws -> Void) throws {
    let readahead = EntityReadahead(store, mentions: mentions)
    defer { readahead.stop() }
    while let entities = try readahead.next() {
      for entity in entities {
        try body(entity)
        progress.step()
      }
    }
    progress.end()
  }

  func forEachLink(_ body: (IdentityLink) throws -> Void) throws {
    for redirect in try store.redirects() {
      try body(IdentityLink(redirect.new, redirect.old, .same))
    }
    for record in try store.judgements() {
      let judgement = record.judgement
      try body(
        IdentityLink(
          judgement.left, judgement.right, judgement.verdict, author: judgement.author,
          time: record.time.timeIntervalSince1970))
    }
  }

  func forEachDocument(_ body: (ExportedDocument) throws -> Void) throws {
    var unseen = Set(texts.keys)
    try store.withSnapshot { snapshot in
      try snapshot.forEachDocument { record, mentions, entities in
        let text = texts[record.name]
        unseen.remove(record.name)
        if !texts.isEmpty {
          guard let text else { return }
          let given = DocumentRecord(name: record.name, text: text[0..<text.count])
          guard given.contentHash == record.contentHash else {
            throw InterchangeError(
              file: record.name, line: 0,
              reason: "the text has changed since the store recorded it; resolve it again")
          }
        }
        try body(
          ExportedDocument(name: record.name, text: text, mentions: mentions, entities: entities))
      }
    }
    if let name = unseen.sorted().first {
      throw InterchangeError(file: name, line: 0, reason: "the store has no such document")
    }
  }
}
