internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Work that falls into numbered blocks, done by several threads at once.
///
/// Plain threads of the system: a caller of the library need not be asynchronous, and no task of a
/// shared pool is held up for seconds.
public enum ParallelBlocks {
  /// The number of processors that are there.
  public static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Calls `body` once for every block, each call with a state that its thread made for itself.
  ///
  /// Returns when all blocks are done. Which thread does which block differs from run to run, so
  /// `body` must leave its results where they belong by the block's number.
  /// - Parameters:
  ///   - count: The number of blocks.
  ///   - threads: The most threads that work, the caller's among them.
  ///   - state: Makes what one thread needs.
  ///   - body: Does one block.
  public static func run<State>(
    _ count: Int, threads: Int, state: @escaping @Sendable () -> State,
    body: @escaping @Sendable (Int, inout State) -> Void
  ) {
    let next = NextBlock()
    let work: @Sendable () -> Void = {
      var own = state()
      while true {
        let block = next.take()
        if block >= count { return }
        body(block, &own)
      }
    }
    var helpers: [pthread_t] = []
    for _ in 1..<max(1, min(threads, count)) {
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      let box = Unmanaged.passRetained(ThreadWork(work))
      let status = pthread_create(
        &thread, nil,
        { argument in
          #if canImport(Darwin)
            Unmanaged<ThreadWork>.fromOpaque(argument).takeRetainedValue().body()
          #else
            if let argument {
              Unmanaged<ThreadWork>.fromOpaque(argument).takeRetainedValue().body()
            }
          #endif
          return nil
        }, box.toOpaque())
      // Where the system grants no further thread, those that are there do the work.
      if status != 0 {
        box.release()
        break
      }
      #if canImport(Darwin)
        if let thread { helpers.append(thread) }
      #else
        helpers.append(thread)
      #endif
    }
    work()
    for helper in helpers { pthread_join(helper, nil) }
  }

  /// What `body` makes of each element, in their order, worked out by several threads at once.
  ///
  /// - Parameter threads: The most threads that work, the caller's among them.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], threads: Int, _ body: @escaping @Sendable (Element) -> Result
  ) -> [Result] {
    let results = BlockResults<Result?>(elements.count, nil)
    run(elements.count, threads: threads) { results[$0] = body(elements[$0]) }
    return results.all.compactMap { $0 }
  }

  /// Calls `body` once for every block; see the form with a state.
  public static func run(_ count: Int, threads: Int, body: @escaping @Sendable (Int) -> Void) {
    run(count, threads: threads, state: {}, body: { block, _ in body(block) })
  }
}

/// The next block that nobody has taken.
private final class NextBlock: Sendable {
  private let next = Atomic<Int>(0)

  func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
}

/// What a new thread is handed.
private final class ThreadWork: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
