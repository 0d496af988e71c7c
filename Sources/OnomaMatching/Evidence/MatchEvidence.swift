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
    /// An acronym fits the long form.
    case acronym
    /// Numbers differ.
    case number
    /// The legal forms are of different kinds.
    case legalForm = "legal-form"
    /// The names are cut into words differently but sound alike as a whole.
    case whole
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
    let ordered = evidence.enumerated().sorted { a, b in
      (abs(b.element.weight), a.offset) < (abs(a.element.weight), b.offset)
    }.map(\.element)
    // The last bit of a sum depends on its order, so it is always this one.
    let sum = ordered.reduce(0) { $0 + $1.weight }
    probability = isComparable ? 1 / (1 + Self.exponential(-sum)) : 0
    self.isComparable = isComparable
    self.evidence = ordered
  }

  /// e^x without a math library, whose last bit differs between platforms: the same scores
  /// everywhere are worth more than that bit.
  ///
  /// Range reduction by powers of two, then the series.
  private static func exponential(_ x: Double) -> Double {
    let x = max(-700, min(700, x))
    let log2 = 0.693147180559945309
    let power = (x / log2).rounded()
    let rest = x - power * log2
    var term = 1.0
    var sum = 1.0
    for step in 1...20 {
      term *= rest / Double(step)
      sum += term
    }
    return Double(sign: .plus, exponent: Int(power), significand: 1) * sum
  }
}
