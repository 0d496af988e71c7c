public import OnomaEntities
public import OnomaText

/// An entity as exporters see it.
public struct ExportedEntity: Sendable {
  /// The entity, with all that was merged into it.
  public var entity: Entity
  /// IDs that lead to it, in order.
  public var formerIDs: [CanonicalID]
  /// Where it is mentioned, by document, for formats that ask for it.
  public var mentions: [EntityMention]

  /// Takes an entity with what belongs to it.
  public init(
    _ entity: Entity, formerIDs: [CanonicalID] = [], mentions: [EntityMention] = []
  ) {
    self.entity = entity
    self.formerIDs = formerIDs
    self.mentions = mentions
  }
}

/// A document as exporters see it.
public struct ExportedDocument: Sendable {
  /// Its name.
  public var name: String
  /// Its text, where that is at hand.
  public var text: SourceText?
  /// Its mentions, by position.
  public var mentions: [EntityMention]
  /// The entities that are mentioned, by ID.
  public var entities: [CanonicalID: Entity]

  /// Takes a document.
  public init(
    name: String, text: SourceText?, mentions: [EntityMention],
    entities: [CanonicalID: Entity]
  ) {
    self.name = name
    self.text = text
    self.mentions = mentions
    self.entities = entities
  }

  /// The mentions that start after the end of the one before: of two that overlap the earlier, of two
  /// that start together the longer.
  ///
  /// For formats whose spans cannot overlap. Complexity: O(n log n).
  public var flatMentions: [EntityMention] {
    var flat: [EntityMention] = []
    for mention in mentions.sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) })
    where mention.start >= (flat.last?.end ?? 0) && mention.end > mention.start {
      flat.append(mention)
    }
    return flat
  }

  /// The IDs that are mentioned, in the order of the text.
  ///
  /// Complexity: O(mentions).
  public var mentionedIDs: [CanonicalID] {
    var seen: Set<CanonicalID> = []
    return mentions.map(\.entity).filter { seen.insert($0).inserted }
  }

  /// What an entity is called; its ID where nothing is known of it.
  public func name(of id: CanonicalID) -> String { entities[id]?.name ?? id.rawValue }
}

/// That two IDs are one entity, or are not.
public struct IdentityLink: Sendable {
  /// The ID that stays, or the first of two.
  public var left: CanonicalID
  /// The ID that was merged, or the second of two.
  public var right: CanonicalID
  /// What is known.
  public var verdict: Judgement.Verdict
  /// Who decided; `nil` where the program merged them.
  public var author: String?
  /// When, in seconds since 1970, where that is known.
  public var time: Double?

  /// Takes what is known of two IDs.
  public init(
    _ left: CanonicalID, _ right: CanonicalID, _ verdict: Judgement.Verdict,
    author: String? = nil, time: Double? = nil
  ) {
    self.left = left
    self.right = right
    self.verdict = verdict
    self.author = author
    self.time = time
  }
}

/// Where an export's contents come from.
///
/// Each function hands over its pieces one by one, always in the same order.
public protocol ExportSource {
  /// Hands over the entities, with their mentions if asked.
  func forEachEntity(
    mentions: Bool, _ body: (ExportedEntity) throws -> Void) throws
  /// Hands over what is known of pairs of IDs: merges, then judgements.
  func forEachLink(_ body: (IdentityLink) throws -> Void) throws
  /// Hands over the documents with their mentions, and their texts as far as there are any.
  func forEachDocument(_ body: (ExportedDocument) throws -> Void) throws
}
