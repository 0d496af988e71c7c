internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

extension DedupeState {
  /// Saves the state to a file, which appears only when it is complete.
  ///
  /// - Throws: ``NameIndexError`` of the kind ``NameIndexError/Kind/io``.
  public func save(to path: String) throws(NameIndexError) {
    try DedupeStateColumns.writer(self).write(.state, origin: 0, to: path)
  }

  /// Loads a state, with all that was added to it.
  ///
  /// Everything in the file is checked before it is used. Complexity: O(bytes).
  /// - Throws: ``NameIndexError``: the system cannot read the file, it is no state, it was made by
  ///   another version, or it is damaged.
  public init(path: String) throws(NameIndexError) {
    try self.init(reading: try SectionFile.Reader(.state, path: path))
  }

  init(reading reader: SectionFile.Reader) throws(NameIndexError) {
    var reader = reader
    var columns = try DedupeStateColumns(&reader)
    while var part = try reader.next(.addition) {
      try columns.append(&part)
      reader = part
    }
    guard columns.isComplete else { throw reader.damaged }
    self.init(columns)
    guard isSound else { throw reader.damaged }
  }

  /// Whether every number points inside what it points into.
  private var isSound: Bool {
    func isAscending(_ starts: [UInt32], _ count: Int, _ end: Int) -> Bool {
      guard starts.count == count + 1, starts.first == 0, Int(starts[count]) == end else {
        return false
      }
      for index in 0..<count where starts[index] > starts[index + 1] { return false }
      return true
    }
    let words = read.stock.count
    return nameOfRecord.count == ids.count
      && nameOfRecord.allSatisfy { $0 < UInt32(names.count) }
      && clusterOfName.count == names.count && read.count == names.count
      && clusterOfName.allSatisfy { $0 < UInt32(clusterIDs.count) }
      && isAscending(read.starts, names.count, read.items.count)
      && read.places.allSatisfy { $0 <= UInt8(ReadNames.placeLimit) }
      && kin.isSound(words: words) && logFrequencies.count == words
      && index.isSound(words: indexed) && indexed <= words && sortedNames <= names.count
  }
}

extension SpellingIndex {
  /// Whether every number in it points inside.
  func isSound(words count: Int) -> Bool {
    guard let end = starts.last, Int(end) == words.count, !trie.nodes.isEmpty else { return false }
    for index in starts.indices.dropFirst() where starts[index - 1] > starts[index] { return false }
    return words.allSatisfy { $0 < UInt32(count) }
      && trie.nodes.allSatisfy { node in
        Int(node.first) + node.letters.nonzeroBitCount <= trie.nodes.count
          && (node.spelling == SpellingTrie.Node.none || Int(node.spelling) < starts.count - 1)
      }
  }
}
