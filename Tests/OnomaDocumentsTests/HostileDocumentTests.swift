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

  private static func time(_ unit: String, bytes: Int) -> Duration {
    let text = String(repeating: unit, count: bytes / unit.utf8.count)
    return ContinuousClock().measure { _ = ResolvedTexts(text) }
  }

  @Test(
    "a long line of one word again and again is read in time that grows with its length only",
    .timeLimit(.minutes(5)),
    arguments: ["a", "Aa ", "A. ", "The ", "Edwin Marlowe and ", "\u{301}", "한", "'s", "Bank of "])
  func longLine(unit: String) {
    let short = Self.time(unit, bytes: 6_000)
    let long = Self.time(unit, bytes: 60_000)
    // Ten times the text; quadratic time would take a hundred times as long.
    #expect(long < max(short * 40, .seconds(10)), "\(unit.debugDescription): \(short), \(long)")
  }

  @Test("a run of acronyms with hyphens is read in time that grows with its length only")
  func hyphenedAcronyms() {
    // The first run of all reads the tables.
    _ = Self.time("U.S.-", bytes: 10)
    // The best of several runs: other tests run at the same time.
    func best(_ bytes: Int) -> Duration {
      (0..<5).map { _ in Self.time("U.S.-", bytes: bytes) }.min() ?? .zero
    }
    let short = best(3_000)
    let long = best(9_000)
    #expect(long < short * 4, "\(short), \(long)")
  }
}
