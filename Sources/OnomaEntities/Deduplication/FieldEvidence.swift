/// The evidence between records that have more than a name.
struct FieldEvidence {
  let fields: [FieldValues]
  private let weights: FieldWeights
  private let given: Int?
  private let family: Int?
  private let count: Int
  /// The pairs that were compared, with all that speaks for and against them.
  private(set) var edges: [ClusterBuilder.Edge] = []
  /// Log-odds are kept within these bounds.
  private static let bound = 25.0
  /// What two other dates of birth weigh at least where a whole name is all that speaks for the two: more
  /// than any name.
  private static let contradiction = -7.0
  private let hasNames: Bool
  /// How many random pairs show what different records have in common.
  private static let randomPairs = 200_000

  /// Compares records.
  ///
  /// - Parameters:
  ///   - names: Pairs whose names speak for them, and how much; sorted.
  ///   - otherwise: What names say of a pair that is not among them; 0 where there are no names.
  ///   - labels: Pairs of which somebody said whether they are one, by their nodes.
  init(
    _ fields: [FieldValues], count: Int, names: [NameLinkage.Pair], otherwise: Double,
    labels: [UInt64: Bool], threads: Int
  ) {
    self.fields = fields
    self.count = count
    let hasNames = otherwise != 0
    self.hasNames = hasNames
    let given = fields.firstIndex { $0.field.kind == .given }
    let family = fields.firstIndex { $0.field.kind == .family }
    (self.given, self.family) = (given, family)
    var odds: [UInt64: Float] = [:]
    for pair in names { odds[UInt64(pair.first) << 32 | UInt64(pair.second)] = pair.odds }
    var pairs = FieldBlocks.pairs(fields, count: count, threads: threads)
    pairs += names.map { UInt64($0.first) << 32 | UInt64($0.second) }
    pairs += labels.keys
    pairs.sort()
    var last = UInt64.max
    pairs.removeAll { pair in
      defer { last = pair }
      return pair == last
    }
    let block = 2048
    let (all, known) = (pairs, odds)
    let results = BlockResults<[FieldWeights.Pair]>((pairs.count + block - 1) / block, [])
    func levels(_ a: Int, _ b: Int) -> [UInt8] {
      Self.levels(fields, given, family, a, b)
    }
    ParallelBlocks.run(results.count, threads: threads) { number in
      results[number] = all[(number * block)..<min(all.count, (number + 1) * block)].map { pair in
        FieldWeights.Pair(
          levels: Self.levels(
            fields, given, family, Int(pair >> 32), Int(pair & 0xFFFF_FFFF)),
          name: hasNames ? Double(known[pair] ?? Float(otherwise)) : 0)
      }
    }
    let candidates = Array(results.all.joined())
    var random: [FieldWeights.Pair] = []
    if count > 1 {
      // Steps by a multiplier of Knuth's spread over all records and repeat in every run.
      var state: UInt64 = 1
      func next() -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(count))
      }
      for _ in 0..<min(Self.randomPairs, count * 50) {
        let (a, b) = (next(), next())
        if a != b { random.append(FieldWeights.Pair(levels: levels(a, b), name: 0)) }
      }
    }
    var given01: [Int: Bool] = [:]
    if !labels.isEmpty {
      for (index, pair) in pairs.enumerated() { given01[index] = labels[pair] }
    }
    weights = FieldWeights(
      fields: fields.count, candidates: candidates, random: random, nodes: count,
      hasNames: hasNames, labels: given01)
    edges.reserveCapacity(pairs.count)
    for (pair, candidate) in zip(pairs, candidates) {
      let (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      let odds = max(-Self.bound, min(Self.bound, logOdds(candidate, a, b)))
      edges.append(
        ClusterBuilder.Edge(first: UInt32(a), second: UInt32(b), odds: Float(odds)))
    }
  }

  private static func levels(
    _ fields: [FieldValues], _ given: Int?, _ family: Int?, _ a: Int, _ b: Int
  ) -> [UInt8] {
    var levels = fields.map { $0.level(a, b).rawValue }
    if let given, let family {
      let low = FieldValues.Level.loose.rawValue
      if levels[given] <= low, levels[family] <= low,
        FieldValues.areSwapped(fields[given], fields[family], a, b)
      {
        levels[given] = FieldValues.Level.swapped.rawValue
        levels[family] = FieldValues.Level.swapped.rawValue
      }
    }
    return levels
  }

  private func logOdds(_ pair: FieldWeights.Pair, _ a: Int, _ b: Int) -> Double {
    var odds = weights.prior + pair.name
    for (index, level) in pair.levels.enumerated() {
      if level == FieldValues.Level.equal.rawValue {
        let values = fields[index]
        let bearers = Double(values.counts[Int(values.numbers[a])])
        odds += weights.weight(index, equalWithShare: bearers / Double(count))
      } else if hasNames, fields[index].field.kind == .date,
        level == FieldValues.Level.different.rawValue
      {
        odds += min(Self.contradiction, weights.weight(index, level))
      } else {
        odds += weights.weight(index, level)
      }
    }
    return odds
  }
}
