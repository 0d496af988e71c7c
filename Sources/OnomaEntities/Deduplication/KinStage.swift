internal import OnomaMatching

/// The kin of all words with the index of their spellings: what takes longest, and what is worth keeping
/// should the process be killed.
struct KinStage {
  let kin: WordKin
  let index: SpellingIndex

  /// Finds the kin of a stock of words.
  init(_ stock: WordStock, threads: Int) {
    let words = WordKin.prepared(stock, threads: threads)
    index = SpellingIndex(words)
    kin = WordKin(words, index, threads: threads)
  }

  /// Takes the kin from a file where it holds those of these words, else finds them and writes it.
  ///
  /// - Throws: ``NameIndexError`` where the file is something else, which is not overwritten, or cannot
  ///   be written.
  static func resumed(
    _ stock: WordStock, path: String, threads: Int
  ) throws(NameIndexError) -> KinStage {
    let origin = stock.texts.bytes.withUnsafeBytes { IndexChecksum.of($0) }
    do throws(NameIndexError) {
      if let saved = try KinStage(path: path, origin: origin, words: stock.count) { return saved }
    } catch {
      // Usually it is not there yet; if it cannot be written, saving says so.
      if error.kind == .foreign { throw error }
    }
    let stage = KinStage(stock, threads: threads)
    var writer = SectionFile.Writer()
    writer.add(stage.kin.links)
    writer.add(stage.kin.starts)
    writer.add(stage.index.trie.nodes)
    writer.add(stage.index.starts)
    writer.add(stage.index.words)
    try writer.write(.kin, origin: origin, to: path)
    return stage
  }

  /// Loads a stage; `nil` where it was made of other words.
  private init?(path: String, origin: UInt64, words: Int) throws(NameIndexError) {
    var reader = try SectionFile.Reader(.kin, path: path)
    guard reader.origin == origin else { return nil }
    guard reader.partEnd == reader.end else { throw reader.damaged }
    let links = try reader.next(WordKin.Link.self)
    kin = WordKin(links: links, starts: try reader.next(UInt32.self))
    let nodes = try reader.next(SpellingTrie.Node.self)
    let starts = try reader.next(UInt32.self)
    index = SpellingIndex(nodes: nodes, starts: starts, words: try reader.next(UInt32.self))
    guard kin.isSound(words: words), index.isSound(words: words) else { throw reader.damaged }
  }
}

extension WordKin {
  /// Whether every number in it points inside.
  func isSound(words: Int) -> Bool {
    guard starts.count == words + 1, starts.first == 0, Int(starts[words]) == links.count else {
      return false
    }
    for word in 0..<words where starts[word] > starts[word + 1] { return false }
    return links.allSatisfy { $0.word < UInt32(words) }
  }
}
