import Foundation
import Logging
import Onoma
import OnomaServer
import Synchronization
import Testing

@Suite("How the server lives and ends")
struct ServerLifeTests {
  /// A text that takes a while: many people, who are compared in pairs.
  static let longText: String = {
    #if DEBUG
      let count = 10
    #else
      let count = 400
    #endif
    let syllables = ["ba", "du", "ke", "li", "mo", "ra", "si", "to"]
    return (0..<count).map { number in
      let name = syllables[number % 8] + syllables[number / 8 % 8] + syllables[number / 64]
      return "Sergei \(name.capitalized)sky met Maria. "
    }.joined()
  }()

  @Test("twenty requests at once get the same bytes")
  func concurrency() async throws {
    let body = try json(["text": "Sergei Tikhanovsky met Maria Kalesnikava in Minsk."])
    try await withServer { client in
      let answers = try await withThrowingTaskGroup(of: LoopbackClient.Answer.self) { group in
        for _ in 0..<20 { group.addTask { try await client.post("/resolve", body) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count == 20)
      #expect(answers.allSatisfy { $0.status == 200 })
      #expect(Set(answers.map(\.body)).count == 1)
    }
  }

  @Test("health is told while every worker is busy")
  func healthUnderLoad() async throws {
    let body = try json(["text": Self.longText])
    try await withServer(options: { $0.workers = 1 }) { client in
      let work = [
        Task { try await client.post("/resolve", body) },
        Task { try await client.post("/resolve", body) },
      ]
      let health = try await client.get("/healthz")
      #expect(health.status == 200)
      for task in work { #expect(try await task.value.status == 200) }
    }
  }

  @Test("more than may wait is told to come back later")
  func overload() async throws {
    let body = try json(["text": Self.longText])
    try await withServer(
      options: {
        $0.workers = 1
        $0.waitingLimit = 1
      }
    ) { client in
      let answers = try await withThrowingTaskGroup(of: LoopbackClient.Answer.self) { group in
        for _ in 0..<12 { group.addTask { try await client.post("/resolve", body) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let refused = answers.filter { $0.status == 503 }
      #expect(!refused.isEmpty)
      #expect(refused.allSatisfy { $0.errorCode == "overloaded" })
      #expect(refused.allSatisfy { $0.headers["retry-after"] == "1" })
      #expect(answers.filter { $0.status == 200 }.count == 12 - refused.count)
      #expect(answers.contains { $0.status == 200 })
      // The refused ones took nobody's place.
      #expect(try await client.post("/resolve", json(["text": ""])).status == 200)
    }
  }

  @Test("a request is logged without the names that it asks about")
  func logging() async throws {
    let log = LogRecorder()
    try await withServer(logger: log.logger) { client in
      _ = try await client.get("/compare?name1=Secretname&name2=b")
      _ = try await client.get("/entities/Secretname")
      _ = try await client.get("/Secretname")
    }
    let requests = log.lines.filter { $0.contains(" request ") }
    #expect(requests.count == 3)
    #expect(requests.contains { $0.contains("/compare") && $0.contains("200") })
    #expect(requests.contains { $0.contains("/entities/{id}") && $0.contains("not_found") })
    #expect(!log.lines.contains { $0.contains("Secretname") })
  }

  @Test("a port in use is told, with the address")
  func portInUse() async throws {
    try await withServer { client in
      var options = ServerOptions()
      options.port = client.port
      let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      let second = OnomaServer(service: try OnomaService(), options: options, logger: logger)
      let error = await #expect(throws: ServerStartError.self) {
        try await second.run(handlesSignals: false) { _ in }
      }
      #expect(
        error?.description
          == "cannot listen on 127.0.0.1:\(client.port): Address already in use")
    }
  }

  @Test("SIGTERM ends the server after the requests that have arrived are answered")
  func shutdown() async throws {
    var options = ServerOptions()
    options.port = 0
    options.workers = 1
    options.waitingLimit = 0
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = OnomaServer(service: try OnomaService(), options: options, logger: logger)
    let (ports, started) = AsyncStream.makeStream(of: Int.self)
    let running = Task { try await server.run { started.yield($0) } }
    let port = try #require(await ports.first { _ in true })
    let client = LoopbackClient(port: port)
    let answer = try await requestAtWork(client)
    kill(getpid(), SIGTERM)
    #expect(try await answer.value.status == 200)
    try await running.value
    await #expect(throws: LoopbackClient.Failure.self) { try await client.get("/healthz") }
  }

  /// Sends the long text to a server with one worker and no place to wait, until its work has begun:
  /// another request is then turned away.
  private func requestAtWork(
    _ client: LoopbackClient
  ) async throws -> Task<LoopbackClient.Answer, any Error> {
    let body = try json(["text": Self.longText])
    for _ in 0..<100 {
      let (answers, finished) = AsyncStream.makeStream(of: Void.self)
      let answer = Task {
        defer { finished.finish() }
        return try await client.post("/resolve", body)
      }
      let probe = Task {
        while !Task.isCancelled {
          if try await client.get("/readyz").status == 503 { return true }
        }
        return false
      }
      Task {
        for await _ in answers {}
        probe.cancel()
      }
      if try await probe.value { return answer }
    }
    throw LoopbackClient.Failure(reason: "no request was ever seen at work")
  }

  @Test("the C interface has the version of the library")
  func versions() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let source = try String(
      contentsOf: root.appending(path: "Sources/COnoma/onoma.c"), encoding: .utf8)
    #expect(source.contains("return \"\(OnomaVersion.number)\";"))
  }
}
