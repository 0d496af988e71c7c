public import Onoma

/// What a server knows: the entities that names are resolved against, and the tools to do it.
///
/// ```swift
/// let service = try OnomaService(store: EntityStore(path: "names.onoma", access: .readOnly))
/// try await OnomaServer(service: service, logger: logger).run()
/// ```
///
/// Names are resolved against the entities as they were when the service was made, so that one
/// text gets one answer; a single entity is read from the store at the moment it is asked for.
public struct OnomaService: Sendable {
  let resolver: Resolver
  let matcher = NameMatcher()
  let registry = TransliterationRegistry.shipped
  private let knowledge: KnowledgeBase
  private let store: EntityStore?

  /// A service over a store, a knowledge base, both or neither.
  ///
  /// Where both have an entity, the knowledge base is believed. Complexity: O(entities).
  /// - Throws: ``StoreError`` when the store cannot be read.
  public init(
    store: EntityStore? = nil, knowledge: KnowledgeBase = KnowledgeBase()
  ) throws(StoreError) {
    var known = try store?.knowledgeBase() ?? KnowledgeBase()
    for entity in knowledge.entities { known.insert(entity) }
    resolver = Resolver(knowledge: known)
    self.knowledge = knowledge
    self.store = store
  }

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
    let current = knowledge.current(id)
    if let entity = knowledge[current] { return current == id ? .entity(entity) : .moved(current) }
    guard let store, let current = try store.current(id) else { return .unknown }
    if current != id { return .moved(current) }
    return try store.entity(id).map(EntityAnswer.entity) ?? .unknown
  }

  /// Makes sure that the store can still be read.
  func checkStore() throws(StoreError) { _ = try store?.current(CanonicalID(rawValue: "readyz")) }
}
