import Foundation
import Onoma
@testable import OnomaServer
import Synchronization
import Testing

@Suite("What the clients of others get: yente's, agents', browsers'")
struct InterfaceTests {
  // MARK: yente

  @Test("an example that is wrong has its error beside the answers to the others")
  func matchByExample() async throws {
    let queries = """
      {"queries":{"q":{"schema":"Person","properties":{"name":"Міра Каваленка","birthDate":"1971"}},
       "parts":{"schema":"Person","properties":{"firstName":["Mira"],"lastName":["Kovalenko"]}},
       "schema":{"schema":"Vessel","properties":{"name":["x"]}},"none":{},"empty":{"schema":"Person"}}}
      """
    try await withServer(OnomaService(knowledge: ReconciliationTests.people)) { client in
      let answer = try await client.post(
        "/match/default?limit=3&threshold=0.6&cutoff=0.1&exclude_entity_ids=Q3&topics=x", queries)
      #expect(answer.status == 200)
      let all = try #require(answer.json["responses"] as? [String: [String: Any]])
      #expect(all.count == 5)
      for (key, status) in [
        ("q", 200), ("parts", 200), ("schema", 400), ("none", 400), ("empty", 400),
      ] {
        #expect(all[key]?["status"] as? Int == status, "\(key)")
      }
      let first = try #require((all["q"]?["results"] as? [[String: Any]])?.first)
      #expect(first["id"] as? String == "Q1")
      #expect(first["match"] as? Bool == true)
      #expect((first["explanations"] as? [String: Any])?["property:birthDate"] != nil)
      #expect((first["properties"] as? [String: [String]])?["country"] == ["ua"])
      #expect(try await client.post("/match/sanctions", queries).status == 404)
      let limit = try await client.post("/match/default?limit=0", queries)
      #expect(limit.errorCode == "invalid_value")
      #expect(limit.json["detail"] as? String == limit.errorMessage)
    }
  }

  @Test("entities are searched by name, schema and country, page by page")
  func search() async throws {
    try await withServer(OnomaService(knowledge: ReconciliationTests.people)) { client in
      func ids(_ query: String) async throws -> [String] {
        let answer = try await client.get("/search/default?" + query)
        return ((answer.json["results"] as? [[String: Any]]) ?? []).compactMap {
          $0["id"] as? String
        }
      }
      let both = try await ids("q=mira")
      #expect(both == ["Q1", "Q2"])
      #expect(try await ids("q=mira&countries=ua&countries=by") == ["Q1"])
      #expect(try await ids("q=mira&limit=1&offset=1") == ["Q2"])
      #expect(try await ids("q=&schema=Organization") == ["a/b c"])
      #expect(try await client.get("/search/default?q=a&schema=Vessel").status == 400)
    }
  }

  // MARK: Agents

