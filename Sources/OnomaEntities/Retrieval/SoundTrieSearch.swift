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
/// hundred numbers that stay in the processor's first cache. Silent letters are folded into those rows,
/// at most ``silence`` before one that sounds, so that no cell waits for its neighbour.
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

  /// The most letters of the word that is looked for.
  private static let longest = 32
  /// Zeros before each column, so that a shifted read stays inside.
  private static let lead = 8
  private static let width = 48
  private static let depths = 34
  /// The most silent letters before one that sounds.
  private static let silence = 2
  /// The most letters of a row: of the longest chunk, and silent ones before it.
  private static let longestReach = 3 + silence
  /// The most Latin chunks that one word's chunks go with; the rest is left out.
  private static let rowLimit = 2048

  /// What the walk knows of a row before it reads it.
  private struct Row {
    /// What it can make of the best cell of a column at most, as far as the bounds see it.
    var bound: Float
    /// Where it begins, in bytes.
    var offset: UInt32
  }

  private let columns: UnsafeMutablePointer<Float>
  private let rows: UnsafeMutablePointer<Float>
  private let rowNumbers: UnsafeMutablePointer<UInt16>
  private let bounds: UnsafeMutablePointer<Float>
  private let rowFacts: UnsafeMutablePointer<Row>
  private let most: UnsafeMutablePointer<Float>
  private let path: UnsafeMutablePointer<UnsafePointer<SoundTrieNode>>
  private var touched: [UInt16] = []
  private var own: [Double] = []
  private var silent: [Double] = []
  /// How many nodes all searches so far have looked at.
  private(set) var visited = 0

  /// Allocates the memory, about 2 MB.
  init() {
    let rowSpace = Self.rowLimit * Self.longestReach * 40
    columns = .allocate(capacity: Self.depths * Self.width)
    columns.initialize(repeating: 0, count: Self.depths * Self.width)
    rows = .allocate(capacity: rowSpace)
    rows.initialize(repeating: 0, count: rowSpace)
    rowNumbers = .allocate(capacity: SoundChunks.count)
    rowNumbers.initialize(repeating: 0, count: SoundChunks.count)
    bounds = .allocate(capacity: Self.width)
    bounds.initialize(repeating: 0, count: Self.width)
    rowFacts = .allocate(capacity: Self.rowLimit)
    rowFacts.initialize(repeating: Row(bound: 0, offset: 0), count: Self.rowLimit)
    most = .allocate(capacity: Self.depths + 8)
    most.initialize(repeating: 0, count: Self.depths + 8)
    path = .allocate(capacity: 3 * Self.depths)
  }

  deinit {
    columns.deallocate()
    rows.deallocate()
    rowNumbers.deallocate()
    bounds.deallocate()
    rowFacts.deallocate()
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
      nodes: first, columns: columns + Self.lead, rows: UnsafeRawPointer(rows),
      rowNumbers: rowNumbers, bounds: bounds, rowFacts: rowFacts, most: most + 8, path: path,
      next: path + Self.depths, last: path + 2 * Self.depths, n: n, blocks: (n + 4) / 4,
      reach: table.longestNative + Self.silence, isLong: table.longestLatin > 3,
      deepest: min(Self.depths - 2, table.deepest(n)), pace: Float(SoundChunks.exp(-beam.pace)),
      tail1: Float(silent[n]), tail2: n > 1 ? Float(silent[n] * silent[n - 1]) : 0)
    let shares = table.latinShares
    let path = path
    let seen = walk.run(added: table.added) { depth, word, ratio in
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
    visited += seen
    hits.sort { $0.odds != $1.odds ? $0.odds > $1.odds : $0.word < $1.word }
    if hits.count > beam.limit { hits.removeSubrange(beam.limit...) }
    return hits
  }

  /// Fills the dense rows and the bounds for a form.
  private mutating func prepare(
    _ form: SearchedName.Form, _ n: Int, _ table: SoundSearchTable, _ beam: Beam
  ) {
    let longest = table.longestNative
    let reach = longest + Self.silence
    let size = (n + 4) / 4 * 4
    func chunk(_ start: Int, _ length: Int) -> UInt16 {
      form.chunks[form.stride * start + length - 1]
    }
    own = [1] + [Double](repeating: 0, count: n)
    for start in 0..<n where own[start] > 0 {
      for length in 1...min(longest, n - start) {
        let number = chunk(start, length)
        let p =
          number == 0
          ? (length == 1 ? SoundSearchTable.unseen : 0) : table.nativeShare(number)
        own[start + length] += own[start] * max(p, length == 1 ? SoundSearchTable.unseen : 0)
      }
    }
    silent = [0] + (1...n).map { table.silent(chunk($0 - 1, 1)) * own[$0 - 1] / own[$0] }
    for end in 0...n {
      // own^share by its logarithm.
      bounds[end] = Float(SoundChunks.exp(beam.lag + beam.share * SoundChunks.log(own[end])))
    }
    touched.removeAll(keepingCapacity: true)
    // What a gain of the pace a letter takes from chunks of so many letters.
    var paces: [Double] = [1]
    for _ in 1...table.longestLatin {
      paces.append(paces[paces.count - 1] * SoundChunks.exp(-beam.pace))
    }
    for end in 1...n {
      for length in 1...min(longest, end) {
        let number = chunk(end - length, length)
        if number == 0 { continue }
        let start = end - length
        let scale = own[start] / own[end]
        for index in table.range(number) {
          let partner = Int(table.partners[index])
          var row = Int(rowNumbers[partner])
          if row == 0 {
            if touched.count >= Self.rowLimit - 1 { continue }
            touched.append(UInt16(partner))
            row = touched.count
            rowNumbers[partner] = UInt16(row)
          }
          var p =
            Double(table.joints[index]) * scale * Double(table.rarities[partner])
            * paces[Int(table.lengths[partner])]
          let cell = rows + row * reach * size + (end & ~3) * reach + (end & 3)
          cell[(length - 1) * 4] += Float(p)
          for quiet in 1...Self.silence where start - quiet >= 0 {
            p *= silent[start - quiet + 1]
            cell[(length + quiet - 1) * 4] += Float(p)
          }
        }
      }
    }
    // What the bounds make of a step of each length to each end.
    let steps = columns
    for block in 0..<(size / 4) {
      for length in 1...reach {
        for place in 0..<4 {
          let end = block * 4 + place
          steps[(block * reach + length - 1) * 4 + place] =
            end <= n && length <= end ? bounds[end] / bounds[end - length] : 0
        }
      }
    }
    for row in stride(from: 1, through: touched.count, by: 1) {
      var most = SIMD4<Float>(repeating: 0)
      for block in 0..<(size / 4) {
        var sum = SIMD4<Float>(repeating: 0)
        for length in 0..<reach {
          let place = (block * reach + length) * 4
          sum += Self.load(rows + (row * reach * size + place)) * Self.load(steps + place)
        }
        most.replace(with: sum, where: sum .> most)
      }
      rowFacts[row] = Row(bound: most.max(), offset: UInt32(4 * row * reach * size))
    }
    columns.update(repeating: 0, count: reach * size)
  }

  private static func load(_ address: UnsafeMutablePointer<Float>) -> SIMD4<Float> {
    UnsafeRawPointer(address).loadUnaligned(as: SIMD4<Float>.self)
  }

  /// Takes back what ``prepare`` wrote, and no more: clearing everything costs more than a search.
  private mutating func clear(_ n: Int, _ table: SoundSearchTable) {
    let size = (n + 4) / 4 * 4 * (table.longestNative + Self.silence)
    for partner in touched { rowNumbers[Int(partner)] = 0 }
    (rows + size).update(repeating: 0, count: touched.count * size)
    bounds.update(repeating: 0, count: Self.width)
    columns.update(repeating: 0, count: Self.depths * Self.width)
  }

  /// One walk down the trie: nothing but numbers and pointers, so that the loop counts no references.
  private struct Walk {
    let nodes: UnsafePointer<SoundTrieNode>
    let columns: UnsafeMutablePointer<Float>
    let rows: UnsafeRawPointer
    let rowNumbers: UnsafeMutablePointer<UInt16>
    let bounds: UnsafeMutablePointer<Float>
    let rowFacts: UnsafeMutablePointer<Row>
    let most: UnsafeMutablePointer<Float>
    let path: UnsafeMutablePointer<UnsafePointer<SoundTrieNode>>
    let next: UnsafeMutablePointer<UnsafePointer<SoundTrieNode>>
    let last: UnsafeMutablePointer<UnsafePointer<SoundTrieNode>>
    let n: Int
    let blocks: Int
    let reach: Int
    let isLong: Bool
    let deepest: Int
    let pace: Float
    let tail1: Float
    let tail2: Float

    /// Calls `found` with the depth and the number of each node where a word ends that may be one.
    func run(added: [Float], found: (Int, UInt32, Float) -> Void) -> Int {
      added.withUnsafeBufferPointer { added in
        guard let added = added.baseAddress else { return 0 }
        return run(added, found)
      }
    }

    private func run(
      _ added: UnsafePointer<Float>, _ found: (Int, UInt32, Float) -> Void
    ) -> Int {
      columns[0] = 1
      most[0] = bounds[0]
      var visited = 0
      let width = SoundTrieSearch.width * MemoryLayout<Float>.stride
      let blockBytes = MemoryLayout<SIMD4<Float>>.stride
      let columnBytes = blocks &* blockBytes
      let reachBytes = reach &* blockBytes
      let bounds = UnsafeRawPointer(bounds)
      // The children that are still to be looked at, by depth.
      path[0] = nodes
      next[1] = nodes + Int(nodes.pointee.firstChild)
      last[1] = next[1] + Int(nodes.pointee.children)
      var depth = 1
      while depth > 0 {
        let node = next[depth]
        if node == last[depth] {
          depth &-= 1
          continue
        }
        next[depth] = node + 1
        visited &+= 1
        let weight = added[Int(node.pointee.chunk1)] * pace
        let number1 = rowNumbers[Int(node.pointee.chunk1)]
        let number2 = rowNumbers[Int(node.pointee.chunk2)]
        let number3 = rowNumbers[Int(node.pointee.chunk3)]
        let row1 = rowFacts[Int(number1)]
        let row2 = rowFacts[Int(number2)]
        let row3 = rowFacts[Int(number3)]
        // Most letters go with none of the word's: they need no column.
        var bound = most[depth - 1] * (weight + row1.bound)
        bound += most[depth - 2] * row2.bound
        bound += most[depth - 3] * row3.bound
        var row4 = Row(bound: 0, offset: 0)
        var row5 = row4
        if isLong {
          row4 = rowFacts[Int(rowNumbers[Int(node.pointee.chunk4)])]
          row5 = rowFacts[Int(rowNumbers[Int(node.pointee.chunk5)])]
          bound += most[depth - 4] * row4.bound
          bound += most[depth - 5] * row5.bound
        }
        if bound < 1 { continue }
        let column = UnsafeMutableRawPointer(columns).advanced(by: depth &* width)
        let before1 = UnsafeRawPointer(column).advanced(by: 0 &- width)
        let before2 = before1.advanced(by: 0 &- width)
        let before3 = before2.advanced(by: 0 &- width)
        var best = SIMD4<Float>(repeating: 0)
        var place = 0
        var joint = 0
        while place < columnBytes {
          var sum = load(before1, place) * weight
          if number1 != 0 { sum += gathered(before1, place, rows, Int(row1.offset) &+ joint) }
          if number2 != 0 { sum += gathered(before2, place, rows, Int(row2.offset) &+ joint) }
          if number3 != 0 { sum += gathered(before3, place, rows, Int(row3.offset) &+ joint) }
          if isLong {
            if row4.offset != 0 {
              let before4 = before3.advanced(by: 0 &- width)
              sum += gathered(before4, place, rows, Int(row4.offset) &+ joint)
            }
            if row5.offset != 0 {
              let before5 = before3.advanced(by: 0 &- 2 &* width)
              sum += gathered(before5, place, rows, Int(row5.offset) &+ joint)
            }
          }
          // Numbers below the normal range slow the processor down a hundredfold.
          sum.replace(with: 0, where: sum .< 1e-20)
          column.storeBytes(of: sum, toByteOffset: place, as: SIMD4<Float>.self)
          let bounded = sum * load(bounds, place)
          best.replace(with: bounded, where: bounded .> best)
          place &+= blockBytes
          joint &+= reachBytes
        }
        let most = max(max(best[0], best[1]), max(best[2], best[3]))
        self.most[depth] = most
        if most < 1 { continue }
        path[depth] = node
        if node.pointee.word != SoundTrieNode.none {
          let column = columns + depth &* SoundTrieSearch.width
          var ratio = column[n] + column[n - 1] * tail1
          if n > 1 { ratio += column[n - 2] * tail2 }
          if ratio * self.bounds[n] >= 1 { found(depth, node.pointee.word, ratio) }
        }
        if node.pointee.children > 0, depth < deepest {
          depth += 1
          next[depth] = nodes + Int(node.pointee.firstChild)
          last[depth] = next[depth] + Int(node.pointee.children)
        }
      }
      return visited
    }

    /// What a row makes of a block of a column: the cells before it, as far as chunks reach.
    @inline(__always)
    private func gathered(
      _ column: UnsafeRawPointer, _ place: Int, _ rows: UnsafeRawPointer, _ joint: Int
    ) -> SIMD4<Float> {
      // Each in a branch of its own: the compiler shuffles lanes where it sees several at once.
      var sum = load(column, place &- 4) * load(rows, joint)
      if reach > 1 { sum += load(column, place &- 8) * load(rows, joint &+ 16) }
      if reach > 2 { sum += load(column, place &- 12) * load(rows, joint &+ 32) }
      if reach > 3 { sum += load(column, place &- 16) * load(rows, joint &+ 48) }
      if reach > 4 { sum += load(column, place &- 20) * load(rows, joint &+ 64) }
      return sum
    }

    @inline(__always)
    private func load(_ address: UnsafeRawPointer, _ offset: Int) -> SIMD4<Float> {
      address.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
    }
  }
}
