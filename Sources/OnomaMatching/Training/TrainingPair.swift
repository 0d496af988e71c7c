/// Two spellings of one word: in a script and in Latin letters.
public struct TrainingPair: Hashable, Sendable {
  /// The word in the script.
  public let native: String
  /// The word in Latin letters.
  public let latin: String
  /// How much it counts, above 0.
  public let weight: Double

  /// Makes a pair.
  public init(native: String, latin: String, weight: Double) {
    self.native = native
    self.latin = latin
    self.weight = weight
  }

  /// The longest words that training reads, in letters.
  static let nativeLimit = 20
  static let latinLimit = 24
}

/// A pair of words as letters.
struct LetterPair: Sendable {
  let native: [UInt32]
  let latin: [UInt32]
  let weight: Double
}
