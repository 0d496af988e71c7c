import Foundation
import Onoma
import OnomaServer
import Testing

@Suite("What the server refuses, and how it says so")
struct RefusalTests {
  /// A body that is wrong, and the error it must give.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let path: String
    let body: String
    let code: String
    let words: [String]

    init(_ name: String, _ path: String, _ body: String, _ code: String, _ words: String...) {
      (self.name, self.path, self.body) = (name, path, body)
      (self.code, self.words) = (code, words)
    }

    var testDescription: String { name }
  }

  static let cases = [
    Case("nothing", "/resolve", "", "invalid_json"),
    Case("half an object", "/resolve", "{\"text\": \"a", "invalid_json"),
    Case("more after the end", "/resolve", "{\"text\": \"a\"} x", "invalid_json"),
    Case("a list", "/resolve", "[\"text\"]", "invalid_json", "object"),
    Case("a bare text", "/resolve", "\"text\"", "invalid_json"),
    Case("a NUL between the members", "/resolve", "{\"text\":\0\"a\"}", "invalid_json", "NUL"),
    Case("a lone high surrogate", "/resolve", #"{"text": "\ud800"}"#, "invalid_json"),
    Case("a lone low surrogate", "/resolve", #"{"text": "a\udc00b"}"#, "invalid_json"),
    Case("a surrogate with the wrong one", "/resolve", #"{"text": "\ud800A"}"#, "invalid_json"),
    Case("too deep a nest", "/resolve", String(repeating: "[", count: 100_000), "invalid_json"),
    Case(
      "too deep a member", "/resolve", "{\"a\":" + String(repeating: "{\"a\":", count: 100_000),
      "invalid_json"),
    Case("no text", "/resolve", "{}", "missing_field", "\"text\""),
    Case("null for a text", "/resolve", "{\"text\": null}", "missing_field", "\"text\""),
    Case("a number for a text", "/resolve", "{\"text\": 7}", "invalid_value", "\"text\""),
    Case("a list for a text", "/resolve", "{\"text\": [\"a\"]}", "invalid_value", "\"text\""),
    Case(
      "an unknown unit", "/resolve", "{\"text\": \"a\", \"offsets\": \"bytes\"}", "invalid_value",
      "\"offsets\"", "scalar, utf8, utf16"),
    Case(
      "a misspelt option", "/resolve", "{\"text\": \"\", \"ofsets\": \"utf8\"}", "unknown_field",
      "\"ofsets\""),
    Case("one name", "/compare", "{\"name1\": \"a\"}", "missing_field", "\"name2\""),
    Case(
      "an unknown type", "/compare", "{\"name1\": \"a\", \"name2\": \"b\", \"type\": \"SHIP\"}",
      "invalid_value", "\"type\"", "PERSON"),
    Case(
      "a flag that is a text", "/transliterate",
      "{\"system\": \"be-bgn-pcgn-1979\", \"text\": \"a\", \"reverse\": \"true\"}",
      "invalid_value", "\"reverse\""),
  ]

  @Test("a wrong body is a wrong request, and the message names what is wrong", arguments: cases)
  func wrongBody(_ test: Case) async throws {
    try await withServer { client in
      let answer = try await client.post(test.path, test.body)
      #expect(answer.status == 400)
      #expect(answer.errorCode == test.code)
      for word in test.words {
        #expect(answer.errorMessage?.contains(word) == true, "\(answer.errorMessage ?? "")")
      }
      #expect(answer.headers["content-type"] == "application/json")
    }
  }

  @Test("a body that is no UTF-8 is refused with the place of the first bad byte")
  func invalidUTF8() async throws {
    try await withServer { client in
      for bad: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]] {
        let body = Array("{\"text\":\"".utf8) + bad + Array("\"}".utf8)
        let answer = try await client.post("/resolve", bytes: body)
        #expect(answer.status == 400)
        #expect(answer.errorCode == "invalid_utf8")
        #expect(answer.errorMessage?.contains("byte 9") == true)
      }
      let utf16 = try await client.post("/resolve", bytes: [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00])
      #expect(utf16.errorCode == "invalid_utf8")
      let bare = try await client.post("/resolve", bytes: [0x7B, 0x00, 0x7D, 0x00])
      #expect(bare.errorCode == "invalid_json")
    }
  }

  @Test("a wrong query is a wrong request")
  func wrongQuery() async throws {
    try await withServer { client in
      for (query, code) in [
        ("name1=a", "missing_field"), ("name1=a&name2=%", "bad_request"),
        ("name1=a&name2=%zz", "bad_request"), ("name1=a&name2=%ff", "invalid_utf8"),
        ("name1=a&name2=b&name1=c", "bad_request"), ("name1=a&name2=b&nmae=c", "unknown_field"),
        ("name1=a&name2=b&type=", "invalid_value"),
        ("name1=a&name2=" + String(repeating: "b", count: 1001), "invalid_value"),
      ] {
        let answer = try await client.get("/compare?" + query)
        #expect(answer.status == 400, "\(query.prefix(40))")
        #expect(answer.errorCode == code, "\(query.prefix(40))")
      }
      let escapes = try await client.get("/entities/%zz")
      #expect(escapes.errorCode == "bad_request")
      #expect(try await client.get("/healthz?x=1").errorCode == "unknown_field")
      let both = try await client.post("/compare?name1=a", "{\"name1\":\"a\",\"name2\":\"b\"}")
      #expect(both.errorCode == "bad_request")
    }
  }

  @Test(
    "a path that is none is not found",
    arguments: ["/resolv", "/resolve/", "/entities/", "/entities/a/b", "//healthz", "/%2e%2e"])
  func unknownPath(path: String) async throws {
    try await withServer { client in
      let answer = try await client.get(path)
      #expect(answer.status == 404)
      #expect(answer.errorCode == "not_found")
    }
  }

  @Test("a method that a path does not take is told those it takes")
  func wrongMethod() async throws {
    try await withServer { client in
      for (method, path, allowed) in [
        ("GET", "/resolve", "POST"), ("DELETE", "/compare", "GET, POST, HEAD"),
        ("POST", "/healthz", "GET, HEAD"), ("PUT", "/entities/Q1", "GET, HEAD"),
        ("OPTIONS", "/resolve", "POST"), ("PATCH", "/version", "GET, HEAD"),
      ] {
        let answer = try await client.post(path, "{}", method: method)
        #expect(answer.status == 405, "\(method) \(path)")
        #expect(answer.errorCode == "method_not_allowed")
        #expect(answer.headers["allow"] == allowed)
      }
    }
  }

  @Test("a body must say that it is plain JSON in UTF-8")
  func mediaTypes() async throws {
    let body = "{\"text\": \"\"}"
    try await withServer { client in
      for type in [
        nil, "text/plain", "application/x-www-form-urlencoded", "application/jsonx",
        "application/json; charset=utf-16", "",
      ] {
        let answer = try await client.post("/resolve", body, contentType: type)
        #expect(answer.status == 415, "\(type ?? "none")")
        #expect(answer.errorCode == "unsupported_media_type")
        #expect(answer.headers["accept-post"] == "application/json")
      }
      let zipped = try await client.post("/resolve", body, headers: "Content-Encoding: gzip\r\n")
      #expect(zipped.status == 415)
      for type in ["application/json", "Application/JSON; Charset=\"UTF-8\""] {
        #expect(try await client.post("/resolve", body, contentType: type).status == 200)
      }
    }
  }

  @Test("a body up to the limit is taken, one byte more is refused, with a length or in chunks")
  func bodyLimit() async throws {
    let body = "{\"text\": \"\"}"
    try await withServer(options: { $0.bodyLimit = 64 }) { client in
      let space = String(repeating: " ", count: 64 - body.utf8.count)
      #expect(try await client.post("/resolve", body + space).status == 200)
      let tooLarge = try await client.post("/resolve", body + space + " ")
      #expect(tooLarge.status == 413)
      #expect(tooLarge.errorCode == "too_large")
      #expect(tooLarge.errorMessage?.contains("64 bytes") == true)
      let head =
        "POST /resolve HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
      let chunk = "10\r\n" + String(repeating: " ", count: 16) + "\r\n"
      let chunks = String(repeating: chunk, count: 5) + "0\r\n\r\n"
      #expect(try await client.send(Array((head + chunks).utf8)).status == 413)
      let small = "c\r\n" + body + "\r\n0\r\n\r\n"
      #expect(try await client.send(Array((head + small).utf8)).status == 200)
    }
  }

  @Test("the limit is one mebibyte unless told otherwise")
  func defaultBodyLimit() async throws {
    try await withServer { client in
      let space = String(repeating: " ", count: (1 << 20) - 12)
      let largest = try await client.post("/resolve", "{\"text\": \"\"}" + space)
      #expect(largest.status == 200)
      let larger = try await client.post("/resolve", "{\"text\": \"\"}" + space + " ")
      #expect(larger.status == 413)
    }
  }

  @Test("what is no HTTP ends the connection, and the server goes on")
  func noHTTP() async throws {
    try await withServer { client in
      for bytes in [
        "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
      ] {
        let answer = try? await client.send(Array(bytes.utf8))
        #expect(answer == nil || answer?.status == 400)
      }
      let health = try await client.get("/healthz")
      #expect(health.status == 200)
    }
  }

  /// What answers repeat of the request; JSONSerialization would drop a byte order mark.
  private struct Echo: Decodable {
    struct Mention: Decodable { let doc: String }
    let text: String?
    let name1: String?
    let mentions: [Mention]?
  }

  @Test("hostile texts come back as they were, in valid JSON")
  func hostileTexts() async throws {
    let texts = [
      "\0", "a\0b", "\u{202E}abc\u{2066}", "\u{FEFF}", "\u{FFFF}\u{10FFFF}", "\u{2028}\u{2029}",
      "</script><img src=x>", "\"\\\r\n\t\u{7F}", "e\u{301}\u{301}\u{301}", "👩‍👩‍👧‍👦", "\u{85}\u{9B}31m",
    ]
    try await withServer { client in
      for text in texts {
        let transliterated = try await client.post(
          "/transliterate", json(["system": "be-bgn-pcgn-1979", "text": text]))
        let compared = try await client.post(
          "/compare", json(["name1": text, "name2": "Mira Kovalenko"]))
        let resolved = try await client.post(
          "/resolve", json(["text": "Mira Kovalenko sang.\(text)", "name": text]))
        let echoes = try [
          JSONDecoder().decode(Echo.self, from: Data(transliterated.body)).text,
          JSONDecoder().decode(Echo.self, from: Data(compared.body)).name1,
          JSONDecoder().decode(Echo.self, from: Data(resolved.body)).mentions?.first?.doc,
        ]
        for echo in echoes { #expect(echo.map { Array($0.utf8) } == Array(text.utf8)) }
      }
      // An escaped pair of surrogates is one scalar, and an escaped NUL is a NUL.
      let pair = try await client.post(
        "/transliterate", #"{"system": "be-bgn-pcgn-1979", "text": "\ud83d\ude00\u0000"}"#)
      #expect(pair.json["text"] as? String == "😀\0")
    }
  }
}
