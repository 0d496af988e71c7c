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

  /// Records a decision; the order of the two does not matter.
  public init(
    _ a: CanonicalID, _ b: CanonicalID, _ verdict: Verdict, author: String, reason: String
  ) {
    left = min(a, b)
    right = max(a, b)
    self.verdict = verdict
    self.author = author
    self.reason = reason
  }
}
