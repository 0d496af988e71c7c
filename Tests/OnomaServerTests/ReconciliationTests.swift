import Foundation
import Onoma
import OnomaServer
import Testing

@Suite("Reconciliation: what OpenRefine and its kin get")
struct ReconciliationTests {
  static let people = KnowledgeBase([
    Entity(
      id: id("Q1"), type: .person, name: "Mira Kovalenko", aliases: [Alias("Міра Коваленко")],
      gender: .female, country: "UA", description: "singer <b>",
      dates: ["birthDate": "1971-03-05"],
      identifiers: [ExternalIdentifier(scheme: "wikidata", value: "Q1")]),
    Entity(
      id: id("Q2"), type: .person, name: "Mira Kovalenko", dates: ["birthDate": "1990-01-01"]),
    Entity(id: id("Q3"), type: .person, name: "Bohdan <script>alert(1)</script> Zaremba"),
    Entity(id: id("a/b c"), type: .organization, name: "Bank of Vilnius"),
    Entity(id: id("🙂"), type: .place, name: "🙂"),
  ])

  private static func form(_ fields: [String: String]) -> String {
    fields.map { "\($0.key)=\(escaped($0.value))" }.joined(separator: "&")
  }

  /// The result of each query of a batch, by key.
  private static func results(
    _ client: LoopbackClient, _ queries: String
  ) async throws -> [String: [[String: Any]]] {
    let answer = try await client.post(
      "/reconcile", form(["queries": queries]), contentType: "application/x-www-form-urlencoded")
    #expect(answer.status == 200)
    #expect(answer.headers["access-control-allow-origin"] == "*")
    return answer.json.compactMapValues { ($0 as? [String: Any])?["result"] as? [[String: Any]] }
  }

  @Test("the manifests of both versions name what each asks for")
  func manifests() async throws {
    try await withServer(OnomaService(knowledge: Self.people)) { client in
      let old = try await client.get("/reconcile").json
      #expect((old["versions"] as? [String])?.contains("0.2") == true)
      for member in ["name", "identifierSpace", "schemaSpace", "view", "preview", "extend"] {
        #expect(old[member] != nil, "\(member)")
      }
      #expect((old["view"] as? [String: String])?["url"]?.contains("{{id}}") == true)
      let suggest = try #require(old["suggest"] as? [String: [String: String]])
      #expect(suggest["entity"]?["flyout_service_path"]?.contains("${id}") == true)
      for path in ["/reconcile/", "/reconcile?version=1.0-draft"] {
        let new = try await client.get(path).json
        #expect((new["versions"] as? [String])?.contains("1.0-draft") == true)
        #expect((new["suggest"] as? [String: Bool])?["entity"] == true)
        #expect((new["view"] as? [String: String])?["url"]?.hasSuffix("{id}") == true)
        #expect(new["identifierSpace"] == nil)
      }
    }
  }

  @Test("a poisoned cell has no candidates, and its neighbours have theirs")
  func poisonedCells() async throws {
    let cells = [
      #""""#, #"" ""#, "null", "7", "[]", "{}", #""\ud800""#, #""\udc00\ud800x""#, #""\u0000""#,
      #""\u202eabc""#, "\"" + String(repeating: "x", count: 20_000) + "\"",
      #""Z\u0301\u0301\u0301""#, #""O'Brien \"x\", \\""#, #""\ufeff""#,
    ]
    var members = cells.enumerated().map { "\"q\($0.offset)\":{\"query\":\($0.element)}" }
    members += [
      #""typed":{"query":"Bank of Vilnius","type":["Nonsense"],"limit":"1"}"#,
      #""odd":{"query":"Bank of Vilnius","limit":-3,"properties":[{"pid":7},{"v":1},null]}"#,
      #""text":"Bank of Vilnius""#, #""number":3"#, #""bad":{"query":{"a":1}}"#,
    ]
    try await withServer(OnomaService(knowledge: Self.people)) { client in
      let results = try await Self.results(client, "{\(members.joined(separator: ","))}")
      #expect(results.count == members.count)
      for key in ["typed", "odd", "text"] {
        #expect(results[key]?.first?["id"] as? String == "a/b c", "\(key)")
      }
    }
  }

