import Foundation
import Onoma
import OnomaServer
import Testing

@Suite("What people decide over HTTP")
struct LedgerTests {
  /// Serves a store with three people and a folder of one document that names two of them.
  private func withStore(
    _ options: (inout ServerOptions) -> Void = { $0.allowsReview = true },
    _ body: (LoopbackClient) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      let text = "On Monday Mira Kovalenko met\nBohdan Zaremba."
      try text.write(toFile: folder + "/2024-05-17 a.txt", atomically: true, encoding: .utf8)
      let store = try EntityStore(path: folder + "/a.onoma")
      let mira = Entity(id: id("onm-1"), type: .person, name: "Mira Kovalenko")
      let other = Entity(id: id("onm-2"), type: .person, name: "Міра Коваленко")
      let bohdan = Entity(id: id("onm-3"), type: .person, name: "Bohdan Zaremba")
      try store.record(
        ResolutionRecord(
          entities: [mira, other, bohdan],
          documents: [DocumentRecord(name: "2024-05-17 a.txt", text: text)],
          mentions: [
            EntityMention(
              document: "2024-05-17 a.txt", start: 10, end: 24, surface: "Mira Kovalenko",
              type: .person, entity: mira.id, score: 0.9),
            EntityMention(
              document: "2024-05-17 a.txt", start: 29, end: 43, surface: "Bohdan Zaremba",
              type: .person, entity: bohdan.id, score: 0.9),
          ]))
      try await withServer(
        OnomaService(store: store),
        options: {
          options(&$0)
          $0.documents = folder
        }, body)
    }
  }

  private func decide(
    _ client: LoopbackClient, _ verdict: String, _ left: String = "onm-1",
    _ right: String = "onm-2"
  ) async throws -> LoopbackClient.Answer {
    try await client.post(
      "/judgements",
      json([
        "left": left, "right": right, "verdict": verdict, "author": "Ada", "reason": "a note",
      ]))
  }

  @Test("two that are the same become one, until that is taken back")
  func mergeAndUndo() async throws {
    try await withStore { client in
      let merged = try await decide(client, "same")
      #expect(merged.status == 200)
      let decision = try #require((merged.json["decisions"] as? [[String: Any]])?.first)
      #expect(decision["action"] as? String == "merge")
      let sequence = try #require(decision["sequence"] as? Int)
      #expect(try await client.get("/entities/onm-2").status == 308)
      let history = try await client.get("/entities/onm-1/history")
      let entries = try #require(history.json["decisions"] as? [[String: Any]])
      #expect(entries.first?["author"] as? String == "Ada")
      #expect(entries.first?["reason"] as? String == "a note")
      let undone = try await client.post(
        "/judgements/undo", "{\"sequence\":\(sequence),\"author\":\"Ada\"}")
      #expect(undone.status == 200)
      #expect(try await client.get("/entities/onm-2").status == 200)
      let again = try await client.post(
        "/judgements/undo", "{\"sequence\":\(sequence),\"author\":\"Ada\"}")
      #expect(again.status == 409)
      #expect(again.errorCode == "conflict")
    }
  }

  @Test("two that are different are merged by nobody")
  func different() async throws {
    try await withStore { client in
      #expect(try await decide(client, "different").status == 200)
      let refused = try await decide(client, "same")
      #expect(refused.status == 409)
      #expect(refused.errorMessage?.contains("a.onoma") == false)
      #expect(try await client.get("/entities/onm-2").status == 200)
    }
  }

  @Test("a decision that is wrong is refused, and nothing is written")
  func wrongDecisions() async throws {
    try await withStore { client in
      #expect(try await decide(client, "maybe").errorCode == "invalid_value")
      #expect(try await decide(client, "same", "onm-1", "nobody").status == 409)
      #expect(try await decide(client, "same", "onm-1", "onm-1").status == 409)
      for body in [
        #"{"left":"onm-1","right":"onm-2","verdict":"same"}"#,
        #"{"left":"onm-1","right":"onm-2","verdict":"same","author":""}"#, "{}",
      ] {
        #expect(try await client.post("/judgements", body).status == 400, "\(body)")
      }
      #expect(try await client.post("/judgements/undo", #"{"author":"Ada"}"#).status == 400)
      let history = try await client.get("/entities/onm-1/history")
      #expect((history.json["decisions"] as? [Any])?.isEmpty == true)
    }
  }

  @Test("without --review nothing can be decided, and pages of other sites never may")
  func notEnabled() async throws {
    try await withStore({ _ in }) { client in
      let answer = try await decide(client, "same")
      #expect(answer.status == 404)
      #expect(answer.errorCode == "not_enabled")
    }
    try await withStore { client in
      let foreign = try await client.post(
        "/judgements", "{}", headers: "Origin: https://evil.example\r\n")
      #expect(foreign.status == 403)
    }
  }

  @Test("a mention is shown in its context, and a companion by their document")
  func dossier() async throws {
    try await withStore { client in
      let mentions = try await client.get("/entities/onm-1/mentions")
      let first = try #require((mentions.json["mentions"] as? [[String: Any]])?.first)
      #expect(first["before"] as? String == "On Monday ")
      #expect(first["after"] as? String == " met Bohdan Zaremba.")
      let companions = try await client.get("/entities/onm-1/companions")
      let other = try #require((companions.json["companions"] as? [[String: Any]])?.first)
      #expect(other["id"] as? String == "onm-3")
      #expect(other["documents"] as? Int == 1)
      let timeline = try await client.get("/entities/onm-1/timeline")
      let day = try #require((timeline.json["documents"] as? [[String: Any]])?.first)
      #expect(day["date"] as? String == "2024-05-17")
      let spellings = try await client.get("/entities/onm-2/spellings")
      let group = try #require((spellings.json["groups"] as? [[String: Any]])?.first)
      #expect(group["script"] as? String == "Cyrl")
    }
  }
}
