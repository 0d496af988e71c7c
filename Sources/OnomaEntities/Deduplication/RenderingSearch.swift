internal import OnomaMatching

/// Finds, for many words of one script, the Latin spellings that they may be: two tries walked at once.
///
/// For each beginning of a word the search holds the beginnings of spellings that it may be, with the
/// probability of the best way to render the one as the other (Viterbi). Words are taken in the order of
/// their letters, so that words that begin alike share what was found for the beginning; a beginning
/// keeps the ``breadth`` likeliest. That costs microseconds a word where a search of each word alone
/// costs a millisecond, and misses a little: silent Latin letters at the end are not followed.
struct RenderingSearch {
  /// A spelling that a word may be.
  struct Hit {
    let spelling: UInt32
    let log: Float
  }

  private struct State {
    var node: UInt32
    var log: Float
  }

  /// How many beginnings of spellings are kept for each beginning of a word.
  static let breadth = 96
  /// How many times less likely than the best, as a logarithm, one may be.
  private static let depth: Float = 9
  /// The most letters of a word.
  private static let longest = 32
  private static let slotCount = 1 << 13

  private var columns: [[State]] = Array(repeating: [], count: longest + 1)
  /// The chunk numbers by which the columns were made.
  private var letters: [UInt16] = []
  private var script: SoundScript?
  private var slots = [UInt32](repeating: 0, count: slotCount)
  private var touched: [Int] = []

  /// The likeliest spellings of a form, at most `limit`, ties by their numbers.
  ///
  /// Complexity: O(letters that differ from the form before · breadth · renderings).
  mutating func hits(
    for form: SearchedName.Form, in trie: borrowing SpellingTrie, limit: Int
  ) -> [Hit] {
    let n = min(form.count, Self.longest)
    guard n > 0 else { return [] }
    var same = 0
    if script == form.script {
      while same < min(n, letters.count), form.chunks[form.stride * same] != 0,
        form.chunks[form.stride * same] == letters[same]
      { same += 1 }
    }
    script = form.script
    letters = (0..<n).map { form.chunks[form.stride * $0] }
    columns[0] = [State(node: 0, log: 0)]
    let table = ChunkRenderings.shipped[Int(form.script.rawValue)]
    trie.nodes.withUnsafeBufferPointer { nodes in
      for end in (same + 1)..<max(same + 1, n + 1) { fill(end, form, table, nodes) }
    }
    var found: [Hit] = []
    for state in columns[n] where trie.nodes[Int(state.node)].spelling != SpellingTrie.Node.none {
      found.append(Hit(spelling: trie.nodes[Int(state.node)].spelling, log: state.log))
    }
    found.sort { $0.log != $1.log ? $0.log > $1.log : $0.spelling < $1.spelling }
    if found.count > limit { found.removeSubrange(limit...) }
    return found
  }

  private mutating func fill(
    _ end: Int, _ form: SearchedName.Form, _ table: ChunkRenderings,
    _ nodes: UnsafeBufferPointer<SpellingTrie.Node>
  ) {
    var column = columns[end]
    column.removeAll(keepingCapacity: true)
    var best: Float = -.infinity
    for length in 1...min(table.longest, end) {
      let start = end - length
      let chunk = Int(form.chunks[form.stride * start + length - 1])
      if chunk == 0 || chunk >= table.silence.count {
        if length == 1 {
          // A letter that the table never saw is silent.
          for state in columns[start] { put(state.node, state.log - 6, &column, &best) }
        }
        continue
      }
      let range = Int(table.starts[chunk])..<Int(table.starts[chunk + 1])
      table.renderings.withUnsafeBufferPointer { renderings in
        for state in columns[start] {
          let node = nodes[Int(state.node)]
          if length == 1 { put(state.node, state.log + table.silence[chunk], &column, &best) }
          for index in range {
            let rendering = renderings[index]
            let log = state.log + rendering.log
            if log < best - Self.depth { break }
            let letter = rendering.letters & 63
            if node.letters >> letter & 1 == 0 { continue }
            var place = Self.child(node, letter)
            var rest = rendering.letters >> 8
            var left = rendering.count - 1
            while left > 0 {
              let next = nodes[Int(place)]
              if next.letters >> (rest & 63) & 1 == 0 { break }
              place = Self.child(next, rest & 63)
              rest >>= 8
              left -= 1
            }
            if left == 0 { put(place, log, &column, &best) }
          }
        }
      }
    }
    for slot in touched { slots[slot] = 0 }
    touched.removeAll(keepingCapacity: true)
    Self.cut(&column, best)
    columns[end] = column
  }

  @inline(__always)
  private static func child(_ node: SpellingTrie.Node, _ letter: UInt64) -> UInt32 {
    node.first + UInt32((node.letters & (1 << letter - 1)).nonzeroBitCount)
  }

  /// Notes a way to a node, or a better one.
  @inline(__always)
  private mutating func put(
    _ node: UInt32, _ log: Float, _ column: inout [State], _ best: inout Float
  ) {
    if log < best - Self.depth { return }
    if log > best { best = log }
    var slot = Int(truncatingIfNeeded: (UInt64(node) &* 0x9E37_79B9_7F4A_7C15) >> 40)
    slot &= Self.slotCount - 1
    while true {
      let found = slots[slot]
      if found == 0 { break }
      if column[Int(found) - 1].node == node {
        if log > column[Int(found) - 1].log { column[Int(found) - 1].log = log }
        return
      }
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    // What does not fit any more is among thousands of others.
    if column.count >= Self.slotCount / 2 { return }
    column.append(State(node: node, log: log))
    slots[slot] = UInt32(column.count)
    touched.append(slot)
  }

  /// Keeps the likeliest states.
  private static func cut(_ column: inout [State], _ best: Float) {
    column.removeAll { $0.log < best - depth }
    guard column.count > breadth else { return }
    // A histogram finds the bound without sorting; states of its last bucket are all kept.
    var counts = [Int](repeating: 0, count: 65)
    for state in column { counts[Int((best - state.log) / depth * 64)] += 1 }
    var kept = 0
    var bucket = 0
    while bucket < 64, kept + counts[bucket] <= breadth {
      kept += counts[bucket]
      bucket += 1
    }
    if kept == 0 { bucket = 1 }
    let least = best - Float(bucket) * depth / 64
    column.removeAll { $0.log < least }
  }
}