  @Test("a batch that is no object is refused, and so is one that is too large")
  func brokenBatches() async throws {
    try await withServer(options: { $0.batchLimit = 2 }) { client in
      for (queries, status) in [
        ("[", 400), ("[]", 400), ("", 400), ("{\"a\":\"b\",\"c\":\"d\",\"e\":\"f\"}", 413),
      ] {
        let answer = try await client.post(
          "/reconcile", Self.form(["queries": queries]),
          contentType: "application/x-www-form-urlencoded")
        #expect(answer.status == status, "\(queries)")
        #expect(answer.headers["access-control-allow-origin"] == "*")
      }
      #expect(try await client.post("/reconcile", "{}").status == 415)
    }
  }

  @Test("a name that two people bear is nobody's for certain; a date of birth settles it")
  func certainty() async throws {
    let queries = """
      {"name":{"query":"Mira Kovalenko","type":"Person"},
       "script":{"query":"Мира Коваленко","limit":1},
       "date":{"query":"Mira Kovalenko","properties":[{"pid":"birthDate","v":"1971-03-05"}]},
       "year":{"query":"Mira Kovalenko","properties":[{"pid":"birthDate","v":1990}]},
       "id":{"query":"Q2"}}
      """
    try await withServer(OnomaService(knowledge: Self.people)) { client in
      let results = try await Self.results(client, queries)
      for key in ["name", "script"] {
        #expect(results[key]?.allSatisfy { $0["match"] as? Bool == false } == true, "\(key)")
      }
      #expect(results["name"]?.count == 2)
      #expect(results["script"]?.count == 1)
      for (key, expected) in [("date", "Q1"), ("year", "Q2"), ("id", "Q2")] {
        #expect(results[key]?.first?["id"] as? String == expected, "\(key)")
        #expect(results[key]?.first?["match"] as? Bool == true, "\(key)")
      }
      for result in results.values {
        let scores = result.compactMap { $0["score"] as? Double }
        #expect(scores == scores.sorted(by: >))
        #expect(scores.allSatisfy { (0...100).contains($0) })
      }
    }
  }

