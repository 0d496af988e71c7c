public import OnomaText
internal import Synchronization

/// What the features of two names of persons mean in log-odds (`Data/matching/calibration.tsv`).
public final class PersonCalibration: Sendable {
  /// For names of which at least one has more than one word.
  let names: BoostedTrees
  /// For two single words.
  let words: BoostedTrees

  /// The calibration in use: that of this version, unless ``replaceShipped(with:name:)`` gave another.
  static let shipped: PersonCalibration = {
    if let own = replacement.withLock({ $0 }) { return own }
    let path = "matching/calibration.tsv"
    guard let file = EmbeddedData.file(path) else { fatalError("no embedded \(path)") }
    do {
      return try CalibrationFile.calibration(file.bytes, name: path)
    } catch { fatalError("\(error)") }
  }()

  private static let replacement = Mutex<PersonCalibration?>(nil)

  /// Takes a calibration of your own, as ``CalibrationTrainer`` writes it, in the place of the shipped
  /// one.
  ///
  /// To be called before any name is compared; later it has no effect.
  /// - Throws: ``DataTableError`` with the file's name, the line and the reason.
  public static func replaceShipped(
    with bytes: some Collection<UInt8>, name: String
  ) throws(DataTableError) {
    let own = try CalibrationFile.calibration(bytes, name: name)
    replacement.withLock { $0 = own }
  }

  init(names: BoostedTrees, words: BoostedTrees) {
    self.names = names
    self.words = words
  }

  /// The trees that judge some features.
  func trees(for features: PersonFeatures) -> BoostedTrees {
    features[.wordsMore] <= 1 && features[.wordsLess] <= 1 ? words : names
  }
}
