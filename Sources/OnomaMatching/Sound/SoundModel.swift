/// Tells how alike two words sound.
///
/// The shipped model is ``ChunkCostModel``. A learned one takes its place by conforming to this
/// protocol and giving log-odds on the same scale.
public protocol SoundModel: Sendable {
  /// The log-odds that two words are spellings of one, by sound alone.
  ///
  /// Symmetric. Above 0 is likelier the same than not; `-.infinity` when either has no sounds.
  func logOdds(_ a: [UInt8], _ b: [UInt8]) -> Double
}
