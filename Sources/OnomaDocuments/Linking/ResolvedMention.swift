public import OnomaEntities
public import OnomaNames

/// A mention in a document, and whom it names.
public struct ResolvedMention: Hashable, Sendable {
  /// The document's name.
  public var document: String
  /// The span, in Unicode scalars of the document's exact text.
  public var range: Range<Int>
  /// The text of the span.
  public var surface: String
  /// What it names.
  public var type: EntityType
  /// Whom it names: an entity of the knowledge base, or a new one.
  public var entity: CanonicalID
  /// How probable it is that the span names this entity, from 0 to 1.
  public var score: Double
  /// Why, in plain sentences, weightiest first.
  public var reasons: [String]
}

/// What came of resolving documents.
public struct Resolution: Sendable {
  /// The mentions, document by document in the order given, by position.
  public var mentions: [ResolvedMention]
  /// The entities that are mentioned, by first mention; those of the knowledge base with their new
  /// spellings.
  public var entities: [Entity]
  /// The IDs of entities that the knowledge base did not have.
  public var newEntities: Set<CanonicalID>

  /// Takes what was found.
  public init(
    mentions: [ResolvedMention] = [], entities: [Entity] = [], newEntities: Set<CanonicalID> = []
  ) {
    self.mentions = mentions
    self.entities = entities
    self.newEntities = newEntities
  }
}
