public import OnomaMatching
public import OnomaNames

/// Many names, in an index that finds those that sound like a given one, in any script.
///
/// ```swift
/// var builder = NameIndexBuilder(type: .person)
/// try builder.add(id: "1", name: "Sviatlana Tsikhanouskaya")
/// try builder.add(id: "2", name: "Robert Brown")
/// let index = builder.build()
/// index.matches(for: "Светлана Тихановская", limit: 1).first?.id  // "1"
/// ```
///
/// The words of all names stand in a trie of Latin letters; names in other scripts stand there as they
/// are romanized and read. A name that is looked for keeps its own letters, and the sound model's
/// chunk tables are run down the trie (docs/retrieval.md). An index is immutable, so threads share it;
/// each search works in a ``NameSearcher``, of which the index keeps some.
///
/// Memory: about 250 bytes a name for 10^5 names and less for more, of which a loaded index maps what
/// is used. At most 2^32 - 1 names, parts, and bytes of text.
public final class NameIndex: @unchecked Sendable {
  // Unchecked because of the pointers into `memory`, which nobody writes once this object exists.

  /// What the names name.
  public let type: EntityType
  /// The number of names.
  public let count: Int
  /// A fingerprint of the type, the names and the IDs in their order: equal for equal galleries.
  public let fingerprint: UInt64

  let memory: IndexMemory
  let nameStarts: UnsafeBufferPointer<UInt32>
  let nameBytes: UnsafeBufferPointer<UInt8>
  let idStarts: UnsafeBufferPointer<UInt32>
  let idBytes: UnsafeBufferPointer<UInt8>
  let sizes: UnsafeBufferPointer<UInt8>
  let partStarts: UnsafeBufferPointer<UInt32>
  let partWords: UnsafeBufferPointer<UInt32>
  let partSpans: UnsafeBufferPointer<UInt16>
  let nodes: UnsafeBufferPointer<SoundTrieNode>
  let postingStarts: UnsafeBufferPointer<UInt32>
  let postings: UnsafeBufferPointer<UInt32>
  let families: LexiconFamilies
  let searchers = SearcherPool()

  /// Takes over bytes that are known to be right.
  init(_ memory: IndexMemory, _ layout: NameIndexLayout, _ header: NameIndexHeader) {
    func section<T>(_ section: NameIndexLayout.Section, _: T.Type) -> UnsafeBufferPointer<T> {
      let count = layout.counts[section.rawValue]
      let start = (memory.base + layout.offsets[section.rawValue]).bindMemory(
        to: T.self, capacity: count)
      return UnsafeBufferPointer(start: start, count: count)
    }
    self.memory = memory
    type = header.type
    fingerprint = header.fingerprint
    nameStarts = section(.nameStarts, UInt32.self)
    nameBytes = section(.nameBytes, UInt8.self)
    idStarts = section(.idStarts, UInt32.self)
    idBytes = section(.idBytes, UInt8.self)
    sizes = section(.sizes, UInt8.self)
    partStarts = section(.partStarts, UInt32.self)
    partWords = section(.partWords, UInt32.self)
    partSpans = section(.partSpans, UInt16.self)
    nodes = section(.nodes, SoundTrieNode.self)
    postingStarts = section(.postingStarts, UInt32.self)
    postings = section(.postings, UInt32.self)
    families = LexiconFamilies(
      starts: section(.familyStarts, UInt32.self), words: section(.familyWords, UInt32.self),
      given: header.givenFamilies, surnames: header.surnameFamilies)
    count = nameStarts.count - 1
  }

  /// The name at a position, as it was added.
  ///
  /// Positions outside `0..<count` are a programmer's error and trap. Complexity: O(length).
  public func name(at position: Int) -> String {
    String(
      decoding: nameBytes[Int(nameStarts[position])..<Int(nameStarts[position + 1])],
      as: UTF8.self)
  }

  /// The ID of the name at a position.
  ///
  /// Positions outside `0..<count` are a programmer's error and trap. Complexity: O(length).
  public func id(at position: Int) -> String {
    String(
      decoding: idBytes[Int(idStarts[position])..<Int(idStarts[position + 1])], as: UTF8.self)
  }

  /// The number of words of the index: of different ones in the names, joined and read.
  var wordCount: Int { postingStarts.count - 1 }

  /// The names that hold a word.
  func names(with word: UInt32) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(
      rebasing: postings[
        Int(postingStarts[Int(word)])..<Int(postingStarts[Int(word) + 1])])
  }

  /// The names that may be the given one, the likeliest first, without a full comparison.
  ///
  /// Equal scores keep the order in which the names were added. The result depends on nothing but
  /// the index and the name. Complexity: O(nodes of the trie within the beam + names that hold a word
  /// like one of the name's).
  public func candidates(for name: PreparedName, limit: Int) -> [NameCandidate] {
    let searcher = searchers.take(for: self)
    defer { searchers.putBack(searcher) }
    return searcher.candidates(for: name, limit: limit)
  }

  /// The names that may be the given one, the likeliest first; see ``candidates(for:limit:)``.
  public func candidates(for name: String, limit: Int) -> [NameCandidate] {
    candidates(for: PreparedName(name, type: type), limit: limit)
  }

  /// The best names for the given one by the full comparison, with their probabilities.
  ///
  /// Compares ``NameSearcher/Settings/comparisonLimit`` candidates, or `limit` where that is more.
  /// - Parameter explains: Whether the matches have reasons, which take as long as the comparisons.
  public func matches(for name: String, limit: Int, explains: Bool = true) -> [IndexMatch] {
    let searcher = searchers.take(for: self)
    defer { searchers.putBack(searcher) }
    return searcher.matches(
      for: PreparedName(name, type: type), limit: limit, explains: explains)
  }
}

/// A name of an index that may be the one that is looked for.
public struct NameCandidate: Hashable, Sendable {
  /// Its position in the index.
  public let position: Int
  /// How well its words sound like those of the name, in log-odds; only good for ordering.
  public let score: Double
}

/// A name of an index that has been compared with the one that is looked for.
public struct IndexMatch: Sendable {
  /// Its position in the index.
  public let position: Int
  /// Its ID.
  public let id: String
  /// The name, as it was added.
  public let name: String
  /// The comparison.
  public let match: NameMatch
}
