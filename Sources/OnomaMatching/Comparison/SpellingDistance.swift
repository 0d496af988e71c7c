/// Counts the slips between two spellings: letters added, left out, changed or swapped with the next.
///
/// The optimal string alignment distance (Damerau 1964; Wagner and Fischer 1974).
package enum SpellingDistance {
  /// The longest spellings that are compared; of longer ones the rest is ignored.
  package static let lengthLimit = 64

  /// How likely one spelling is a slip for the other: 1 for the same, 0 for another word.
  ///
  /// One slip in five letters is usual, one in three is another word (KP, KT).
  static func fit(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Double {
    if a == b { return 1 }
    let longer = min(lengthLimit, max(a.count, b.count))
    // More than four in ten is another word whatever the rest says.
    let limit = longer * 2 / 5
    guard abs(a.count - b.count) <= limit, a.count <= lengthLimit, b.count <= lengthLimit,
      let slips = distance(a, b, limit: limit)
    else { return 0 }
    let rate = Double(slips) / Double(longer)
    for (point, next) in zip(curve, curve.dropFirst()) where rate <= next.rate {
      let share = (rate - point.rate) / (next.rate - point.rate)
      return point.fit + share * (next.fit - point.fit)
    }
    return 0
  }

  /// Slips a letter, and how likely they are slips.
  private static let curve: [(rate: Double, fit: Double)] = [
    (0, 1), (0.1, 0.93), (0.2, 0.86), (0.25, 0.8), (0.29, 0.55), (0.34, 0.4), (0.4, 0),
  ]

  /// The number of slips, or `nil` where there are more than `limit`.
  ///
  /// Complexity: O(n·m).
  package static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
    if abs(a.count - b.count) > limit { return nil }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before: [Int] = []
    var above = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      row.reserveCapacity(b.count + 1)
      for j in 1...b.count {
        var best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, before[j - 2] + 1)
        }
        row.append(best)
      }
      if row.min().map({ $0 > limit }) ?? true { return nil }
      before = above
      above = row
    }
    return above[b.count] <= limit ? above[b.count] : nil
  }
}
