internal import OnomaNames

/// Weighs what speaks for and against two names of persons being one.
struct PersonComparison {
  let model: SoundModel
  let left: PreparedName
  let right: PreparedName

  /// Two names in the one order in which they are compared, whichever way they were given.
  ///
  /// Of two scripts Latin comes last, as in the sound tables; else the order of the texts decides.
  static func ordered(_ a: PreparedName, _ b: PreparedName) -> (PreparedName, PreparedName) {
    areSwapped(a, b) ? (b, a) : (a, b)
  }

  /// Whether two names are in the other order.
  static func areSwapped(_ a: PreparedName, _ b: PreparedName) -> Bool {
    b.name.text.unicodeScalars.lexicographicallyPrecedes(a.name.text.unicodeScalars)
  }

  private var pair: PersonPair { PersonPair(model: model, left: left.memory, right: right.memory) }

  /// Aligns the names in each way to cut them and measures the best.
  func best() -> PersonPair.Fit { pair.best() }

  /// The words of the names as they were cut.
  private func words(
    _ fit: PersonPair.Fit
  ) -> (left: [PreparedName.Word], right: [PreparedName.Word]) {
    (left.words(ofCut: fit.cuts.0), right.words(ofCut: fit.cuts.1))
  }

  /// The reasons, whose weights add up to ``PersonPair/logOdds(_:)`` but for rounding.
  func evidence(_ calibration: PersonCalibration) -> [MatchEvidence] {
    let fit = best()
    let trees = calibration.trees(for: fit.features)
    let (base, parts) = trees.contributions(fit.features.values)
    let (a, b) = words(fit)
    return PersonReasons(
      fit: fit, left: a, right: b, names: (left, right), base: base, contributions: parts
    ).evidence()
      + contradictions(fit, a, b)
  }

  private func contradictions(
    _ fit: PersonPair.Fit, _ a: [PreparedName.Word], _ b: [PreparedName.Word]
  ) -> [MatchEvidence] {
    var reasons: [MatchEvidence] = []
    pair.forEachContradiction(fit) { rule, words, weight in
      reasons.append(
        words.map {
          MatchEvidence(
            rule, a[$0.left].part.token.text, b[$0.right].part.token.text, weight: weight)
        } ?? MatchEvidence(rule, left.name.text, right.name.text, weight: weight))
    }
    return reasons
  }
}
