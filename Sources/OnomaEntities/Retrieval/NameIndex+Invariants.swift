internal import OnomaMatching

extension NameIndex {
  /// Whether every number in the index is in bounds, so that no search can read outside of it.
  ///
  /// Complexity: O(bytes).
  var hasSoundStructure: Bool {
    Self.areStarts(nameStarts, of: nameBytes.count) && Self.areStarts(idStarts, of: idBytes.count)
      && Self.areStarts(partStarts, of: partWords.count)
      && Self.areStarts(postingStarts, of: postings.count)
      && Self.areStarts(families.starts, of: families.words.count)
      && Self.areBelow(partWords, wordCount) && Self.areBelow(postings, count)
      && Self.areBelow(families.words, wordCount) && hasSoundTrie
  }

  /// Whether numbers rise from 0 to a count.
  private static func areStarts(_ starts: UnsafeBufferPointer<UInt32>, of count: Int) -> Bool {
    guard starts.first == 0, Int(starts[starts.count - 1]) == count else { return false }
    var last: UInt32 = 0
    var rises = true
    for start in starts {
      rises = rises && start >= last
      last = start
    }
    return rises
  }

  private static func areBelow(_ numbers: UnsafeBufferPointer<UInt32>, _ limit: Int) -> Bool {
    var most: UInt32 = 0
    for number in numbers { most = max(most, number) }
    return numbers.isEmpty || Int(most) < limit
  }

  /// Whether the walk down the trie stays inside it, inside its columns and inside the chunk tables.
  private var hasSoundTrie: Bool {
    let chunks = SoundChunks.count
    // Every node but the root is the child of one node before it, so the walk ends.
    var depths = [UInt8](repeating: 0, count: nodes.count)
    for (position, node) in nodes.enumerated() {
      let depth = Int(depths[position])
      guard (position == 0) == (depth == 0), depth <= SoundChunks.wordLimit,
        node.word == SoundTrieNode.none || Int(node.word) < wordCount
      else { return false }
      // A chunk is no longer than the way down to it. No array of them: there are millions of nodes.
      func fits(_ number: UInt16, _ index: Int) -> Bool {
        Int(number) < chunks && (number == 0 || index < depth)
      }
      guard fits(node.chunk1, 0), fits(node.chunk2, 1), fits(node.chunk3, 2),
        fits(node.chunk4, 3), fits(node.chunk5, 4)
      else { return false }
      if node.children == 0 { continue }
      let first = Int(node.firstChild)
      guard first > position, first + Int(node.children) <= nodes.count else { return false }
      for child in first..<(first + Int(node.children)) {
        guard depths[child] == 0 else { return false }
        depths[child] = UInt8(depth + 1)
      }
    }
    return true
  }
}
