internal import Onoma

/// What a server knows at one moment: the entities, and what finds them by name.
///
/// It never changes; a request works with the one that it began with, so that a reload in between
/// cannot give it half of two states.
struct ServiceSnapshot: Sendable {
  /// All entities, of the store and of the knowledge base.
  let knowledge: KnowledgeBase
  /// Finds them by name.
  let search: EntitySearch
  /// Resolves texts against them.
  let resolver: Resolver
  let matcher = NameMatcher()
  let registry = TransliterationRegistry.shipped
  /// The store, for what is read at the moment of asking: mentions, judgements, redirects.
  let store: EntityStore?
  /// The IDs that lead to each entity that others were merged into.
  private let referents: [CanonicalID: [CanonicalID]]
  /// The entities that a knowledge base file gave, which is believed before the store.
  private let given: KnowledgeBase

  /// Indexes what was loaded.
  ///
  /// Complexity: O(n log n) in the bytes of all spellings.
  init(_ contents: ServiceContents) throws {
    var known = try contents.store?.knowledgeBase() ?? KnowledgeBase()
    for entity in contents.knowledge.entities { known.insert(entity) }
    knowledge = known
    var referents: [CanonicalID: [CanonicalID]] = [:]
    for id in known.retiredIDs { referents[known.current(id), default: []].append(id) }
    self.referents = referents
    let prepared = PreparedKnowledge(known)
    search = try EntitySearch(prepared)
    resolver = Resolver(prepared)
    given = contents.knowledge
    store = contents.store
  }

  /// The IDs that were merged into an entity, in order.
  func retiredIDs(of id: CanonicalID) -> [CanonicalID] { referents[id] ?? [] }

  /// What an ID leads to.
  enum EntityAnswer {
    /// The entity itself.
    case entity(Entity)
    /// The ID was merged into this one.
    case moved(CanonicalID)
    /// Nobody has the ID.
    case unknown
  }

  /// Looks an ID up: in the knowledge base, then in the store as it is now.
  func entity(_ id: CanonicalID) throws(StoreError) -> EntityAnswer {
    let current = given.current(id)
    if let entity = given[current] { return current == id ? .entity(entity) : .moved(current) }
    guard let store, let current = try store.current(id) else { return .unknown }
    if current != id { return .moved(current) }
    return try store.entity(id).map(EntityAnswer.entity) ?? .unknown
  }

  /// The entity that an ID stands for now, wherever it was merged to.
  /// - Throws: `not_found`.
  func currentEntity(_ text: String) throws -> Entity {
    let id = CanonicalID(rawValue: text)
    switch try entity(id) {
    case .entity(let entity): return entity
    case .moved(let current):
      if case .entity(let entity) = try self.entity(current) { return entity }
      fallthrough
    case .unknown: throw ServiceError(.notFound, "no entity has the ID \"\(text.prefix(80))\"")
    }
  }

  /// Makes sure that the store can still be read.
  func checkStore() throws(StoreError) { _ = try store?.current(CanonicalID(rawValue: "readyz")) }
}
