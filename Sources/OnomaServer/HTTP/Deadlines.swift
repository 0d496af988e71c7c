internal import Synchronization

/// Ends what takes too long, all by one timer.
///
/// A sleep of each request's own is kept until it would have ended, though it is cancelled long before: at
/// some thousand requests a second that is hundreds of megabytes.
final class Deadlines: Sendable {
  /// Something that may take until its end.
  private struct Wait: Sendable {
    let end: ContinuousClock.Instant
    let giveUp: @Sendable () -> Void
  }

  /// What the timer holds on to, so that the deadlines themselves can go out of use and end it.
  private final class Shared: Sendable {
    let waits = Mutex<(last: Int, open: [Int: Wait])>((0, [:]))

    func giveUpLate() {
      let now = ContinuousClock.now
      let late = waits.withLock { $0.open.values.filter { $0.end <= now } }
      for wait in late { wait.giveUp() }
    }
  }

  private let shared = Shared()
  private let patience: Duration
  private let timer: Task<Void, Never>

  /// Deadlines that all come after the same time; they are kept to a tenth of it, or to a second.
  init(after patience: Duration) {
    self.patience = patience
    let pause = min(.seconds(1), patience / 10)
    timer = Task { [shared] in
      while (try? await Task.sleep(for: pause)) != nil { shared.giveUpLate() }
    }
  }

  deinit { timer.cancel() }

  /// Runs a body, and gives it up when its time is up.
  /// - Parameter giveUp: Makes the body end; called again as long as it does not.
  func run<Result>(
    orElse giveUp: @escaping @Sendable () -> Void, _ body: () async throws -> Result
  ) async rethrows -> Result {
    let wait = Wait(end: .now.advanced(by: patience), giveUp: giveUp)
    let number = shared.waits.withLock { waits in
      waits.last += 1
      waits.open[waits.last] = wait
      return waits.last
    }
    defer { shared.waits.withLock { $0.open[number] = nil } }
    return try await body()
  }
}
