/// Learns what a comparison of two words by a sound table means in log-odds: a logistic regression on
/// true pairs against random and hard false ones.
struct WordCalibration {
  let model: SoundModel
  let script: SoundScript
  let pairs: [LetterPair]

  /// The most true pairs.
  static let pairLimit = 12_000
  /// How many random words each true pair is held against to find a hard false one.
  static let candidates = 24

  /// The weights of ``SoundFeatures``.
  func weights() -> [Double] {
    var random = SplitMix(seed: 0x006F_6E6F_6D61 &+ UInt64(script.rawValue))
    var sample: [(native: NativeForm, latin: LatinForm, letters: LetterPair)] = []
    for pair in chosen() {
      guard let native = model.nativeForm(pair.native, in: script),
        let latin = model.latinForm(pair.latin)
      else { continue }
      sample.append((native, latin, pair))
    }
    guard sample.count > 1 else { return [0, 1] + Array(repeating: 0, count: 6) }
    var rows: [LogisticRegression.Row] = []
    for item in sample {
      add(item.native, item.latin, 1, true, &rows)
      let one = sample[random.below(sample.count)]
      if one.letters.latin != item.letters.latin {
        add(item.native, one.latin, 1, false, &rows)
      }
      var hardest: LatinForm?
      var most = -Double.infinity
      for _ in 0..<Self.candidates {
        let other = sample[random.below(sample.count)]
        if other.letters.latin == item.letters.latin { continue }
        let information = model.score(item.native, other.latin).information
        if information > most {
          most = information
          hardest = other.latin
        }
      }
      if let hardest { add(item.native, hardest, 2, false, &rows) }
    }
    var weights = LogisticRegression.fit(rows)
    if script == .latin {
      // Both words are of one kind, so their features weigh the same.
      for (a, b) in [(2, 3), (4, 5), (6, 7)] {
        let mean = (weights[a] + weights[b]) / 2
        weights[a] = mean
        weights[b] = mean
      }
    }
    return weights
  }

  /// An even sample of the pairs, each Latin word from its first pair on.
  private func chosen() -> [LetterPair] {
    if pairs.count <= Self.pairLimit { return pairs }
    return (0..<Self.pairLimit).map { pairs[$0 * pairs.count / Self.pairLimit] }
  }

  private func add(
    _ native: NativeForm, _ latin: LatinForm, _ weight: Double, _ isMatch: Bool,
    _ rows: inout [LogisticRegression.Row]
  ) {
    guard let features = model.features(native, latin) else { return }
    rows.append(LogisticRegression.Row(features: features.values, isMatch: isMatch, weight: weight))
  }
}
