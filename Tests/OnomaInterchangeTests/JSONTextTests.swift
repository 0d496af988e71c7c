import Foundation
import OnomaInterchange
import OnomaTestSupport
import Testing

/// The value that Foundation reads from a JSON text.
func parsed(_ json: String) throws -> Any {
  try JSONSerialization.jsonObject(with: Data(json.utf8), options: [.fragmentsAllowed])
}

extension String {
  /// The text without U+FEFF, which Foundation's parser drops.
  var withoutByteOrderMarks: String {
    var view = unicodeScalars
    view.removeAll { $0 == "\u{FEFF}" }
    return String(view)
  }
}

@Suite("Writing JSON")
struct JSONTextTests {
  @Test(
    "what JSON or JavaScript would misread is escaped",
    arguments: [
      ("\0", #""\u0000""#), ("\"", #""\"""#), ("\\", #""\\""#), ("\n", #""\n""#), ("\r", #""\r""#),
      ("\t", #""\t""#), ("\u{8}", #""\u0008""#), ("\u{1F}", #""\u001f""#), ("\u{7F}", #""\u007f""#),
      ("\u{2028}", #""\u2028""#), ("\u{2029}", #""\u2029""#), ("\r\n", #""\r\n""#),
    ])
  func escapes(value: String, json: String) {
    #expect(JSONText.quoted(value) == json)
  }

  @Test(
    "other characters are written as they are",
    arguments: ["Ціханоўскі", "😀", "e\u{301}", "\u{200D}", "/", "'", "\u{10FFFF}", "\u{FFFE}"])
  func plain(value: String) {
    #expect(Array(JSONText.quoted(value).utf8) == Array("\"\(value)\"".utf8))
  }

  @Test("hostile strings come back from Foundation's parser scalar by scalar", arguments: 1...10)
  func roundTrip(seed: Int) throws {
    var hostile = HostileText(seed: UInt64(seed))
    for _ in 0..<200 {
      let value = hostile.text(upTo: 60).withoutByteOrderMarks
      let json = JSONText.quoted(value)
      #expect(!json.utf8.contains { $0 < 0x20 })
      let back = try #require(try parsed(json) as? String)
      #expect(Array(back.unicodeScalars) == Array(value.unicodeScalars), "\(json)")
    }
  }

  @Test("a byte order mark in a string survives Foundation's parser")
  func byteOrderMark() throws {
    let value = "\u{FEFF}Marlowe\n\u{FEFF}"
    let back = try #require(try parsed(JSONText.quoted(value)) as? String)
    #expect(Array(back.unicodeScalars) == Array(value.unicodeScalars))
  }

  @Test("objects, arrays and values nest with their commas in place")
  func nesting() throws {
    var json = JSONText()
    json.object { json in
      json.key("empty")
      json.object { _ in }
      json.key("list")
      json.array { json in
        json.number(1)
        json.array { _ in }
        json.object { json in
          json.key("a")
          json.boolean(true)
          json.key("b")
          json.boolean(false)
        }
        json.string("x")
      }
      json.key("last")
      json.number(2.5)
    }
    #expect(
      json.text == #"{"empty":{},"list":[1,[],{"a":true,"b":false},"x"],"last":2.5}"#)
    _ = try parsed(json.text)
  }

  @Test("keys are escaped as strings are")
  func keys() throws {
    var json = JSONText()
    json.object { json in
      json.key("a\"b\n")
      json.number(1)
    }
    let object = try #require(try parsed(json.text) as? [String: Any])
    #expect(object.keys.first == "a\"b\n")
  }

  @Test(
    "numbers are JSON numbers, and come back the same",
    arguments: [0.0, -0.0, 1, -1, 0.1, 0.9731, 1e-7, 1e15, 1e300, -2.5e-300, 123_456_789.25, .pi])
  func numbers(value: Double) throws {
    var json = JSONText()
    json.number(value)
    let back = try #require(try parsed(json.text) as? Double)
    #expect(back == value, "\(json.text)")
  }

  @Test("numbers that JSON cannot write are null", arguments: [Double.nan, .infinity, -.infinity])
  func noNumbers(value: Double) {
    var json = JSONText()
    json.number(value)
    #expect(json.text == "null")
  }

  @Test("whole numbers are exact", arguments: [0, -1, Int.max, Int.min])
  func wholeNumbers(value: Int) {
    var json = JSONText()
    json.number(value)
    #expect(json.text == String(value))
  }
}
