import OnomaDocuments
import OnomaEntities
import OnomaNames
import OnomaTestSupport
import OnomaText
import Testing

@Suite("Hostile documents")
struct HostileDocumentTests {
  @Test(
    "a document without text has no mentions",
    arguments: ["", " ", "\n\n\n", "\u{FEFF}", "\0", "…"])
  func empty(text: String) {
    #expect(ResolvedTexts(text).mentions.isEmpty)
    #expect(Resolver().resolve([]).mentions.isEmpty)
  }

  @Test("random hostile text never traps, and every span is exact", arguments: 1...4)
  func random(seed: Int) {
    var hostile = HostileText(seed: UInt64(seed))
    let texts = (0..<12).map { _ in hostile.text(upTo: 300) }
    expectExactSpans(ResolvedTexts(texts))
  }

  @Test("hostile text in the midst of names never traps", arguments: 1...3)
  func amongNames(seed: Int) {
    var hostile = HostileText(seed: UInt64(seed) &* 1_000_003)
    let names = [
      "Edwin Marlowe", "Mr. Brandvold", "U.S.-Belarusian", "Gould-Davies", "EU", "트럼프의", "the FLP",
      "Lukaşenko'nun", "l’ONU", "A. G. Lukashenko", "Van", "O'Brien", "СССР", "习近平",
    ]
    var text = ""
    for _ in 0..<12 {
      for name in names { text += name + hostile.text(upTo: 8) + " " }
      text += hostile.name(words: 3) + ". "
    }
    expectExactSpans(ResolvedTexts(text))
  }

  @Test("hostile names in a knowledge base never trap")
  func knowledge() {
    var hostile = HostileText(seed: 77)
    let entities = (0..<60).map { number in
      Entity(
        id: CanonicalID(rawValue: "kb-\(number)"),
        type: [.person, .organization, .place][number % 3],
        name: hostile.text(upTo: 30), aliases: [Alias(""), Alias(hostile.name(words: 2))])
    }
    let texts = entities.prefix(20).map { "The smith \($0.name) met Edwin Marlowe." }
    expectExactSpans(ResolvedTexts(Array(texts), knowledge: KnowledgeBase(entities)))
  }

  @Test(
    "a long line of one word again and again is read to its end",
    arguments: [
      "a", "Aa ", "A. ", "The ", "Edwin Marlowe and ", "\u{301}", "한", "'s", "Bank of ", "U.S.-",
    ])
  func longLine(unit: String) {
    expectExactSpans(
      ResolvedTexts(String(repeating: unit, count: 20_000 / unit.utf8.count)))
  }

  @Test(
    "marks beyond any writing's end the word that they follow",
    arguments: ["\u{301}", "\u{345}\u{301}\u{327}", "\u{301}\u{AD}\u{316}"])
  func flood(marks: String) {
    let flood = String(repeating: marks, count: 20_000 / marks.utf8.count)
    let resolved = ResolvedTexts("Edwin Marlowe met Ana\(flood) Kovač. Edwin Marlowe left.")
    expectExactSpans(resolved)
    #expect(resolved.mentions.filter { $0.surface == "Edwin Marlowe" }.count == 2)
    #expect(resolved.mentions.allSatisfy { $0.surface.unicodeScalars.count < 60 })
  }
}
