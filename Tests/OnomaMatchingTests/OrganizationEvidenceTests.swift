import OnomaMatching
import OnomaNames
import Testing

@Suite("What decides about two names of organisations")
struct OrganizationEvidenceTests {
  static let matcher = NameMatcher()

  private func rules(_ a: String, _ b: String) -> [MatchEvidence.Rule: Double] {
    let evidence = Self.matcher.compare(a, b, as: .organization).evidence
    return Dictionary(evidence.map { ($0.rule, $0.weight) }, uniquingKeysWith: +)
  }

  @Test("other numbers are one reason against, the same number is one for")
  func numbers() throws {
    #expect(try #require(rules("Vessel 7", "Vessel 8")[.number]) < -4)
    #expect(try #require(rules("Vessel 7", "Vessel VII")[.number]) > 0)
    let first = try #require(rules("Hadley Fund", "Hadley Fund I")[.number])
    let second = try #require(rules("Hadley Fund", "Hadley Fund II")[.number])
    #expect(second < first && first < 0)
  }

  @Test("legal forms of different kinds speak against softly")
  func legalForms() throws {
    let weight = try #require(rules("Kellermann GmbH", "Kellermann AG")[.legalForm])
    #expect((-1.5..<0).contains(weight))
    #expect(rules("Kellermann GmbH", "Kellermann LLC")[.legalForm] == nil)
    #expect(rules("Kellermann OAO", "Kellermann PLC")[.legalForm] == nil)
  }

  @Test("an acronym and what it stands for are one reason")
  func acronym() throws {
    #expect(try #require(rules("GRB", "General Repair Bureau")[.acronym]) > 0)
    #expect(rules("GRB", "General Repair Office")[.acronym] == nil)
  }

  @Test("generic words tell less than names")
  func generic() throws {
    let found = rules("Kellermann Bank", "Kellermann Bank Group")
    #expect(try #require(found[.word]) > 2 * #require(found[.genericWord]))
    let company = Self.matcher.compare("Kellermann", "Kellermann Company", as: .organization)
    let trading = Self.matcher.compare("Kellermann", "Kellermann Trading", as: .organization)
    #expect(trading.probability < company.probability)
  }

  @Test("what only one name has is a missing part, what both have apart is a difference")
  func missing() throws {
    #expect(try #require(rules("Kellermann", "Kellermann Steel")[.missingPart]) < 0)
    let both = Self.matcher.compare("Kellermann Steel", "Kellermann Glass", as: .organization)
    #expect(both.evidence.contains { $0.rule == .word && $0.weight < 0 && $0.left == "Steel" })
  }

  @Test("a name that was prepared as a person's is read as an organisation's beside one")
  func mixedTypes() {
    let body = PreparedName("Kellermann AG", type: .organization)
    let person = PreparedName("Kellermann", type: .person)
    let match = Self.matcher.compare(body, person)
    #expect(match.probability == Self.matcher.compare(person, body).probability)
    #expect(!match.evidence.isEmpty)
  }

  @Test("hostile names are compared to their end")
  func bounded() {
    let terms = ["bank", "of", "London", "12", "IV", "M", "банк", "中国银行", "A.B.", "co-op"]
    let names = [
      (0..<64).map { terms[$0 % terms.count] }.joined(separator: " "),
      (0..<64).map { terms[$0 * 7 % terms.count] }.joined(separator: " "),
      String(repeating: "a", count: 100_000), String(repeating: "中", count: 10_000),
      String(repeating: "銀行", count: 5_000), String(repeating: "A.", count: 2_000),
      String(repeating: "co-", count: 2_000), String(repeating: "XI ", count: 200),
      String(repeating: "9", count: 5_000), (0..<64).map { "w\($0)x" }.joined(separator: " "),
    ]
    for a in names {
      for b in [a + "b", names[0]] {
        let match = Self.matcher.compare(a, b, as: .organization)
        #expect((0...1).contains(match.probability))
      }
    }
  }
}
