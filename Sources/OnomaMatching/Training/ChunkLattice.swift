/// All ways to cut the training pairs of one script into chunk pairs.
///
/// A pair's cells are the positions (i, j) in its two words, row by row; an edge is a chunk pair that
/// leads from one cell to a later one.
struct ChunkLattice {
  /// The chunk pairs that occur, by number.
  private(set) var chunks: [SoundChunk] = []
  /// The edges: which chunk, from which cell, to which.
  private(set) var edgeChunks: [Int32] = []
  private(set) var edgeFrom: [UInt16] = []
  private(set) var edgeTo: [UInt16] = []
  /// Where the edges of each pair begin; one entry more than pairs.
  private(set) var starts: [Int] = [0]
  /// The number of cells of each pair.
  private(set) var cells: [Int] = []
  /// The weight of each pair.
  private(set) var weights: [Double] = []
  /// The logarithm of each pair's probability if its letters had nothing to do with each other.
  private(set) var chance: [Double] = []

  /// Lays out the pairs.
  ///
  /// Complexity: O(pairs · letters²).
  init(_ pairs: [LetterPair], script: SoundScript) {
    var native = LetterNumbers()
    var latin = LetterNumbers()
    for pair in pairs {
      for letter in pair.native { native.add(letter, pair.weight) }
      for letter in pair.latin { latin.add(letter, pair.weight) }
    }
    var index = ChunkIndex()
    for pair in pairs {
      lay(pair, script: script, native: native, latin: latin, index: &index)
    }
  }

  private mutating func lay(
    _ pair: LetterPair, script: SoundScript, native: LetterNumbers, latin: LetterNumbers,
    index: inout ChunkIndex
  ) {
    let x = pair.native
    let y = pair.latin
    let a = x.map { native.number($0) }
    let b = y.map { latin.number($0) }
    let width = y.count + 1
    // Chunks far from the diagonal only make the lattice larger.
    let reach = 0.30 + 1 / Double(max(x.count, y.count))
    for i in 0...x.count {
      for j in 0...y.count {
        for p in 0...min(script.longestChunk, x.count - i) {
          for q in 0...min(script.longestLatinChunk, y.count - j)
          where p + q > 0 && script.allows(p, q) {
            let across = (Double(i) + Double(p) / 2) / Double(x.count)
            let down = (Double(j) + Double(q) / 2) / Double(y.count)
            guard abs(across - down) < reach else { continue }
            var key: UInt64 = 1
            for letter in a[i..<(i + p)] { key = key << 12 | letter }
            key = key << 2 | UInt64(p)
            for letter in b[j..<(j + q)] { key = key << 7 | letter }
            key = key << 3 | UInt64(q)
            let known = index.count
            let chunk = index.insert(key)
            if chunk == known {
              chunks.append(
                SoundChunk(native: Array(x[i..<(i + p)]), latin: Array(y[j..<(j + q)])))
            }
            edgeChunks.append(Int32(chunk))
            edgeFrom.append(UInt16(i * width + j))
            edgeTo.append(UInt16((i + p) * width + j + q))
          }
        }
      }
    }
    starts.append(edgeChunks.count)
    cells.append((x.count + 1) * width)
    weights.append(pair.weight)
    chance.append(
      x.reduce(0) { $0 + native.logFrequency($1) } + y.reduce(0) { $0 + latin.logFrequency($1) })
  }
}

/// Numbers for letters, and how frequent they are.
struct LetterNumbers {
  private var numbers: [UInt32: UInt64] = [:]
  private var counts: [UInt32: Double] = [:]
  private var total = 0.0

  mutating func add(_ letter: UInt32, _ weight: Double) {
    if numbers[letter] == nil { numbers[letter] = UInt64(numbers.count + 1) }
    counts[letter, default: 0] += weight
    total += weight
  }

  func number(_ letter: UInt32) -> UInt64 { numbers[letter] ?? 0 }

  func logFrequency(_ letter: UInt32) -> Double {
    StableMath.log((counts[letter] ?? 0) / total)
  }
}
