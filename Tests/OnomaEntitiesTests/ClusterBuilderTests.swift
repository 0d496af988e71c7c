import OnomaTestSupport
import Testing

@testable import OnomaEntities

@Suite("Clusters that no chain joins")
struct ClusterBuilderTests {
  private func clusters(_ count: Int, _ edges: [(UInt32, UInt32, Float)]) -> [UInt32] {
    ClusterBuilder().clusters(
      of: count, edges.map { ClusterBuilder.Edge(first: $0.0, second: $0.1, odds: $0.2) },
      threads: 2)
  }

  @Test("A is B and B is C, but A is not C: the surer of the two stays")
  func contradiction() {
    #expect(clusters(3, [(0, 1, 3), (1, 2, 2), (0, 2, -6)]) == [0, 0, 2])
    #expect(clusters(3, [(0, 1, 2), (1, 2, 3), (0, 2, -6)]) == [0, 1, 1])
    #expect(clusters(3, [(0, 1, 3), (1, 2, 2)]) == [0, 0, 0])
  }

  @Test("a long chain falls into short pieces")
  func chain() {
    let edges = (0..<UInt32(299)).map { ($0, $0 + 1, Float(1)) }
    let found = clusters(300, edges)
    var sizes: [UInt32: Int] = [:]
    for cluster in found { sizes[cluster, default: 0] += 1 }
    #expect(sizes.values.max() ?? 0 <= 6)
  }

  @Test("a matrix and a heap agglomerate alike")
  func models() {
    var random = SplitMix64(seed: 9)
    for round in 0..<40 {
      let count = 2 + round
      var edges: [(Int, Int, Double)] = []
      for a in 0..<count {
        for b in (a + 1)..<max(a + 1, count) where random.next(below: 3) == 0 {
          // Different everywhere, so that rounding cannot turn a tie.
          edges.append((a, b, Double(random.next(below: 1 << 30)) / Double(1 << 28) - 2))
        }
      }
      let sizes = (0..<count).map { _ in Double(1 + random.next(below: 3)) }
      func roots(_ parents: [Int]) -> [Int] {
        var roots = Array(0..<count)
        for node in 0..<count { roots[node] = parents[node] == node ? node : roots[parents[node]] }
        return roots
      }
      let matrix = MatrixAgglomeration.parents(sizes, edges, unknown: -0.5)
      let sparse = SparseAgglomeration.parents(sizes, edges, unknown: -0.5)
      #expect(roots(matrix) == roots(sparse), "round \(round)")
    }
  }

  @Test("what is certainly different is never in one cluster")
  func certain() {
    var random = SplitMix64(seed: 10)
    for _ in 0..<20 {
      var edges: [(UInt32, UInt32, Float)] = []
      for a in 0..<UInt32(30) {
        for b in (a + 1)..<30 where random.next(below: 4) == 0 {
          edges.append((a, b, Float(random.next(below: 10)) - 3))
        }
      }
      let (x, y) = (UInt32(random.next(below: 15)), UInt32(15 + random.next(below: 15)))
      edges.append((x, y, -10_000))
      let found = clusters(30, edges)
      #expect(found[Int(x)] != found[Int(y)])
    }
  }
}
