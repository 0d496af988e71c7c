import Foundation
import Onoma
import OnomaServer
import Testing

@Suite("What the routes answer")
struct RouteTests {
  @Test("health, readiness and versions are told", arguments: ["/healthz", "/readyz"])
  func health(path: String) async throws {
    try await withServer { client in
      let answer = try await client.get(path)
      #expect(answer.status == 200)
      #expect(answer.body == Array("{\"status\":\"ok\"}\n".utf8))
      #expect(answer.headers["content-type"] == "application/json")
      #expect(answer.headers["x-content-type-options"] == "nosniff")
      #expect(answer.headers["cache-control"] == "no-store")
      let version = try await client.get("/version")
      #expect(version.json["onoma"] as? String == OnomaVersion.number)
      #expect(version.json["data"] as? String == EmbeddedData.version)
    }
  }

  @Test("HEAD tells what GET does, without the body")
  func head() async throws {
    try await withServer { client in
      let get = try await client.get("/version")
      let head = try await client.get("/version", method: "HEAD")
      #expect(head.status == 200)
      #expect(head.body.isEmpty)
      #expect(head.headers["content-length"] == "\(get.body.count)")
    }
  }

  @Test("a text's mentions have offsets in the unit asked for", arguments: OffsetUnit.allCases)
  func resolve(unit: OffsetUnit) async throws {
    let text = "😀 Sergei Tikhanovsky met his wife.\r\nTikhanovsky smiled."
    try await withServer { client in
      let answer = try await client.post(
        "/resolve", json(["text": text, "name": "a.txt", "offsets": unit.rawValue]))
      #expect(answer.status == 200)
      #expect(answer.json["offsetUnit"] as? String == unit.rawValue)
      let mentions = try #require(answer.json["mentions"] as? [[String: Any]])
      #expect(mentions.count == 2)
      let first = try #require(mentions.first)
      #expect(first["surface"] as? String == "Sergei Tikhanovsky")
      #expect(first["doc"] as? String == "a.txt")
      #expect(first["start"] as? Int == [.scalar: 2, .utf8: 5, .utf16: 3][unit])
      #expect(first["reasons"] is [String])
      let entities = try #require(answer.json["entities"] as? [[String: Any]])
      #expect(entities.count == 1)
      #expect(entities.first?["new"] as? Bool == true)
      #expect(Set(mentions.compactMap { $0["entity"] as? String }).count == 1)
    }
  }

