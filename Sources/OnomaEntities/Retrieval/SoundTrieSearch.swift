internal import OnomaMatching

/// Finds the words of a trie that sound like a given word.
///
/// The forward algorithm of the sound model runs down the trie: a node's column holds, for every
/// beginning of the word that is looked for, how much likelier that beginning and the letters down to
/// the node are together than apart. Words that begin alike share their columns, and a branch is given
/// up when no cell of its column keeps up (``Beam``). All probabilities are taken relative to those of
/// the two beginnings alone, which keeps single precision exact enough at any length.
///
/// What a Latin letter may stand for is filled into dense rows for each word that is looked for, a few
/// hundred numbers that stay in the processor's first cache (``SoundTrieWalk``).
///
/// Works in memory of its own that is reused; not for two threads at once.
struct SoundTrieSearch: ~Copyable {
  /// A word that sounds alike.
  struct Hit {
    /// The word's number.
    let word: UInt32
    /// The log-odds that the two are spellings of one word.
    let odds: Float
  }

  /// How far the beam reaches.
  struct Beam: Hashable {
    /// Which share of the information in the letters heard so far a branch must have explained.
    var share = 0.4
    /// What the log-likelihood ratio of a branch must gain a Latin letter.
    var pace = 0.4
    /// How far a branch may lag behind.
    var lag = 4.0
    /// The log-odds below which a word is no hit.
    var floor = -1.0
    /// The most hits.
    var limit = 400
  }

  private typealias Walk = SoundTrieWalk

  /// The most letters of the word that is looked for.
  private static let longest = 32
  /// The most letters of a chunk of the word that is looked for.
  private static let longestNative = 3
  /// The most Latin chunks that one word's chunks go with; the rest is left out.
  private static let rowLimit = 2048

  private let columns: UnsafeMutablePointer<Float>
  private let rows: UnsafeMutablePointer<Float>
  private let rowNumbers: UnsafeMutablePointer<UInt16>
  private let bounds: UnsafeMutablePointer<Float>
  private let edges: UnsafeMutablePointer<Float>
  private let ratios: UnsafeMutablePointer<Float>
  private let rowBounds: UnsafeMutablePointer<Walk.Blocks>
  private let letters: UnsafeMutablePointer<Walk.Letter>
  private let most: UnsafeMutablePointer<Walk.Most>
  private let path: UnsafeMutablePointer<UnsafePointer<SoundTrieNode>>
  private var touched: [UInt16] = []
  private var own: [Double] = []
  private var silent: [Double] = []
  /// How many nodes all searches so far have looked at.
  private(set) var visited = 0

  /// Allocates the memory, about 1 MB.
  init() {
    func zeros<T>(_ count: Int, _ zero: T) -> UnsafeMutablePointer<T> {
      let memory = UnsafeMutablePointer<T>.allocate(capacity: count)
      memory.initialize(repeating: zero, count: count)
      return memory
    }
    columns = zeros((Walk.depths + Walk.above) * Walk.stride, 0)
    rows = zeros(Self.rowLimit * Self.longestNative * (Self.longest + 4), 0)
    rowNumbers = zeros(SoundChunks.count, 0)
    bounds = zeros(Walk.width, 0)
    edges = zeros(Walk.width / 4 * Walk.edgeStride, 0)
    ratios = zeros(Self.longestNative * Walk.width, 0)
    // Row 0 is that of chunks that go with nothing.
    rowBounds = zeros(Self.rowLimit, .zero)
    letters = zeros(SoundChunks.singleCount, Walk.Letter(weight: 0, row: 0))
    most = zeros(Walk.depths + Walk.above, Walk.Most(cells: .zero, sounded: .zero))
    path = .allocate(capacity: 3 * Walk.depths)
  }

  deinit {
    columns.deallocate()
    rows.deallocate()
    rowNumbers.deallocate()
    bounds.deallocate()
    edges.deallocate()
    ratios.deallocate()
    rowBounds.deallocate()
    letters.deallocate()
    most.deallocate()
    path.deallocate()
  }

