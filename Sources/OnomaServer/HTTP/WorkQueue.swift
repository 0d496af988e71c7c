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
    /// Counts the jobs that are not done.
    let pending = Mutex(0)
  }

  /// Who waits for a job; resumed once, by whoever comes first.
  private final class Ticket<Result: Sendable>: Sendable {
    private enum State {
      case new
      case waiting(CheckedContinuation<Result, any Error>)
      case done
    }

    private let state = Mutex(State.new)

    /// Whether anybody still waits.
    var isOpen: Bool { state.withLock { if case .waiting = $0 { true } else { false } } }

    /// Begins to wait.
    func wait(_ continuation: CheckedContinuation<Result, any Error>) {
      state.withLock { $0 = .waiting(continuation) }
    }

    func resume(_ result: Swift.Result<Result, any Error>) {
      let continuation = state.withLock { state -> CheckedContinuation<Result, any Error>? in
        guard case .waiting(let continuation) = state else { return nil }
        state = .done
        return continuation
      }
      continuation?.resume(with: result)
    }
  }

  private let shared = Shared()
  private let workers: Int
  private let limit: Int
  private let patience: Duration
  private let deadlines: Deadlines

  /// A queue that works on some things at once and lets some more wait.
  /// - Parameter patience: How long anything may take, its waiting included.
  init(workers: Int, waitingLimit: Int, patience: Duration) {
    self.workers = workers
    self.patience = patience
    deadlines = Deadlines(after: patience)
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

  /// How many jobs are worked on or wait.
  var pendingCount: Int { shared.pending.withLock { $0 } }

  /// Runs a body and gives its result.
  ///
  /// A body that takes too long cannot be stopped: its thread ends it, for nobody.
  /// - Throws: What the body throws; ``ServiceError`` when too much is waiting already, or when the
  ///   result takes too long.
  func run<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    let hasRoom = shared.pending.withLock { count in
      if count >= limit { return false }
      count += 1
      return true
    }
    guard hasRoom else {
      var error = ServiceError(.overloaded, "too many requests are waiting")
      error.headers = [("Retry-After", "1")]
      throw error
    }
    let ticket = Ticket<Result>()
    let giveUp: Job = { [patience] in
      var error = ServiceError(.answerTimeout, "the answer took more than \(patience)")
      error.headers = [("Retry-After", "60")]
      ticket.resume(.failure(error))
    }
    return try await deadlines.run(orElse: giveUp) {
      try await withCheckedThrowingContinuation { continuation in
        ticket.wait(continuation)
        let shared = shared
        shared.jobs.withLock { jobs in
          jobs.append {
            // Before the answer goes out: whoever has it may ask the next thing at once.
            let result = ticket.isOpen ? Swift.Result { try body() } : nil
            shared.pending.withLock { $0 -= 1 }
            if let result { ticket.resume(result) }
          }
        }
        shared.ready.signal()
      }
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
