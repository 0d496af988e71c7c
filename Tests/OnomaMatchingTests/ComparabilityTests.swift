import OnomaMatching
import OnomaNames
import Testing

@Suite("Names that cannot be compared, and names that are too much")
struct ComparabilityTests {
  static let matcher = NameMatcher()

  static let unreadable: [(script: String, name: String)] = [
    ("Yi", "ꆈꌠ"), ("Vai", "ꕙꔤ"), ("Gothic", "𐌱𐌰𐌽𐌳𐍅𐌰"), ("none", "😀😀"), ("none", "…"),
    ("none", ""),
  ]

  @Test("a name that cannot be read is not comparable, which is no match", arguments: unreadable)
  func notComparable(case: (script: String, name: String)) {
    let match = Self.matcher.compare(`case`.name, "Lukashenko", as: .person)
    #expect(!match.isComparable)
    #expect(match.probability == 0)
    #expect(match.evidence.map(\.rule) == [.notComparable])
    #expect(match.explanation.hasPrefix("not comparable"))
    #expect(match.whatWouldChangeIt == nil)
  }

  @Test("two different names that cannot be read are not comparable either")
  func bothUnreadable() {
    let match = Self.matcher.compare("ꆈꌠ", "ꌠꆈ", as: .person)
    #expect(!match.isComparable && match.probability == 0)
    #expect(Self.matcher.compare("ꆈꌠ", "ꆈꌠ", as: .person).probability == 1)
  }

  @Test("a name of many words or many letters is compared to its end")
  func bounded() {
    let words = (0..<80).map { "Na\(String($0, radix: 36))me" }.joined(separator: " ")
    let names: [(name: String, text: String)] = [
      ("64 words", words), ("the same word", String(repeating: "Ivan ", count: 80)),
      ("initials", String(repeating: "A. ", count: 80)),
      ("one letter", String(repeating: "a", count: 5000)),
      ("one letter of Cyrillic", String(repeating: "щ", count: 5000)),
      ("Han", String(repeating: "習", count: 3000)),
      ("marks", "e" + String(repeating: "\u{301}\u{316}", count: 5000)),
      ("10 MB", String(repeating: "Lukashenko", count: 1_000_000)),
      ("10 MB of Cyrillic", String(repeating: "Лукашенко ", count: 520_000)),
    ]
    for (name, text) in names {
      for type in [EntityType.person, .organization] {
        for other in [text + "b", "Ada Lovelace"] {
          let match = Self.matcher.compare(text, other, as: type)
          #expect((0...1).contains(match.probability), "\(name) as \(type)")
        }
      }
    }
  }
}
