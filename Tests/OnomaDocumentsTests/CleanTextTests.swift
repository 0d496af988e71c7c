import OnomaTestSupport
import Testing

@testable import OnomaDocuments

@Suite("The text that names are looked for in")
struct CleanTextTests {
  private func cleaned(_ text: String) -> CleanText? { CleanText(Array(text.unicodeScalars)) }

  @Test(
    "what nobody sees goes, and what can be composed is",
    arguments: [
      ("e\u{301}x", "éx"), ("Lu\u{AD}kas", "Lukas"), ("\u{202A}Ян\u{202C}", "Ян"),
      ("\u{1112}\u{1161}\u{11AB}", "한"), ("e\u{323}\u{302}", "ệ"),
    ])
  func composes(text: String, expected: String) throws {
    let clean = try #require(cleaned(text))
    #expect(clean.scalars == Array(expected.unicodeScalars))
    #expect(clean.original(0..<clean.scalars.count).upperBound <= text.unicodeScalars.count)
  }

  @Test("a text that is clean has no other form", arguments: ["", "Édith", "Ў", "क़"])
  func untouched(text: String) {
    #expect(cleaned(text) == nil)
  }

  @Test("a character that is only ever taken apart stays one")
  func excluded() throws {
    let clean = try #require(cleaned("\u{958}e\u{301}"))
    #expect(clean.scalars == ["\u{958}", "é"])
    #expect(clean.original(0..<1) == 0..<1)
    #expect(clean.original(1..<2) == 1..<3)
  }

  @Test("neighbours never share a character of the text as it came", arguments: 1...20)
  func disjoint(seed: Int) {
    var hostile = HostileText(seed: UInt64(seed))
    for _ in 0..<50 {
      let scalars = Array(hostile.text(upTo: 60).unicodeScalars)
      guard let clean = CleanText(scalars) else { continue }
      var last = 0
      for index in clean.scalars.indices {
        let range = clean.original(index..<(index + 1))
        #expect(range.lowerBound >= last && !range.isEmpty && range.upperBound <= scalars.count)
        last = range.upperBound
      }
    }
  }
}
