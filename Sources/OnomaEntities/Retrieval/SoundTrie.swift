internal import OnomaMatching

/// One letter of a word in the trie of an index.
///
/// Its layout is that of the file (``NameIndex/formatVersion``): twenty bytes without gaps.
struct SoundTrieNode {
  /// The numbers of the sound model's chunks of one to five letters that end with this letter.
  var chunk1: UInt16 = 0
  var chunk2: UInt16 = 0
  var chunk3: UInt16 = 0
  var chunk4: UInt16 = 0
  var chunk5: UInt16 = 0
  /// How many letters may follow.
  var children: UInt16 = 0
  /// The first of them, which the others follow.
  var firstChild: UInt32 = 0
  /// The number of the word that ends here, or ``none``.
  var word: UInt32 = none

  /// No word ends here.
  static let none = UInt32.max
}

/// Lays sorted words out as a trie whose first node is the root.
///
/// The children of a node lie side by side and near their own: a search looks at all children of the
/// few nodes that it goes down to, so what is read together lies together. Reading memory is most of
/// its time.
struct SoundTrieBuilder {
  private(set) var nodes: [SoundTrieNode] = [SoundTrieNode()]
  private let table: WordTable
  private let order: [UInt32]

  /// Builds the trie; words are numbered by their places in the order.
  ///
  /// Complexity: O(letters).
  init(_ table: WordTable, order: [UInt32]) {
    self.table = table
    self.order = order
    if !order.isEmpty { addChildren(of: 0, 0..<order.count, depth: 0) }
  }

  /// Adds what follows in a range of words that are the same up to a depth; at most
  /// ``SoundChunks/wordLimit`` calls deep.
  private mutating func addChildren(of parent: Int, _ range: Range<Int>, depth: Int) {
    let first = nodes.count
    var groups: [Range<Int>] = []
    var start = range.lowerBound
    // A word that ends here comes before those that go on.
    if depth > 0, word(start).count == depth { start += 1 }
    table.letters.withUnsafeBufferPointer { letters in
      while start < range.upperBound {
        let own = word(start)
        let letter = letters[own.lowerBound + depth]
        var end = start + 1
        while end < range.upperBound, letters[word(end).lowerBound + depth] == letter { end += 1 }
        var node = SoundTrieNode()
        func chunk(_ length: Int) -> UInt16 {
          guard depth + 1 >= length else { return 0 }
          let last = own.lowerBound + depth + 1
          return SoundChunks.number(letters, (last - length)..<last)
        }
        node.chunk1 = chunk(1)
        node.chunk2 = chunk(2)
        node.chunk3 = chunk(3)
        node.chunk4 = chunk(4)
        node.chunk5 = chunk(5)
        if own.count == depth + 1 { node.word = UInt32(start) }
        nodes.append(node)
        groups.append(start..<end)
        start = end
      }
    }
    nodes[parent].firstChild = UInt32(first)
    nodes[parent].children = UInt16(groups.count)
    for (offset, group) in groups.enumerated() {
      if group.count > 1 || word(group.lowerBound).count > depth + 1 {
        addChildren(of: first + offset, group, depth: depth + 1)
      }
    }
  }

  private func word(_ rank: Int) -> Range<Int> { table.range(Int(order[rank])) }
}
