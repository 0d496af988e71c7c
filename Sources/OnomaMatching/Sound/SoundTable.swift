/// The chunk probabilities of one script, laid out for look-ups.
final class SoundTable: @unchecked Sendable {
  // Unchecked because of the memory behind `view`: it belongs to this object, is written in the
  // initializer only, and freed with it.

  /// The script.
  let script: SoundScript
  /// The log-odds weights: bias, PMI, the two marginals, the two lengths, the two conditionals.
  let weights: [Double]
  /// For each native chunk the Latin letters of the chunks that it goes with more than by accident,
  /// as bits by their number modulo 64.
  let masks: [UInt64]
  /// The same for each Latin letter by its number, in the Latin table.
  let latinMasks: [UInt64]
  /// What the hot path reads.
  let view: SoundTableView
  /// The numbers of the script's chunks by packed letters; empty for Latin.
  private let natives: ChunkIndex
  private let memory: UnsafeMutableRawPointer

  /// A chunk that was never seen silent is so with this share of its frequency.
  private static let floor = 0.002

  /// Lays out a table.
  ///
  /// - Parameters:
  ///   - source: What was learned.
  ///   - latin: The numbers of the Latin chunks of all tables; 0 is no chunk.
  ///   - alphabet: The Latin letters.
  init(_ source: SoundTableSource, latin: ChunkIndex, alphabet: LatinAlphabet) {
    script = source.script
    weights = source.weights
    let isLatin = source.script == .latin
    var natives = ChunkIndex()
    _ = natives.insert(Self.noChunk)
    var entries: [(native: Int, latin: Int, p: Double)] = []
    var total = 0.0
    func latinNumber(_ letters: [UInt32]) -> Int {
      letters.isEmpty ? 0 : latin.find(LatinAlphabet.key(alphabet.units(of: letters))) ?? 0
    }
    for (chunk, cost) in source.costs {
      let p = StableMath.exp(-Double(cost) / 100)
      // A Latin word is both sides of its own table, so its chunks have one number.
      let native =
        chunk.native.isEmpty
        ? 0 : isLatin ? latinNumber(chunk.native) : natives.insert(Self.key(chunk.native))
      entries.append((native, latinNumber(chunk.latin), p))
      total += p
    }
    let nativeCount = isLatin ? latin.count : natives.count
    var nativeShare = [Double](repeating: 0, count: nativeCount)
    var latinShare = [Double](repeating: 0, count: latin.count)
    for index in entries.indices {
      entries[index].p /= total
      nativeShare[entries[index].native] += entries[index].p
      latinShare[entries[index].latin] += entries[index].p
    }
    var masks = [UInt64](repeating: 0, count: nativeCount)
    for (entry, source) in zip(entries, source.costs) where entry.native > 0 && entry.latin > 0 {
      // Half a percent of a letter's occurrences keeps what is regular and drops slips.
      guard entry.p > 0.005 * nativeShare[entry.native] else { continue }
      for unit in alphabet.units(of: source.chunk.latin) {
        masks[entry.native] |= 1 << (UInt64(unit) & 63)
      }
    }
    // A chunk of two letters says what either can stand for.
    for (entry, source) in zip(entries, source.costs)
    where entry.native > 0 && source.chunk.native.count > 1 && entry.latin > 0
      && entry.p > 0.02 * nativeShare[entry.native]
    {
      for letter in source.chunk.native {
        let single = isLatin ? latinNumber([letter]) : natives.find(Self.key([letter])) ?? 0
        if single > 0 { masks[single] |= masks[entry.native] }
      }
    }
    self.masks = masks
    latinMasks =
      isLatin
      ? [0] + alphabet.letters.map { masks[latinNumber([$0])] } : []
    var silent = nativeShare.map { $0 * Self.floor }
    var added = latinShare.map { $0 * Self.floor }
    for entry in entries {
      if entry.latin == 0 { silent[entry.native] = max(silent[entry.native], entry.p) }
      if entry.native == 0 { added[entry.latin] = max(added[entry.latin], entry.p) }
    }
    // A letter that the table never saw must cost something and stop nothing.
    silent[0] = 1e-6
    added[0] = 1e-6
    let layout = PairLayout(
      entries.filter { $0.native > 0 && $0.latin > 0 }, nativeCount: nativeCount)
    var peaks = [Double](repeating: 0, count: nativeCount * SoundTableView.peakCount)
    for (entry, source) in zip(entries, source.costs) where entry.native > 0 && entry.latin > 0 {
      let length = min(SoundTableView.peakCount, max(1, source.chunk.latin.count))
      let place = entry.native * SoundTableView.peakCount + length - 1
      peaks[place] = max(peaks[place], entry.p)
    }
    let peak = (0..<nativeCount).map { native in
      peaks[(native * SoundTableView.peakCount)..<((native + 1) * SoundTableView.peakCount)]
        .reduce(0, +)
    }
    let doubles = 2 * (nativeCount + latin.count) + peak.count + layout.values.count
    let words = SoundTableView.filterCount + doubles + source.weights.count
    memory = .allocate(
      byteCount: 8 * words + 4 * (layout.slots.count + layout.regions.count), alignment: 8)
    var next = memory
    func store<T: BitwiseCopyable>(_ values: [T]) -> UnsafePointer<T> {
      let start = next.initializeMemory(as: T.self, from: values, count: values.count)
      next += MemoryLayout<T>.stride * values.count
      return UnsafePointer(start)
    }
    view = SoundTableView(
      filter: store(layout.filter), values: store(layout.values), silent: store(silent),
      added: store(added), nativeShare: store(nativeShare), latinShare: store(latinShare),
      peak: store(peak), weights: store(source.weights), slots: store(layout.slots),
      regions: store(layout.regions), nativeRest: 1 - min(0.9, nativeShare[0]),
      latinRest: 1 - min(0.9, latinShare[0]), mostCarried: 1 / (1 - (added.max() ?? 0)),
      longestNative: source.script.longestChunk, longestLatin: source.script.longestLatinChunk)
    self.natives = natives
  }

  deinit { memory.deallocate() }

  /// The log-odds of two words by their features.
  @inline(__always)
  func logOdds(_ f: SoundFeatures) -> Double { view.logOdds(f) }

  /// The number of a chunk of this script; 0 where the table has none.
  func number(of letters: ArraySlice<UInt32>) -> UInt16 {
    UInt16(natives.find(Self.key(letters)) ?? 0)
  }

  /// The number of a chunk of one or two letters; 0 where the table has none.
  func number(of letters: UnsafePointer<UInt32>, count: Int) -> UInt16 {
    UInt16(natives.find(Self.key(UnsafeBufferPointer(start: letters, count: count))) ?? 0)
  }

  /// At most three letters packed into a key above 0.
  private static func key(_ letters: some Sequence<UInt32>) -> UInt64 {
    var key: UInt64 = 1
    for letter in letters { key = key << 21 | UInt64(letter & 0x1F_FFFF) }
    return key
  }

  /// The number of log-odds weights.
  static let weightCount = 8

  /// The key under which no chunk is, whose number is 0.
  private static let noChunk: UInt64 = 0xFFFF_FFFF_FFFF_FFFF
}
