/// What the best way to cut two words into chunks says about its weakest points.
struct ChunkPath: Sendable {
  /// The information of the chunk pair that goes together worst; negative against.
  let worst: Double
  /// The sum over the chunk pairs with negative information.
  let against: Double
  /// The least probability of any chunk given its counterpart, as a logarithm: a syllable that one word
  /// has and the other lacks.
  let leastGiven: Double

  static let none = ChunkPath(worst: -12, against: -40, leastGiven: -24)
}

extension SoundComparison {
  /// The most probable way to cut two words into chunks (Viterbi 1967).
  ///
  /// Complexity: O(letters · letters).
  static func bestPath(
    _ table: SoundTableView, _ native: NativeView, _ latin: LatinView
  ) -> ChunkPath {
    let n = native.count
    let m = latin.count
    let width = m + 1
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: rowCount * width) { cells in
      // A byte a cell for the step into it, and one for each step of the way.
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: (n + 1) * width + n + m) { steps in
        guard let cell = cells.baseAddress, let step = steps.baseAddress else { return .none }
        cells.initialize(repeating: 0)
        steps.initialize(repeating: 0)
        cell[0] = 1
        var band = Band(n, m)
        for i in 0..<n {
          advance(
            ChunkRow(table, native, at: i), table, latin, mask: native.masks[i], cell, step, i,
            low: band.low, high: band.high)
          band.advance()
          (cell + (i & 3) * width).update(repeating: 0, count: width)
        }
        let last = cell + (n & 3) * width
        for j in 0..<m {
          let carried = last[j] * table.added[Int(latin.chunks[5 * j])]
          if carried > last[j + 1] {
            last[j + 1] = carried
            step[n * width + j + 1] = added
          }
        }
        return last[m] == 0 ? .none : weigh(table, native, latin, step)
      }
    }
  }

  /// A step by the native letters, times 8, and the Latin ones.
  private static let silent: UInt8 = 8
  private static let added: UInt8 = 1

  /// Offers what one row holds to the next ones.
  @inline(__always)
  private static func advance(
    _ chunks: ChunkRow, _ table: SoundTableView, _ latin: LatinView, mask: UInt64,
    _ cell: UnsafeMutablePointer<Double>, _ step: UnsafeMutablePointer<UInt8>, _ i: Int,
    low: Int, high: Int
  ) {
    let m = latin.count
    let width = m + 1
    let row = cell + (i & 3) * width
    let next = cell + ((i + 1) & 3) * width
    let silence = table.silent[Int(chunks.first)]
    if low > high { return }
    var most = 0.0
    for j in low...high { most = row[j] > most ? row[j] : most }
    let least = most * leastShare
    for j in low...high {
      let here = row[j]
      if here <= least { continue }
      if here * silence > next[j] {
        next[j] = here * silence
        step[(i + 1) * width + j] = silent
      }
      if j == m { break }
      let others = latin.chunks + 5 * j
      let carried = here * table.added[Int(others[0])]
      if carried > row[j + 1] {
        row[j + 1] = carried
        step[i * width + j + 1] = added
      }
      if mask >> (UInt64(latin.units[j]) & 63) & 1 == 0 { continue }
      chunks.forEachPair(others) { a, b, p in
        let target = cell + ((i + a) & 3) * width + j + b
        if here * p > target.pointee {
          target.pointee = here * p
          step[(i + a) * width + j + b] = UInt8(8 * a + b)
        }
      }
    }
  }

  /// Walks the best way and compares each of its chunk pairs with chance.
  private static func weigh(
    _ table: SoundTableView, _ native: NativeView, _ latin: LatinView,
    _ step: UnsafeMutablePointer<UInt8>
  ) -> ChunkPath {
    let width = latin.count + 1
    let way = step + (native.count + 1) * width
    var count = 0
    var (i, j) = (native.count, latin.count)
    while i + j > 0 {
      let taken = step[i * width + j]
      way[count] = taken
      count += 1
      i -= Int(taken >> 3)
      j -= Int(taken & 7)
    }
    var worst = 1e6
    var product = 1.0
    var least = 1.0
    while count > 0 {
      count -= 1
      let (a, b) = (Int(way[count] >> 3), Int(way[count] & 7))
      let left = a == 0 ? 0 : native.chunks[native.stride * i + a - 1]
      let right = b == 0 ? 0 : latin.chunks[5 * j + b - 1]
      let p: Double
      let chance: Double
      let given: Double
      if a == 0 {
        p = table.added[Int(right)]
        chance = (1 - table.nativeRest) * table.latinShare[Int(right)]
        given = p / max(1e-9, table.latinShare[Int(right)])
      } else if b == 0 {
        p = table.silent[Int(left)]
        chance = (1 - table.latinRest) * table.nativeShare[Int(left)]
        given = p / max(1e-9, table.nativeShare[Int(left)])
      } else {
        p = table.joint(left, right)
        chance = table.nativeShare[Int(left)] * table.latinShare[Int(right)]
        given = chance > 0 ? p * p / chance : 0
      }
      let ratio = chance > 0 ? p / chance : 1e-5
      worst = min(worst, ratio)
      least = min(least, given)
      if ratio < 1 { product *= ratio }
      i += a
      j += b
    }
    return ChunkPath(
      worst: StableMath.log(max(1e-6, worst)), against: StableMath.log(max(1e-30, product)),
      leastGiven: StableMath.log(max(1e-10, least)))
  }
}
