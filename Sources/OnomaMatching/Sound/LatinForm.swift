/// A word in Latin letters, ready to be compared with words of any script.
///
/// Holds, for every position, the numbers of the chunks of one to five letters that begin there.
struct LatinForm: Hashable, Sendable {
  /// The number of letters.
  let count: Int
  /// Five chunk numbers a position, by length; 0 where no table has the chunk.
  let chunks: [UInt16]
  /// How likely the word is by each script's table, as logarithms, in the order of
  /// ``SoundScript/allCases``.
  let marginals: [Float]
  /// The word's letters, by their numbers in the alphabet.
  let units: [UInt8]
  /// For each position the Latin letters that its letter can stand for in another spelling, as bits.
  let masks: [UInt64]
  /// The letters that occur, a bit each by their number (modulo 64).
  let mask: UInt64
  /// The word's letters without marks, as ASCII.
  let plain: [UInt8]

  /// The most Latin letters of one chunk.
  static let longestChunk = 5
  /// The most letters of a word that are compared; the rest of a longer one is ignored.
  static let lengthLimit = 32
}

/// A word in the letters of one script, ready to be compared with Latin words.
struct NativeForm: Hashable, Sendable {
  /// The script.
  let script: SoundScript
  /// The number of letters.
  let count: Int
  /// How many chunk numbers there are a position.
  let stride: Int
  /// The chunk numbers at each position, by length; 0 where the table has no such chunk.
  let chunks: [UInt16]
  /// How likely the word is by the script's table, as a logarithm.
  let marginal: Double
  /// For each position the Latin letters that its letter can stand for, as bits.
  let masks: [UInt64]
  /// The word's letters; empty for a Latin word.
  let letters: [UInt32]

  /// The most letters of a word that are compared.
  static let lengthLimit = 32
}
