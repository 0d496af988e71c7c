/// One reason for or against two names being the same.
public struct MatchEvidence: Hashable, Sendable {
  /// What kind of reason it is.
  public enum Rule: String, CaseIterable, Sendable {
    /// The family names sound alike, or do not.
    case familyName = "family-name"
    /// The given names sound alike, or do not.
    case givenName = "given-name"
    /// The given names are one name in different languages.
    case givenNameEquivalent = "given-name-equivalent"
    /// One given name is a pet form of the other.
    case nickname
    /// The given names are two different names.
    case givenNameContradiction = "given-name-contradiction"
    /// An initial fits a given name, or does not.
    case initial
    /// The patronymics agree or contradict each other.
    case patronymic
    /// One name shows a man, the other a woman.
    case gender
    /// One name has a part that the other lacks.
    case missingPart = "missing-part"
    /// The words stand in another order.
    case order
    /// A generation is named differently (Jr. and Sr.).
    case generation
    /// Words of an organisation's or a place's name agree.
    case word
    /// Generic words agree: bank, ministry, of defence, in whatever language.
    case genericWord = "generic-word"
    /// Both names are known, as one body's or as two bodies'.
    case knownName = "known-name"
    /// An acronym fits the long form.
    case acronym
    /// Numbers agree or differ.
    case number
    /// The legal forms are of different kinds.
    case legalForm = "legal-form"
    /// The names are cut into words differently but sound alike as a whole.
    case whole
    /// The letters of the names, romanized, are much alike or hardly.
    case spelling
    /// The syllables of a Chinese name are just those of its romanization, or others.
    case syllables
    /// The names look alike although their letters are of different scripts (UTS #39).
    case confusable
    /// One of the names is in a script that cannot be read.
    case notComparable = "not-comparable"
    /// What holds before anything is compared.
    case prior
  }

  /// What kind of reason it is.
  public let rule: Rule
  /// The part of the first name that it is about; empty where there is none.
  public let left: String
  /// The part of the second name.
  public let right: String
  /// How much it says, in log-odds: above 0 for, below 0 against.
  public let weight: Double

  /// Makes a reason.
  public init(_ rule: Rule, _ left: String, _ right: String, weight: Double) {
    self.rule = rule
    self.left = left
    self.right = right
    self.weight = weight
  }
}

/// What came of comparing two names.
public struct NameMatch: Hashable, Sendable {
  /// The probability that the two names are one name of one bearer, from 0 to 1.
  public let probability: Double
  /// Whether the names could be compared at all.
  ///
  /// Names that cannot be never match.
  public let isComparable: Bool
  /// The reasons, weightiest first.
  public let evidence: [MatchEvidence]

  /// Adds up the log-odds of the reasons.
  init(evidence: [MatchEvidence], isComparable: Bool = true) {
    let ordered = Self.ordered(evidence)
    // The last bit of a sum depends on its order, so it is always this one.
    let sum = ordered.reduce(0) { $0 + $1.weight }
    probability = isComparable ? StableMath.logistic(sum) : 0
    self.isComparable = isComparable
    self.evidence = ordered
  }

  /// A match whose probability was computed elsewhere.
  package init(probability: Double, isComparable: Bool, evidence: [MatchEvidence]) {
    self.probability = probability
    self.isComparable = isComparable
    self.evidence = Self.ordered(evidence)
  }

  /// The reasons, weightiest first; equal ones as they came.
  private static func ordered(_ evidence: [MatchEvidence]) -> [MatchEvidence] {
    evidence.enumerated().sorted { a, b in
      (abs(b.element.weight), a.offset) < (abs(a.element.weight), b.offset)
    }.map(\.element)
  }
}
