public import OnomaNames

/// A span of a document that names an entity, as it is kept.
public struct EntityMention: Hashable, Sendable, Codable {
  /// The document's name.
  public var document: String
  /// Where the mention starts, in Unicode scalars from 0.
  public var start: Int
  /// Where it ends, exclusive, in Unicode scalars.
  public var end: Int
  /// The text of the span.
  public var surface: String
  /// What it names.
  public var type: EntityType
  /// Whom it names.
  public var entity: CanonicalID
  /// How probable that is, from 0 to 1.
  public var score: Double

  /// Makes a mention.
  public init(
    document: String, start: Int, end: Int, surface: String, type: EntityType,
    entity: CanonicalID, score: Double
  ) {
    self.document = document
    self.start = start
    self.end = end
    self.surface = surface
    self.type = type
    self.entity = entity
    self.score = score
  }
}
