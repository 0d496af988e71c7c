internal import Synchronization

/// Lets each client make so many requests a minute, and a tenth of that at once.
///
/// A bucket of tokens for each: it fills steadily, every request takes one out, and an empty one says
/// how long to wait.
final class RateLimiter: Sendable {
  private struct Bucket {
    var tokens: Double
    var time: Double
  }

  private let buckets = Mutex<[String: Bucket]>([:])
  private let now: @Sendable () -> Double

  /// A limiter by a clock, in seconds; by default one that only goes forward.
  init(now: (@Sendable () -> Double)? = nil) {
    let start = ContinuousClock.now
    self.now = now ?? { start.duration(to: .now) / .seconds(1) }
  }

  /// Takes a token of a client's.
  /// - Throws: `rate_limited` with `Retry-After`.
  func take(_ client: APIKeys.Client) throws(ServiceError) {
    let now = now()
    let rate = Double(client.requestsPerMinute) / 60
    let burst = max(5, Double(client.requestsPerMinute) / 10)
    let wait = buckets.withLock { buckets -> Double in
      var bucket = buckets[client.name] ?? Bucket(tokens: burst, time: now)
      bucket.tokens = min(burst, bucket.tokens + max(0, now - bucket.time) * rate)
      bucket.time = now
      defer { buckets[client.name] = bucket }
      if bucket.tokens >= 1 {
        bucket.tokens -= 1
        return 0
      }
      return (1 - bucket.tokens) / rate
    }
    guard wait > 0 else { return }
    var error = ServiceError(
      .rateLimited, "this key may make \(client.requestsPerMinute) requests a minute")
    error.headers = [("Retry-After", "\(Int(wait.rounded(.up)))")]
    throw error
  }
}
