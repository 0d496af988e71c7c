internal import OnomaMatching

/// The names of a file with all that finding and judging pairs of them needs.
///
/// Memory: some 600 bytes a name.
struct NameLinkage: Sendable {
  let names: ReadNames
  let kin: WordKin
  let postings: NamePostings
  let model: NamePairModel
  let logFrequencies: [Float]

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
  ///
  /// - Parameters:
  ///   - logFrequencies: For each word the logarithm of how many names hold one that sounds like it;
  ///     counted in these names where it is `nil`.
  ///   - population: How many names that was counted in.
  init(
    _ names: ReadNames, kin: WordKin, logFrequencies: [Float]? = nil, population: Int? = nil
  ) {
    self.names = names
    self.kin = kin
    postings = NamePostings(names)
    model = NamePairModel(names: population ?? names.count)
    self.logFrequencies = logFrequencies ?? Self.counted(names, kin)
  }

  /// Calls `body` with an aligner, which is valid inside only.
  private func withAligner<R>(_ body: (NameAligner) -> R) -> R {
    names.items.withUnsafeBufferPointer { items in
      names.starts.withUnsafeBufferPointer { starts in
        kin.links.withUnsafeBufferPointer { links in
          kin.starts.withUnsafeBufferPointer { linkStarts in
            logFrequencies.withUnsafeBufferPointer { logFrequencies in
              body(
                NameAligner(
                  items: items, starts: starts, links: links, linkStarts: linkStarts,
                  logFrequencies: logFrequencies))
            }
          }
        }
      }
    }
  }

  private static func counted(_ names: ReadNames, _ kin: WordKin) -> [Float] {
    var own = [UInt32](repeating: 0, count: kin.count)
    for item in names.items { own[Int(item.word)] += 1 }
    return own.indices.map { word in
      var sum: UInt32 = 0
      for link in kin.links[kin.range(UInt32(word))] where link.odds > 2 {
        sum += own[Int(link.word)]
      }
      return Float(SoundChunks.log(Double(max(1, sum))))
    }
  }

  /// The log-odds that two names are one person's; the same in either order.
  ///
  /// Complexity: O(words² · log kin).
  func logOdds(_ a: Int, _ b: Int) -> Float {
    withAligner { model.logOdds($0.align(min(a, b), max(a, b))) }
  }

  /// The log-odds that two records with this one name are one person's: a name that many people bear
  /// says less.
  func logOdds(ofRepeated name: Int) -> Float { logOdds(name, name) }

  /// All pairs of names that may be one, each once, in the order of their numbers.
  ///
  /// - Parameter first: The number of the first name whose pairs are wanted, with all names.
  /// - Complexity: O(names · kin), whatever the number of threads.
  func pairs(from first: Int = 0, threads: Int) -> [Pair] {
    let block = 1024
    let results = BlockResults<[Pair]>((names.count - first + block - 1) / block, [])
    withAligner { aligner in
      // All threads have ended when this call returns.
      nonisolated(unsafe) let aligner = aligner
      ParallelBlocks.run(
        results.count, threads: threads,
        state: { CandidateMemory(words: kin.count, names: names.count) }
      ) { number, memory in
        let start = first + number * block
        var pairs: [Pair] = []
        for name in start..<min(names.count, start + block) {
          add(name, isAll: first == 0, aligner, &memory, to: &pairs)
        }
        results[number] = pairs
      }
    }
    return Self.distinct(Array(results.all.joined()))
  }

  private func add(
    _ name: Int, isAll: Bool, _ aligner: NameAligner, _ memory: inout CandidateMemory,
    to pairs: inout [Pair]
  ) {
    let start = pairs.count
    candidates(of: name, &memory) { other in
      // Where all names have their turn, a lower one has had it, and found this one.
      if isAll, other < name { return }
      let (low, high) = (min(name, other), max(name, other))
      let odds = model.logOdds(aligner.align(low, high))
      if odds < Self.least { return }
      pairs.append(Pair(first: UInt32(low), second: UInt32(high), odds: odds))
    }
    guard pairs.count - start > Self.pairLimit else { return }
    let kept = pairs[start...].sorted { a, b in
      if a.odds != b.odds { return a.odds > b.odds }
      return a.first != b.first ? a.first < b.first : a.second < b.second
    }
    pairs.replaceSubrange(start..., with: kept.prefix(Self.pairLimit))
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
