internal import Foundation
internal import Synchronization

/// Threads for work that computes or blocks, so that connections are served meanwhile.
///
/// Swift's own pool has one thread a processor, and every request is read and answered on it; a long
/// text resolved there would hold up the health check. Neither Dispatch nor `OperationQueue` would
/// help: on Linux their threads are those of Swift's pool. Work starts in the order in which it came.
final class WorkQueue: Sendable {
  private typealias Job = @Sendable () -> Void

  /// What the threads hold on to, so that the queue itself can go out of use and end them.
  private final class Shared: Sendable {
    let jobs = Mutex<[Job]>([])
    /// Counts the jobs that no thread has taken.
    let ready = DispatchSemaphore(value: 0)
  }

  private let shared = Shared()
  private let pending = Mutex(0)
  private let workers: Int
  private let limit: Int

  /// A queue that works on some things at once and lets some more wait.
  init(workers: Int, waitingLimit: Int) {
    self.workers = workers
    limit = workers + waitingLimit
    for number in 1...workers {
      let thread = Thread { [shared] in Self.work(shared) }
      thread.name = "onoma-\(number)"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  deinit {
    // A thread that wakes up and finds no job ends. None is left, since whoever awaits one keeps the
    // queue in use.
    for _ in 0..<workers { shared.ready.signal() }
  }

  /// Runs a body and gives its result.
  /// - Throws: What the body throws; ``ServiceError`` when too much is waiting already.
  func run<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    let hasRoom = pending.withLock { count in
      if count >= limit { return false }
      count += 1
      return true
    }
    guard hasRoom else {
      var error = ServiceError(.overloaded, "too many requests are waiting")
      error.headers = [("Retry-After", "1")]
      throw error
    }
    defer { pending.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      shared.jobs.withLock { jobs in
        jobs.append { continuation.resume(with: Swift.Result { try body() }) }
      }
      shared.ready.signal()
    }
  }

  private static func work(_ shared: Shared) {
    while true {
      shared.ready.wait()
      let job = shared.jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      guard let job else { return }
      job()
    }
  }
}