  @Test("a text without names, and an empty one, have no mentions", arguments: ["", "and so on"])
  func resolveNothing(text: String) async throws {
    try await withServer { client in
      let answer = try await client.post("/resolve", json(["text": text]))
      #expect(
        String(decoding: answer.body, as: UTF8.self)
          == "{\"offsetUnit\":\"scalar\",\"mentions\":[],\"entities\":[]}\n")
    }
  }

  @Test("a known person gets the ID of the knowledge base")
  func resolveKnown() async throws {
    let known = KnowledgeBase([Entity(id: id("Q7"), type: .person, name: "Mira Kovalenko")])
    try await withServer(OnomaService(knowledge: known)) { client in
      let answer = try await client.post("/resolve", json(["text": "Mira Kovalenko sang."]))
      let entities = try #require(answer.json["entities"] as? [[String: Any]])
      #expect(entities.first?["id"] as? String == "Q7")
      #expect(entities.first?["new"] as? Bool == false)
    }
  }

  @Test("two names are compared alike by GET and POST, as the command line does")
  func compare() async throws {
    let (a, b) = ("Sergei Tikhanovsky", "Сергей Тихановский")
    let line = MatchLines.line(NameMatcher().compare(a, b, as: .person), a, b)
    try await withServer { client in
      let post = try await client.post("/compare", json(["name1": a, "name2": b]))
      let get = try await client.get("/compare?name1=Sergei+Tikhanovsky&name2=\(escaped(b))")
      #expect(post.status == 200)
      #expect(String(decoding: post.body, as: UTF8.self) == line)
      #expect(get.body == post.body)
      let typed = try await client.get("/compare?name1=Acme+Ltd&name2=Acme+Limited&type=ORG")
      #expect(typed.status == 200)
      #expect((typed.json["evidence"] as? [[String: Any]])?.isEmpty == false)
    }
  }

  @Test("a text is brought to another script")
  func transliterate() async throws {
    try await withServer { client in
      let path = "/transliterate?system=be-bgn-pcgn-1979&text="
      let answer = try await client.get(path + escaped("Віцебск"))
      #expect(answer.status == 200)
      #expect(answer.json["result"] as? String == "Vitsyebsk")
      let post = try await client.post(
        "/transliterate", json(["system": "be-bgn-pcgn-1979", "text": "Віцебск"]))
      #expect(post.body == answer.body)
      let unknown = try await client.get("/transliterate?system=be-bgn-pcgn-1978&text=a")
      #expect(unknown.status == 400)
      #expect(unknown.errorCode == "unknown_system")
      #expect(unknown.errorMessage?.contains("be-bgn-pcgn-1979") == true)
    }
  }

  @Test("the systems are those of the registry, in its order")
  func systems() async throws {
    try await withServer { client in
      let answer = try await client.get("/systems")
      let systems = try #require(answer.json["systems"] as? [[String: Any]])
      let registry = TransliterationRegistry.shipped.systems
      #expect(systems.compactMap { $0["id"] as? String } == registry.map(\.id))
      for (listed, system) in zip(systems, registry) {
        #expect(listed["conformsTo"] as? [String] == system.conformsTo)
        #expect(listed["reversible"] as? Bool == system.isReversible)
        #expect(listed["year"] as? Int == system.year)
      }
      let oneWay = try #require(registry.first { !$0.isReversible })
      let refused = try await client.get("/transliterate?system=\(oneWay.id)&text=a&reverse=true")
      #expect(refused.errorCode == "not_reversible")
      if let both = registry.first(where: \.isReversible) {
        let back = try await client.get("/transliterate?system=\(both.id)&text=a&reverse=true")
        #expect(back.status == 200)
      }
    }
  }

  @Test("an entity is told from a store; a merged ID leads to the one it is now")
  func entities() async throws {
    try await withTemporaryFolder { folder in
      let store = try EntityStore(path: folder + "/a.onoma")
      let mira = Entity(
        id: id("onm-1"), type: .person, name: "Mira Kovalenko", aliases: [Alias("Міра Коваленко")])
      let odd = Entity(id: id("a/b ü%"), type: .place, name: "Ödland")
      try store.replace([mira, Entity(id: id("onm-2"), type: .person, name: "M. Kovalenko"), odd])
      try store.redirect(id("onm-2"), to: id("onm-1"))
      let service = try OnomaService(store: EntityStore(path: store.path, access: .readOnly))
      try await withServer(service) { client in
        let known = try await client.get("/entities/onm-1")
        #expect(known.status == 200)
        #expect(known.json["name"] as? String == "Mira Kovalenko")
        #expect((known.json["aliases"] as? [String])?.contains("Міра Коваленко") == true)
        let merged = try await client.get("/entities/onm-2")
        #expect(merged.status == 308)
        #expect(merged.headers["location"] == "/entities/onm-1")
        #expect(merged.json["id"] as? String == "onm-1")
        let strange = try await client.get("/entities/\(escaped("a/b ü%"))")
        #expect(strange.json["name"] as? String == "Ödland")
        // A merge that happens while the server runs is seen at once.
        try store.redirect(odd.id, to: id("onm-1"))
        #expect(try await client.get("/entities/\(escaped("a/b ü%"))").status == 308)
        #expect(try await client.get("/readyz").status == 200)
      }
    }
  }

  @Test("an entity is told from a knowledge base, and nobody's ID is not found")
  func entitiesOfKnowledgeBase() async throws {
    var known = KnowledgeBase([Entity(id: id("Q7"), type: .person, name: "Mira Kovalenko")])
    known.redirect(id("Q8/ü"), to: id("Q7"))
    try await withServer(OnomaService(knowledge: known)) { client in
      #expect(try await client.get("/entities/Q7").status == 200)
      let merged = try await client.get("/entities/\(escaped("Q8/ü"))")
      #expect(merged.status == 308)
      #expect(merged.headers["location"] == "/entities/Q7")
      for path in ["/entities/Q9", "/entities/%00", "/entities/..%2F..%2Fetc%2Fpasswd"] {
        let answer = try await client.get(path)
        #expect(answer.status == 404)
        #expect(answer.errorCode == "not_found")
      }
    }
  }

  @Test("a store that can no longer be read is told, without its path")
  func storeGone() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/secret-place.onoma"
      try EntityStore(path: path).replace([
        Entity(id: id("onm-1"), type: .person, name: "Mira Kovalenko")
      ])
      let store = try EntityStore(path: path, access: .readOnly)
      let log = LogRecorder()
      try await withServer(OnomaService(store: store), logger: log.logger) { client in
        try store.close()
        for path in ["/readyz", "/entities/onm-1"] {
          let answer = try await client.get(path)
          #expect(answer.status == 503)
          #expect(answer.errorCode == "store_unavailable")
          #expect(answer.headers["retry-after"] == "5")
          #expect(!String(decoding: answer.body, as: UTF8.self).contains("secret-place"))
        }
        #expect(try await client.get("/healthz").status == 200)
        #expect(log.lines.contains { $0.contains("secret-place") })
      }
    }
  }
}

/// A canonical ID.
func id(_ text: String) -> CanonicalID { CanonicalID(rawValue: text) }

/// An object of texts as JSON.
func json(_ members: [String: String]) throws -> String {
  String(decoding: try JSONEncoder().encode(members), as: UTF8.self)
}

/// A text as part of a URL.
func escaped(_ text: String) -> String {
  text.utf8.map { "%" + (String($0, radix: 16).count < 2 ? "0" : "") + String($0, radix: 16) }
    .joined()
}
