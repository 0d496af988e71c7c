/// A sum of small decision trees that gives log-odds (Friedman 2001).
///
/// Immutable.
final class BoostedTrees: Sendable {
  /// A node of a tree.
  struct Node: Equatable, Sendable {
    /// The feature to look at, or -1 for a leaf.
    var feature: Int32
    /// Values up to this go left.
    var threshold: Float
    /// The children, as numbers in the whole list.
    var left: Int32
    var right: Int32
    /// A leaf's log-odds; an inner node's mean over what reached it in training.
    var value: Double
  }

  /// The log-odds before any tree.
  let bias: Double
  /// The trees, each a list of nodes with the root first and children by number in that list.
  let trees: [[Node]]
  private let scorer: TreeScorer

  /// Lays out trees of at most ``TreeScorer/leafLimit`` leaves each.
  init(bias: Double, trees: [[Node]]) {
    self.bias = bias
    self.trees = trees
    scorer = TreeScorer(trees)
  }

  /// The log-odds of some features.
  ///
  /// Complexity: O(nodes).
  func logOdds(_ features: UnsafePointer<Float>) -> Double { scorer.sum(features, from: bias) }

  /// What each feature adds to the log-odds; with the first entry of the result, which is what holds
  /// without any feature, they add up to it.
  ///
  /// Each step down a tree credits the feature that it asks for with the change of the mean (Saabas
  /// 2014).
  func contributions(_ features: [Float]) -> (base: Double, byFeature: [Double]) {
    var base = bias
    var byFeature = [Double](repeating: 0, count: features.count)
    for tree in trees {
      var index = 0
      base += tree[0].value
      while tree[index].feature >= 0 {
        let feature = Int(tree[index].feature)
        let goesLeft = features[feature] <= tree[index].threshold
        let next = Int(goesLeft ? tree[index].left : tree[index].right)
        byFeature[feature] += tree[next].value - tree[index].value
        index = next
      }
    }
    return (base, byFeature)
  }
}
