internal import OnomaMatching

/// The names of a file with all that finding and judging pairs of them needs.
///
/// Memory: some 600 bytes a name. Safe to read from several threads.
final class NameLinkage: @unchecked Sendable {
  // Unchecked because of the memory behind the pointers of `aligner`: it belongs to this object, is
  // written in the initializer only, and freed with it.

  let names: ReadNames
  let kin: WordKin
  let postings: NamePostings
  let model: NamePairModel
  private let aligner: NameAligner
  private let memory: [UnsafeMutableRawPointer]

  /// A pair of names that may be one, and the log-odds that they are.
  struct Pair: BitwiseCopyable {
    var first: UInt32
    var second: UInt32
    var odds: Float
  }

  /// Log-odds below which a pair is forgotten.
  static let least: Float = -5
  /// The most pairs that one name contributes, the likeliest first.
  static let pairLimit = 64

  /// Takes names whose words' kin are known.
  init(_ names: ReadNames, kin: WordKin) {
    self.names = names
    self.kin = kin
    postings = NamePostings(names)
    model = NamePairModel(names: names.count)
    var own = [UInt32](repeating: 0, count: kin.count)
    for item in names.items { own[Int(item.word)] += 1 }
    let logFrequencies = (0..<own.count).map { word in
      var sum: UInt32 = 0
      for link in kin.links[kin.range(UInt32(word))] where link.odds > 2 {
        sum += own[Int(link.word)]
      }
      return Float(SoundChunks.log(Double(max(1, sum))))
    }
    var memory: [UnsafeMutableRawPointer] = []
    func store<T: BitwiseCopyable>(_ values: [T]) -> UnsafePointer<T> {
      let bytes = UnsafeMutableRawPointer.allocate(
        byteCount: max(1, values.count) * MemoryLayout<T>.stride, alignment: 16)
      memory.append(bytes)
      return UnsafePointer(bytes.initializeMemory(as: T.self, from: values, count: values.count))
    }
    aligner = NameAligner(
      items: store(names.items), starts: store(names.starts), links: store(kin.links),
      linkStarts: store(kin.starts), logFrequencies: store(logFrequencies))
    self.memory = memory
  }

  deinit { for bytes in memory { bytes.deallocate() } }

  /// The log-odds that two names are one person's; the same in either order.
  ///
  /// Complexity: O(words² · log kin).
  func logOdds(_ a: Int, _ b: Int) -> Float {
    model.logOdds(aligner.align(min(a, b), max(a, b)))
  }

  /// The log-odds that two records with this one name are one person's: a name that many people bear
  /// says less.
  func logOdds(ofRepeated name: Int) -> Float { model.logOdds(aligner.align(name, name)) }

  /// All pairs of names that may be one, each once, in the order of their numbers.
  ///
  /// Complexity: O(names · kin), whatever the number of threads.
  func pairs(
    among range: Range<Int>? = nil, threads: Int, progress: @escaping @Sendable (Int) -> Void
  ) -> [Pair] {
    let range = range ?? 0..<names.count
    let block = 1024
    let count = (range.count + block - 1) / block
    let results = BlockResults<[Pair]>(count, [])
    ParallelBlocks.run(
      count, threads: threads,
      state: { CandidateMemory(words: self.kin.count, names: self.names.count) }
    ) { number, memory in
      var pairs: [Pair] = []
      let start = range.lowerBound + number * block
      for name in start..<min(range.upperBound, start + block) {
        let first = pairs.count
        self.candidates(of: name, &memory) { other in
          let odds = self.logOdds(name, other)
          if odds < Self.least { return }
          pairs.append(
            Pair(
              first: UInt32(min(name, other)), second: UInt32(max(name, other)), odds: odds))
        }
        if pairs.count - first > Self.pairLimit {
          let kept = pairs[first...].sorted { a, b in
            if a.odds != b.odds { return a.odds > b.odds }
            return a.first != b.first ? a.first < b.first : a.second < b.second
          }
          pairs.replaceSubrange(first..., with: kept.prefix(Self.pairLimit))
        }
      }
      results[number] = pairs
      progress(number)
    }
    return Self.distinct(Array(results.all.joined()))
  }

  /// Sorts pairs and drops those that came from both sides.
  static func distinct(_ pairs: [Pair]) -> [Pair] {
    var pairs = pairs
    pairs.sort { a, b in
      let x = UInt64(a.first) << 32 | UInt64(a.second)
      let y = UInt64(b.first) << 32 | UInt64(b.second)
      return x < y
    }
    var last: (UInt32, UInt32) = (.max, .max)
    pairs.removeAll { pair in
      defer { last = (pair.first, pair.second) }
      return last == (pair.first, pair.second)
    }
    return pairs
  }
}
