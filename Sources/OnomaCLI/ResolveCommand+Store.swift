internal import Onoma

extension ResolveCommand {
  /// Records what was found in a store, all of it or nothing.
  func record(
    _ resolution: Resolution, _ documents: [Document], in store: EntityStore
  ) throws {
    let mentions = resolution.mentions.map { mention in
      EntityMention(
        document: mention.document, start: mention.range.lowerBound,
        end: mention.range.upperBound, surface: mention.surface, type: mention.type,
        entity: mention.entity, score: mention.score)
    }
    let records = documents.map { document in
      DocumentRecord(name: document.name, text: document.text[0..<document.text.count])
    }
    do {
      let summary = try store.record(
        ResolutionRecord(entities: resolution.entities, documents: records, mentions: mentions))
      if !quiet {
        StandardError.write(
          "recorded \(mentions.count) mentions; \(summary.entitiesAdded) new entities\n")
      }
    } catch { throw fail(error.description, code: error.exitStatus) }
  }
}
