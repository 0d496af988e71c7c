/// The chunks that begin at one letter of a native word, ready to meet those of a Latin word.
struct ChunkRow {
  private let table: SoundTableView
  /// The chunk of one letter.
  let first: UInt16
  private let second: UInt16
  private let third: UInt16
  private let hashes: (UInt64, UInt64, UInt64)
  private let regions: (UInt32, UInt32, UInt32)
  /// The bits of the chunks that the table has, for each length of a Latin chunk.
  private let known: UInt64

  /// The chunks at the position `index`.
  @inline(__always)
  init(_ table: SoundTableView, _ native: NativeView, at index: Int) {
    let chunks = native.chunks + native.stride * index
    self.table = table
    first = chunks[0]
    second = index + 1 < native.count && table.longestNative > 1 ? chunks[1] : 0
    third = index + 2 < native.count && table.longestNative > 2 ? chunks[2] : 0
    hashes = (
      SoundTableView.hash(native: first), SoundTableView.hash(native: second),
      SoundTableView.hash(native: third)
    )
    known =
      (first == 0 ? 0 : 0x1111_1111) | (second == 0 ? 0 : 0x2222_2222)
      | (third == 0 ? 0 : 0x4444_4444)
    regions = (
      table.regions[Int(first)], table.regions[Int(second)], table.regions[Int(third)]
    )
  }

  /// More than what the ways from here on can add up to, by those from the next three positions on.
  ///
  /// - Parameter isSilent: Whether the Latin word has no letter that the one here goes with.
  @inline(__always)
  func bound(_ next: (Double, Double, Double), isSilent: Bool) -> Double {
    if isSilent { return table.silent[Int(first)] * next.0 * table.mostCarried }
    let ways =
      (table.silent[Int(first)] + table.peak[Int(first)]) * next.0
      + table.peak[Int(second)] * next.1 + table.peak[Int(third)] * next.2
    return ways * table.mostCarried
  }

  /// Calls `body` with the letters of each pair of chunks that the table has, and its probability.
  ///
  /// All pairs are put to the filter before any is looked up: which of them the table has is hard to
  /// predict, and a branch for each would cost more than the look-ups.
  /// - Parameter latin: The Latin chunks at one position, by length.
  @inline(__always)
  func forEachPair(
    _ latin: UnsafePointer<UInt16>, _ body: (_ native: Int, _ latin: Int, _ p: Double) -> Void
  ) {
    // No table has Latin chunks of fewer letters than three.
    var hits =
      mayHave(latin[0]) | mayHave(latin[1]) &<< Self.bits | mayHave(latin[2]) &<< (2 &* Self.bits)
    if table.longestLatin > 3 {
      hits |= mayHave(latin[3]) &<< (3 &* Self.bits) | mayHave(latin[4]) &<< (4 &* Self.bits)
    }
    hits &= known
    while hits != 0 {
      let place = hits.trailingZeroBitCount
      hits &= hits &- 1
      let length = place >> 2
      let other = latin[length]
      let hash = SoundTableView.hash(latin: other)
      let which = place & 3
      let region = which == 0 ? regions.0 : which == 1 ? regions.1 : regions.2
      let p = table.stored(region, other, hash)
      if p != 0 { body(which &+ 1, length &+ 1, p) }
    }
  }

  /// The bits of one length of a Latin chunk.
  private static let bits: UInt64 = 4

  /// A bit for each of the three chunks that may go with a Latin one.
  ///
  /// The table has no pair with a chunk 0, so what the filter lets pass of such is not found.
  @inline(__always)
  private func mayHave(_ latin: UInt16) -> UInt64 {
    let hash = SoundTableView.hash(latin: latin)
    var found = table.mayHave(hash &+ hashes.0) | table.mayHave(hash &+ hashes.1) &<< 1
    if third != 0 { found |= table.mayHave(hash &+ hashes.2) &<< 2 }
    return latin == 0 ? 0 : found
  }
}
