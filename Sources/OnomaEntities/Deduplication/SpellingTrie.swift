internal import OnomaMatching

/// The Latin spellings of all words of a file, as a trie in which a child is found by its letter.
///
/// A node holds the letters that may follow as bits; their nodes lie side by side, so that the child of a
/// letter is as many places behind the first as there are smaller letters. Models with more letters than
/// bits lose the spellings that need them (``letterLimit``).
struct SpellingTrie: Sendable {
  struct Node: BitwiseCopyable {
    /// The letters that may follow, a bit each by their number.
    var letters: UInt64 = 0
    /// Where the first of them is.
    var first: UInt32 = 0
    /// The number of the spelling that ends here, or ``none``.
    var spelling: UInt32 = none

    /// No spelling ends here.
    static let none = UInt32.max
  }

  /// The nodes; the first is the root.
  private(set) var nodes: [Node] = [Node()]
  /// Letters are numbered from 1 to below this.
  static let letterLimit = 64

  /// Takes a trie that was saved.
  init(nodes: [Node]) { self.nodes = nodes }

  /// Builds the trie of sorted, distinct spellings.
  ///
  /// Complexity: O(letters).
  init(_ table: WordTable) {
    let order = table.sorted().filter { word in
      table.letters[table.range(Int(word))].allSatisfy { $0 < Self.letterLimit }
    }
    // The ranges of spellings whose next letters are still to be laid out, first in first out: then
    // siblings lie together.
    var open: [(node: Int, range: Range<Int>, depth: Int)] = [(0, 0..<order.count, 0)]
    var next = 0
    while next < open.count {
      let (parent, range, depth) = open[next]
      next += 1
      var start = range.lowerBound
      if start < range.upperBound, table.range(Int(order[start])).count == depth {
        nodes[parent].spelling = order[start]
        start += 1
      }
      nodes[parent].first = UInt32(nodes.count)
      while start < range.upperBound {
        let letter = table.letters[table.range(Int(order[start])).lowerBound + depth]
        var end = start + 1
        while end < range.upperBound,
          table.letters[table.range(Int(order[end])).lowerBound + depth] == letter
        { end += 1 }
        nodes[parent].letters |= 1 << UInt64(letter)
        open.append((nodes.count, start..<end, depth + 1))
        nodes.append(Node())
        start = end
      }
      if next > 1 << 16 {
        open.removeFirst(next)
        next = 0
      }
    }
  }
}
