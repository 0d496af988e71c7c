internal import OnomaText

/// A weighted edit distance over chunks of one to four letters.
///
/// The costs are a table (`Data/matching/sound-costs.tsv`), so that what romanization systems and
/// press conventions do is data: `ts` for `t`, `ou` for `ov`. The distance is the cheapest way to cut
/// both words into pairs of chunks (Wagner and Fischer 1974, with chunks as in Ristad and Yianilos
/// 1998). It is symmetric because every row holds in both directions.
public struct ChunkCostModel: Sendable {
  private let costs: ChunkTable
  /// The chunks that occur in any row.
  private let chunks: ChunkTable
  private static let longestChunk = 4

  /// The longest words that are compared whole; the rest of a longer one is ignored.
  public static let lengthLimit = 48

  /// The shipped model.
  public static let shipped = ChunkCostModel(
    .embedded("matching/sound-costs.tsv", columns: ["a", "b", "cost"]))

  init(_ table: DataTable) {
    var costs: [UInt64: Double] = [:]
    var chunks: [UInt64: Double] = [:]
    for row in table.rows {
      let a = row["a"] == "-" ? [] : Array(row["a"].utf8)
      let b = row["b"] == "-" ? [] : Array(row["b"].utf8)
      guard let cost = Double(row["cost"]), a.count <= 8, b.count <= 8 else {
        fatalError("\(table.name):\(row.line): not a cost")
      }
      for (left, right) in [(a, b), (b, a)] {
        let key = Self.key(left[...], right[...])
        costs[key] = min(costs[key] ?? .infinity, cost)
        chunks[Self.key(left[...], [])] = 0
      }
    }
    self.costs = ChunkTable(costs)
    self.chunks = ChunkTable(chunks)
  }

  /// The distance between two words: 0 for the same sounds.
  ///
  /// Complexity: O(n·m); the chunks that the table knows at each position bound the constant.
  public func distance(_ a: [UInt8], _ b: [UInt8]) -> Double { distance(a, b, limit: .infinity) }

  /// The distance, or infinity where it is more than a limit.
  ///
  /// No cost is negative, so a beginning that costs more leads to no end that costs less: for words that
  /// are unlike little more than their first letters is looked at.
  func distance(_ a: [UInt8], _ b: [UInt8], limit: Double) -> Double {
    if a == b { return 0 }
    let a = a.prefix(Self.lengthLimit)
    let b = b.prefix(Self.lengthLimit)
    let width = b.count + 1
    let cells = (a.count + 1) * width
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: cells) { best in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: a.count + 1 + width) { lengths in
        best.initialize(repeating: .infinity)
        // No lengths known yet: those of a position always have one bit at least.
        lengths.initialize(repeating: 0)
        best[0] = 0
        for i in 0...a.count {
          for j in 0...b.count {
            let here = best[i * width + j]
            if here > limit || here == .infinity { continue }
            if lengths[i] == 0 { lengths[i] = chunkLengths(a, at: i) }
            let other = a.count + 1 + j
            if lengths[other] == 0 { lengths[other] = chunkLengths(b, at: j) }
            let (left, right) = (lengths[i], lengths[other])
            for p in 0...Self.longestChunk where left & 1 << p != 0 {
              for q in 0...Self.longestChunk where right & 1 << q != 0 && p + q > 0 {
                guard let cost = cost(a[i..<(i + p)], b[j..<(j + q)]) else { continue }
                let cell = (i + p) * width + j + q
                if here + cost < best[cell] { best[cell] = here + cost }
              }
            }
          }
        }
        let distance = best[cells - 1]
        return distance > limit ? .infinity : distance
      }
    }
  }

  /// The lengths of chunks that may start at a position, as bits: none and one letter always, more only
  /// where the table has the chunk.
  private func chunkLengths(_ word: ArraySlice<UInt8>, at start: Int) -> UInt8 {
    var lengths: UInt8 = start < word.count ? 0b11 : 0b1
    for length in stride(from: 2, through: min(Self.longestChunk, word.count - start), by: 1)
    where chunks[Self.key(word[start..<(start + length)], [])] != nil {
      lengths |= 1 << UInt8(length)
    }
    return lengths
  }

  /// The log-odds by the distance for the words' mean length.
  ///
  /// The line through the distances of true and false token pairs: at 0.13 a letter it is as likely
  /// as not. Words shorter than four letters count as four: one changed letter says more there.
  public func logOdds(_ a: [UInt8], _ b: [UInt8]) -> Double {
    guard !a.isEmpty, !b.isEmpty else { return -.infinity }
    let length = max(4, Double(a.count + b.count) / 2)
    return 5 - 38 * distance(a, b) / length
  }

  /// The log-odds where they are more than a bound, and negative infinity where they are not.
  ///
  /// Complexity: O(n·m), and far less for most words that are unlike.
  public func logOdds(_ a: [UInt8], _ b: [UInt8], above least: Double) -> Double {
    guard !a.isEmpty, !b.isEmpty else { return -.infinity }
    let length = max(4, Double(a.count + b.count) / 2)
    // A little more, so that rounding excludes nothing; the comparison below decides.
    let limit = (5 - least) * length / 38 + 1e-6
    let odds = 5 - 38 * distance(a, b, limit: limit) / length
    return odds > least ? odds : -.infinity
  }

  private func cost(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Double? {
    if a.count == 1, b.count == 1, a.first == b.first { return 0 }
    // A figure is no sound: it equals itself only.
    if a.contains(where: Self.isFigure) || b.contains(where: Self.isFigure) {
      return a.count + b.count == 1 ? 1.5 : nil
    }
    if let known = costs[Self.key(a, b)] { return known }
    switch (a.count, b.count) {
    case (1, 1):
      let vowels = Self.isVowel(a.first) && Self.isVowel(b.first)
      return vowels ? 0.4 : Self.isVowel(a.first) == Self.isVowel(b.first) ? 1 : 1.3
    case (1, 0): return Self.isVowel(a.first) ? 0.5 : 1
    case (0, 1): return Self.isVowel(b.first) ? 0.5 : 1
    default: return nil
    }
  }

  private static func isFigure(_ letter: UInt8) -> Bool { letter < 0x61 }

  private static func isVowel(_ letter: UInt8?) -> Bool {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
    default: false
    }
  }

  /// Both chunks in one number: five bits a letter, so twelve letters fit.
  private static func key(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> UInt64 {
    var key: UInt64 = 1
    for letter in a { key = key << 5 | UInt64(letter & 31) }
    key <<= 5
    for letter in b { key = key << 5 | UInt64(letter & 31) }
    return key
  }
}
