public import Onoma
internal import Synchronization

/// What a server is to know: a store, the entities of a knowledge base, both or neither.
public struct ServiceContents: Sendable {
  /// The store, opened for reading, or for writing where people are to judge.
  public var store: EntityStore?
  /// Entities that are believed before the store's.
  public var knowledge: KnowledgeBase

  /// Takes a store and a knowledge base.
  public init(store: EntityStore? = nil, knowledge: KnowledgeBase = KnowledgeBase()) {
    self.store = store
    self.knowledge = knowledge
  }
}

/// Answers about names, over entities that can be loaded anew while it works.
///
/// ```swift
/// let service = try OnomaService(store: EntityStore(path: "names.onoma", access: .readOnly))
/// try await OnomaServer(service: service, logger: logger).run()
/// ```
///
/// Names are resolved against the entities as they were when the service was made or last reloaded, so
/// that one text gets one answer; a single entity is read from the store at the moment it is asked for.
public final class OnomaService: Sendable {
  private let current: Mutex<ServiceSnapshot>
  private let load: (@Sendable () throws -> ServiceContents)?
  private let reloading = Mutex(false)
  private let loads = Mutex(1)

  /// A service over a store, a knowledge base, both or neither.
  ///
  /// Where both have an entity, the knowledge base is believed. Complexity: O(n log n) in the bytes of
  /// all spellings.
  /// - Throws: ``StoreError`` when the store cannot be read, ``NameIndexError`` when it has more names
  ///   than an index holds.
  public convenience init(
    store: EntityStore? = nil, knowledge: KnowledgeBase = KnowledgeBase()
  ) throws {
    let contents = ServiceContents(store: store, knowledge: knowledge)
    self.init(try ServiceSnapshot(contents), load: nil)
  }

  /// A service that can be reloaded.
  /// - Parameter load: Opens what the service is to know; called now and at every ``reload()``.
  /// - Throws: What `load` throws, and as ``init(store:knowledge:)``.
  public convenience init(
    loading load: @escaping @Sendable () throws -> ServiceContents
  ) throws {
    self.init(try ServiceSnapshot(load()), load: load)
  }

  private init(
    _ snapshot: ServiceSnapshot, load: (@Sendable () throws -> ServiceContents)?
  ) {
    current = Mutex(snapshot)
    self.load = load
  }

  /// What is known now.
  var snapshot: ServiceSnapshot { current.withLock { $0 } }

  /// Whether there is anything to load anew.
  var canReload: Bool { load != nil }

  /// How often entities have been loaded, the first time included.
  var generation: Int { loads.withLock { $0 } }

  /// Loads everything anew and then, at once, answers from it.
  ///
  /// Requests that have begun end with what they began with. When loading fails, what was known stays.
  /// Complexity: as ``init(loading:)``, and the memory of both states meanwhile.
  /// - Returns: Whether anything was loaded: not while another reload is under way.
  /// - Throws: As ``init(loading:)``.
  @discardableResult
  public func reload() throws -> Bool {
    guard let load else { return false }
    let mayBegin = reloading.withLock { isReloading in
      defer { isReloading = true }
      return !isReloading
    }
    guard mayBegin else { return false }
    defer { reloading.withLock { $0 = false } }
    let snapshot = try ServiceSnapshot(load())
    current.withLock { $0 = snapshot }
    loads.withLock { $0 += 1 }
    return true
  }
}
