internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// The columns of a state in a file: those of its first part, and what later parts put behind them.
///
/// A later part holds what adding records put behind each column, the links of the new words, and which
/// clusters were merged; nothing else of a state changes.
struct DedupeStateColumns {
  private(set) var sortedNames: Int
  private(set) var indexed: Int
  private(set) var population: Int
  private(set) var ids: TextColumn
  private(set) var names: TextColumn
  private(set) var clusterIDs: TextColumn
  private var texts: TextColumn
  private var keys: TextColumn
  private(set) var scripts: [Script]
  private(set) var nameOfRecord: [UInt32]
  private(set) var clusterOfName: [UInt32]
  private var items: [ReadNames.Item]
  private var starts: [UInt32]
  private var places: [UInt8]
  private(set) var logFrequencies: [Float]
  let links: [WordKin.Link]
  let linkStarts: [UInt32]
  let index: SpellingIndex
  /// The links that later parts hold.
  private(set) var kin = WordKin.Addition()
  /// The clusters that later parts merged, each followed by what it became.
  private(set) var merges: [UInt32] = []

  /// How many there are of what a part adds to.
  struct Mark {
    let records, names, clusters, words, items: Int

    init(_ state: borrowing DedupeState) {
      records = state.ids.count
      names = state.names.count
      clusters = state.clusterIDs.count
      words = state.read.stock.count
      items = state.read.items.count
    }
  }

  /// The first part of a file.
  static func writer(_ state: DedupeState) -> SectionFile.Writer {
    var writer = SectionFile.Writer()
    writer.add([state.sortedNames, state.indexed, state.population])
    add(state, to: &writer)
    writer.add(state.kin.links)
    writer.add(state.kin.starts)
    writer.add(state.index.trie.nodes)
    writer.add(state.index.starts)
    writer.add(state.index.words)
    return writer
  }

  /// A part that holds what was added since a mark.
  static func writer(
    _ state: DedupeState, since mark: Mark, _ kin: WordKin.Addition, merges: [UInt32]
  ) -> SectionFile.Writer {
    var writer = SectionFile.Writer()
    add(state, since: mark, to: &writer)
    writer.add(kin.pairs)
    writer.add(kin.odds)
    writer.add(merges)
    return writer
  }

  private static func add(
    _ state: DedupeState, since mark: Mark? = nil, to writer: inout SectionFile.Writer
  ) {
    let (names, words) = (mark?.names ?? 0, mark?.words ?? 0)
    let items = state.read.items[(mark?.items ?? 0)...]
    for (column, first) in [
      (state.ids, mark?.records), (state.names, names), (state.clusterIDs, mark?.clusters),
      (state.read.stock.texts, words), (state.read.stock.keys, words),
    ] {
      // What is written whole is not copied.
      let part = mark == nil ? column : column.suffix(from: first ?? 0)
      writer.add(part.bytes)
      writer.add(part.ends)
    }
    writer.add(state.read.stock.scripts[words...].map(\.rawValue))
    writer.add(Array(state.nameOfRecord[(mark?.records ?? 0)...]))
    writer.add(Array(state.clusterOfName[names...]))
    writer.add(items.map(\.word))
    writer.add(items.map { UInt32($0.span) << 8 | UInt32($0.kind.rawValue) })
    writer.add(Array(state.read.starts[(mark == nil ? 0 : names + 1)...]))
    writer.add(Array(state.read.places[names...]))
    writer.add(Array(state.logFrequencies[words...]))
  }

  /// Reads the first part.
  init(_ reader: inout SectionFile.Reader) throws(NameIndexError) {
    let numbers = try reader.next(Int.self)
    guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) else { throw reader.damaged }
    (sortedNames, indexed, population) = (numbers[0], numbers[1], numbers[2])
    ids = try Self.column(&reader)
    names = try Self.column(&reader)
    clusterIDs = try Self.column(&reader)
    texts = try Self.column(&reader)
    keys = try Self.column(&reader)
    scripts = try reader.next(UInt32.self).map { Script(rawValue: $0) }
    nameOfRecord = try reader.next(UInt32.self)
    clusterOfName = try reader.next(UInt32.self)
    items = try Self.items(&reader)
    starts = try reader.next(UInt32.self)
    places = try reader.next(UInt8.self)
    logFrequencies = try reader.next(Float.self)
    links = try reader.next(WordKin.Link.self)
    linkStarts = try reader.next(UInt32.self)
    let nodes = try reader.next(SpellingTrie.Node.self)
    let spellingStarts = try reader.next(UInt32.self)
    index = SpellingIndex(
      nodes: nodes, starts: spellingStarts, words: try reader.next(UInt32.self))
    let words = linkStarts.count - 1
    guard words >= 0, words <= scripts.count,
      WordKin(links: links, starts: linkStarts).isSound(words: words)
    else { throw reader.damaged }
  }

  /// Reads a later part.
  mutating func append(_ reader: inout SectionFile.Reader) throws(NameIndexError) {
    guard reader.origin == UInt64(ids.count) else { throw reader.damaged }
    ids.append(try Self.column(&reader))
    names.append(try Self.column(&reader))
    clusterIDs.append(try Self.column(&reader))
    texts.append(try Self.column(&reader))
    keys.append(try Self.column(&reader))
    scripts += try reader.next(UInt32.self).map { Script(rawValue: $0) }
    nameOfRecord += try reader.next(UInt32.self)
    clusterOfName += try reader.next(UInt32.self)
    items += try Self.items(&reader)
    starts += try reader.next(UInt32.self)
    places += try reader.next(UInt8.self)
    logFrequencies += try reader.next(Float.self)
    kin.pairs += try reader.next(UInt64.self)
    kin.odds += try reader.next(Float.self)
    merges += try reader.next(UInt32.self)
  }

  /// Whether the columns fit each other as far as putting them together asks.
  var isComplete: Bool {
    texts.count == scripts.count && keys.count == scripts.count
      && items.allSatisfy { Int($0.word) < scripts.count }
      && kin.pairs.count == kin.odds.count
      && kin.pairs.allSatisfy { pair in
        Int(pair >> 32) < scripts.count && Int(pair & 0xFFFF_FFFF) < scripts.count
      }
      && merges.count.isMultiple(of: 2)
      && merges.allSatisfy { Int($0) < clusterIDs.count }
      && clusterOfName.allSatisfy { Int($0) < clusterIDs.count }
  }

  /// The names that were read.
  var read: ReadNames {
    ReadNames(
      items: items, starts: starts, places: places,
      stock: WordStock(texts: texts, keys: keys, scripts: scripts))
  }

  private static func column(
    _ reader: inout SectionFile.Reader
  ) throws(NameIndexError) -> TextColumn {
    let bytes = try reader.next(UInt8.self)
    guard let column = TextColumn(bytes: bytes, ends: try reader.next(Int.self)) else {
      throw reader.damaged
    }
    return column
  }

  private static func items(
    _ reader: inout SectionFile.Reader
  ) throws(NameIndexError) -> [ReadNames.Item] {
    let words = try reader.next(UInt32.self)
    let parts = try reader.next(UInt32.self)
    guard words.count == parts.count else { throw reader.damaged }
    var items: [ReadNames.Item] = []
    items.reserveCapacity(words.count)
    for (word, part) in zip(words, parts) {
      guard let kind = WordStock.Kind(rawValue: UInt8(part & 0xFF)) else { throw reader.damaged }
      items.append(
        ReadNames.Item(word: word, span: UInt16(truncatingIfNeeded: part >> 8), kind: kind))
    }
    return items
  }
}
