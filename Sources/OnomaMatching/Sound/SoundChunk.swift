/// A chunk of one to two letters of a script with the Latin chunk that answers to it.
struct SoundChunk: Hashable, Sendable {
  /// The letters of the script, as scalar values; empty where the Latin ones stand for nothing.
  let native: [UInt32]
  /// The Latin letters; empty where the others are silent.
  let latin: [UInt32]
}

/// What was learned about one script.
struct SoundTableSource: Sendable {
  /// The script.
  let script: SoundScript
  /// The probability of each chunk pair, as `-100 ln p`, in the order of the file.
  var costs: [(chunk: SoundChunk, cost: Int)]
  /// The weights that turn a comparison's features into log-odds, bias first.
  var weights: [Double]
}

/// Everything that training gives, in a form that can be written and read.
struct SoundModelSource: Sendable {
  /// The Latin letters that count as letters of their own, a to z among them.
  var latinLetters: [UInt32]
  /// One table a script, in the order of ``SoundScript/allCases``.
  var tables: [SoundTableSource]
}
