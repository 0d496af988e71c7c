internal import OnomaNames
internal import OnomaText

/// Learns what a comparison's features mean: from labelled pairs of names, and from single words and
/// composed names that it makes from the pairs that ``SoundTrainer`` held out.
public struct CalibrationTrainer {
  private var labelled: [(a: PreparedName, b: PreparedName, isMatch: Bool)] = []
  private var heldOut: [SoundScript: [TrainingPair]] = [:]
  private let model: SoundModel

  /// Told what is being done, for a progress line.
  public var progress: (String) -> Void = { _ in }

  /// What a composed name of three or more words weighs beside a labelled pair.
  static let composedWeight = 0.15

  /// A trainer over the shipped sound model.
  public init() { model = .shipped }

  /// Adds a labelled pair of names of persons.
  public mutating func add(_ a: String, _ b: String, isMatch: Bool) {
    labelled.append(
      (PreparedName(a, type: .person), PreparedName(b, type: .person), isMatch))
  }

  /// Adds pairs of spellings, of which those that the sound tables never saw are used.
  public mutating func add(_ pairs: [TrainingPair], script: SoundScript) {
    heldOut[script, default: []] += pairs.filter { pair in
      SoundTrainer.isHeldOut(pair) && pair.latin.unicodeScalars.count >= 3
        && pair.native.unicodeScalars.count >= 2
    }
  }

  /// Fits the calibration and gives its file.
  ///
  /// Complexity: about a minute for ten thousand pairs.
  public func train() -> String {
    CalibrationFile.text(
      calibration(labelled.indices.map { $0 }), comment: CalibrationFile.comment)
  }

  func calibration(_ chosen: [Int]) -> PersonCalibration {
    var rows = chosen.map { index in
      let pair = labelled[index]
      return row(pair.a, pair.b, pair.isMatch, 1)
    }
    progress("\(rows.count) labelled pairs")
    let samples = CalibrationSamples(pairs: heldOut, model: model)
    for pair in samples.composed() {
      rows.append(row(prepared(pair.a), prepared(pair.b), pair.isMatch, Self.composedWeight))
    }
    let words = samples.words().map { row(prepared($0.a), prepared($0.b), $0.isMatch, 1) }
    progress("\(rows.count) names, \(words.count) words")
    var booster = TreeBooster(directions: PersonFeatures.directions)
    booster.trees = 120
    booster.leaves = 12
    booster.rate = 0.12
    booster.penalty = 5
    booster.fewestRows = 30
    let names = booster.fit(rows.filter { !isWord($0) })
    booster.trees = 60
    booster.leaves = 8
    return PersonCalibration(names: names, words: booster.fit(words.filter { isWord($0) }))
  }

  private func isWord(_ row: TreeBooster.Row) -> Bool {
    row.features[PersonFeatures.Feature.wordsMore.rawValue] <= 1
  }

  private func prepared(_ text: String) -> PreparedName { PreparedName(text, type: .person) }

  private func row(
    _ a: PreparedName, _ b: PreparedName, _ isMatch: Bool, _ weight: Double
  ) -> TreeBooster.Row {
    let (first, second) = PersonComparison.ordered(a, b)
    return TreeBooster.Row(
      features: PersonComparison(model: model, left: first, right: second).best().features.values,
      isMatch: isMatch, weight: weight)
  }

  /// Fits on all folds but one and judges that one, for each of five: what the calibration is worth
  /// on names that it has not seen.
  ///
  /// - Returns: The probability of each labelled pair, in the order in which they were added.
  public func crossValidated() -> [Double] {
    var probabilities = [Double](repeating: 0, count: labelled.count)
    let folds = labelled.map { pair in
      var hash = StableHash()
      hash.combine(min(pair.a.name.text, pair.b.name.text))
      return Int(hash.value % 5)
    }
    for fold in 0..<5 {
      let calibration = calibration(labelled.indices.filter { folds[$0] != fold })
      for index in labelled.indices where folds[index] == fold {
        let pair = labelled[index]
        probabilities[index] =
          NameMatcher(model: model, calibration: calibration).probability(pair.a, pair.b)
      }
      progress("fold \(fold + 1) of 5")
    }
    return probabilities
  }
}
