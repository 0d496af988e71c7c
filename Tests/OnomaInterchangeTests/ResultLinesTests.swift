import Foundation
import OnomaDocuments
import OnomaEntities
import OnomaInterchange
import OnomaMatching
import OnomaNames
import OnomaText
import Testing

@Suite("Lines of results")
struct ResultLinesTests {
  static let mention: ResolvedMention? = Resolver().resolve([
    Document(name: "a \"b\".txt", text: SourceText("🎻é The smith Edwin Marlowe sang."))
  ]).mentions.first

  private func object(_ line: String) throws -> [String: Any] {
    #expect(line.hasSuffix("\n"))
    #expect(line.utf8.count { $0 == 0x0A } == 1)
    return try #require(try parsed(line) as? [String: Any])
  }

  @Test(
    "a mention's offsets count what was asked for",
    arguments: [(OffsetUnit.scalar, 13, 26), (.utf8, 17, 30), (.utf16, 14, 27)])
  func units(unit: OffsetUnit, start: Int, end: Int) throws {
    let mention = try #require(Self.mention)
    let text = SourceText("🎻é The smith Edwin Marlowe sang.")
    let line = MentionLines.line(mention, text: text, unit: unit)
    let object = try object(line)
    #expect(object["start"] as? Int == start)
    #expect(object["end"] as? Int == end)
    #expect(object["surface"] as? String == "Edwin Marlowe")
    #expect(object["doc"] as? String == "a \"b\".txt")
    #expect(object["type"] as? String == "PERSON")
    #expect(object["entity"] as? String == mention.entity.rawValue)
    #expect(object["score"] as? Double == mention.score)
    #expect(object["reasons"] == nil)
    #expect(object.count == 7)
  }

  @Test("members stand in the documented order")
  func order() throws {
    let mention = try #require(Self.mention)
    let line = MentionLines.line(
      mention, text: SourceText("🎻é The smith Edwin Marlowe sang."), explain: true)
    let names = ["doc", "start", "end", "surface", "type", "entity", "score", "reasons"]
    let positions = try names.map { try #require(line.range(of: "\"\($0)\":")).lowerBound }
    #expect(positions == positions.sorted())
    #expect(try object(line)["reasons"] as? [String] == mention.reasons)
    #expect(!mention.reasons.isEmpty)
  }

  @Test("the same mention gives the same bytes")
  func deterministic() throws {
    let mention = try #require(Self.mention)
    let text = SourceText("🎻é The smith Edwin Marlowe sang.")
    #expect(
      MentionLines.line(mention, text: text, explain: true)
        == MentionLines.line(mention, text: text, explain: true))
  }

  @Test(
    "a comparison is one line with its evidence",
    arguments: [
      ("Sergei Tikhanovsky", "Siarhei Tsikhanouski"), ("A \"B\"", "x\ny"), ("", ""),
      ("ᠮᠣᠩ", "Marlowe"),
    ])
  func matches(a: String, b: String) throws {
    let match = NameMatcher().compare(a, b, as: .person)
    let object = try object(MatchLines.line(match, a, b))
    #expect(object["name1"] as? String == a)
    #expect(object["name2"] as? String == b)
    let score = try #require(object["score"] as? Double)
    #expect(abs(score - match.probability) <= 0.0001)
    #expect(object["comparable"] as? Bool == match.isComparable)
    #expect(object["explanation"] as? String == match.explanation)
    let evidence = try #require(object["evidence"] as? [[String: Any]])
    #expect(evidence.count == match.evidence.count)
    for reason in evidence {
      #expect(Set(reason.keys) == ["rule", "left", "right", "weight"])
      #expect(reason["weight"] is Double)
    }
  }

  @Test("scores have at most six decimals and weights two")
  func rounding() {
    #expect(MatchLines.score(0.123456789) == "0.123457")
    #expect(MatchLines.score(1) == "1.0")
    #expect(MatchLines.score(0) == "0.0")
    #expect(MatchLines.weight(-2.3456) == "-2.35")
  }

  @Test("an error says file, line and reason")
  func errors() {
    #expect(
      InterchangeError(file: "a.csv", line: 7, reason: "no header").description
        == "a.csv:7: no header")
    #expect(
      InterchangeError(file: "a.csv", line: 0, reason: "too long").description == "a.csv: too long")
  }
}
