internal import Onoma

/// What a run over documents found, or mentions that such a run printed, as the source of an export.
struct MemoryExportSource: ExportSource {
  private let entities: [Entity]
  private let mentions: [EntityMention]
  private let texts: [String: SourceText]
  /// The documents' names in order.
  private let names: [String]

  /// Takes the findings of a run.
  init(_ resolution: Resolution, documents: [Document]) {
    entities = resolution.entities
    mentions = resolution.mentions.map { mention in
      EntityMention(
        document: mention.document, start: mention.range.lowerBound,
        end: mention.range.upperBound, surface: mention.surface, type: mention.type,
        entity: mention.entity, score: mention.score)
    }
    names = documents.map(\.name)
    texts = Dictionary(documents.map { ($0.name, $0.text) }) { first, _ in first }
  }

  /// Takes mentions that were printed, and what is known of their entities beside that.
  init(mentions: [EntityMention], knowledge: KnowledgeBase, documents: [Document]) {
    self.mentions = mentions
    var known: [CanonicalID: Entity] = [:]
    var order: [CanonicalID] = []
    for mention in mentions {
      if known[mention.entity] == nil {
        order.append(mention.entity)
        known[mention.entity] =
          knowledge[mention.entity]
          ?? Entity(id: mention.entity, type: mention.type, name: "")
      }
      known[mention.entity]?.noteSpelling(Self.oneLine(mention.surface))
    }
    entities = order.compactMap { id in
      guard var entity = known[id] else { return nil }
      // Nothing says which name stands for the entity: the one with most words that is most frequent.
      if entity.name.isEmpty {
        let words = { (text: String) in text.split(separator: " ").count }
        let longest = entity.aliases.map { words($0.text) }.max() ?? 0
        entity.name = entity.aliases.first { words($0.text) == longest }?.text ?? id.rawValue
      }
      return entity
    }
    let given = documents.map(\.name)
    texts = Dictionary(documents.map { ($0.name, $0.text) }) { first, _ in first }
    var seen: Set<String> = []
    names = (given + mentions.map(\.document)).filter { seen.insert($0).inserted }
  }

  func forEachEntity(mentions wanted: Bool, _ body: (ExportedEntity) throws -> Void) throws {
    let found = wanted ? Dictionary(grouping: mentions, by: \.entity) : [:]
    for entity in entities { try body(ExportedEntity(entity, mentions: found[entity.id] ?? [])) }
  }

  func forEachLink(_ body: (IdentityLink) throws -> Void) throws {}

  func forEachDocument(_ body: (ExportedDocument) throws -> Void) throws {
    let found = Dictionary(grouping: mentions, by: \.document)
    let known = Dictionary(entities.map { ($0.id, $0) }) { first, _ in first }
    for name in names {
      let mentions = (found[name] ?? []).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
      let text = texts[name]
      for mention in mentions { try Self.check(mention, text) }
      let ids = Set(mentions.map(\.entity))
      try body(
        ExportedDocument(
          name: name, text: text, mentions: mentions,
          entities: known.filter { ids.contains($0.key) }))
    }
  }

  /// A mention must be what its document says.
  private static func check(_ mention: EntityMention, _ text: SourceText?) throws {
    guard let text else { return }
    guard mention.start >= 0, mention.start <= mention.end, mention.end <= text.count,
      text[mention.start..<mention.end] == mention.surface
    else {
      throw InterchangeError(
        file: mention.document, line: 0,
        reason: "the text from \(mention.start) to \(mention.end) is not the mention's; the "
          + "mentions are of another version, or their offsets count something else than scalars")
    }
  }

  /// A name that a document breaks over lines, on one.
  private static func oneLine(_ surface: String) -> String {
    surface.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
