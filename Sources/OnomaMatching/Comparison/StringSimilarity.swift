/// Classic similarities of letter sequences, from 0 to 1; symmetric.
enum StringSimilarity {
  /// The most letters that count.
  private static let limit = 64

  /// Where each letter occurs in a word, as bits by position: one comparison then finds all places.
  struct Positions {
    private let places: UnsafeMutablePointer<UInt64>

    /// The places that a table has.
    static let count = 32

    /// Takes memory for ``count`` numbers.
    init(_ places: UnsafeMutablePointer<UInt64>) { self.places = places }

    /// Notes the letters a to z of a word.
    @inline(__always)
    func note(_ word: UnsafeBufferPointer<UInt8>) {
      places.update(repeating: 0, count: Self.count)
      for index in 0..<min(limit, word.count) {
        places[Int(word[index] & 31)] |= 1 << UInt64(index)
      }
    }

    @inline(__always)
    subscript(_ letter: UInt8) -> UInt64 { places[Int(letter & 31)] }
  }

  /// Jaro's similarity with Winkler's bonus for a common beginning (Winkler 1990).
  ///
  /// Complexity: O(letters), of at most 64 letters.
  /// - Parameter positions: Those of `b`.
  static func jaroWinkler(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>, _ positions: Positions
  ) -> Double {
    if a.isEmpty || b.isEmpty { return 0 }
    let (n, m) = (min(limit, a.count), min(limit, b.count))
    let reach = max(0, max(n, m) / 2 - 1)
    var usedB: UInt64 = 0
    var usedA: UInt64 = 0
    // The columns that row `i` may take: i - reach to i + reach.
    var window: UInt64 = 2 << UInt64(min(63, reach)) &- 1
    for i in 0..<n {
      let free = positions[a[i]] & window & ~usedB
      usedB |= free & (0 &- free)
      usedA |= (free == 0 ? 0 : 1) << UInt64(i)
      window = i < reach ? window << 1 | 1 : window << 1
    }
    if usedA == 0 { return 0 }
    let matches = usedA.nonzeroBitCount
    var transposed = 0
    while usedA != 0 {
      if a[usedA.trailingZeroBitCount] != b[usedB.trailingZeroBitCount] { transposed += 1 }
      usedA &= usedA &- 1
      usedB &= usedB &- 1
    }
    let count = Double(matches)
    let jaro =
      (count / Double(n) + count / Double(m) + (count - Double(transposed) / 2) / count) / 3
    var common = 0
    while common < min(4, n, m), a[common] == b[common] { common += 1 }
    return jaro + Double(common) * 0.1 * (1 - jaro)
  }

  /// Jaro–Winkler similarity of two words' letters without marks.
  static func jaroWinkler(_ a: LatinView, _ b: LatinView) -> Double {
    withPositions(of: b) { jaroWinkler(a.letters, b.letters, $0) }
  }

  /// Calls `body` with the places of a word's letters without marks.
  @inline(__always)
  static func withPositions<R>(of word: LatinView, _ body: (Positions) -> R) -> R {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Positions.count) { memory in
      guard let start = memory.baseAddress else { fatalError("no memory for positions") }
      let positions = Positions(start)
      positions.note(word.letters)
      return body(positions)
    }
  }

  /// Whether the edit ratio of two words' letters without marks is less than `least`; never for words
  /// of which one has no such letters.
  static func isBelow(_ least: Double, _ a: LatinView, _ b: LatinView) -> Bool {
    if a.plainCount == 0 || b.plainCount == 0 { return false }
    return withPositions(of: b) { isBelow(least, a, b, $0) }
  }

  /// The same for several words against one.
  ///
  /// - Parameter positions: Those of `b`.
  static func isBelow(
    _ least: Double, _ a: LatinView, _ b: LatinView, _ positions: Positions
  ) -> Bool {
    a.plainCount > 0 && b.plainCount > 0 && editRatio(a.letters, b.letters, positions) < least
  }

  /// 1 less the edit distance (insertions and deletions only) for the letters of both.
  ///
  /// The longest common subsequence by bits (Hyyrö 2004). Complexity: O(letters), of at most 64.
  /// - Parameter positions: Those of `b`.
  static func editRatio(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>, _ positions: Positions
  ) -> Double {
    if a.isEmpty || b.isEmpty { return 0 }
    let (n, m) = (min(limit, a.count), min(limit, b.count))
    var rest = ~UInt64(0)
    for index in 0..<n {
      let met = rest & positions[a[index]]
      rest = (rest &+ met) | (rest &- met)
    }
    let letters = m == 64 ? ~UInt64(0) : 1 << UInt64(m) &- 1
    return 2 * Double((~rest & letters).nonzeroBitCount) / Double(n + m)
  }
}
