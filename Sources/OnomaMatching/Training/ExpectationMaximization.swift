/// Learns chunk probabilities from pairs of words that mean the same.
///
/// A joint unigram model over chunk pairs (a memoryless stochastic transducer: Ristad and Yianilos
/// 1998; chunks as in Bisani and Ney 2008), by expectation and maximization. Counts pass through the
/// digamma function (a sparse Dirichlet prior in variational form: Johnson 2007), so chunks that
/// others explain vanish; from the third round on a pair counts by how likely it is no accident.
struct ExpectationMaximization {
  private let lattice: ChunkLattice
  private var probabilities: [Double]
  /// How likely each pair is a pair at all, from 0 to 1, by the last round.
  private(set) var responsibilities: [Double]

  /// The rounds.
  static let rounds = 8
  /// The share of pairs taken to be true before looking.
  private static let trueShare = 0.93
  /// Chunks with a smaller expected count are dropped at the end.
  static let smallestCount = 0.4

  init(_ lattice: ChunkLattice) {
    self.lattice = lattice
    responsibilities = Array(repeating: 1, count: lattice.weights.count)
    probabilities = lattice.chunks.map(Self.initialWeight)
    normalize()
  }

  /// What a chunk pair is worth before any is counted: one letter for one, most of all.
  private static func initialWeight(_ chunk: SoundChunk) -> Double {
    let (a, b) = (chunk.native.count, chunk.latin.count)
    switch (a, b) {
    case (1, 1): return 1
    case (1, 2), (2, 1): return a == 1 ? 0.35 : 0.25
    case (1, 3): return 0.12
    case (3, 1): return 0.12
    case (1, 4): return 0.06
    case (1, 5): return 0.03
    case (2, 2): return 0.15
    case (2, 3), (3, 2): return 0.08
    case (2, 4): return 0.03
    case (2, 5): return 0.01
    case (1, 0): return 0.08
    default: return 0.03
    }
  }

  private mutating func normalize() {
    let total = probabilities.reduce(0, +)
    for index in probabilities.indices { probabilities[index] /= total }
  }

  /// Runs all rounds and gives the chunks that are left, with their probabilities.
  ///
  /// Complexity: O(rounds · edges).
  mutating func learn() -> [(chunk: SoundChunk, probability: Double)] {
    var counts: [Double] = []
    for round in 1...Self.rounds {
      counts = expect(weighing: round >= 3)
      for index in counts.indices {
        let count = counts[index]
        probabilities[index] =
          count <= 0.001 ? 0 : StableMath.exp(StableMath.digamma(count + 0.001))
      }
      normalize()
    }
    var kept: [(chunk: SoundChunk, probability: Double)] = []
    var total = 0.0
    for index in counts.indices where counts[index] >= Self.smallestCount {
      kept.append((lattice.chunks[index], counts[index]))
      total += counts[index]
    }
    return kept.map { ($0.chunk, $0.probability / total) }
  }

  /// Expected counts of all chunks (the forward-backward algorithm on each pair's lattice).
  private mutating func expect(weighing: Bool) -> [Double] {
    var counts = [Double](repeating: 0, count: probabilities.count)
    let widest = lattice.cells.max() ?? 0
    var forward = [Double](repeating: 0, count: widest)
    var backward = forward
    forward.withUnsafeMutableBufferPointer { forward in
      backward.withUnsafeMutableBufferPointer { backward in
        counts.withUnsafeMutableBufferPointer { counts in
          probabilities.withUnsafeBufferPointer { p in
            lattice.edgeChunks.withUnsafeBufferPointer { chunks in
              lattice.edgeFrom.withUnsafeBufferPointer { from in
                lattice.edgeTo.withUnsafeBufferPointer { to in
                  for pair in lattice.cells.indices {
                    let cells = lattice.cells[pair]
                    let edges = lattice.starts[pair]..<lattice.starts[pair + 1]
                    for cell in 0..<cells {
                      forward[cell] = 0
                      backward[cell] = 0
                    }
                    forward[0] = 1
                    backward[cells - 1] = 1
                    for edge in edges {
                      forward[Int(to[edge])] += forward[Int(from[edge])] * p[Int(chunks[edge])]
                    }
                    let total = forward[cells - 1]
                    guard total > 0 else {
                      responsibilities[pair] = 0
                      continue
                    }
                    var weight = lattice.weights[pair]
                    if weighing {
                      let odds =
                        StableMath.log(total) - lattice.chance[pair]
                        + StableMath.log(Self.trueShare / (1 - Self.trueShare))
                      responsibilities[pair] = StableMath.logistic(odds)
                      weight *= responsibilities[pair]
                    }
                    let scale = weight / total
                    for edge in edges.reversed() {
                      let chunk = Int(chunks[edge])
                      let ahead = backward[Int(to[edge])] * p[chunk]
                      if ahead == 0 { continue }
                      backward[Int(from[edge])] += ahead
                      counts[chunk] += forward[Int(from[edge])] * ahead * scale
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    return counts
  }
}
