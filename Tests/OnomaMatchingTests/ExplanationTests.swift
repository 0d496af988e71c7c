import OnomaMatching
import OnomaNames
import Testing

@Suite("What a match says of itself")
struct ExplanationTests {
  static let matcher = NameMatcher()

  @Test("the reasons come weightiest first")
  func order() {
    let match = Self.matcher.compare("Sergei Tikhanovsky", "Svetlana Tikhanovskaya", as: .person)
    let weights = match.evidence.map { abs($0.weight) }
    #expect(weights == weights.sorted(by: >))
  }

  @Test("a match names its verdict, its percentage and its reasons")
  func sameSentence() {
    let match = Self.matcher.compare("Sergei Tikhanovsky", "Siarhei Tsikhanouski", as: .person)
    #expect(match.explanation.contains("the same"))
    #expect(match.explanation.contains(" %)"))
    #expect(match.explanation.contains("\"Sergei\" and \"Siarhei\" are one given name"))
  }

  @Test("husband and wife differ by gender, and the explanation says so")
  func genderSentence() {
    let match = Self.matcher.compare("Sergei Tikhanovsky", "Svetlana Tikhanovskaya", as: .person)
    #expect(match.evidence.contains { $0.rule == .gender && $0.weight < 0 })
    #expect(match.explanation.contains("different gender"))
    #expect(
      match.explanation.hasPrefix("different") || match.explanation.hasPrefix("probably different"))
  }

  @Test("a reason names the parts in the order in which the names were given")
  func sides() {
    let match = Self.matcher.compare("Siarhei Tsikhanouski", "Sergei Tikhanovsky", as: .person)
    #expect(match.evidence.contains { $0.left == "Siarhei" && $0.right == "Sergei" })
  }

  @Test("every kind of reason has a sentence for and one against")
  func sentences() {
    for rule in MatchEvidence.Rule.allCases {
      for weight in [-1.0, 1.0] {
        let sentence = MatchEvidence(rule, "Ada", "Ida", weight: weight).sentence
        #expect(!sentence.isEmpty && !sentence.hasSuffix("."))
      }
    }
    #expect(
      MatchEvidence(.missingPart, "", "Ida", weight: -1).sentence == "\"Ida\" has no counterpart")
    #expect(MatchEvidence(.initial, "A", "Ida", weight: -1).sentence.hasSuffix("does not fit"))
  }

  @Test("an undecided match says what would decide it")
  func whatWouldChangeIt() {
    let match = Self.matcher.compare("Lukashenko", "Viktor Lukashenko", as: .person)
    #expect(match.whatWouldChangeIt != nil)
    #expect(
      Self.matcher.compare("Ada", "Ada", as: .person).explanation.hasPrefix("the same (100 %)"))
  }
}
