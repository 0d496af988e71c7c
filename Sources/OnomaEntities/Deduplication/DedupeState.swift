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

  /// Takes the columns of a file; what they hold is to be checked with ``isSound``.
  init(_ columns: DedupeStateColumns) {
    ids = columns.ids
    nameOfRecord = columns.nameOfRecord
    names = columns.names
    sortedNames = columns.sortedNames
    read = columns.read
    kin = WordKin(links: columns.links, starts: columns.linkStarts)
    if columns.scripts.count > kin.count {
      kin = kin.adding(columns.kin, words: columns.scripts.count)
    }
    logFrequencies = columns.logFrequencies
    index = columns.index
    indexed = columns.indexed
    population = columns.population
    clusterOfName = columns.clusterOfName
    clusterIDs = columns.clusterIDs
    applyMerges(columns.merges)
  }

  /// The number of records.
  public var count: Int { ids.count }

  /// The ID of a record.
  public func recordID(_ record: Int) -> String { ids.text(record) }

  /// The cluster of a record.
  public func cluster(_ record: Int) -> CanonicalID {
    CanonicalID(rawValue: clusterIDs.text(Int(clusterOfName[Int(nameOfRecord[record])])))
  }
}
