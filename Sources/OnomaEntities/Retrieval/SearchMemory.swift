internal import OnomaMatching
internal import OnomaNames

/// What one search after the other works in.
///
/// Holds no reference to an index, so that an index may keep it. About nine bytes a name of the index,
/// 3 MB for the walk down the trie, and the hits of the words that were looked for last.
final class SearchMemory {
  /// The round in the upper half and the items that met a name in the lower, by name.
  var marks: [UInt32]
  /// The score so far of the names that bear this round's mark.
  var scores: [Float]
  var round: UInt32 = 0
  /// The names that any item met, in the order in which they were met.
  var met: [UInt32] = []
  var links = WordLinks()
  var trie = SoundTrieSearch()
  /// The parts of the name that is being scored, with what they may stand for.
  var matched: [MatchedPart] = []
  private var known: [Sought: [SoundTrieSearch.Hit]] = [:]
  private var hitCount = 0

  private var prepared: [Int: PreparedName] = [:]
  private let words = PreparedWords()

  /// How many names are kept ready to be compared, some 3 KB each.
  private static let preparedLimit = 2048
  /// How many words' hits are kept, and how many hits, eight bytes each: a server has one of these for
  /// each thread, and its memory is full soon.
  private static let knownLimit = 4096
  private static let hitLimit = 1 << 19

  init(names: Int) {
    marks = Array(repeating: 0, count: names)
    scores = Array(repeating: 0, count: names)
  }

  /// Starts a round: no name is marked.
  func startRound() {
    met.removeAll(keepingCapacity: true)
    links.removeAll()
    if round == 0xFFFF {
      for name in marks.indices { marks[name] = 0 }
      round = 0
    }
    round += 1
  }

  /// The words of an index that sound like a form.
  func hits(
    for form: SearchedName.Form, in index: NameIndex, beam: SoundTrieSearch.Beam
  ) -> [SoundTrieSearch.Hit] {
    let sought = Sought(form: form, beam: beam)
    if let hits = known[sought] { return hits }
    let found = trie.hits(for: form, in: index.nodes, beam: beam)
    // What is kept has no room to spare: of many more hits than wanted the array had held all.
    let hits = found.withUnsafeBufferPointer { Array($0) }
    if known.count >= Self.knownLimit || hitCount > Self.hitLimit {
      known.removeAll(keepingCapacity: true)
      hitCount = 0
    }
    known[sought] = hits
    hitCount += hits.count
    return hits
  }

  /// A name of an index, ready to be compared.
  ///
  /// Preparing one takes longer than comparing it, and what many look for is the same few.
  func prepared(_ position: Int, of index: NameIndex) -> PreparedName {
    if let name = prepared[position] { return name }
    if prepared.count >= Self.preparedLimit { prepared.removeAll(keepingCapacity: true) }
    let name = PreparedName(
      NameParser.shipped.parse(index.name(at: position), as: index.type), known: words)
    prepared[position] = name
    return name
  }
}

/// What was looked for, and how far.
private struct Sought: Hashable {
  let form: SearchedName.Form
  let beam: SoundTrieSearch.Beam
}

/// A part of a name of an index that may be a part of the searched one.
struct MatchedPart {
  let odds: Float
  let item: UInt8
  /// The places that it covers in the name of the index.
  let span: UInt16
}
