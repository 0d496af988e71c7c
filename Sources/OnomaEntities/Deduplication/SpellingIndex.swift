internal import OnomaMatching

/// The Latin spellings of words, and which words have each.
struct SpellingIndex: Sendable {
  let trie: SpellingTrie
  /// Where the words of each spelling begin.
  let starts: [UInt32]
  /// The words of all spellings.
  let words: [UInt32]

  /// Gathers the spellings of words, whose numbers begin at `first`.
  ///
  /// Complexity: O(letters · log words).
  init(_ prepared: [ComparedWord], first: Int = 0) {
    var table = WordTable()
    var spelt: [(spelling: UInt32, word: UInt32)] = []
    for (offset, word) in prepared.enumerated() {
      for spelling in word.spellings {
        spelt.append((UInt32(table.insert(spelling)), UInt32(first + offset)))
      }
    }
    trie = SpellingTrie(table)
    var starts = [UInt32](repeating: 0, count: table.count + 1)
    for (spelling, _) in spelt { starts[Int(spelling) + 1] += 1 }
    for spelling in 0..<table.count { starts[spelling + 1] += starts[spelling] }
    var next = starts
    var words = [UInt32](repeating: 0, count: spelt.count)
    for (spelling, word) in spelt {
      words[Int(next[Int(spelling)])] = word
      next[Int(spelling)] += 1
    }
    self.starts = starts
    self.words = words
  }

  /// Takes an index that was saved.
  init(nodes: [SpellingTrie.Node], starts: [UInt32], words: [UInt32]) {
    trie = SpellingTrie(nodes: nodes)
    self.starts = starts
    self.words = words
  }

  /// Calls `found` for each word that a form may be rendered as, the likeliest first.
  func forEachWord(
    like form: SearchedName.Form, _ search: inout RenderingSearch, limit: Int,
    found: (UInt32) -> Void
  ) {
    for hit in search.hits(for: form, in: trie, limit: limit) {
      let spelling = Int(hit.spelling)
      for word in words[Int(starts[spelling])..<Int(starts[spelling + 1])] { found(word) }
    }
  }
}
