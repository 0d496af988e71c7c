public import OnomaMatching

/// A decision about whether two entities are one, kept for ever and undoable.
public struct Judgement: Hashable, Sendable, Codable {
  /// What was decided.
  public enum Verdict: String, CaseIterable, Sendable, Codable {
    /// They are one.
    case same
    /// They are two.
    case different
    /// It cannot be told yet.
    case unsure
  }

  /// The two entities, in order of their IDs.
  public var left: CanonicalID
  /// The second entity.
  public var right: CanonicalID
  /// What was decided.
  public var verdict: Verdict
  /// Who decided: a person's name, or `onoma` for the program itself.
  public var author: String
  /// Why.
  public var reason: String
  /// What the decision rested on, weightiest first; empty where nobody kept it.
  public var evidence: [JudgementEvidence]

  /// Records a decision; the order of the two does not matter.
  public init(
    _ a: CanonicalID, _ b: CanonicalID, _ verdict: Verdict, author: String, reason: String,
    evidence: [JudgementEvidence] = []
  ) {
    left = min(a, b)
    right = max(a, b)
    self.verdict = verdict
    self.author = author
    self.reason = reason
    self.evidence = left == a ? evidence : evidence.map(\.swapped)
  }
}

/// One reason that a judgement rested on, as it is kept.
public struct JudgementEvidence: Hashable, Sendable, Codable {
  /// What kind of reason it is, such as `family-name`, `birth-date` or `identifier`.
  public var rule: String
  /// What the first of the two shows; empty where there is nothing.
  public var left: String
  /// What the second shows.
  public var right: String
  /// How much it says, in log-odds: above 0 for, below 0 against.
  public var weight: Double

  /// Takes a reason.
  public init(_ rule: String, _ left: String, _ right: String, weight: Double) {
    self.rule = rule
    self.left = left
    self.right = right
    self.weight = weight
  }

  /// The reason with the two sides changed over.
  public var swapped: JudgementEvidence {
    JudgementEvidence(rule, right, left, weight: weight)
  }

  /// Takes a reason that comparing two names gave.
  public init(_ evidence: MatchEvidence) {
    self.init(
      evidence.rule.rawValue, evidence.left, evidence.right, weight: evidence.weight)
  }
}
