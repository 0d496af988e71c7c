public import ArgumentParser
public import Onoma

extension OffsetUnit: ExpressibleByArgument {}
extension TableEncoding: ExpressibleByArgument {}

extension Judgement.Verdict: ExpressibleByArgument {}

extension DocumentFormat: ExpressibleByArgument {}

extension EntityType: ExpressibleByArgument {
  /// Takes `person`, `organization` (or `org`) and `place` in any case.
  public init?(argument: String) {
    switch argument.lowercased() {
    case "person": self = .person
    case "organization", "organisation", "org": self = .organization
    case "place": self = .place
    default: return nil
    }
  }
}
