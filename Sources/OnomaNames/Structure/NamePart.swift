/// One token of a name with its role.
public struct NamePart: Hashable, Sendable {
  /// What a token does in a name.
  public enum Role: String, CaseIterable, Sendable, BitwiseCopyable {
    /// A given name.
    case given
    /// A name made from the father's: `Григорьевич`, `Ivanovna`.
    case patronymic
    /// A family name.
    case family
    /// A word that belongs to the family name: `van`, `de`, `al`.
    case particle
    /// A given name cut to its first letter.
    case initial
    /// A form of address or a title: `Mr.`, `Dr`, `пан`.
    case honorific
    /// What sets generations apart: `Jr.`, `III`.
    case suffix
    /// The legal form of a company: `GmbH`, `ОАО`.
    case legalForm
    /// A word of an organisation's or a place's name.
    case word
    /// A number.
    case number
  }

  /// The token.
  public let token: NameToken
  /// Its role.
  public let role: Role

  /// Makes a part.
  public init(token: NameToken, role: Role) {
    self.token = token
    self.role = role
  }
}
