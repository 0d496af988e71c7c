/// Pointers into a ``SoundTable``: trivial, so that passing it around counts no references.
struct SoundTableView {
  /// A bit for each of 2^17 places: 0 where no chunk pair of the table falls (Bloom 1970), which is what
  /// most look-ups end at.
  let filter: UnsafePointer<UInt64>
  /// The joint probabilities that occur.
  let values: UnsafePointer<Double>
  /// For each native chunk, the probability that it is silent.
  let silent: UnsafePointer<Double>
  /// For each Latin chunk, the probability that it stands for nothing.
  let added: UnsafePointer<Double>
  /// For each native chunk, its share of all probability.
  let nativeShare: UnsafePointer<Double>
  /// For each Latin chunk, its share of all probability.
  let latinShare: UnsafePointer<Double>
  /// For each native chunk, more than its pairs with the chunks at any one Latin position add up to.
  let peak: UnsafePointer<Double>
  /// The weights of ``SoundFeatures``.
  let weights: UnsafePointer<Double>
  /// Chunk pairs, in a small hash table for each native chunk: the Latin chunk in the upper half, the
  /// number of the probability in the lower.
  let slots: UnsafePointer<UInt32>
  /// For each native chunk where its hash table begins, in the upper 27 bits, and the binary logarithm
  /// of how long it is.
  let regions: UnsafePointer<UInt32>
  /// What is left of all probability beside added Latin letters, and beside silent native ones.
  let nativeRest: Double
  let latinRest: Double
  /// More than what any number of added letters can make of a cell.
  let mostCarried: Double
  /// The most letters of one chunk.
  let longestNative: Int
  let longestLatin: Int

  /// The log-odds of two words by their features.
  @inline(__always)
  func logOdds(_ f: SoundFeatures) -> Double {
    // Every product in the same order for either order of two Latin words.
    let lengths = weights[4] * f.n + weights[5] * f.m
    let marginals = weights[2] * f.native + weights[3] * f.latin
    let conditionals = weights[6] * f.latinGivenNative + weights[7] * f.nativeGivenLatin
    return weights[0] + weights[1] * f.information + marginals + lengths + conditionals
  }

  /// Fibonacci hashing (Knuth, TAOCP 3, 6.4).
  private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The parts of a pair's hash, which is their sum.
  @inline(__always)
  static func hash(native: UInt16) -> UInt64 { (UInt64(native) << 16) &* multiplier }
  @inline(__always)
  static func hash(latin: UInt16) -> UInt64 { UInt64(latin) &* multiplier }

  /// The words of the filter.
  static let filterCount = 1 << 11
  /// The lengths of Latin chunks.
  static let peakCount = 5

  /// 1 where the table may have a pair with this hash, else 0.
  @inline(__always)
  func mayHave(_ hash: UInt64) -> UInt64 {
    filter[Int(truncatingIfNeeded: hash &>> 53)] &>> (hash &>> 47) & 1
  }

  /// The joint probability of two chunks; 0 where the table has none.
  ///
  /// Complexity: O(1).
  @inline(__always)
  func joint(_ native: UInt16, _ latin: UInt16) -> Double {
    let latinHash = Self.hash(latin: latin)
    if mayHave(latinHash &+ Self.hash(native: native)) == 0 { return 0 }
    return stored(regions[Int(native)], latin, latinHash)
  }

  /// The place of a Latin chunk in a hash table of 2^`bits` places.
  @inline(__always)
  static func place(_ latinHash: UInt64, bits: UInt32) -> Int {
    Int(truncatingIfNeeded: latinHash &>> 40 & (1 &<< UInt64(bits) &- 1))
  }

  /// The joint probability of a Latin chunk and the native one whose hash table this is.
  @inline(__always)
  func stored(_ region: UInt32, _ latin: UInt16, _ latinHash: UInt64) -> Double {
    let start = slots + Int(region >> 5)
    let bits = region & 31
    var place = Self.place(latinHash, bits: bits)
    while true {
      let found = start[place]
      if found >> 16 == UInt32(latin) { return values[Int(found & 0xFFFF)] }
      if found == 0 { return 0 }
      place = (place &+ 1) & (1 &<< Int(bits) &- 1)
    }
  }
}
