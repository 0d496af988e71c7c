/// Where a variant comes from: who writes the name so, and from what.
public struct VariantOrigin: Sendable, Hashable, Comparable {
  /// The language of the original, a BCP 47 code.
  public let language: String
  /// The original that is romanized.
  public let original: String
  /// The system that writes it, by ID; `nil` where the variant is the original itself.
  public let system: String?
  /// Whether a given name has been replaced by its form in the language of the press.
  public let usesWordForm: Bool

  /// By language, original and system.
  public static func < (a: VariantOrigin, b: VariantOrigin) -> Bool {
    (a.language, a.original, a.system ?? "", a.usesWordForm ? 1 : 0)
      < (b.language, b.original, b.system ?? "", b.usesWordForm ? 1 : 0)
  }
}

/// A spelling of a name, with everything that makes it.
public struct NameVariant: Sendable, Hashable {
  /// The spelling.
  public let text: String
  /// The script of its letters, an ISO 15924 code.
  public let script: String
  /// What makes it, in order; never empty.
  public let origins: [VariantOrigin]
  /// How usual it is beside the other variants: the share of its language's systems that make it,
  /// less for less likely originals.
  public let weight: Double
}

/// What variants of a name are wanted.
public struct VariantOptions: Sendable {
  /// The languages of the original; empty to infer them from the letters.
  public var languages: [String]
  /// Whether the name is also written in the other East Slavic languages first.
  public var acrossLanguages: Bool
  /// The scripts of the variants, ISO 15924 codes; empty for all.
  public var scripts: Set<String>
  /// How many variants at most, the most usual first.
  public var limit: Int
  /// The forms of a word of the name in other languages, by language: `["ru": ["Николай"]]` for
  /// "Мікалай".
  ///
  /// Given names have forms that no letter rule finds; they come from a name lexicon, which this
  /// module does not have.
  public var wordForms: (@Sendable (String) -> [String: [String]])?

  /// Chooses what variants are wanted.
  public init(
    languages: [String] = [], acrossLanguages: Bool = false, scripts: Set<String> = [],
    limit: Int = 500, wordForms: (@Sendable (String) -> [String: [String]])? = nil
  ) {
    self.languages = languages
    self.acrossLanguages = acrossLanguages
    self.scripts = scripts
    self.limit = limit
    self.wordForms = wordForms
  }
}
