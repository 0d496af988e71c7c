import Foundation
import Onoma
import OnomaServer
import Testing

@Suite("Who may ask")
struct AccessTests {
  private static let key = "5f2e0b8c1c7d4e0f9a6b"

  private static func keys(_ rate: Int = 100_000) throws -> APIKeys {
    try APIKeys(text: "# clients\nrefine \(key) \(rate)\nother 00000000000000000000\n", file: "k")
  }

  private func get(
    _ client: LoopbackClient, _ path: String, _ headers: String, host: String = "localhost"
  ) async throws -> LoopbackClient.Answer {
    try await client.send(
      Array("GET \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\(headers)\r\n".utf8))
  }

  @Test("with keys, only health, the page, the description and the manifest are open")
  func openRoutes() async throws {
    let keys = try Self.keys()
    try await withServer(options: { $0.keys = keys }) { client in
      for path in [
        "/", "/page/main.js", "/openapi.json", "/healthz", "/readyz", "/version", "/reconcile",
      ] {
        #expect(try await client.get(path).status == 200, "\(path)")
      }
      for path in [
        "/match?name=a", "/metrics", "/entities", "/reconcile?query=a", "/systems", "/catalog",
        "/reconcile/suggest/type?prefix=a",
      ] {
        let answer = try await client.get(path)
        #expect(answer.status == 401, "\(path)")
        #expect(answer.errorCode == "unauthorized")
        #expect(answer.headers["www-authenticate"] != nil)
      }
      #expect(try await client.post("/mcp", "{}").status == 401)
      #expect(try await client.post("/resolve", "{\"text\":\"\"}").status == 401)
    }
  }

  @Test("a key is taken from each header that clients use, and no other key is")
  func headers() async throws {
    let keys = try Self.keys()
    let log = LogRecorder()
    try await withServer(options: { $0.keys = keys }, logger: log.logger) { client in
      for header in [
        "Authorization: Bearer \(Self.key)", "Authorization: ApiKey \(Self.key)",
        "authorization: bearer  \(Self.key)", "X-API-Key: \(Self.key)",
      ] {
        #expect(try await get(client, "/catalog", header + "\r\n").status == 200, "\(header)")
      }
      for key in ["", "x", String(Self.key.dropLast()), Self.key + "0", Self.key.uppercased()] {
        let answer = try await get(client, "/catalog", "X-API-Key: \(key)\r\n")
        #expect(answer.status == 401, "\(key)")
      }
      // OpenRefine can put a key nowhere but into the URL.
      #expect(try await client.get("/reconcile?query=a&api_key=\(Self.key)").status == 200)
      #expect(try await client.get("/match?name=a&api_key=\(Self.key)").status == 401)
    }
    #expect(log.lines.contains { $0.contains("refine") })
    #expect(!log.lines.contains { $0.contains(Self.key) })
  }

  @Test("a client that asks too often is told when to come back; the others are not held up")
  func rates() async throws {
    let keys = try Self.keys(6)
    try await withServer(options: { $0.keys = keys }) { client in
      var refused: LoopbackClient.Answer?
      for _ in 0..<8 where refused == nil {
        let answer = try await get(client, "/catalog", "X-API-Key: \(Self.key)\r\n")
        if answer.status != 200 { refused = answer }
      }
      #expect(refused?.status == 429)
      #expect(refused?.errorCode == "rate_limited")
      #expect(refused.flatMap { Int($0.headers["retry-after"] ?? "") }.map { $0 > 0 } == true)
      let other = try await get(client, "/catalog", "X-API-Key: 00000000000000000000\r\n")
      #expect(other.status == 200)
    }
  }

  @Test("a key file that says something wrong is refused by its line, without the key")
  func keyFiles() throws {
    for (text, line) in [
      ("", 0), ("# only\n", 0), ("a short", 1), ("\n\nname", 3), ("a \(Self.key) 0", 1),
      ("a \(Self.key) x", 1), ("a \(Self.key) 1 2", 1), ("a \(Self.key)\nb \(Self.key)", 2),
      ("a \(Self.key)\na \(Self.key)x", 2), ("a кккккккккккккккк", 1),
    ] {
      let error = #expect(throws: InterchangeError.self) { try APIKeys(text: text, file: "k") }
      #expect(error?.line == line, "\(text)")
      #expect(error?.description.contains(Self.key) == false)
    }
  }

  @Test("a site that leads its own name to this machine learns nothing")
  func rebinding() async throws {
    try await withServer { client in
      for host in ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil"] {
        let answer = try await get(client, "/version", "", host: host)
        #expect(answer.status == 403, "\(host)")
      }
      for host in ["localhost", "LOCALHOST:8700", "127.0.0.1:1", "[::1]:8700"] {
        #expect(try await get(client, "/version", "", host: host).status == 200, "\(host)")
      }
    }
    try await withServer(options: { $0.publicURL = "https://names.example/" }) { client in
      #expect(try await get(client, "/version", "", host: "names.example").status == 200)
      let manifest = try await get(client, "/reconcile", "", host: "names.example").json
      #expect(manifest["identifierSpace"] as? String == "https://names.example/entities/")
    }
  }

  @Test("a page of another site can neither call agents' tools nor judge")
  func foreignOrigins() async throws {
    let ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"
    try await withServer { client in
      for (origin, status) in [
        ("https://evil.example", 403), ("null", 403), ("http://localhost", 200),
        ("http://localhost:6274", 200),
      ] {
        let answer = try await client.post("/mcp", ping, headers: "Origin: \(origin)\r\n")
        #expect(answer.status == status, "\(origin)")
      }
      let foreign = try await client.post(
        "/reload", "{}", headers: "Origin: http://localhost:9\r\n")
      #expect(foreign.status == 403)
    }
  }

  @Test("a URL or a header that is too long is refused with the status that says so")
  func lengths() async throws {
    try await withServer { client in
      let long = String(repeating: "a", count: 20_000)
      let url = try await client.get("/match?name=\(long)")
      #expect(url.status == 414)
      #expect(url.errorCode == "url_too_long")
      let fields = (0..<5).map { "X-\($0): \(long.prefix(8_000))\r\n" }.joined()
      let headers = try await get(client, "/version", fields)
      #expect(headers.status == 431)
    }
  }

  @Test("a body that dribbles in is given up")
  func slowBody() async throws {
    try await withServer(
      options: {
        $0.bodyTimeout = 1
        $0.idleTimeout = 2
      }
    ) { client in
      let head =
        "POST /resolve HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
      // Whoever still listens is told; mostly the connection is just closed.
      let answer = try? await client.send(Array(head.utf8))
      #expect(answer == nil || answer?.status == 408)
      let health = try await client.get("/healthz")
      #expect(health.status == 200)
    }
  }
}
