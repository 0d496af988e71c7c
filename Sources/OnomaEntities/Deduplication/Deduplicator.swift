internal import OnomaNames

/// Tells which records of a file are one person's: names in any script, and what else the records say.
///
/// ```swift
/// var records = RecordBatch()
/// records.append(id: "1".utf8, name: "Sergei Tikhanovsky".utf8, values: [[UInt8]]())
/// records.append(id: "2".utf8, name: "Сергей Тихановский".utf8, values: [[UInt8]]())
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

  /// The cluster of each record, by its ID.
  ///
  /// Complexity: O(n log n) for n records, with a bounded amount of work for each.
  public func clusters(of records: RecordBatch) -> [CanonicalID] {
    progress(.reading)
    let nodes = RecordNodes(
      records, apart: !records.fields.isEmpty || isOnePerSource, judged: judgements)
    let edges = nodes.isByRecord ? recordEdges(records, nodes) : nameEdges(records, nodes)
    progress(.clusters)
    var builder = ClusterBuilder()
    if !records.fields.isEmpty { builder.unknown = Self.unknownRecords }
    let clusters = builder.clusters(of: nodes.count, edges, threads: threads)
    return ClusterNames.names(of: clusters, nodes, records)
  }

  private func linkage(_ records: RecordBatch, _ nodes: RecordNodes) -> NameLinkage {
    var names = ReadNames()
    for record in nodes.firstOfName { names.add(records.names[record]) }
    progress(.words)
    return NameLinkage(names, kin: WordKin(names.stock.tokens, threads: threads))
  }

  private func nameEdges(
    _ records: RecordBatch, _ nodes: RecordNodes
  ) -> [ClusterBuilder.Edge] {
    let linkage = linkage(records, nodes)
    progress(.pairs)
    return linkage.pairs(threads: threads, progress: { _ in }).map {
      ClusterBuilder.Edge(first: $0.first, second: $0.second, odds: $0.odds)
    }
  }

  private func recordEdges(
    _ records: RecordBatch, _ nodes: RecordNodes
  ) -> [ClusterBuilder.Edge] {
    let hasNames = nodes.hasNames
    // Where given and family names have columns of their own, these are compared.
    let areParts = records.fields.contains { $0.kind == .family }
    var pairs: [NameLinkage.Pair] = []
    if hasNames {
      let linkage = linkage(records, nodes)
      progress(.pairs)
      pairs = nodes.expanded(linkage.pairs(threads: threads, progress: { _ in }), linkage)
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
          otherwise: hasNames && !areParts ? Self.alien : 0, labels: labels, threads: threads
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
