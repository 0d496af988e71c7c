internal import OnomaMatching

/// What each chunk of one script's letters may be in Latin letters, the likeliest first.
struct ChunkRenderings: Sendable {
  /// One Latin chunk.
  struct Rendering {
    /// The letters, the first in the lowest byte.
    let letters: UInt64
    let count: Int
    /// The logarithm of its share among all that the chunk may be.
    let log: Float
  }

  /// Where the renderings of each chunk begin, by the chunk's number.
  private(set) var starts: [UInt32] = [0]
  private(set) var renderings: [Rendering] = []
  /// For each chunk the logarithm of the share of its occurrences in which it is silent.
  private(set) var silence: [Float] = []
  /// The most letters of a chunk.
  let longest: Int

  /// A rendering that is rarer than this costs more than it finds.
  private static let least = 0.002

  /// The renderings by the shipped tables, in the order of ``SoundScript/allCases``.
  static let shipped = SoundSearchTable.shipped.map { ChunkRenderings($0) }

  /// Turns a table into lists.
  ///
  /// Complexity: O(n log n) for n chunk pairs.
  init(_ table: SoundSearchTable) {
    longest = table.longestNative
    for chunk in 0..<max(1, table.starts.count - 1) {
      let share = table.nativeShare(UInt16(chunk))
      var found: [Rendering] = []
      for index in table.range(UInt16(chunk)) {
        let p = Double(table.joints[index]) / max(share, 1e-9)
        let letters = SoundChunks.letters[Int(table.partners[index])]
        guard p >= Self.least, !letters.isEmpty,
          letters.allSatisfy({ $0 < SpellingTrie.letterLimit })
        else { continue }
        var packed: UInt64 = 0
        for letter in letters.reversed() { packed = packed << 8 | UInt64(letter) }
        found.append(
          Rendering(letters: packed, count: letters.count, log: Float(SoundChunks.log(p))))
      }
      found.sort { $0.log != $1.log ? $0.log > $1.log : $0.letters < $1.letters }
      renderings += found
      starts.append(UInt32(renderings.count))
      let p = table.silent(UInt16(chunk)) / max(share, 1e-9)
      silence.append(Float(SoundChunks.log(min(1, max(p, 0.001)))))
    }
  }
}
