internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Turns groups of mentions into entities with IDs.
struct ResolutionBuilder {
  let documents: [Document]
  let knowledge: KnowledgeBase

  private struct Entry {
    let group: MentionGroup
    let mentions: [Resolver.Reference]
    let link: EntityLinker.Link?
    let preferredName: String
    var id: CanonicalID?
  }

  private var entries: [Entry] = []

  init(documents: [Document], knowledge: KnowledgeBase) {
    self.documents = documents
    self.knowledge = knowledge
  }

  /// Adds a group with the entity it was linked to, if any.
  mutating func add(
    _ group: MentionGroup, mentions: [Resolver.Reference], link: EntityLinker.Link?
  ) {
    entries.append(
      Entry(
        group: group, mentions: mentions, link: link, preferredName: group.preferredName,
        id: link?.entity.id))
  }

  /// The result: IDs are given, mentions are in order.
  consuming func resolution() -> Resolution {
    mintIDs()
    var entities: [CanonicalID: Entity] = [:]
    var order: [CanonicalID] = []
    var mentions: [[ResolvedMention]] = Array(repeating: [], count: documents.count)
    for entry in entries {
      guard let id = entry.id else { continue }
      var entity = entities[id] ?? entry.link?.entity ?? newEntity(entry, id)
      if entities[id] == nil { order.append(id) }
      var spellings = Spellings()
      for (document, mention, _) in entry.mentions {
        let range = documents[document].whole(mention.range)
        let surface = documents[document].text[range]
        let reasons = spellings.reasons(mention, language: documents[document].language) {
          self.reasons($0, $1, entry)
        }
        mentions[document].append(
          ResolvedMention(
            document: documents[document].name, range: range, surface: surface,
            type: mention.type, entity: id, score: score(mention, entry.link),
            reasons: reasons))
      }
      for (alias, count) in spellings.counts() {
        entity.noteSpelling(alias.text, language: alias.language, count: count)
      }
      entities[id] = entity
    }
    return Resolution(
      mentions: mentions.flatMap { list in
        list.sorted { $0.range.lowerBound < $1.range.lowerBound }
      },
      entities: order.compactMap { entities[$0] },
      newEntities: Set(order.filter { knowledge[$0] == nil }))
  }

  /// Gives every group without a known entity an ID that depends on its name only.
  private mutating func mintIDs() {
    let open = entries.indices.filter { entries[$0].id == nil }
      .map { (name: mintName(entries[$0]), index: $0) }.sorted(by: <)
    var taken = Set(entries.compactMap(\.id))
    for (name, index) in open {
      let type = entries[index].group.type
      var ordinal = 0
      var id = CanonicalID.mint(type: type, name: name)
      while taken.contains(id) || knowledge.contains(id) {
        ordinal += 1
        id = CanonicalID.mint(type: type, name: name, ordinal: ordinal)
      }
      taken.insert(id)
      entries[index].id = id
    }
  }

  private func mintName(_ entry: Entry) -> String {
    entry.group.known.map { "= \($0.id)" } ?? NameKey.foldPhrase(entry.preferredName)
  }

  private func newEntity(_ entry: Entry, _ id: CanonicalID) -> Entity {
    Entity(
      id: id, type: entry.group.type, name: entry.preferredName,
      gender: entry.group.gender,
      country: entry.group.known.flatMap { $0.country.isEmpty ? nil : $0.country })
  }

  /// The probability that the span is a name of its type, times that of the link.
  private func score(_ mention: DetectedMention, _ link: EntityLinker.Link?) -> Double {
    let detection: Double =
      switch mention.certainty {
      case .certain: 0.97
      case .likely: 0.9
      case .weak: 0.6
      case .needsSupport: 0.5
      }
    // To three places: beyond them lies what spelling alone cannot tell, and an entity found again in the
    // text that it came from must score as it did then.
    let linked = link.map { ($0.probability * 1000).rounded() / 1000 } ?? 1
    let score = detection * linked
    return (score * 10_000).rounded() / 10_000
  }

  private func reasons(
    _ mention: DetectedMention, _ line: String, _ entry: Entry
  ) -> [String] {
    var reasons: [String] = []
    if let link = entry.link { reasons.append(link.match.explanation) }
    if let known = mention.known {
      reasons.append("well-known \(known.type == .place ? "place" : "organisation") \(known.id)")
    }
    let name = entry.preferredName
    if line != name {
      reasons.append("named with \"\(name)\" in these documents")
    }
    switch mention.certainty {
    case .certain: reasons.append("the words show a name of this type")
    case .likely: reasons.append("a capitalised name, supported by its context or other mentions")
    case .weak: reasons.append("a capitalised word inside a sentence")
    case .needsSupport: break
    }
    return reasons
  }
}
