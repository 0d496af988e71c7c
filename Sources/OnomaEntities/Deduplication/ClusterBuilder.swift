/// Groups nodes by the evidence between them, so that no chain of likenesses joins what contradicts
/// itself.
///
/// Greedy agglomeration by average linkage over log-odds: the two clusters whose members go together
/// best on the average are merged, as long as the average is above 0. A pair of which nothing is known
/// counts as ``unknown``, so a cluster that knows only one member of another does not swallow it, and
/// contradictions weigh against the merge of all that they stand between. This is the pivot-free greedy
/// heuristic of correlation clustering (Bansal, Blum and Chawla 2004; Elsner and Schudy 2009).
///
/// Nothing but the nodes' numbers breaks ties: number the nodes by their content, and the order of the
/// input cannot be seen.
struct ClusterBuilder {
  /// Evidence about two nodes, as log-odds; of several about one pair the sum counts.
  struct Edge: BitwiseCopyable {
    var first: UInt32
    var second: UInt32
    var odds: Float
  }

  /// What a pair without any evidence counts.
  var unknown: Float = -0.5
  /// Components with at most so many nodes use a matrix.
  private static let matrixLimit = 96

  /// The cluster of each node: the lowest of its nodes' numbers.
  ///
  /// - Parameter sizes: How many members each node has, where nodes are clusters already; then an edge
  ///   holds the sum over all pairs of their members.
  /// - Complexity: O(e log e) for e edges, plus O(c³) for components of up to 96 nodes.
  func clusters(
    of count: Int, _ edges: [Edge], sizes: [Double]? = nil, threads: Int
  ) -> [UInt32] {
    var parents = (0..<UInt32(count)).map { $0 }
    func root(_ node: UInt32) -> UInt32 {
      var node = node
      while parents[Int(node)] != node {
        parents[Int(node)] = parents[Int(parents[Int(node)])]
        node = parents[Int(node)]
      }
      return node
    }
    for edge in edges where edge.odds > 0 {
      let (a, b) = (root(edge.first), root(edge.second))
      if a != b { parents[Int(max(a, b))] = min(a, b) }
    }
    // The nodes and the edges of each component lie side by side.
    var nodeCounts = [UInt32](repeating: 0, count: count)
    var edgeCounts = [UInt32](repeating: 0, count: count)
    for node in 0..<UInt32(count) { nodeCounts[Int(root(node))] += 1 }
    for edge in edges where root(edge.first) == root(edge.second) {
      edgeCounts[Int(root(edge.first))] += 1
    }
    var components: [Component] = []
    var places = [UInt32](repeating: 0, count: count)
    var (nodeStart, edgeStart) = (0, 0)
    for node in 0..<count where nodeCounts[node] > 1 {
      places[node] = UInt32(components.count)
      components.append(
        Component(
          nodes: nodeStart..<(nodeStart + Int(nodeCounts[node])),
          edges: edgeStart..<(edgeStart + Int(edgeCounts[node]))))
      nodeStart += Int(nodeCounts[node])
      edgeStart += Int(edgeCounts[node])
    }
    var nodes = [UInt32](repeating: 0, count: nodeStart)
    var sorted = [Edge](repeating: Edge(first: 0, second: 0, odds: 0), count: edgeStart)
    var nextNode = components.map(\.nodes.lowerBound)
    var nextEdge = components.map(\.edges.lowerBound)
    for node in 0..<UInt32(count) {
      let top = Int(root(node))
      if nodeCounts[top] < 2 { continue }
      nodes[nextNode[Int(places[top])]] = node
      nextNode[Int(places[top])] += 1
    }
    for edge in edges {
      let top = root(edge.first)
      if top != root(edge.second) { continue }
      sorted[nextEdge[Int(places[Int(top)])]] = edge
      nextEdge[Int(places[Int(top)])] += 1
    }
    let (ownNodes, ownEdges, all) = (nodes, sorted, components)
    let block = 256
    let results = BlockResults<[UInt32]>((components.count + block - 1) / block, [])
    let builder = self
    ParallelBlocks.run(results.count, threads: threads) { number in
      var found: [UInt32] = []
      for component in all[(number * block)..<min(all.count, (number + 1) * block)] {
        found += builder.clusters(
          Array(ownNodes[component.nodes]), ownEdges[component.edges], sizes)
      }
      results[number] = found
    }
    var clusters = (0..<UInt32(count)).map { $0 }
    for (node, cluster) in zip(nodes, results.all.joined()) { clusters[Int(node)] = cluster }
    return clusters
  }

  private struct Component {
    let nodes: Range<Int>
    let edges: Range<Int>
  }

