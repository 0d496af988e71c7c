internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// All that adding records to clustered ones needs: names, words, kin, spellings, clusters.
///
/// Only for records that have names alone; where each record has evidence of its own, what a weight
/// means depends on all of them.
public struct DedupeState: Sendable {
  /// The records' IDs in the order in which they came.
  var ids = TextColumn()
  /// For each record its name, by number.
  var nameOfRecord: [UInt32] = []
  /// The distinct names; the first ``sortedNames`` of them are sorted.
  var names = TextColumn()
  var sortedNames = 0
  var read = ReadNames()
  var kin: WordKin
  /// For each word the logarithm of how many names hold one that sounds like it.
  var logFrequencies: [Float]
  var index: SpellingIndex
  /// How many words the index has; later ones are few and searched apart.
  var indexed: Int
  /// The number of names when the weights were taken.
  var population: Int
  /// For each name its cluster, by number, and the IDs of clusters.
  var clusterOfName: [UInt32]
  var clusterIDs = TextColumn()

  /// Keeps what a run found.
  init(
    _ records: RecordBatch, _ nodes: RecordNodes, _ clusters: [CanonicalID],
    _ linkage: NameLinkage, _ index: SpellingIndex
  ) {
    var numbers: [CanonicalID: UInt32] = [:]
    clusterOfName = []
    for (place, record) in nodes.order.enumerated() {
      ids.append(records.ids[record])
      nameOfRecord.append(nodes.nodeOfPlace[place])
      if Int(nodes.nodeOfPlace[place]) < clusterOfName.count { continue }
      let id = clusters[record]
      if numbers[id] == nil {
        numbers[id] = UInt32(clusterIDs.count)
        clusterIDs.append(id.rawValue)
      }
      clusterOfName.append(numbers[id] ?? 0)
      names.append(records.names[record])
    }
    sortedNames = names.count
    read = linkage.names
    kin = linkage.kin
    logFrequencies = linkage.logFrequencies
    self.index = index
    indexed = kin.count
    population = names.count
  }

  /// The number of records.
  public var count: Int { ids.count }

  /// The ID of a record.
  public func recordID(_ record: Int) -> String { ids.text(record) }

  /// The cluster of a record.
  public func cluster(_ record: Int) -> CanonicalID {
    CanonicalID(rawValue: clusterIDs.text(Int(clusterOfName[Int(nameOfRecord[record])])))
  }

  /// Saves the state to a file, which appears only when it is complete.
  ///
  /// - Throws: ``NameIndexError`` of the kind ``NameIndexError/Kind/io``.
  public func save(to path: String) throws(NameIndexError) {
    var writer = SectionFile.Writer()
    writer.add([sortedNames, indexed, population])
    for column in [ids, names, clusterIDs, read.stock.texts, read.stock.keys] {
      writer.add(column.bytes)
      writer.add(column.ends)
    }
    writer.add(read.stock.scripts.map(\.rawValue))
    writer.add(nameOfRecord)
    writer.add(clusterOfName)
    writer.add(read.items.map(\.word))
    writer.add(read.items.map { UInt32($0.span) << 8 | UInt32($0.kind.rawValue) })
    writer.add(read.starts)
    writer.add(read.places)
    writer.add(kin.links)
    writer.add(kin.starts)
    writer.add(logFrequencies)
    writer.add(index.trie.nodes)
    writer.add(index.starts)
    writer.add(index.words)
    try writer.write(.state, origin: 0, to: path)
  }

  /// Loads a state.
  ///
  /// Everything in the file is checked before it is used. Complexity: O(bytes).
  /// - Throws: ``NameIndexError``: the system cannot read the file, it is no state, it was made by
  ///   another version, or it is damaged.
  public init(path: String) throws(NameIndexError) {
    var reader = try SectionFile.Reader(.state, path: path)
    let numbers = try reader.next(Int.self)
    guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) else { throw reader.damaged }
    (sortedNames, indexed, population) = (numbers[0], numbers[1], numbers[2])
    func column(_ reader: inout SectionFile.Reader) throws(NameIndexError) -> TextColumn {
      let bytes = try reader.next(UInt8.self)
      guard let column = TextColumn(bytes: bytes, ends: try reader.next(Int.self)) else {
        throw reader.damaged
      }
      return column
    }
    ids = try column(&reader)
    names = try column(&reader)
    clusterIDs = try column(&reader)
    let (texts, keys) = (try column(&reader), try column(&reader))
    let scripts = try reader.next(UInt32.self).map { Script(rawValue: $0) }
    guard texts.count == scripts.count, keys.count == scripts.count else { throw reader.damaged }
    nameOfRecord = try reader.next(UInt32.self)
    clusterOfName = try reader.next(UInt32.self)
    let words = try reader.next(UInt32.self)
    let parts = try reader.next(UInt32.self)
    guard words.count == parts.count else { throw reader.damaged }
    var items: [ReadNames.Item] = []
    items.reserveCapacity(words.count)
    for (word, part) in zip(words, parts) {
      guard let kind = WordStock.Kind(rawValue: UInt8(part & 0xFF)), Int(word) < scripts.count
      else { throw reader.damaged }
      items.append(
        ReadNames.Item(word: word, span: UInt16(truncatingIfNeeded: part >> 8), kind: kind))
    }
    let starts = try reader.next(UInt32.self)
    let places = try reader.next(UInt8.self)
    read = ReadNames(
      items: items, starts: starts, places: places,
      stock: WordStock(texts: texts, keys: keys, scripts: scripts))
    let links = try reader.next(WordKin.Link.self)
    kin = WordKin(links: links, starts: try reader.next(UInt32.self))
    logFrequencies = try reader.next(Float.self)
    let nodes = try reader.next(SpellingTrie.Node.self)
    let spellingStarts = try reader.next(UInt32.self)
    index = SpellingIndex(
      nodes: nodes, starts: spellingStarts, words: try reader.next(UInt32.self))
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
