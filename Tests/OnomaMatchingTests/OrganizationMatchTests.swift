import OnomaMatching
import OnomaNames
import Testing

@Suite("Whether two names are one organisation's or one place's")
struct OrganizationMatchTests {
  static let matcher = NameMatcher()

  static let cases: [(a: String, b: String, type: EntityType, same: Bool)] =
    [
      ("EU", "European Union", true),
      ("EU", "Eurasian Economic Union", false), ("IIS", "Institute of International Studies", true),
      ("IISS", "Institute of International Studies", false), ("UN", "United Nations", true),
      ("Siemens AG", "Siemens", true), ("Apple Inc.", "Apple Incorporated", true),
      ("ОАО «Газпром»", "Gazprom", true), ("Bank of Ireland", "Bank of Scotland", false),
      ("School No. 12", "School No. 13", false),
      ("Ministry of Justice", "Ministry of Health", false),
      ("IIS", "IISS", false), ("EU", "EAEU", false), ("Gazprom", "Rosneft", false),
      ("The New York Times", "New York Times", true),
    ].map { ($0.0, $0.1, EntityType.organization, $0.2) }
    + [
      ("Minsk", "Мінск", true), ("Minsk", "Pinsk", false), ("Vilnius", "Вильнюс", true),
      ("Guinea", "Guinea-Bissau", false), ("Warsaw", "Moscow", false),
    ].map { ($0.0, $0.1, EntityType.place, $0.2) }

  @Test("names of one are likelier the same, names of two are not", arguments: cases)
  func sameOrNot(case: (a: String, b: String, type: EntityType, same: Bool)) {
    let match = Self.matcher.compare(`case`.a, `case`.b, as: `case`.type)
    #expect((match.probability > 0.5) == `case`.same, "\(match.probability)")
  }

  /// Claims that a reader makes and the matcher does not yet; one that holds belongs above.
  static let notYet: [(a: String, b: String, same: Bool)] = [
    ("Ministry of Defence", "Ministry of Defense", true), ("Reuters", "Рейтер", true),
  ]

  @Test("names of organisations that are not yet read right", arguments: notYet)
  func notYetRight(case: (a: String, b: String, same: Bool)) {
    let match = Self.matcher.compare(`case`.a, `case`.b, as: .organization)
    withKnownIssue { #expect((match.probability > 0.5) == `case`.same) }
  }
}
