/// The entities that names are resolved against, in memory.
///
/// Order is kept: entities come out as they went in, and of two with the same claim to a name the
/// earlier one wins, so results do not depend on hashing.
public struct KnowledgeBase: Sendable {
  /// The entities, in the order in which they were added.
  public private(set) var entities: [Entity] = []
  private var positions: [CanonicalID: Int] = [:]
  private var redirects: [CanonicalID: CanonicalID] = [:]

  /// Makes an empty knowledge base.
  public init() {}

  /// Makes a knowledge base of entities, as ``insert(_:)`` does one by one.
  public init(_ entities: some Sequence<Entity>) {
    positions.reserveCapacity(entities.underestimatedCount)
    for entity in entities { insert(entity) }
  }

  /// Makes a knowledge base of an array of entities, which is not copied where no two have one ID.
  ///
  /// Complexity: O(n).
  package init(array entities: [Entity]) {
    positions.reserveCapacity(entities.count)
    for position in entities.indices { positions[entities[position].id] = position }
    if positions.count == entities.count {
      self.entities = entities
    } else {
      positions = [:]
      for entity in entities { insert(entity) }
    }
  }

  /// Whether an entity has this very ID, redirects not followed.
  ///
  /// Complexity: O(1).
  package func contains(_ id: CanonicalID) -> Bool { positions[id] != nil }

  /// Adds an entity, or replaces the one with the same ID in its place.
  ///
  /// Complexity: O(1).
  public mutating func insert(_ entity: Entity) {
    if let position = positions[entity.id] {
      entities[position] = entity
    } else {
      positions[entity.id] = entities.count
      entities.append(entity)
    }
  }

  /// Records that an ID was merged into another, so that looking it up still leads somewhere.
  public mutating func redirect(_ old: CanonicalID, to new: CanonicalID) {
    redirects[old] = new
  }

  /// The ID that an ID stands for now: itself, or where its redirects end.
  ///
  /// Complexity: O(length of the chain). A circle, which no merge can make, ends where it began.
  public func current(_ id: CanonicalID) -> CanonicalID {
    var id = id
    var seen: Set<CanonicalID> = []
    while let next = redirects[id], seen.insert(id).inserted { id = next }
    return id
  }

  /// The IDs that were merged into others, in order.
  ///
  /// Complexity: O(n log n) for n of them.
  public var retiredIDs: [CanonicalID] { redirects.keys.sorted() }

  /// What an ID was merged into; `nil` for one that was not.
  func next(_ id: CanonicalID) -> CanonicalID? { redirects[id] }

  /// The entity of an ID, redirects followed.
  ///
  /// Complexity: O(1).
  public subscript(_ id: CanonicalID) -> Entity? {
    positions[current(id)].map { entities[$0] }
  }
}
