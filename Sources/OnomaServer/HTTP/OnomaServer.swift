internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
internal import Synchronization

/// The HTTP server: the JSON API of `docs/server.md` over a service.
///
/// ```swift
/// var options = ServerOptions()
/// options.port = 0  // any free port
/// let server = OnomaServer(service: try OnomaService(), options: options, logger: logger)
/// try await server.run { port in print("http://127.0.0.1:\(port)/healthz") }
/// ```
public struct OnomaServer: Sendable {
  private let service: OnomaService
  private let options: ServerOptions
  private let logger: Logger

  /// A server that does not listen yet.
  /// - Parameter logger: Gets a line for each request, without any name that was asked about.
  public init(service: OnomaService, options: ServerOptions = ServerOptions(), logger: Logger) {
    self.service = service
    self.options = options
    self.logger = logger
  }

  /// Serves until the process gets SIGTERM or SIGINT; requests that have arrived are answered first.
  ///
  /// - Parameter onStart: Called with the port once the server listens.
  /// - Throws: ``ServerStartError`` when it cannot listen.
  public func run(onStart: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
    try await run(handlesSignals: true, onStart: onStart)
  }

  /// Serves until a signal, or else until the task is cancelled.
  package func run(
    handlesSignals: Bool, onStart: @escaping @Sendable (Int) -> Void
  ) async throws {
    let progress = Progress()
    let metrics = ServerMetrics()
    let queue = WorkQueue(
      workers: options.workers, waitingLimit: options.waitingLimit,
      patience: .seconds(options.answerTimeout))
    let table = RouteTable(service: service, gate: Gate(options), metrics: metrics)
    let application = Application(
      responder: ServiceResponder(
        table: table, queue: queue, metrics: metrics,
        deadlines: Deadlines(after: .seconds(options.bodyTimeout))),
      server: .http1(
        configuration: HTTP1Channel.Configuration(
          idleTimeout: .seconds(Int64(options.idleTimeout)))),
      configuration: ApplicationConfiguration(
        address: .hostname(options.host, port: options.port),
        availableConnectionsDelegate: MaximumAvailableConnections(options.connectionLimit)),
      onServerRunning: { channel in
        progress.hasStarted.withLock { $0 = true }
        onStart(channel.localAddress?.port ?? 0)
      },
      logger: logger)
    do {
      if handlesSignals {
        try await application.runService()
      } else {
        try await application.run()
      }
    } catch let error as CancellationError {
      throw error
    } catch  where !progress.hasStarted.withLock({ $0 }) {
      throw ServerStartError(error, options)
    }
  }

  /// How far a server has come.
  private final class Progress: Sendable {
    let hasStarted = Mutex(false)
  }
}

/// Why a server could not begin to listen.
public struct ServerStartError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The address and the port that it was to listen on.
  public let address: String
  /// What the system said.
  public let reason: String

  /// One sentence for a person.
  public var description: String { "cannot listen on \(address): \(reason)" }

  init(_ error: any Error, _ options: ServerOptions) {
    address =
      options.host.contains(":")
      ? "[\(options.host)]:\(options.port)" : "\(options.host):\(options.port)"
    if let error = error as? IOError {
      reason = String(cString: strerror(error.errnoCode))
    } else {
      reason = "\(error)"
    }
  }
}
