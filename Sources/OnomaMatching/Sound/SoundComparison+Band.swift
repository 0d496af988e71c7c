extension SoundComparison {
  /// The columns of a row that lie near enough to the diagonal to matter, row by row.
  struct Band {
    private let rows: Int
    private let columns: Int
    private let reach: Int
    /// Where the diagonal crosses the row, and what is left of a column, in parts of the number of rows.
    private var column = 0
    private var rest = 0

    /// The band of the first row.
    @inline(__always)
    init(_ rows: Int, _ columns: Int) {
      self.rows = rows
      self.columns = columns
      reach = max(2, (columns &+ 1) / 3)
    }

    /// The first column of the row.
    @inline(__always)
    var low: Int { max(0, column &- reach) }

    /// The last column of the row.
    @inline(__always)
    var high: Int { min(columns, column &+ (rest > 0 ? 1 : 0) &+ reach) }

    /// Goes on to the next row; without a division, which takes longer than a cell.
    @inline(__always)
    mutating func advance() {
      rest &+= columns
      while rest >= rows {
        rest &-= rows
        column &+= 1
      }
    }
  }
}