  /// The cluster of each node of a component; its nodes are sorted.
  private func clusters(
    _ nodes: [UInt32], _ edges: ArraySlice<Edge>, _ sizes: [Double]?
  ) -> [UInt32] {
    let own = nodes.map { sizes?[Int($0)] ?? 1 }
    func local(_ node: UInt32) -> Int {
      var (low, high) = (0, nodes.count)
      while low < high {
        let middle = (low + high) / 2
        if nodes[middle] < node { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let localEdges = edges.map { (local($0.first), local($0.second), Double($0.odds)) }
    let parents =
      nodes.count <= Self.matrixLimit
      ? MatrixAgglomeration.parents(own, localEdges, unknown: Double(unknown))
      : SparseAgglomeration.parents(own, localEdges, unknown: Double(unknown))
    // A parent has a lower number than its children.
    var roots = Array(0..<nodes.count)
    for node in nodes.indices { roots[node] = parents[node] == node ? node : roots[parents[node]] }
    return roots.map { nodes[$0] }
  }
}

/// Agglomeration over a matrix of sums: no faster way for the few nodes that most components have.
enum MatrixAgglomeration {
  /// For each node the one whose cluster it joined, with a lower number, or itself.
  static func parents(
    _ sizes: [Double], _ edges: [(Int, Int, Double)], unknown: Double
  ) -> [Int] {
    let count = sizes.count
    var sizes = sizes
    var sums = [Double](repeating: 0, count: count * count)
    for a in 0..<count {
      for b in (a + 1)..<max(a + 1, count) { sums[a * count + b] = unknown * sizes[a] * sizes[b] }
    }
    var known = [Bool](repeating: false, count: count * count)
    for (a, b, odds) in edges {
      let place = min(a, b) * count + max(a, b)
      sums[place] = known[place] ? sums[place] + odds : odds
      known[place] = true
    }
    var parents = Array(0..<count)
    var alive = Array(0..<count)
    while true {
      var best: (odds: Double, a: Int, b: Int) = (0, 0, 0)
      for (index, a) in alive.enumerated() {
        for b in alive[(index + 1)...] {
          let odds = sums[a * count + b] / (sizes[a] * sizes[b])
          if odds > best.odds { best = (odds, a, b) }
        }
      }
      if best.odds <= 0 { return parents }
      let (a, b) = (best.a, best.b)
      for other in alive where other != a && other != b {
        sums[min(a, other) * count + max(a, other)] += sums[min(b, other) * count + max(b, other)]
      }
      sizes[a] += sizes[b]
      parents[b] = a
      alive.removeAll { $0 == b }
    }
  }
}

/// Agglomeration over the pairs of which something is known, for large components.
enum SparseAgglomeration {
  private struct Evidence {
    var sum: Double
    var count: Double
  }

  private struct Merge: Comparable {
    let odds: Double
    let a: Int
    let b: Int
    let version: Int

    /// The merge that comes first is the greater.
    static func < (x: Merge, y: Merge) -> Bool {
      if x.odds != y.odds { return x.odds < y.odds }
      return x.a != y.a ? x.a > y.a : x.b > y.b
    }
  }

  /// For each node the one whose cluster it joined, with a lower number, or itself.
  static func parents(
    _ sizes: [Double], _ edges: [(Int, Int, Double)], unknown: Double
  ) -> [Int] {
    let count = sizes.count
    var sizes = sizes
    var known = [[Int: Evidence]](repeating: [:], count: count)
    func add(_ a: Int, _ b: Int, _ evidence: Evidence) {
      known[a][b, default: Evidence(sum: 0, count: 0)].sum += evidence.sum
      known[a][b]?.count += evidence.count
    }
    for (a, b, odds) in edges where a != b {
      // Several edges of one pair are evidence about that one pair.
      let count = known[a][b] == nil ? sizes[a] * sizes[b] : 0
      add(a, b, Evidence(sum: odds, count: count))
      add(b, a, Evidence(sum: odds, count: count))
    }
    var versions = [Int](repeating: 0, count: count)
    var parents = Array(0..<count)
    var merges = MergeQueue<Merge>()
    func odds(_ a: Int, _ b: Int) -> Double {
      guard let evidence = known[a][b] else { return unknown }
      let pairs = sizes[a] * sizes[b]
      return (evidence.sum + unknown * (pairs - evidence.count)) / pairs
    }
    func propose(_ a: Int, _ b: Int) {
      let odds = odds(a, b)
      guard odds > 0 else { return }
      let (low, high) = (min(a, b), max(a, b))
      merges.push(Merge(odds: odds, a: low, b: high, version: versions[low] + versions[high]))
    }
    for a in 0..<count { for b in known[a].keys where b > a { propose(a, b) } }
    while let merge = merges.pop() {
      let (a, b) = (merge.a, merge.b)
      // Versions only grow, so their sum tells whether either cluster has changed since.
      guard parents[a] == a, parents[b] == b, merge.version == versions[a] + versions[b] else {
        continue
      }
      parents[b] = a
      known[a][b] = nil
      for (other, evidence) in known[b] where other != a {
        add(a, other, evidence)
        add(other, a, evidence)
        known[other][b] = nil
      }
      known[b] = [:]
      sizes[a] += sizes[b]
      versions[a] += versions[b] + 1
      for other in known[a].keys { propose(a, other) }
    }
    return parents
  }
}
