/// The dynamic programs that compare two words by a sound table.
enum SoundComparison {
  /// Rows in memory at a time: the one at hand and those that a chunk of three letters reaches.
  static let rowCount = 4
  /// The share of a row that its cells must have to be followed.
  static let leastShare = 1e-9

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
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: size + rowCount + n + 3) {
      cells in
      guard let cell = cells.baseAddress else { return -.infinity }
      cells.initialize(repeating: 0)
      cell[0] = 1
      // What each row in memory adds up to but for added letters.
      let sums = cell + size
      sums[0] = 1
      let bounds = sums + rowCount
      if least > 0 { layBounds(bounds, table, native, latin.mask) }
      var band = Band(n, m)
      for i in 0..<n {
        let here = i & 3
        let total = sums[here]
        if least > 0 {
          let most =
            total * bounds[i] + sums[(i &+ 1) & 3] * bounds[i &+ 1]
            + sums[(i &+ 2) & 3] * bounds[i &+ 2]
          if most < least { return -.infinity }
        }
        if band.low <= band.high {
          advance(
            ChunkRow(table, native, at: i), table, latin, mask: native.masks[i], cell, sums, i,
            low: band.low, high: band.high)
        }
        band.advance()
        // The memory is that of the row four further on.
        (cell + here &* width).update(repeating: 0, count: width)
        sums[here] = 0
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
    _ bounds: UnsafeMutablePointer<Double>, _ table: SoundTableView, _ native: NativeView,
    _ letters: UInt64
  ) {
    var next = (1.0, 0.0, 0.0)
    bounds[native.count] = 1
    var i = native.count
    while i > 0 {
      i -= 1
      // A hair more, for what rounding takes off.
      let ways = ChunkRow(table, native, at: i).bound(
        next, isSilent: native.masks[i] & letters == 0)
      next = (ways * 1.000001, next.0, next.1)
      bounds[i] = next.0
    }
  }

  /// Carries what one row holds on to the next ones.
  @inline(__always)
  private static func advance(
    _ chunks: ChunkRow, _ table: SoundTableView, _ latin: LatinView, mask: UInt64,
    _ cell: UnsafeMutablePointer<Double>, _ sums: UnsafeMutablePointer<Double>, _ i: Int,
    low: Int, high: Int
  ) {
    let m = latin.count
    let width = m &+ 1
    let row = cell + (i & 3) &* width
    let next = cell + ((i &+ 1) & 3) &* width
    let silent = table.silent[Int(chunks.first)]
    // What is a thousand million times less likely than the rest adds nothing.
    let least = sums[i & 3] * leastShare
    var carry = 0.0
    var unspoken = 0.0
    var j = low
    while j <= high {
      defer { j &+= 1 }
      let here = row[j] + carry
      carry = 0
      if here <= least { continue }
      next[j] += here * silent
      unspoken += here
      if j == m { break }
      let others = latin.chunks + 5 &* j
      carry = here * table.added[Int(others[0])]
      if mask &>> UInt64(latin.units[j]) & 1 == 0 { continue }
      chunks.forEachPair(others) { a, b, p in
        let way = here * p
        cell[((i &+ a) & 3) &* width &+ j &+ b] += way
        sums[(i &+ a) & 3] += way
      }
    }
    sums[(i &+ 1) & 3] += unspoken * silent
  }

  /// The logarithm of a word's own probability: the sum over all ways to cut it into chunks.
  static func logMarginal(
    _ chunks: UnsafePointer<UInt16>, stride: Int, count: Int, longest: Int,
    share: UnsafePointer<Double>, rest: Double, unseen: Double
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count + 1) { cells in
      cells.initialize(repeating: 0)
      cells[0] = 1
      let scale = 1 / rest
      for i in 0..<count {
        let here = cells[i]
        if here == 0 { continue }
        for length in 1...min(longest, count - i) {
          let chunk = Int(chunks[stride * i + length - 1])
          let p = chunk == 0 ? (length == 1 ? unseen : 0) : share[chunk] * scale
          cells[i + length] += here * p
        }
      }
      return StableMath.log(cells[count])
    }
  }
}
