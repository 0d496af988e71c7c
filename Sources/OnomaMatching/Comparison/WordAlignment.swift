/// The best one-to-one assignment between the words of two names.
struct WordAlignment: Sendable {
  /// A pair of words and how well it goes together.
  struct Pair: Hashable, Sendable {
    let left: Int
    let right: Int
    let score: Double
  }

  /// The pairs, by the left word.
  let pairs: [Pair]
  /// The words of the left name without a counterpart.
  let unmatchedLeft: [Int]
  /// The words of the right name without one.
  let unmatchedRight: [Int]

  /// The most words on the shorter side for which every assignment is weighed.
  static let exactLimit = 8

  /// Assigns words so that the sum of scores is the greatest; a pair below `floor` stays apart.
  ///
  /// Exact by dynamic programming over subsets of the shorter side while that has at most
  /// ``exactLimit`` words (O(n·2^m·m)); beyond that best pairs first. Ties go to the earlier word.
  init(left: Int, right: Int, floor: Double, score: (Int, Int) -> Double) {
    let swapped = right > left
    let rows = swapped ? right : left
    let columns = swapped ? left : right
    var table = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        table[row * columns + column] = swapped ? score(column, row) : score(row, column)
      }
    }
    let chosen =
      columns <= Self.exactLimit
      ? Self.exact(table, rows: rows, columns: columns, floor: floor)
      : Self.greedy(table, rows: rows, columns: columns, floor: floor)
    pairs = chosen.map { row, column in
      Pair(
        left: swapped ? column : row, right: swapped ? row : column,
        score: table[row * columns + column])
    }.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    let usedLeft = Set(pairs.map(\.left))
    let usedRight = Set(pairs.map(\.right))
    unmatchedLeft = (0..<left).filter { !usedLeft.contains($0) }
    unmatchedRight = (0..<right).filter { !usedRight.contains($0) }
  }

  private static func exact(
    _ table: [Double], rows: Int, columns: Int, floor: Double
  ) -> [(Int, Int)] {
    let subsets = 1 << columns
    var best = [Double](repeating: -.infinity, count: subsets)
    best[0] = 0
    var choices = [Int8](repeating: -1, count: rows * subsets)
    for row in 0..<rows {
      var next = best
      for subset in 0..<subsets where best[subset] > -.infinity {
        for column in 0..<columns where subset & 1 << column == 0 {
          let score = table[row * columns + column]
          let target = subset | 1 << column
          if score > floor, best[subset] + score - floor > next[target] {
            next[target] = best[subset] + score - floor
            choices[row * subsets + target] = Int8(column)
          }
        }
      }
      best = next
    }
    guard var subset = best.indices.max(by: { (best[$0], $1) < (best[$1], $0) }) else { return [] }
    var pairs: [(Int, Int)] = []
    for row in stride(from: rows - 1, through: 0, by: -1) {
      let column = Int(choices[row * subsets + subset])
      if column >= 0 {
        pairs.append((row, column))
        subset &= ~(1 << column)
      }
    }
    return pairs
  }

  private static func greedy(
    _ table: [Double], rows: Int, columns: Int, floor: Double
  ) -> [(Int, Int)] {
    let order = table.indices.filter { table[$0] > floor }.sorted {
      (table[$1], $0) < (table[$0], $1)
    }
    var usedRows: Set<Int> = []
    var usedColumns: Set<Int> = []
    var pairs: [(Int, Int)] = []
    for cell in order {
      let (row, column) = (cell / columns, cell % columns)
      if usedRows.contains(row) || usedColumns.contains(column) { continue }
      usedRows.insert(row)
      usedColumns.insert(column)
      pairs.append((row, column))
    }
    return pairs
  }
}
