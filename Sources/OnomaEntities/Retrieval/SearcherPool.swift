internal import Synchronization

/// Searchers of an index that are not at work.
///
/// A searcher's memory is reused, which is most of what one costs; at most one stays for each thread
/// that ever searched at the same time as others.
final class SearcherPool: Sendable {
  private let idle = Mutex<[ParkedSearcher]>([])

  /// Takes a searcher out, or makes one.
  func take(for index: NameIndex) -> NameSearcher {
    let parked = idle.withLock { $0.popLast() }
    return NameSearcher(index, memory: parked?.memory ?? SearchMemory(names: index.count))
  }

  /// Puts a searcher's memory back; the searcher must not be used again.
  func putBack(_ searcher: NameSearcher) {
    let parked = ParkedSearcher(memory: searcher.memory)
    idle.withLock { $0.append(parked) }
  }
}

/// A searcher's memory between two searches, when nobody else holds it.
private struct ParkedSearcher: @unchecked Sendable {
  // Unchecked: the pool hands it to one thread at a time.
  let memory: SearchMemory
}
