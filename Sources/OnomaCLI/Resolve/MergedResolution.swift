internal import Onoma

/// What came of the batches of a run, as if it were one.
///
/// The same ID is the same entity in every batch; its spellings are counted together.
struct MergedResolution {
  private(set) var resolution = Resolution()
  private var positions: [CanonicalID: Int] = [:]

  /// Adds what came of a batch.
  mutating func add(_ other: Resolution, of parts: [DocumentBatches.Part]) {
    var named: Set<CanonicalID> = []
    DocumentBatches.forEach(other.mentions, in: parts) { mention, part in
      var mention = mention
      let start = part.start.scalars
      mention.range =
        (mention.range.lowerBound + start)..<(mention.range.upperBound + start)
      named.insert(mention.entity)
      resolution.mentions.append(mention)
    }
    for entity in other.entities where named.contains(entity.id) {
      if let position = positions[entity.id] {
        for alias in entity.aliases where alias.count > 0 {
          resolution.entities[position].noteSpelling(
            alias.text, language: alias.language, count: alias.count)
        }
      } else {
        positions[entity.id] = resolution.entities.count
        resolution.entities.append(entity)
      }
    }
    resolution.newEntities.formUnion(other.newEntities.filter(named.contains))
  }
}

extension DocumentBatches {
  /// Calls a body with each mention and the part it is in, without those that an earlier part had.
  static func forEach(
    _ mentions: [ResolvedMention], in parts: [Part],
    _ body: (ResolvedMention, Part) throws -> Void
  ) rethrows {
    var next = 0
    for part in parts {
      while next < mentions.count, mentions[next].document == part.document.name {
        if mentions[next].range.lowerBound >= part.context { try body(mentions[next], part) }
        next += 1
      }
    }
  }
}
