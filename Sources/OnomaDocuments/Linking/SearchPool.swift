internal import Synchronization

/// The searches of a knowledge base that are not at work, with what they remember.
///
/// The next batch of a run, or the next request of a server, finds again what the last one found. At most
/// one stays for each thread that ever resolved at the same time as others; what each keeps has a bound.
final class SearchPool: Sendable {
  private let idle = Mutex<[ParkedSearch]>([])

  /// Takes a search out, if there is one.
  func take() -> KnowledgeSearch? { idle.withLock { $0.popLast() }?.search }

  /// Puts a search back, which must not be used again.
  func putBack(_ search: KnowledgeSearch) {
    let parked = ParkedSearch(search: search)
    idle.withLock { $0.append(parked) }
  }
}

/// A search between two runs, when nobody else holds it.
private struct ParkedSearch: @unchecked Sendable {
  // Unchecked: the pool hands it to one thread at a time.
  let search: KnowledgeSearch
}