  /// The words that sound like a form, the likeliest first, ties by number.
  ///
  /// Complexity: O(nodes within the beam · letters).
  mutating func hits(
    for form: SearchedName.Form, in nodes: UnsafeBufferPointer<SoundTrieNode>, beam: Beam
  ) -> [Hit] {
    let n = min(form.count, Self.longest)
    guard n > 0, let first = nodes.baseAddress else { return [] }
    let table = SoundSearchTable.shipped[Int(form.script.rawValue)]
    prepare(form, n, table, beam)
    defer { clear(n, table) }
    var hits: [Hit] = []
    let native = SoundChunks.log(own[n])
    let walk = Walk(
      nodes: first, columns: columns + (Walk.above * Walk.stride + Walk.lead), edges: edges,
      rows: UnsafeRawPointer(rows), letters: letters, rowNumbers: rowNumbers,
      rowBounds: rowBounds,
      most: most + Walk.above, path: path, next: path + Walk.depths, last: path + 2 * Walk.depths,
      n: n, reach: table.longestNative, isLong: table.longestLatin > 3,
      deepest: min(Walk.depths - 2, table.deepest(n)))
    let shares = table.latinShares
    let path = path
    visited += walk.run { depth, word, ratio in
      // The letters on their own: one by one, as the ratio takes them, and as the model does.
      var single = 1.0
      withUnsafeTemporaryAllocation(of: Double.self, capacity: depth + 1) { latin in
        latin[0] = 1
        for letter in 1...depth {
          let node = path[letter]
          let share = max(SoundSearchTable.unseen, Double(shares[Int(node.pointee.chunk1)]))
          single *= share
          var p = latin[letter - 1] * share
          func add(_ chunk: UInt16, _ length: Int) {
            if chunk != 0 { p += latin[letter - length] * Double(shares[Int(chunk)]) }
          }
          add(node.pointee.chunk2, 2)
          add(node.pointee.chunk3, 3)
          if table.longestLatin > 3 { add(node.pointee.chunk4, 4) }
          if table.longestLatin > 4 { add(node.pointee.chunk5, 5) }
          latin[letter] = p
        }
        let marginal = SoundChunks.log(latin[depth])
        let odds = table.logOdds(
          information: SoundChunks.log(Double(ratio) * single) + beam.pace * Double(depth)
            - marginal, native: native, latin: marginal, n: n, m: depth)
        if odds > beam.floor { hits.append(Hit(word: word, odds: Float(odds))) }
      }
    }
    hits.sort { $0.odds != $1.odds ? $0.odds > $1.odds : $0.word < $1.word }
    if hits.count > beam.limit { hits.removeSubrange(beam.limit...) }
    return hits
  }

  /// Fills the dense rows and the bounds for a form.
  private mutating func prepare(
    _ form: SearchedName.Form, _ n: Int, _ table: SoundSearchTable, _ beam: Beam
  ) {
    weigh(form, n, table, beam)
    fillRows(form, n, table, beam)
    boundRows(n, reach: table.longestNative)
    let pace = Float(SoundChunks.exp(-beam.pace))
    for letter in 0..<SoundChunks.singleCount {
      letters[letter] = Walk.Letter(
        weight: table.added[letter] * pace, row: UInt32(rowNumbers[letter]))
    }
  }

  /// How likely each beginning of a form is by itself, and its silent letters.
  private mutating func weigh(
    _ form: SearchedName.Form, _ n: Int, _ table: SoundSearchTable, _ beam: Beam
  ) {
    own = [1] + [Double](repeating: 0, count: n)
    for start in 0..<n where own[start] > 0 {
      for length in 1...min(table.longestNative, n - start) {
        let number = form.chunk(start, length)
        let p =
          number == 0
          ? (length == 1 ? SoundSearchTable.unseen : 0) : table.nativeShare(number)
        own[start + length] += own[start] * max(p, length == 1 ? SoundSearchTable.unseen : 0)
      }
    }
    silent = [0] + (1...n).map { table.silent(form.chunk($0 - 1, 1)) * own[$0 - 1] / own[$0] }
    for end in 0...n {
      // own^share by its logarithm.
      bounds[end] = Float(SoundChunks.exp(beam.lag + beam.share * SoundChunks.log(own[end])))
      let edge = edges + (end / 4 * Walk.edgeStride + end % 4)
      edge[0] = bounds[end]
      edge[4] = Float(silent[end])
      edge[8] = end > 1 ? Float(silent[end] * silent[end - 1]) : 0
    }
  }

