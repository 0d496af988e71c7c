extension NameIndex {
  /// What an index is made of.
  public struct Statistics: Hashable, Sendable {
    /// The number of names.
    public let names: Int
    /// The number of different words: written, joined with their neighbours, and read.
    public let words: Int
    /// The number of letters in the trie of the words.
    public let nodes: Int
    /// The number of bytes, in memory and in a file.
    public let bytes: Int
  }

  /// What the index is made of.
  public var statistics: Statistics {
    Statistics(names: count, words: wordCount, nodes: nodes.count, bytes: memory.count)
  }
}
