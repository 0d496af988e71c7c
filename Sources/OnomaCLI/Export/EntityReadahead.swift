internal import Foundation
internal import Onoma

/// The entities of a store, read by one thread while another one writes those before.
///
/// Reading rows and writing text take about as long, so two processors halve the time. Memory holds a
/// few batches.
final class EntityReadahead: @unchecked Sendable {
  /// How many entities are handed over at once, and how many batches may wait.
  private static let (batch, waiting) = (1024, 3)

  private struct Stopped: Error {}

  // All under the condition's lock.
  private let condition = NSCondition()
  private var batches: [[ExportedEntity]] = []
  private var failure: (any Error)?
  private var isEnd = false
  private var isStopped = false

  /// Begins to read one state of a store.
  init(_ store: EntityStore, mentions: Bool) {
    Thread.detachNewThread { [self] in
      var failure: (any Error)?
      do {
        var batch: [ExportedEntity] = []
        try store.withSnapshot { snapshot in
          try snapshot.forEachEntity(mentions: mentions) { entity, formerIDs, mentions in
            batch.append(ExportedEntity(entity, formerIDs: formerIDs, mentions: mentions))
            if batch.count < Self.batch { return }
            try put(batch)
            batch = []
          }
        }
        try put(batch)
      } catch { failure = error }
      condition.withLock {
        self.failure = failure
        isEnd = true
        condition.broadcast()
      }
    }
  }

  /// The next entities in their order, or `nil` at the end.
  ///
  /// - Throws: What reading the store threw.
  func next() throws -> [ExportedEntity]? {
    condition.lock()
    defer { condition.unlock() }
    while batches.isEmpty, !isEnd { condition.wait() }
    if let failure, batches.isEmpty { throw failure }
    if batches.isEmpty { return nil }
    condition.broadcast()
    return batches.removeFirst()
  }

  /// Makes the reading end, and waits until it has.
  func stop() {
    condition.lock()
    defer { condition.unlock() }
    isStopped = true
    condition.broadcast()
    while !isEnd { condition.wait() }
  }

  private func put(_ batch: [ExportedEntity]) throws {
    condition.lock()
    defer { condition.unlock() }
    while batches.count >= Self.waiting, !isStopped { condition.wait() }
    if isStopped { throw Stopped() }
    batches.append(batch)
    condition.broadcast()
  }
}
