import Foundation
import Logging
import Onoma
import OnomaServer
import Synchronization

/// Serves on a free port while a body asks, then stops.
func withServer<Result: Sendable>(
  _ service: OnomaService? = nil, options change: (inout ServerOptions) -> Void = { _ in },
  logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
  _ body: (LoopbackClient) async throws -> Result
) async throws -> Result {
  var options = ServerOptions()
  options.port = 0
  change(&options)
  let server = OnomaServer(service: try service ?? OnomaService(), options: options, logger: logger)
  let (ports, started) = AsyncStream.makeStream(of: Int.self)
  let running = Task {
    defer { started.finish() }
    try await server.run(handlesSignals: false) { started.yield($0) }
  }
  guard let port = await ports.first(where: { _ in true }) else {
    try await running.value
    throw LoopbackClient.Failure(reason: "the server ended before it listened")
  }
  let result: Swift.Result<Result, any Error>
  do { result = .success(try await body(LoopbackClient(port: port))) } catch {
    result = .failure(error)
  }
  running.cancel()
  try? await running.value
  return try result.get()
}

/// Keeps what is logged.
final class LogRecorder: Sendable {
  private let kept = Mutex<[String]>([])

  /// The lines so far, each with its metadata.
  var lines: [String] { kept.withLock { $0 } }

  /// A logger that writes here.
  var logger: Logger { Logger(label: "test") { _ in Handler(recorder: self) } }

  private struct Handler: LogHandler {
    let recorder: LogRecorder
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let values = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
      let line = "\(event.level) \(event.message) \(values)"
      recorder.kept.withLock { $0.append(line) }
    }
  }
}

/// A folder that is gone when the body ends.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "onoma-server-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder.path(percentEncoded: false))
}
