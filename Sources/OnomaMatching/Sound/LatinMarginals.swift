/// How likely Latin words are by each script's table, all tables at once.
///
/// The shares of one chunk lie side by side, so a word's chunks are looked up once and not once a table:
/// analysing a Latin word is mostly this. The results are those of ``SoundComparison/logMarginal`` to the
/// bit.
final class LatinMarginals: @unchecked Sendable {
  // Unchecked because of `shares`: written in the initializer only, freed with this object.

  /// For each chunk its share in each table, as doubles in rows of ``width``; 0 where it is too long.
  private let shares: UnsafeMutablePointer<Double>
  private let count: Int

  /// The numbers of a row: as many as there are scripts, in full vectors.
  private static let width = (SoundScript.allCases.count + 1) / 2 * 2
  /// What a letter that no table saw is worth.
  private static let unseen = 1e-6

  /// Takes over the shares of tables over the same Latin chunks.
  init(_ views: [SoundTableView], chunks: ChunkIndex) {
    count = views.count
    let width = Self.width
    shares = .allocate(capacity: chunks.count * width)
    shares.initialize(repeating: 0, count: chunks.count * width)
    for (place, view) in views.enumerated() {
      for chunk in 1..<max(1, chunks.count) {
        shares[chunk * width + place] = view.latinShare[chunk] / view.latinRest
      }
      // Number 0 is a letter that no table has, where a chunk has one letter.
      shares[place] = Self.unseen
    }
  }

  deinit { shares.deallocate() }

  /// The logarithms of a word's probabilities, in the order of the tables.
  ///
  /// Complexity: O(letters).
  /// - Parameter chunks: The chunks of one to five letters at each position; 0 where there is none.
  func logarithms(_ chunks: [UInt16], count letters: Int) -> [Float] {
    let width = Self.width
    return withUnsafeTemporaryAllocation(
      of: Double.self, capacity: (letters + 1) * width
    ) { cells in
      cells.initialize(repeating: 0)
      guard let cells = cells.baseAddress else { return [] }
      for place in 0..<count { cells[place] = 1 }
      for start in 0..<letters {
        let here = cells + start * width
        for length in 1...min(LatinForm.longestChunk, letters - start) {
          let chunk = Int(chunks[LatinForm.longestChunk * start + length - 1])
          if chunk == 0, length > 1 { continue }
          let share = shares + chunk * width
          let there = cells + (start + length) * width
          for place in stride(from: 0, to: width, by: 2) {
            there[place] += here[place] * share[place]
            there[place + 1] += here[place + 1] * share[place + 1]
          }
        }
      }
      let end = cells + letters * width
      return (0..<count).map { Float(StableMath.log(end[$0])) }
    }
  }
}
