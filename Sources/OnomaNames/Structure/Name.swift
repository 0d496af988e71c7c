/// A written name, taken apart.
///
/// ```swift
/// let name = NameParser.shipped.parse("Greta Conway Van Susteren", as: .person)
/// name.family.map(\.token.text)  // ["Van", "Susteren"]
/// ```
public struct Name: Hashable, Sendable {
  /// The name as written.
  public let text: String
  /// What it names.
  public let type: EntityType
  /// Its parts, in the order written.
  public let parts: [NamePart]
  /// The gender that its own parts show, by a given name, a patronymic, an ending or an honorific.
  public let gender: Gender?

  /// Makes a name of parts that are known already.
  package init(text: String, type: EntityType, parts: [NamePart], gender: Gender?) {
    self.text = text
    self.type = type
    self.parts = parts
    self.gender = gender
  }

  /// The parts of one role.
  ///
  /// Complexity: O(parts).
  public func parts(_ role: NamePart.Role) -> [NamePart] { parts.filter { $0.role == role } }

  /// The given names and initials.
  public var given: [NamePart] { parts.filter { $0.role == .given || $0.role == .initial } }

  /// The family name with its particles.
  public var family: [NamePart] { parts.filter { $0.role == .family || $0.role == .particle } }

  /// Whether it is a family name alone, with or without an honorific.
  public var isFamilyOnly: Bool { given.isEmpty && !family.isEmpty }

  /// Whether it is a given name alone.
  public var isGivenOnly: Bool {
    !parts.contains { $0.role == .family || $0.role == .initial } && !given.isEmpty
  }
}
