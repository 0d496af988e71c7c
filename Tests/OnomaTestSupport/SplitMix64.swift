/// A small seeded generator, so that a failure can be repeated.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
///
/// ```swift
/// var random = SplitMix64(seed: 1)
/// random.next(below: 10)  // the same number in every run
/// ```
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts a sequence; equal seeds give equal sequences.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  ///
  /// Complexity: O(1).
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number from 0 to `limit` - 1; `limit` must be above 0.
  ///
  /// Complexity: O(1).
  public mutating func next(below limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// One element of a collection that is not empty.
  ///
  /// Complexity: O(1) for arrays.
  public mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[next(below: choices.count)]
  }
}
