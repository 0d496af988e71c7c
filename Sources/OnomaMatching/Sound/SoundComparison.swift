/// The dynamic programs that compare two words by a sound table.
enum SoundComparison {
  /// Rows in memory at a time: the one at hand and those that a chunk of three letters reaches.
  static let rowCount = 4

  /// The logarithm of the joint probability of two words: the sum over all ways to cut them into
  /// chunks.
  ///
  /// Chunks whose first letters go together in fewer than one of 200 cases are not looked up: they are
  /// most of all chunks, and what they add is what a letter more and a letter less adds too.
  /// - Parameter least: A joint probability below which it does not matter how low it is: the result
  ///   may be `-.infinity`, and is as soon as nothing that is left can make up for what was seen.
  /// - Complexity: O(letters · letters).
  static func logJoint(
    _ table: SoundTableView, _ native: NativeView, _ latin: LatinView, least: Double = 0
  ) -> Double {
    let n = native.count
    let m = latin.count
    let width = m + 1
    let size = rowCount * width
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: size + n + 3) { cells in
      guard let cell = cells.baseAddress else { return -.infinity }
      cells.initialize(repeating: 0)
      cell[0] = 1
      let bounds = cell + size
      if least > 0 { layBounds(bounds, table, native) }
      for i in 0..<n {
        let row = cell + (i & 3) * width
        if least > 0, reachable(cell, i, width, bounds) < least { return -.infinity }
        let low = lowColumn(i, n, m)
        let high = highColumn(i, n, m)
        if low <= high {
          advance(
            ChunkRow(table, native, at: i), table, latin, mask: native.masks[i], cell, i,
            low: low, high: high)
        }
        // The memory is that of the row four further on.
        row.update(repeating: 0, count: width)
      }
      let last = cell + (n & 3) * width
      var carry = 0.0
      for j in 0..<m {
        carry = (last[j] + carry) * table.added[Int(latin.chunks[5 * j])]
      }
      return StableMath.log(last[m] + carry)
    }
  }

  /// For each native position more than what any way from there to the end can add.
  @inline(__always)
  private static func layBounds(
    _ bounds: UnsafeMutablePointer<Double>, _ table: SoundTableView, _ native: NativeView
  ) {
    var next = (1.0, 0.0, 0.0)
    bounds[native.count] = 1
    var i = native.count
    while i > 0 {
      i -= 1
      // A hair more, for what rounding takes off.
      next = (ChunkRow(table, native, at: i).bound(next) * 1.000001, next.0, next.1)
      bounds[i] = next.0
    }
  }

  /// More than what all ways through the rows from `i` on add up to.
  @inline(__always)
  private static func reachable(
    _ cell: UnsafeMutablePointer<Double>, _ i: Int, _ width: Int,
    _ bounds: UnsafeMutablePointer<Double>
  ) -> Double {
    var sums = (0.0, 0.0, 0.0)
    let rows = (
      cell + (i & 3) * width, cell + ((i + 1) & 3) * width, cell + ((i + 2) & 3) * width
    )
    for j in 0..<width {
      sums.0 += rows.0[j]
      sums.1 += rows.1[j]
      sums.2 += rows.2[j]
    }
    return sums.0 * bounds[i] + sums.1 * bounds[i + 1] + sums.2 * bounds[i + 2]
  }

  /// Carries what one row holds on to the next ones.
  @inline(__always)
  private static func advance(
    _ chunks: ChunkRow, _ table: SoundTableView, _ latin: LatinView, mask: UInt64,
    _ cell: UnsafeMutablePointer<Double>, _ i: Int, low: Int, high: Int
  ) {
    let m = latin.count
    let width = m + 1
    let row = cell + (i & 3) * width
    let next = cell + ((i + 1) & 3) * width
    let silent = table.silent[Int(chunks.first)]
    var most = 0.0
    for j in low...high { most = row[j] > most ? row[j] : most }
    // What is a thousand million times less likely than the best adds nothing.
    let least = most * 1e-9
    var carry = 0.0
    for j in low...high {
      let here = row[j] + carry
      carry = 0
      if here <= least { continue }
      next[j] += here * silent
      if j == m { break }
      let others = latin.chunks + 5 &* j
      carry = here * table.added[Int(others[0])]
      if mask &>> UInt64(latin.units[j]) & 1 == 0 { continue }
      chunks.forEachPair(others) { a, b, p in
        cell[((i &+ a) & 3) &* width &+ j &+ b] += here * p
      }
    }
  }

  /// The columns of a row that lie near enough to the diagonal to matter.
  @inline(__always)
  private static func lowColumn(_ i: Int, _ n: Int, _ m: Int) -> Int {
    max(0, (i * m) / max(1, n) - reach(n, m))
  }

  @inline(__always)
  private static func highColumn(_ i: Int, _ n: Int, _ m: Int) -> Int {
    min(m, (i * m + n - 1) / max(1, n) + reach(n, m))
  }

  @inline(__always)
  private static func reach(_ n: Int, _ m: Int) -> Int { max(2, (m + 1) / 3) }

  /// The logarithm of a word's own probability: the sum over all ways to cut it into chunks.
  static func logMarginal(
    _ chunks: UnsafePointer<UInt16>, stride: Int, count: Int, longest: Int,
    share: UnsafePointer<Double>, rest: Double, unseen: Double
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count + 1) { cells in
      cells.initialize(repeating: 0)
      cells[0] = 1
      for i in 0..<count {
        let here = cells[i]
        if here == 0 { continue }
        for length in 1...min(longest, count - i) {
          let chunk = Int(chunks[stride * i + length - 1])
          let p = chunk == 0 ? (length == 1 ? unseen : 0) : share[chunk] / rest
          cells[i + length] += here * p
        }
      }
      return StableMath.log(cells[count])
    }
  }
}
