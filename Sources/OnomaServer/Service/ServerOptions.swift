internal import Foundation

/// Where a server listens and what it refuses.
public struct ServerOptions: Sendable {
  /// The address to listen on, which nobody but this machine reaches unless it is changed.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 takes a free one.
  public var port = 8700
  /// The largest body of a request, in bytes: 1 MiB unless it is changed.
  public var bodyLimit = 1 << 20
  /// The longest name that is compared, in Unicode scalars: comparing is quadratic.
  public var nameLimit = 1_000
  /// How many seconds a connection may be silent before it is closed.
  public var idleTimeout = 60
  /// How many requests are worked on at once: one for each processor unless it is changed.
  public var workers = max(1, ProcessInfo.processInfo.activeProcessorCount)
  /// How many requests may wait for a worker before further ones are told to come back later.
  public var waitingLimit = 256

  /// The defaults.
  public init() {}
}
