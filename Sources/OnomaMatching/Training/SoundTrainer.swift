internal import OnomaText

/// Learns a ``SoundModel`` from pairs of spellings.
///
/// The same pairs give the same model, byte for byte, whatever the machine: nothing is random but
/// pseudo-random numbers of a fixed seed, and no mathematics is the platform's.
public struct SoundTrainer {
  private var pairs: [SoundScript: [TrainingPair]] = [:]

  /// Told what is being done, for a progress line.
  public var progress: (String) -> Void = { _ in }

  /// Latin letters with marks that occur at least so often are letters of their own.
  static let fewestMarkedLetters = 300.0

  /// A trainer without pairs.
  public init() {}

  /// Adds the pairs of one script.
  ///
  /// One in ``heldOutShare`` is left out of the tables, so that what their scores mean for single
  /// words can be told from words that the tables never saw (``CalibrationTrainer``).
  public mutating func add(_ pairs: [TrainingPair], script: SoundScript) {
    self.pairs[script, default: []] += pairs.filter { !Self.isHeldOut($0) }
  }

  /// One pair in so many is held out.
  static let heldOutShare: UInt64 = 16

  /// Whether a pair is held out, by its own letters, so that it does not depend on its neighbours.
  static func isHeldOut(_ pair: TrainingPair) -> Bool {
    var hash = StableHash()
    hash.combine(pair.native)
    hash.combine(pair.latin)
    return (hash.value >> 17) % heldOutShare == 0
  }

  /// Trains the tables of all scripts that have pairs and gives the model's file
  /// (docs/sound-model.md).
  ///
  /// The other scripts keep the tables of this version, and then the Latin letters are those of this
  /// version too.
  /// - Complexity: O(pairs · letters²), some seconds for ten thousand pairs.
  public func train() -> String {
    SoundModelFile.text(trained(), comment: SoundModelFile.comment)
  }

  func trained() -> SoundModelSource {
    let isWhole = SoundScript.allCases.allSatisfy { pairs[$0]?.isEmpty == false }
    let kept = isWhole ? nil : SoundModelFile.embedded
    let latin = kept?.latinLetters ?? latinLetters()
    let alphabet = LatinAlphabet(latin)
    var source = SoundModelSource(latinLetters: latin, tables: [])
    var prepared: [SoundScript: [LetterPair]] = [:]
    for script in SoundScript.allCases {
      if pairs[script]?.isEmpty ?? true,
        let table = kept?.tables.first(where: { $0.script == script })
      {
        source.tables.append(table)
        continue
      }
      let letters = letterPairs(script, alphabet: alphabet)
      progress("\(script.code): \(letters.count) pairs")
      var learner = ExpectationMaximization(ChunkLattice(letters, script: script))
      var chunks = learner.learn()
      if script == .latin { chunks = Self.symmetric(chunks) }
      let costs = chunks.map { chunk, p in
        (chunk: chunk, cost: Int((-100 * StableMath.log(p)).rounded()))
      }
      source.tables.append(
        SoundTableSource(
          script: script, costs: costs,
          weights: [0, 1] + Array(repeating: 0, count: SoundTable.weightCount - 2)))
      prepared[script] = zip(letters, learner.responsibilities).filter { $1 >= 0.3 }.map(\.0)
      progress("\(script.code): \(costs.count) chunks")
    }
    let model = SoundModel(source)
    for index in source.tables.indices {
      let script = source.tables[index].script
      if pairs[script]?.isEmpty ?? true { continue }
      source.tables[index].weights = WordCalibration(
        model: model, script: script, pairs: prepared[script] ?? []
      ).weights()
      progress("\(script.code): weighed")
    }
    return source
  }

  /// a to z and the letters with marks that are frequent enough, in the order of their code points.
  private func latinLetters() -> [UInt32] {
    var counts: [UInt32: Double] = [:]
    for (script, pairs) in pairs {
      for pair in pairs {
        for letter in SoundLetters.shipped.letters(of: pair.latin, in: .latin) {
          counts[letter, default: 0] += 1
        }
        if script == .latin {
          for letter in SoundLetters.shipped.letters(of: pair.native, in: .latin) {
            counts[letter, default: 0] += 1
          }
        }
      }
    }
    let marked = counts.filter { letter, count in
      letter > 0x7A && count >= Self.fewestMarkedLetters && !SoundLetters.plain(letter).isEmpty
    }
    return Array(0x61...0x7A) + marked.keys.sorted()
  }

  /// The pairs of a script as letters that occur often enough; each pair with marks once more
  /// without them, for writers who leave them out.
  private func letterPairs(_ script: SoundScript, alphabet: LatinAlphabet) -> [LetterPair] {
    var pairs: [LetterPair] = []
    var counts: [UInt32: Int] = [:]
    for pair in self.pairs[script] ?? [] {
      var native = SoundLetters.shipped.letters(of: pair.native, in: script)
      let latin = Self.known(SoundLetters.shipped.letters(of: pair.latin, in: .latin), alphabet)
      if script == .latin { native = Self.known(native, alphabet) }
      guard (1...TrainingPair.nativeLimit).contains(native.count),
        (1...TrainingPair.latinLimit).contains(latin.count)
      else { continue }
      for letter in native { counts[letter, default: 0] += 1 }
      pairs.append(LetterPair(native: native, latin: latin, weight: pair.weight))
    }
    pairs = pairs.filter { pair in
      pair.native.allSatisfy { (counts[$0] ?? 0) >= script.fewestOccurrences }
    }
    var all = pairs
    for pair in pairs {
      let latin = pair.latin.flatMap(SoundLetters.plain)
      let native = script == .latin ? pair.native.flatMap(SoundLetters.plain) : pair.native
      if latin != pair.latin || native != pair.native {
        all.append(LetterPair(native: native, latin: latin, weight: pair.weight / 2))
      }
    }
    if script == .latin {
      // Neither side is the first, so each pair counts in both directions.
      all += all.map { LetterPair(native: $0.latin, latin: $0.native, weight: $0.weight) }
    }
    return all
  }

  private static func known(_ letters: [UInt32], _ alphabet: LatinAlphabet) -> [UInt32] {
    alphabet.units(of: letters).map { alphabet.letters[Int($0) - 1] }
  }

  /// The same probability for both directions, which training leaves equal but for rounding.
  private static func symmetric(
    _ chunks: [(chunk: SoundChunk, probability: Double)]
  ) -> [(chunk: SoundChunk, probability: Double)] {
    var byChunk: [SoundChunk: Double] = [:]
    for (chunk, p) in chunks { byChunk[chunk] = p }
    var all: [(chunk: SoundChunk, probability: Double)] = []
    for (chunk, p) in chunks {
      let other = SoundChunk(native: chunk.latin, latin: chunk.native)
      guard let q = byChunk[other] else { continue }
      // Addition commutes, so both directions get the same bits.
      all.append((chunk, (p + q) / 2))
    }
    return all
  }
}
