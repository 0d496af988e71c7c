internal import OnomaNames

/// Tells which records of a file are one person's: names in any script, and what else the records say.
///
/// ```swift
/// var records = RecordBatch()
/// records.append(id: "1", name: "Sergei Tikhanovsky")
/// records.append(id: "2", name: "Сергей Тихановский")
/// Deduplicator().clusters(of: records)  // two equal IDs
/// ```
///
/// The same records give the same clusters and IDs, whatever their order and the number of threads.
public struct Deduplicator: Sendable {
  /// A step of the work, for showing progress.
  public enum Stage: String, CaseIterable, Sendable {
    case reading, words, pairs, fields, clusters
  }

  /// How many threads work.
  public var threads = ParallelBlocks.processors
  /// Whether no two records of one file are one person's: then only records of two files are linked.
  public var isOnePerSource = false
  /// Pairs of record IDs of which somebody said whether they are one person's.
  public var judgements: [(a: String, b: String, isSame: Bool)] = []
  /// Called at the beginning of each stage.
  public var progress: @Sendable (Stage) -> Void = { _ in }

  /// Log-odds of a judgement: nothing else outweighs it.
  static let certain: Float = 10_000
  /// What names say of two records that nothing in their sound brings together.
  private static let alien = -6.0
  /// What an unknown pair of records with further columns counts: blocks find whatever is alike.
  private static let unknownRecords: Float = -3

  /// Makes a deduplicator for all processors.
  public init() {}

  /// What a run gives.
  public struct Outcome: Sendable {
    /// The cluster of each record, in their order.
    public let clusters: [CanonicalID]
    /// What adding records later needs, where it was asked for.
    public let state: DedupeState?
  }

  /// The cluster of each record, by its ID.
  ///
  /// Complexity: O(n log n) for n records, with a bounded amount of work for each.
  public func clusters(of records: RecordBatch) -> [CanonicalID] {
    do throws(NameIndexError) {
      return try run(records, stage: nil, keepsState: false).clusters
    } catch { fatalError("no file was asked for: \(error)") }
  }

  /// Clusters records, keeping the results of the longest stage in a file.
  ///
  /// - Parameters:
  ///   - stage: A file that is written when the words' kin are known, and read instead of finding them
  ///     where it is there and was made of the same words: a killed run goes on from it.
  ///   - keepsState: Whether to give what adding records needs; only for records with names alone.
  /// - Throws: ``NameIndexError`` where the file is no stage of ours or cannot be written.
  public func run(
    _ records: RecordBatch, stage: String?, keepsState: Bool
  ) throws(NameIndexError) -> Outcome {
    precondition(!keepsState || (records.fields.isEmpty && !isOnePerSource && judgements.isEmpty))
    progress(.reading)
    let nodes = RecordNodes(
      records, apart: !records.fields.isEmpty || isOnePerSource, judged: judgements)
    var linked: (linkage: NameLinkage, index: SpellingIndex)?
    if nodes.hasNames { linked = try linkage(records, nodes, stage: stage) }
    let linkage = linked?.linkage
    let edges: [ClusterBuilder.Edge]
    if nodes.isByRecord {
      edges = recordEdges(records, nodes, linkage)
    } else {
      progress(.pairs)
      edges = (linkage?.pairs(threads: threads) ?? []).map {
        ClusterBuilder.Edge(first: $0.first, second: $0.second, odds: $0.odds)
      }
    }
    progress(.clusters)
    var builder = ClusterBuilder()
    if !records.fields.isEmpty { builder.unknown = Self.unknownRecords }
    let clusters = builder.clusters(of: nodes.count, edges, threads: threads)
    let names = ClusterNames.names(of: clusters, nodes, records)
    var state: DedupeState?
    if keepsState, let linked {
      state = DedupeState(records, nodes, names, linked.linkage, linked.index)
    }
    return Outcome(clusters: names, state: state)
  }

  private func linkage(
    _ records: RecordBatch, _ nodes: RecordNodes, stage: String?
  ) throws(NameIndexError) -> (linkage: NameLinkage, index: SpellingIndex) {
    var names = ReadNames()
    for record in nodes.firstOfName {
      records.names.withBytes(record) { names.add($0) }
    }
    progress(.words)
    let found: KinStage
    if let stage {
      found = try KinStage.resumed(names.stock, path: stage, threads: threads)
    } else {
      found = KinStage(names.stock, threads: threads)
    }
    return (NameLinkage(names, kin: found.kin), found.index)
  }

  private func recordEdges(
    _ records: RecordBatch, _ nodes: RecordNodes, _ linkage: NameLinkage?
  ) -> [ClusterBuilder.Edge] {
    // Where given and family names have columns of their own, these are compared.
    let areParts = records.fields.contains { $0.kind == .family }
    var pairs: [NameLinkage.Pair] = []
    if let linkage {
      progress(.pairs)
      pairs = nodes.expanded(linkage.pairs(threads: threads), linkage)
    }
    progress(.fields)
    let labels = nodes.labels
    var edges: [ClusterBuilder.Edge]
    if records.fields.isEmpty {
      edges = pairs.map {
        ClusterBuilder.Edge(first: $0.first, second: $0.second, odds: $0.odds)
      }
    } else {
      let fields = records.fields.indices.map {
        FieldValues(
          records.fields[$0], records.values[$0], records: nodes.order, threads: threads)
      }
      edges =
        FieldEvidence(
          fields, count: nodes.count, names: pairs,
          otherwise: linkage != nil && !areParts ? Self.alien : 0, labels: labels, threads: threads
        ).edges
    }
    if isOnePerSource {
      edges = edges.map { edge in
        let sources = (
          records.sources[nodes.order[Int(edge.first)]],
          records.sources[nodes.order[Int(edge.second)]]
        )
        return sources.0 == sources.1
          ? ClusterBuilder.Edge(first: edge.first, second: edge.second, odds: -Self.certain) : edge
      }
    }
    for pair in labels.keys.sorted() {
      edges.append(
        ClusterBuilder.Edge(
          first: UInt32(pair >> 32), second: UInt32(pair & 0xFFFF_FFFF),
          odds: labels[pair] == true ? Self.certain : -Self.certain))
    }
    return edges
  }
}
