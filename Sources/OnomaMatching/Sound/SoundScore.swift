/// How alike two words sound.
struct SoundScore: Sendable, BitwiseCopyable {
  /// The log-odds that the two are spellings of one word.
  let logOdds: Double
  /// Pointwise mutual information: the logarithm of how much likelier the two are together than
  /// apart.
  let information: Double
  /// The logarithm of the Latin word's probability given the other one, a letter.
  let latinGivenNative: Double
  /// The logarithm of the other's given the Latin word, a letter.
  let nativeGivenLatin: Double
  /// Which of the other word's forms and readings it was, counted in that order.
  var form: Int = 0

  /// Nothing in common.
  static let none = SoundScore(
    logOdds: lowest, information: -60, latinGivenNative: -12, nativeGivenLatin: -12)

  /// The lowest log-odds.
  static let lowest = -14.0
}
