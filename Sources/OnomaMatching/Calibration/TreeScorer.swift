/// Adds up decision trees feature by feature instead of tree by tree.
///
/// This is QuickScorer (Lucchese and others 2015). Which way a walk down a tree turns is hard to predict, and a wrong guess costs more than ten nodes.
/// Here every tree has a bit for each of its leaves; every node whose feature is above the threshold
/// clears those to its left, and the first bit that is left is the leaf that the walk would end at.
final class TreeScorer: @unchecked Sendable {
  // Unchecked because of `memory`: written in the initializer only, freed with the object, which
  // owns it alone.

  /// The most leaves of a tree.
  static let leafLimit = 32

  private let memory: UnsafeMutableRawPointer
  /// The nodes by feature, and by threshold for each.
  private let cuts: UnsafePointer<Cut>
  /// Where each feature's nodes begin, and where the last one's end.
  private let starts: UnsafePointer<Int32>
  private let featureCount: Int
  private let leaves: UnsafePointer<Float>
  private let treeCount: Int

  private struct Cut: BitwiseCopyable {
    let threshold: Float
    let tree: UInt32
    /// The leaves that are left when the feature is above the threshold.
    let kept: UInt32
  }

  /// Lays out trees whose nodes have one parent each, which stands before them.
  init(_ trees: [[BoostedTrees.Node]]) {
    var leaves: [Float] = []
    var cuts: [(feature: Int, cut: Cut)] = []
    for (tree, nodes) in trees.enumerated() {
      var count = 0
      /// The leaves under a node, as bits.
      func visit(_ index: Int) -> UInt32 {
        let node = nodes[index]
        if node.feature < 0 {
          precondition(count < Self.leafLimit, "a tree of too many leaves")
          leaves.append(Float(node.value))
          count += 1
          return 1 << UInt32(count - 1)
        }
        let left = visit(Int(node.left))
        cuts.append(
          (Int(node.feature), Cut(threshold: node.threshold, tree: UInt32(tree), kept: ~left)))
        return left | visit(Int(node.right))
      }
      _ = visit(0)
      leaves.append(contentsOf: repeatElement(0, count: Self.leafLimit - count))
    }
    cuts.sort {
      ($0.feature, $0.cut.threshold, $0.cut.tree, $0.cut.kept)
        < ($1.feature, $1.cut.threshold, $1.cut.tree, $1.cut.kept)
    }
    featureCount = (cuts.last?.feature ?? -1) + 1
    treeCount = trees.count
    var starts = [Int32](repeating: 0, count: featureCount + 1)
    for cut in cuts { starts[cut.feature + 1] += 1 }
    for feature in 0..<featureCount { starts[feature + 1] += starts[feature] }
    memory = .allocate(
      byteCount: MemoryLayout<Cut>.stride * cuts.count + 4 * (starts.count + leaves.count),
      alignment: 8)
    var next = memory
    func store<T: BitwiseCopyable>(_ values: [T]) -> UnsafePointer<T> {
      let start = next.initializeMemory(as: T.self, from: values, count: values.count)
      next += MemoryLayout<T>.stride * values.count
      return UnsafePointer(start)
    }
    self.cuts = store(cuts.map(\.cut))
    self.starts = store(starts)
    self.leaves = store(leaves)
  }

  deinit { memory.deallocate() }

  /// The trees' values for some features, added to a number in the trees' order.
  ///
  /// Complexity: O(nodes).
  func sum(_ features: UnsafePointer<Float>, from start: Double) -> Double {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(1, treeCount)) { memory in
      guard let left = memory.baseAddress else { return start }
      left.initialize(repeating: ~0, count: treeCount)
      for feature in 0..<featureCount {
        let value = features[feature]
        var cut = cuts + Int(starts[feature])
        let end = cuts + Int(starts[feature + 1])
        while cut < end, !(value <= cut.pointee.threshold) {
          left[Int(cut.pointee.tree)] &= cut.pointee.kept
          cut += 1
        }
      }
      var sum = start
      for tree in 0..<treeCount {
        sum += Double(leaves[Self.leafLimit * tree + left[tree].trailingZeroBitCount])
      }
      return sum
    }
  }
}
