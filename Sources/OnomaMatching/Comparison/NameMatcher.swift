public import OnomaNames
internal import OnomaText

/// Compares names: parts aligned by role and sound, evidence weighed, a probability with reasons.
///
/// ```swift
/// let matcher = NameMatcher()
/// matcher.compare("Sergei Tikhanovsky", "Siarhei Tsikhanouski", as: .person).probability  // > 0.9
/// ```
///
/// Comparison is symmetric, and a name compared with itself gives 1.
public struct NameMatcher: Sendable {
  let model: SoundModel
  let calibration: PersonCalibration
  let sound = ChunkCostModel.shipped

  /// A matcher over the shipped sound model and calibration.
  public init() { self.init(model: .shipped, calibration: .shipped) }

  init(model: SoundModel, calibration: PersonCalibration) {
    self.model = model
    self.calibration = calibration
  }

  /// Compares two names as written.
  ///
  /// Complexity: O(words² · letters²).
  public func compare(_ a: String, _ b: String, as type: EntityType) -> NameMatch {
    compare(PreparedName(a, type: type), PreparedName(b, type: type))
  }

  /// Compares two analysed names, as persons' where both are.
  public func compare(_ a: PreparedName, _ b: PreparedName) -> NameMatch {
    // One order for every pair, so that no tie inside can depend on the caller's.
    let (first, second) = PersonComparison.ordered(a, b)
    if first.name.text != a.name.text {
      let match = compare(b, a)
      return NameMatch(
        probability: match.probability, isComparable: match.isComparable,
        evidence: match.evidence.map {
          MatchEvidence($0.rule, $0.right, $0.left, weight: $0.weight)
        })
    }
    if let decided = decided(a, b) { return decided }
    let arePersons = Self.arePersons(a, b)
    var evidence =
      arePersons
      ? PersonComparison(model: model, left: a, right: b).evidence(calibration)
      : OrganizationComparison(matcher: self, left: a, right: b).evidence()
    if let reason = confusable(a, b) { evidence.append(reason) }
    return arePersons
      ? NameMatch(
        probability: probability(first, second), isComparable: true, evidence: evidence)
      : NameMatch(evidence: evidence)
  }

  /// The probability of ``compare(_:_:)-(PreparedName,_)`` alone, without the cost of reasons.
  ///
  /// Complexity: O(words² · letters²).
  public func probability(_ a: PreparedName, _ b: PreparedName) -> Double {
    // By what was noted beforehand: the names themselves are many counted references to carry about.
    let (x, y) = (a.memory, b.memory)
    guard x.facts.isPerson, y.facts.isPerson else { return compare(a, b).probability }
    if x.facts.mayEqual(y.facts) || !x.facts.isComparable || !y.facts.isComparable,
      let decided = decided(a, b)
    {
      return decided.probability
    }
    let isSwapped = y.facts.precedes(x.facts) ?? PersonComparison.areSwapped(a, b)
    let pair = PersonPair(model: model, left: isSwapped ? y : x, right: isSwapped ? x : y)
    var odds = pair.logOdds(calibration)
    if x.facts.mayLookLike(y.facts), let reason = confusable(a, b) { odds += reason.weight }
    return StableMath.logistic(odds)
  }

  /// Whether both names are persons'; a person's beside an organisation's is read as one of those.
  private static func arePersons(_ a: PreparedName, _ b: PreparedName) -> Bool {
    a.name.type == .person && b.name.type == .person
  }

  /// What needs no weighing: the same name, or one that nobody can read.
  private func decided(_ a: PreparedName, _ b: PreparedName) -> NameMatch? {
    if isIdentical(a, b) {
      return NameMatch(
        evidence: [MatchEvidence(.whole, a.name.text, b.name.text, weight: 700)])
    }
    guard a.isComparable, b.isComparable else {
      return NameMatch(
        evidence: [MatchEvidence(.notComparable, a.name.text, b.name.text, weight: 0)],
        isComparable: false)
    }
    return nil
  }

  /// Whether two names are the same words in the same order to any reader.
  private func isIdentical(_ a: PreparedName, _ b: PreparedName) -> Bool {
    a.name.text == b.name.text
      || (!a.words.isEmpty && a.name.parts.map(\.token.key) == b.name.parts.map(\.token.key)
        && a.name.parts.map(\.role) == b.name.parts.map(\.role))
  }

  /// Names that look alike in different scripts: reported, and weak evidence for either side.
  private func confusable(_ a: PreparedName, _ b: PreparedName) -> MatchEvidence? {
    guard a.scripts != b.scripts, let first = a.skeleton, let second = b.skeleton, first == second
    else { return nil }
    return MatchEvidence(.confusable, a.name.text, b.name.text, weight: 1)
  }
}
