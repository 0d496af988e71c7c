/// Two names of persons by what was noted of them beforehand: all that a probability needs.
struct PersonPair {
  let model: SoundModel
  let left: NameMemory
  let right: NameMemory

  /// The way to cut both names that fits best, with what was measured about it.
  struct Fit {
    /// Which way to cut each name.
    let cuts: (Int, Int)
    let alignment: PersonAlignment
    let features: PersonFeatures
  }

  /// Aligns the names in each way to cut them and measures the best.
  func best() -> Fit {
    withUnsafeTemporaryAllocation(byteCount: 2 * JoinedWords.byteCount, alignment: 8) { memory in
      guard let start = memory.baseAddress else { fatalError("no memory for a comparison") }
      let joined = (JoinedWords(start), JoinedWords(start + JoinedWords.byteCount))
      let (a, b) = (left.cuts, right.cuts)
      var cuts = (0, 0)
      var best = PersonAlignment()
      for x in a.indices {
        for y in b.indices {
          let found = PersonAligner(model: model, left: a[x], right: b[y], joined: joined.0).best()
          if x + y == 0 || found.objective > best.objective {
            cuts = (x, y)
            best = found
          }
        }
      }
      return Fit(
        cuts: cuts, alignment: best,
        features: PersonFeatures(
          best, left: a[cuts.0], right: b[cuts.1], joined: joined, model: model))
    }
  }

  /// The log-odds that the names are one person's.
  ///
  /// Complexity: O(words² · letters²).
  func logOdds(_ calibration: PersonCalibration) -> Double {
    let fit = best()
    let trees = calibration.trees(for: fit.features)
    let measured = fit.features.values.withUnsafeBufferPointer { values in
      values.baseAddress.map { trees.logOdds($0) } ?? 0
    }
    var against = 0.0
    forEachContradiction(fit) { _, _, weight in against += weight }
    return measured + against
  }
}
