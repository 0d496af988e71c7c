/// One script's chunk table turned round for a search through many Latin words at once: what a given
/// chunk of the script may sound like.
///
/// ``SoundTableView`` answers "how likely are these two chunks together"; a search asks instead for
/// all Latin chunks that go with one, and fills a small dense table of them for each word.
package struct SoundSearchTable: Sendable {
  /// The script.
  package let script: SoundScript
  /// Where the partners of each chunk of the script begin, by the chunk's number.
  package let starts: [UInt32]
  /// The Latin chunks that go with a chunk.
  package let partners: [UInt16]
  /// The joint probabilities of the pairs.
  package let joints: [Float]
  /// The same for a walk that takes Latin letters one by one, with all it needs in one place.
  package let steps: [Step]
  /// For each Latin chunk, its share of the probability of all Latin chunks that sound.
  package let latinShares: [Float]
  /// For each Latin chunk of one letter, how much likelier it stands for nothing than at random.
  package let added: [Float]
  /// The most letters of a chunk of the script.
  package let longestNative: Int
  /// The most letters of a Latin chunk.
  package let longestLatin: Int
  /// What a letter that the table never saw is worth.
  package static let unseen = 1e-6

  private let silentShares: [Double]
  private let nativeShares: [Double]
  private let table: SoundTable

  /// A Latin chunk that goes with a chunk of the script.
  package struct Step: Sendable {
    /// The Latin chunk.
    package let chunk: UInt16
    /// How many letters it has.
    package let letters: UInt8
    /// The joint probability, in relation to that of the letters one by one.
    package let gain: Float
  }

  /// The shipped tables, in the order of ``SoundScript/allCases``.
  package static let shipped = SoundScript.allCases.map {
    SoundSearchTable(SoundModel.shipped.table($0))
  }

  /// Turns a table round.
  ///
  /// Complexity: O(n log n) for n chunk pairs.
  init(_ table: SoundTable) {
    let view = table.view
    var pairs: [(key: UInt32, joint: Float)] = []
    for native in 0..<table.masks.count {
      let region = view.regions[native]
      let start = view.slots + Int(region >> 5)
      for place in 0..<(1 << Int(region & 31)) where start[place] != 0 {
        pairs.append(
          (
            UInt32(native) << 16 | start[place] >> 16,
            Float(view.values[Int(start[place] & 0xFFFF)])
          ))
      }
    }
    pairs.sort { $0.key < $1.key }
    let natives = (pairs.last.map { Int($0.key >> 16) } ?? 0) + 1
    var starts = [UInt32](repeating: 0, count: natives + 1)
    for pair in pairs { starts[Int(pair.key >> 16) + 1] += 1 }
    for index in 0..<natives { starts[index + 1] += starts[index] }
    script = table.script
    self.starts = starts
    partners = pairs.map { UInt16(truncatingIfNeeded: $0.key) }
    joints = pairs.map(\.joint)
    let shares = (0..<SoundChunks.count).map { view.latinShare[$0] / view.latinRest }
    let rarities = SoundChunks.letters.map { units in
      units.reduce(1.0) { $0 / max(Self.unseen, shares[Int(SoundChunks.single[Int($1)])]) }
    }
    latinShares = shares.map { Float($0) }
    steps = pairs.map { pair in
      let chunk = UInt16(truncatingIfNeeded: pair.key)
      return Step(
        chunk: chunk, letters: UInt8(SoundChunks.letters[Int(chunk)].count),
        gain: Float(Double(pair.joint) * rarities[Int(chunk)]))
    }
    added = (0..<SoundChunks.count).map { Float(view.added[$0] * rarities[$0]) }
    longestNative = view.longestNative
    longestLatin = view.longestLatin
    silentShares = (0..<natives).map { view.silent[$0] }
    nativeShares = (0..<natives).map { view.nativeShare[$0] / view.nativeRest }
    self.table = table
  }

  /// The most letters of a Latin word that a word of `n` letters is looked for among.
  ///
  /// Abjads leave vowels out, a Han character is a syllable.
  package func deepest(_ n: Int) -> Int {
    switch script {
    case .arabic, .hebrew: 2 * n + 4
    case .han: 4 * n + 3
    case .kana: 2 * n + 3
    case .hangul: (3 * n) / 2 + 4
    default: n + n / 2 + 3
    }
  }

  /// The probability that a chunk of one letter is silent.
  package func silent(_ chunk: UInt16) -> Double {
    Int(chunk) < silentShares.count ? silentShares[Int(chunk)] : Self.unseen
  }

  /// A chunk's share of the probability of all chunks that sound.
  package func nativeShare(_ chunk: UInt16) -> Double {
    Int(chunk) < nativeShares.count ? nativeShares[Int(chunk)] : 0
  }

  /// The partners of a chunk, as positions in ``partners`` and ``joints``.
  package func range(_ chunk: UInt16) -> Range<Int> {
    guard Int(chunk) + 1 < starts.count else { return 0..<0 }
    return Int(starts[Int(chunk)])..<Int(starts[Int(chunk) + 1])
  }

  /// The log-odds that two words are one, as ``SoundModel`` gives them.
  ///
  /// - Parameters:
  ///   - information: The logarithm of how much likelier the two are together than apart.
  ///   - native: The logarithm of the probability of the script's word, which has `n` letters.
  ///   - latin: The logarithm of the probability of the Latin word, which has `m` letters.
  package func logOdds(
    information: Double, native: Double, latin: Double, n: Int, m: Int
  ) -> Double {
    let features = SoundFeatures(
      joint: information + native + latin, native: native, latin: latin, n: n, m: m)
    return max(SoundScore.lowest, table.logOdds(features))
  }
}

/// The Latin chunks of the sound model, by their letters.
package enum SoundChunks {
  /// How many chunk numbers there are; 0 is no chunk.
  package static let count = letters.count
  /// How many of the numbers are of no chunk or of one letter; they come first.
  package static let singleCount = 1 + SoundModel.shipped.alphabet.letters.count
  /// The letters of each chunk, by its number; none where there is no such chunk.
  package static let letters: [[UInt8]] = SoundModel.shipped.latinChunkLetters
  /// The chunk of each letter, by the letter's number; 0 for number 0, which is none.
  fileprivate static let single: [UInt16] =
    [0] + SoundModel.shipped.alphabet.letters.indices.map { number([UInt8($0 + 1)]) }
  /// The most letters of a word that count.
  package static let wordLimit = LatinForm.lengthLimit

  /// The number of a chunk of Latin letters, given by their numbers; 0 where no table has it.
  ///
  /// Complexity: O(letters).
  package static func number(_ units: some Sequence<UInt8>) -> UInt16 {
    SoundModel.shipped.latinChunk(LatinAlphabet.key(units))
  }

  /// The number of the chunk that lies in a range of letters; 0 where no table has it.
  package static func number(_ letters: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt16 {
    // Packed as ``LatinAlphabet/key(_:)`` does, without going through a sequence.
    var key: UInt64 = 1
    for index in range { key = key << 8 | UInt64(letters[index]) }
    return SoundModel.shipped.latinChunk(key)
  }

  /// The natural logarithm, the same on every platform.
  package static func log(_ x: Double) -> Double { StableMath.log(x) }

  /// e to the power of `x`, the same on every platform.
  package static func exp(_ x: Double) -> Double { StableMath.exp(x) }
}
