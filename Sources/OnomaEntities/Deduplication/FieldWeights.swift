internal import OnomaMatching

/// What agreement and disagreement in each field say, as log-odds, learned without labels.
///
/// Fellegi and Sunter's model (1969), fitted by expectation and maximization (Winkler 1988): how often
/// each level occurs among different records is counted on random pairs and held, how often among
/// records of one person is learned from the candidates. Counts are added to so that a field of which
/// little is seen keeps to what fields are like in general.
struct FieldWeights {
  typealias Level = FieldValues.Level

  /// For each field and level the share among pairs of one person.
  private(set) var matched: [[Double]]
  /// For each field and level the share among pairs of two.
  let unmatched: [[Double]]
  /// The logarithm of the odds that two records of the file are one person's.
  private(set) var prior: Double

  private static let levelCount = Level.allCases.count
  /// What agreement is like in general, worth ``priorWeight`` pairs: mostly equal, some slips.
  private static let usual: [Double] = [0, 0.06, 0.05, 0.1, 0.78, 0.01]
  private static let priorWeight = 20.0
  private static let rounds = 25

  /// Levels of one pair, and what its names say.
  struct Pair {
    var levels: [UInt8]
    var name: Double
  }

  /// Learns the weights.
  ///
  /// - Parameters:
  ///   - candidates: Pairs that may be one person's; each field has a level in each.
  ///   - random: Pairs taken at random.
  ///   - nodes: The number of records.
  ///   - labels: For each candidate 1 or 0 where somebody said so.
  /// - Complexity: O(rounds · candidates · fields).
  init(
    fields: Int, candidates: [Pair], random: [Pair], nodes: Int, hasNames: Bool,
    labels: [Int: Bool] = [:]
  ) {
    func shares(_ counts: [Double]) -> [Double] {
      let total = counts[1...].reduce(0, +)
      return counts.map { $0 / max(total, 1e-9) }
    }
    var unmatched: [[Double]] = []
    for field in 0..<fields {
      var counts = [0, 1, 0.1, 0.1, 0.1, 0.05]
      for pair in random { counts[Int(pair.levels[field])] += 1 }
      unmatched.append(shares(counts))
    }
    self.unmatched = unmatched
    matched = Array(repeating: Self.usual, count: fields)
    let pairs = Double(nodes) * Double(nodes - 1) / 2
    // Names carry a prior of their own.
    prior = hasNames ? 0 : SoundChunks.log(max(1, Double(nodes) * 0.3) / max(1, pairs))
    guard !candidates.isEmpty else { return }
    for _ in 0..<Self.rounds {
      let weights = (0..<fields).map { field in
        (0..<UInt8(Self.levelCount)).map { weight(field, $0) }
      }
      var counts = Array(
        repeating: Self.usual.map { $0 * Self.priorWeight }, count: fields)
      var expected = 0.0
      for (index, pair) in candidates.enumerated() {
        let p: Double
        if let label = labels[index] {
          p = label ? 1 : 0
        } else {
          var odds = prior + pair.name
          for field in 0..<fields { odds += weights[field][Int(pair.levels[field])] }
          p = odds > 30 ? 1 : odds < -30 ? 0 : 1 / (1 + SoundChunks.exp(-odds))
        }
        if p < 1e-6 { continue }
        expected += p
        for field in 0..<fields { counts[field][Int(pair.levels[field])] += p }
      }
      matched = counts.map(shares)
      if !hasNames { prior = SoundChunks.log(max(0.5, expected) / max(1, pairs)) }
    }
  }

  /// What a level in a field says.
  func weight(_ field: Int, _ level: UInt8) -> Double {
    if level == 0 { return 0 }
    return SoundChunks.log(
      max(1e-6, matched[field][Int(level)]) / max(1e-6, unmatched[field][Int(level)]))
  }

  /// What equality in a field says of a value that a share of the records has.
  func weight(_ field: Int, equalWithShare share: Double) -> Double {
    SoundChunks.log(max(1e-6, matched[field][Int(Level.equal.rawValue)]) / max(1e-9, share))
  }
}
