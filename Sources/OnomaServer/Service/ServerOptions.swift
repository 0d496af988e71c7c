internal import Foundation

/// Where a server listens, whom it lets in, and what it refuses.
public struct ServerOptions: Sendable {
  /// The address to listen on, which nobody but this machine reaches unless it is changed.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 takes a free one.
  public var port = 8700
  /// The address by which others reach the server, such as `https://names.example.org`; by default
  /// what a request calls it.
  public var publicURL: String?
  /// Who may ask; nobody needs a key where this is `nil`.
  public var keys: APIKeys?
  /// Whether people may record judgements, which changes the store.
  public var allowsReview = false
  /// A folder with the texts of the store's documents, to show mentions in their context.
  public var documents: String?

  /// The largest body of a request, in bytes: 1 MiB unless it is changed.
  public var bodyLimit = 1 << 20
  /// The longest URL, path and query, in bytes.
  public var urlLimit = 16_384
  /// The most bytes of all header fields.
  public var headerLimit = 32_768
  /// The longest name that is compared, in Unicode scalars: comparing is quadratic.
  public var nameLimit = 1_000
  /// The most queries of one batch.
  public var batchLimit = 1_000
  /// How many seconds a connection may be silent before it is closed.
  public var idleTimeout = 60
  /// How many seconds a body may take to arrive.
  public var bodyTimeout = 30
  /// How many seconds an answer may take before the client is told that it takes too long.
  public var answerTimeout = 120
  /// How many connections may be open at once.
  public var connectionLimit = 1_024
  /// How many requests are worked on at once: one for each processor unless it is changed.
  public var workers = max(1, ProcessInfo.processInfo.activeProcessorCount)
  /// How many requests may wait for a worker before further ones are told to come back later.
  public var waitingLimit = 256

  /// The defaults.
  public init() {}

  /// Whether only this machine reaches the address.
  public var isLoopback: Bool { Self.isLoopback(host) }

  /// Whether a name or an address can only mean this machine: `localhost`, `::1`, `127.x.x.x`.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
