/// One answer to the question where a spelling comes from.
public struct SpellingReading: Sendable, Hashable {
  /// The name as it was before somebody romanized it, such as "Ціханоўскі".
  public let original: String
  /// The language of the original, a BCP 47 code.
  public let language: String
  /// The systems that write the spelling from the original, by ID.
  ///
  /// They all give the same, so the spelling cannot tell them apart.
  public let systems: [String]
  /// 1 for the best answer; answers of equal score share a rank.
  public let rank: Int
  /// How likely the answer is beside the others found, from 0 to 1.
  public let score: Double
}

/// An original that a system may have started from.
public struct ReverseCandidate: Sendable, Hashable {
  /// The original.
  public let original: String
  /// The language whose names it looks most like, a BCP 47 code.
  public let language: String
  /// How likely it is beside the other originals found, from 0 to 1.
  public let score: Double
}