  @Test("the result of a query does not depend on its batch or its version")
  func independence() async throws {
    try await withServer(OnomaService(knowledge: Self.people)) { client in
      let together = try await Self.results(
        client, #"{"a":"Bank of Vilnius","b":"Mira Kovalenko","c":"🙂"}"#)
      for (key, text) in [("a", "Bank of Vilnius"), ("b", "Mira Kovalenko"), ("c", "🙂")] {
        let alone = try await client.get("/reconcile?query=\(escaped(text))").json
        let ids = (alone["result"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
        #expect(ids == together[key]?.compactMap { $0["id"] as? String })
        let condition = #"{"matchType":"name","propertyValue":"\#(text)"}"#
        let new = try await client.post(
          "/reconcile/match", #"{"queries":[{"conditions":[\#(condition)]}]}"#)
        let candidates =
          (new.json["results"] as? [[String: Any]])?.first?["candidates"] as? [[String: Any]]
        #expect(candidates?.compactMap { $0["id"] as? String } == ids)
        #expect((candidates?.first?["name"] as? [[String: String]])?.first?["str"] != nil)
      }
    }
  }

  @Test("how many threads answer a batch changes nothing of it")
  func threads() async throws {
    let names = ["Mira Kovalenko", "Мира Коваленко", "Bank of Vilnius", "", "🙂", "Ковалев"]
    let queries = (0..<60).map { #""q\#($0)":{"query":"\#(names[$0 % names.count])"}"# }
    let form = Self.form(["queries": "{\(queries.joined(separator: ","))}"])
    var bodies: Set<[UInt8]> = []
    for workers in [1, 2, 7] {
      let service = try OnomaService(knowledge: Self.people)
      try await withServer(service, options: { $0.workers = workers }) { client in
        for _ in 0..<3 {
          let answer = try await client.post(
            "/reconcile", form, contentType: "application/x-www-form-urlencoded")
          #expect(answer.status == 200)
          bodies.insert(answer.body)
        }
      }
    }
    #expect(bodies.count == 1)
  }

  @Test("values are told for the IDs that are known, and empty lists for the others")
  func dataExtension() async throws {
    let asked =
      #"{"ids":["Q1","nobody","Q1"],"properties":[{"id":"birthDate","settings":{"limit":"1"}},"#
      + #"{"id":"wikidata"},{"id":"shoeSize"}]}"#
    try await withServer(OnomaService(knowledge: Self.people)) { client in
      let answer = try await client.post(
        "/reconcile", Self.form(["extend": asked]),
        contentType: "application/x-www-form-urlencoded")
      let rows = try #require(answer.json["rows"] as? [String: [String: [[String: String]]]])
      #expect(rows["Q1"]?["birthDate"] == [["str": "1971-03-05"]])
      #expect(rows["Q1"]?["wikidata"] == [["str": "Q1"]])
      #expect(rows["nobody"] == ["birthDate": [], "wikidata": [], "shoeSize": []])
      let new = try await client.post("/reconcile/extend", asked)
      #expect((new.json["rows"] as? [[String: Any]])?.count == 3)
      #expect((new.json["meta"] as? [[String: Any]])?.count == 3)
    }
  }

  @Test("an entity is suggested by its ID and by the beginning of its name")
  func suggestions() async throws {
    try await withServer(OnomaService(knowledge: Self.people)) { client in
      for (prefix, expected) in [
        ("Q2", "Q2"), ("mira kov", "Q1"), ("Мір", "Q1"), ("bank o", "a/b c"),
      ] {
        for base in ["/reconcile/suggest/entity", "/reconcile/0.2/suggest/entity"] {
          let answer = try await client.get("\(base)?prefix=\(escaped(prefix))")
          let result = try #require(answer.json["result"] as? [[String: Any]])
          #expect(result.first?["id"] as? String == expected, "\(prefix)")
        }
      }
      let skipped = try await client.get("/reconcile/0.2/suggest/entity?prefix=mira&cursor=1")
      #expect((skipped.json["result"] as? [[String: Any]])?.first?["id"] as? String == "Q2")
      let types = try await client.get("/reconcile/suggest/type?prefix=org")
      #expect((types.json["result"] as? [[String: Any]])?.first?["id"] as? String == "Organization")
      let proposed = try await client.get("/reconcile/0.2/propose?type=Organization&limit=2")
      #expect((proposed.json["properties"] as? [Any])?.count == 2)
    }
  }

  @Test("what an entity is called cannot become markup")
  func escaping() async throws {
    try await withServer(OnomaService(knowledge: Self.people)) { client in
      let page = try await client.get("/reconcile/preview?id=Q3")
      let html = String(decoding: page.body, as: UTF8.self)
      #expect(page.headers["content-type"] == "text/html; charset=utf-8")
      #expect(html.contains("&lt;script&gt;"))
      #expect(!html.contains("<script"))
      #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
      let flyout = try await client.get("/reconcile/0.2/flyout/entity?id=Q1")
      #expect((flyout.json["html"] as? String)?.contains("singer &lt;b&gt;") == true)
      #expect(try await client.get("/reconcile/preview?id=nobody").status == 404)
    }
  }

  @Test("JSONP calls a function, and nothing else can be put in its place")
  func callbacks() async throws {
    try await withServer(OnomaService(knowledge: Self.people)) { client in
      let answer = try await client.get("/reconcile?callback=jQuery12_3.x")
      let text = String(decoding: answer.body, as: UTF8.self)
      #expect(answer.headers["content-type"] == "application/javascript; charset=utf-8")
      #expect(text.hasPrefix("/**/jQuery12_3.x({"))
      #expect(text.hasSuffix("});\n"))
      for callback in ["alert(1)//", "", "1a", "a b", "<script>", "é"] {
        let refused = try await client.get("/reconcile?callback=\(escaped(callback))")
        #expect(refused.status == 400, "\(callback)")
      }
    }
  }

  @Test("a browser may ask from any site, with no more than the headers it needs")
  func preflight() async throws {
    try await withServer(OnomaService(knowledge: Self.people)) { client in
      for path in ["/reconcile", "/reconcile/match", "/reconcile/suggest/entity"] {
        let answer = try await client.get(path, method: "OPTIONS")
        #expect(answer.status == 204, "\(path)")
        #expect(answer.headers["access-control-allow-origin"] == "*")
        #expect(answer.headers["access-control-allow-credentials"] == nil)
      }
      let own = try await client.get("/match?name=a")
      #expect(own.headers["access-control-allow-origin"] == nil)
    }
  }
}