  /// Fills a row for each Latin chunk that may stand for a chunk of the form.
  private mutating func fillRows(
    _ form: SearchedName.Form, _ n: Int, _ table: SoundSearchTable, _ beam: Beam
  ) {
    touched.removeAll(keepingCapacity: true)
    let reach = table.longestNative
    let rowSize = reach * ((n + 4) / 4 * 4)
    // What a gain of the pace a letter takes from chunks of so many letters.
    var paces: [Float] = [1]
    for _ in 1...table.longestLatin {
      paces.append(paces[paces.count - 1] * Float(SoundChunks.exp(-beam.pace)))
    }
    table.steps.withUnsafeBufferPointer { steps in
      for end in 1...n {
        for length in 1...min(reach, end) {
          let number = form.chunk(end - length, length)
          if number == 0 { continue }
          let scale = Float(own[end - length] / own[end])
          let place = (end & ~3) * reach + (end & 3) + (length - 1) * 4
          for index in table.range(number) {
            let step = steps[index]
            var row = Int(rowNumbers[Int(step.chunk)])
            if row == 0 {
              if touched.count >= Self.rowLimit - 1 { continue }
              touched.append(step.chunk)
              row = touched.count
              rowNumbers[Int(step.chunk)] = UInt16(row)
            }
            rows[row * rowSize + place] += step.gain * scale * paces[Int(step.letters)]
          }
        }
      }
    }
  }

  /// Notes what each row can make of a column at most.
  private mutating func boundRows(_ n: Int, reach: Int) {
    let blocks = (n + 4) / 4
    // What the bounds make of a step of each length to each end.
    for block in 0..<blocks {
      for length in 1...reach {
        for place in 0..<4 {
          let end = block * 4 + place
          ratios[(block * reach + length - 1) * 4 + place] =
            end <= n && length <= end ? bounds[end] / bounds[end - length] : 0
        }
      }
    }
    for row in stride(from: 1, through: touched.count, by: 1) {
      let start = row * reach * blocks * 4
      var most = Walk.Blocks.zero
      for block in 0..<blocks {
        var sum = SIMD4<Float>(repeating: 0)
        for length in 0..<reach {
          let place = (block * reach + length) * 4
          sum += Self.load(rows + (start + place)) * Self.load(ratios + place)
        }
        most = Walk.push(Walk.highest(sum), to: most)
      }
      rowBounds[row] = most
    }
  }

  private static func load(_ address: UnsafeMutablePointer<Float>) -> SIMD4<Float> {
    UnsafeRawPointer(address).loadUnaligned(as: SIMD4<Float>.self)
  }

  /// Takes back what ``prepare`` wrote, and no more: clearing everything costs more than a search.
  private mutating func clear(_ n: Int, _ table: SoundSearchTable) {
    let rowSize = (n + 4) / 4 * 4 * table.longestNative
    for partner in touched { rowNumbers[Int(partner)] = 0 }
    (rows + rowSize).update(repeating: 0, count: touched.count * rowSize)
    bounds.update(repeating: 0, count: Walk.width)
    edges.update(repeating: 0, count: Walk.width / 4 * Walk.edgeStride)
  }
}

extension SearchedName.Form {
  /// The number of a chunk by its place and length; 0 where there is none.
  fileprivate func chunk(_ start: Int, _ length: Int) -> UInt16 {
    chunks[stride * start + length - 1]
  }
}
