import Foundation

/// Times of two competitors from one run, so that only their ratio counts.
enum Timing {
  /// Seconds of processor time that this thread has used: what other processes do does not count.
  static func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Seconds since some moment.
  static func wallTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The best time of a call of `work` in several rounds, each repeated to at least `minimum`
  /// seconds.
  static func best(rounds: Int, minimum: Double, _ clock: () -> Double, _ work: () -> Void)
    -> Double
  {
    var repetitions = 1
    while true {
      let start = clock()
      for _ in 0..<repetitions { work() }
      if clock() - start >= minimum { break }
      repetitions *= 2
    }
    var best = Double.infinity
    for _ in 0..<rounds {
      let start = clock()
      for _ in 0..<repetitions { work() }
      best = min(best, (clock() - start) / Double(repetitions))
    }
    return best
  }
}
