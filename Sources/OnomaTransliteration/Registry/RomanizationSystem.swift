/// What is known about one romanization system or press convention, apart from its rules.
///
/// The description comes from the head of the system's file in `Data/transliteration/`.
public struct RomanizationSystem: Sendable, Hashable, Identifiable {
  /// What a system is made for.
  public enum Kind: String, Sendable, Hashable {
    /// A table published by a standards body, a library, or a state.
    case standard
    /// How the press of one language spells foreign names.
    case convention
    /// A building block that other files extend; never listed.
    case base
  }

  /// How sure we are of the table.
  public enum Confidence: String, Sendable, Hashable {
    /// The table itself was read, or is confirmed by published examples.
    case high
    /// Written from general knowledge of the standard.
    case medium
    /// Usage that varies.
    case low
  }

  /// The identifier, for example `be-bgn-pcgn-1979`.
  public let id: String
  /// The name for people.
  public let name: String
  /// Who published the table.
  public let authority: String
  /// The year of the edition.
  public let year: Int?
  /// ISO 15924 code of the script it reads.
  public let from: String
  /// ISO 15924 code of the script it writes.
  public let to: String
  /// BCP 47 codes of the languages it is meant for.
  public let languages: [String]
  /// For a press convention, the BCP 47 code of the language that spells the names.
  public let targetLanguage: String?
  /// Standard or press convention.
  public let kind: Kind
  /// Where the table is published.
  public let source: String
  /// How sure we are of the table.
  public let confidence: Confidence
  /// The names by which others know the same system.
  public let conformsTo: [String]
  /// Whether the romanized text leads back to the original.
  public let isReversible: Bool
}