  /// The answer to a message of JSON-RPC.
  private func ask(_ message: String) throws -> [String: Any] {
    let agent = AgentProtocol(service: try OnomaService(knowledge: ReconciliationTests.people))
    let text = try #require(agent.answer(to: Array(message.utf8)))
    #expect(!text.contains("\n"))
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("a message that is wrong gets the error of JSON-RPC that says so")
  func wrongMessages() throws {
    for (message, code) in [
      ("{", -32700), ("[]", -32600), ("7", -32600), ("{\"jsonrpc\":\"2.0\",\"id\":1}", -32600),
      (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":[1],"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#, -32601),
      (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}}"#, -32602),
      (
        #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"match_name","arguments":7}}"#,
        -32602
      ),
      (
        #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"1999-01-01"}}}"#,
        -32022
      ),
    ] {
      let error = try ask(message)["error"] as? [String: Any]
      #expect(error?["code"] as? Int == code, "\(message)")
    }
  }

  @Test("what asks for no answer gets none; an ID comes back as it was")
  func notifications() throws {
    let agent = AgentProtocol(service: try OnomaService())
    for message in [
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
      #"[{"jsonrpc":"2.0","method":"notifications/cancelled"}]"#,
      #"{"jsonrpc":"2.0","id":4,"result":{}}"#,
    ] {
      #expect(agent.answer(to: Array(message.utf8)) == nil, "\(message)")
    }
    #expect(
      agent.answer(to: Array(#"{"jsonrpc":"2.0","id":"a\"b","method":"ping"}"#.utf8))
        == #"{"jsonrpc":"2.0","id":"a\"b","result":{}}"#)
  }

  @Test("a version is agreed on; a tool's own errors are results that the agent can read")
  func conversation() throws {
    for (asked, agreed) in [("2025-06-18", "2025-06-18"), ("1999-01-01", "2025-11-25")] {
      let answer = try ask(
        #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"\#(asked)"}}"#)
      #expect((answer["result"] as? [String: Any])?["protocolVersion"] as? String == agreed)
    }
    for (arguments, isError) in [
      (#"{"name":"Мира Коваленко"}"#, false), (#"{"nmae":"x"}"#, true), (#"{"name":7}"#, true),
    ] {
      let answer = try ask(
        #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":"#
          + #"{"name":"match_name","arguments":\#(arguments)}}"#)
      let result = try #require(answer["result"] as? [String: Any])
      #expect(result["isError"] as? Bool == isError, "\(arguments)")
      #expect((result["structuredContent"] == nil) == isError)
    }
  }

  @Test("over HTTP, what asks for no answer is accepted, and there is no stream to open")
  func streamableHTTP() async throws {
    try await withServer { client in
      let note = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#
      let accepted = try await client.post("/mcp", note)
      #expect(accepted.status == 202)
      #expect(accepted.body.isEmpty)
      #expect(try await client.get("/mcp").status == 405)
      let old = try await client.post(
        "/mcp", note, headers: "MCP-Protocol-Version: 1999-01-01\r\n")
      #expect(old.status == 400)
    }
  }

  // MARK: The page and the description

  @Test("the page is served with a policy that lets nothing in from elsewhere")
  func page() async throws {
    try await withServer { client in
      for file in PageFiles.all {
        let answer = try await client.get(file.path)
        #expect(answer.status == 200, "\(file.path)")
        #expect(answer.headers["content-type"] == file.type)
        let policy = answer.headers["content-security-policy"] ?? ""
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        let text = String(decoding: answer.body, as: UTF8.self)
        // The name of SVG's elements is an address that nobody asks for.
        let addresses = text.replacing("http://www.w3.org/2000/svg", with: "")
        #expect(!addresses.contains("http://") && !addresses.contains("https://"), "\(file.path)")
        #expect(!text.contains("innerHTML"), "\(file.path)")
      }
    }
  }

  @Test("the OpenAPI document has every route, and no route that is not there")
  func description() throws {
    let file = try #require(PageFiles.all.first { $0.path == "/openapi.json" })
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(file.text.utf8)) as? [String: Any])
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    let described = Set(
      paths.flatMap { path, operations in
        operations.keys.map { $0.uppercased() + " " + path }
      })
    let served = Set(
      RouteTable.routes.filter { !$0.traits.contains(.undocumented) }.map {
        $0.method.rawValue + " " + $0.path
      })
    #expect(described.subtracting(served).sorted() == [])
    #expect(served.subtracting(described).sorted() == [])
    for (path, operations) in paths {
      let names = path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
        String($0.dropFirst().dropLast())
      }
      for case let operation as [String: Any] in operations.values {
        let parameters = operation["parameters"] as? [[String: Any]] ?? []
        let told = parameters.filter { $0["in"] as? String == "path" }
          .compactMap { $0["name"] as? String }
        #expect(told == names, "\(path)")
      }
    }
  }

  // MARK: Batches and reloads

  @Test("of a batch, each query has its own answer or its own error")
  func batches() async throws {
    try await withServer { client in
      let answer = try await client.post(
        "/compare", #"{"queries":[{"name1":"a","name2":"a"},{"name1":"a"},7,{"x":"y"}]}"#)
      #expect(answer.status == 200)
      let results = try #require(answer.json["results"] as? [[String: Any]])
      #expect(results[0]["score"] as? Double == 1)
      let codes = results.map { ($0["error"] as? [String: Any])?["code"] as? String }
      #expect(codes == [nil, "missing_field", "invalid_value", "missing_field"])
      let mixed = try await client.post("/compare", #"{"queries":[],"name1":"a"}"#)
      #expect(mixed.errorCode == "unknown_field")
    }
  }

  @Test("a reload is seen whole or not at all, and a failed one changes nothing")
  func reload() async throws {
    let source = ReloadSource()
    let service = try OnomaService { try source.contents() }
    try await withServer(service) { client in
      func name() async throws -> String? {
        let answer = try await client.get("/match?name=Mira+Kovalenko&limit=1")
        return (answer.json["matches"] as? [[String: Any]])?.first?["id"] as? String
      }
      #expect(try await name() == "v0")
      source.version.withLock { $0 = 1 }
      #expect(try await name() == "v0")
      let reloading = Task {
        for version in 2...12 {
          source.version.withLock { $0 = version }
          _ = try await client.post("/reload", "{}")
        }
      }
      for _ in 0..<30 { #expect(try await name()?.hasPrefix("v") == true) }
      try await reloading.value
      #expect(try await name() == "v12")
      source.version.withLock { $0 = -1 }
      #expect(try await client.post("/reload", "{}").status == 500)
      #expect(try await name() == "v12")
      let metrics = String(decoding: try await client.get("/metrics").body, as: UTF8.self)
      #expect(metrics.contains("onoma_failed_reloads_total 1\n"))
      #expect(
        metrics.contains("onoma_requests_total{route=\"/match\",method=\"GET\",status=\"200\"}"))
    }
  }

  @Test("a server without files has nothing to reload")
  func nothingToReload() async throws {
    try await withServer { client in
      let answer = try await client.post("/reload", "{}")
      #expect(answer.errorCode == "not_enabled")
    }
  }

  @Test("an answer that takes too long is given up, and the server goes on")
  func answerTimeout() async throws {
    let body = try json(["text": String(repeating: ServerLifeTests.longText, count: 40)])
    try await withServer(options: { $0.answerTimeout = 0 }) { client in
      let answer = try await client.post("/resolve", body)
      #expect(answer.status == 503)
      #expect(answer.errorCode == "answer_timeout")
      #expect(answer.headers["retry-after"] != nil)
      #expect(try await client.get("/healthz").status == 200)
    }
  }
}

/// Gives another version of one person each time, and at times none.
private final class ReloadSource: Sendable {
  struct Failure: Error {}

  let version = Mutex(0)

  func contents() throws -> ServiceContents {
    let version = version.withLock { $0 }
    if version < 0 { throw Failure() }
    return ServiceContents(
      knowledge: KnowledgeBase([
        Entity(id: id("v\(version)"), type: .person, name: "Mira Kovalenko")
      ]))
  }
}
