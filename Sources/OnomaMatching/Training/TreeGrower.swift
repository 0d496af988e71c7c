/// Grows one tree of a ``TreeBooster``.
struct TreeGrower {
  let booster: TreeBooster
  let binned: [UInt8]
  let thresholds: [[Float]]
  let gradients: [Double]
  let curves: [Double]

  /// A leaf that may be split.
  private struct Leaf {
    var node: Int
    var rows: [Int32]
    var gradient: Double
    var curve: Double
    /// What monotone features above allow it to say.
    var low: Double
    var high: Double
    var split: Split?
  }

  private struct Split {
    let gain: Double
    let feature: Int
    let bin: Int
    let left: (gradient: Double, curve: Double)
  }

  init(
    booster: TreeBooster, binned: [UInt8], thresholds: [[Float]], gradients: [Double],
    curves: [Double]
  ) {
    self.booster = booster
    self.binned = binned
    self.thresholds = thresholds
    self.gradients = gradients
    self.curves = curves
  }

  /// The tree's nodes, and for each row the node of its leaf.
  mutating func grow() -> (nodes: [BoostedTrees.Node], leafOfRow: [Int32]) {
    let count = gradients.count
    var leafOfRow = [Int32](repeating: 0, count: count)
    var nodes = [BoostedTrees.Node(feature: -1, threshold: 0, left: 0, right: 0, value: 0)]
    var leaves = [
      leaf(0, Array(0..<Int32(count)), -Double.infinity, Double.infinity)
    ]
    nodes[0].value = value(leaves[0])
    while leaves.count < booster.leaves {
      var best = -1
      for (index, leaf) in leaves.enumerated() {
        guard let split = leaf.split else { continue }
        if best < 0 || split.gain > (leaves[best].split?.gain ?? 0) { best = index }
      }
      guard best >= 0, let split = leaves[best].split else { break }
      let parent = leaves[best]
      var left: [Int32] = []
      var right: [Int32] = []
      let width = thresholds.count
      for row in parent.rows {
        if Int(binned[Int(row) * width + split.feature]) <= split.bin {
          left.append(row)
        } else {
          right.append(row)
        }
      }
      let first = Int32(nodes.count)
      nodes[parent.node].feature = Int32(split.feature)
      nodes[parent.node].threshold = thresholds[split.feature][split.bin]
      nodes[parent.node].left = first
      nodes[parent.node].right = first + 1
      var a = leaf(Int(first), left, parent.low, parent.high, splits: false)
      var b = leaf(Int(first) + 1, right, parent.low, parent.high, splits: false)
      let middle = (value(a) + value(b)) / 2
      switch booster.directions[split.feature] {
      case 1:
        a.high = min(a.high, middle)
        b.low = max(b.low, middle)
      case -1:
        a.low = max(a.low, middle)
        b.high = min(b.high, middle)
      default: break
      }
      for child in [a, b] {
        nodes.append(
          BoostedTrees.Node(feature: -1, threshold: 0, left: 0, right: 0, value: value(child)))
        for row in child.rows { leafOfRow[Int(row)] = Int32(child.node) }
      }
      a.split = bestSplit(a)
      b.split = bestSplit(b)
      leaves[best] = a
      leaves.append(b)
    }
    return (nodes, leafOfRow)
  }

  private func leaf(
    _ node: Int, _ rows: [Int32], _ low: Double, _ high: Double, splits: Bool = true
  ) -> Leaf {
    var gradient = 0.0
    var curve = 0.0
    for row in rows {
      gradient += gradients[Int(row)]
      curve += curves[Int(row)]
    }
    var leaf = Leaf(
      node: node, rows: rows, gradient: gradient, curve: curve, low: low, high: high, split: nil)
    if splits { leaf.split = bestSplit(leaf) }
    return leaf
  }

  private func value(_ leaf: Leaf) -> Double {
    booster.rate
      * newton(leaf.gradient, leaf.curve, leaf.low / booster.rate, leaf.high / booster.rate)
  }

  private func newton(_ gradient: Double, _ curve: Double, _ low: Double, _ high: Double) -> Double
  {
    max(low, min(high, -gradient / (curve + booster.penalty)))
  }

  /// How much a leaf's value lowers the loss.
  private func gain(_ gradient: Double, _ curve: Double, _ value: Double) -> Double {
    -(gradient * value + 0.5 * (curve + booster.penalty) * value * value)
  }

  private func bestSplit(_ leaf: Leaf) -> Split? {
    guard leaf.rows.count >= 2 * booster.fewestRows else { return nil }
    let width = thresholds.count
    let stride = 128
    var sums = [Double](repeating: 0, count: width * stride * 2)
    var counts = [Int32](repeating: 0, count: width * stride)
    sums.withUnsafeMutableBufferPointer { sums in
      counts.withUnsafeMutableBufferPointer { counts in
        binned.withUnsafeBufferPointer { binned in
          for row in leaf.rows {
            let g = gradients[Int(row)]
            let c = curves[Int(row)]
            let start = Int(row) * width
            for feature in 0..<width {
              let slot = feature * stride + Int(binned[start + feature])
              sums[2 * slot] += g
              sums[2 * slot + 1] += c
              counts[slot] += 1
            }
          }
        }
      }
    }
    let low = leaf.low / booster.rate
    let high = leaf.high / booster.rate
    let whole = gain(leaf.gradient, leaf.curve, newton(leaf.gradient, leaf.curve, low, high))
    var best: Split?
    for feature in 0..<width {
      var gradient = 0.0
      var curve = 0.0
      var count: Int32 = 0
      for bin in thresholds[feature].indices {
        let slot = feature * stride + bin
        gradient += sums[2 * slot]
        curve += sums[2 * slot + 1]
        count += counts[slot]
        if Int(count) < booster.fewestRows { continue }
        if leaf.rows.count - Int(count) < booster.fewestRows { break }
        let a = newton(gradient, curve, low, high)
        let b = newton(leaf.gradient - gradient, leaf.curve - curve, low, high)
        if booster.directions[feature] > 0, a > b { continue }
        if booster.directions[feature] < 0, a < b { continue }
        let gained =
          gain(gradient, curve, a) + gain(leaf.gradient - gradient, leaf.curve - curve, b) - whole
        if gained > 1e-9, gained > (best?.gain ?? 0) {
          best = Split(gain: gained, feature: feature, bin: bin, left: (gradient, curve))
        }
      }
    }
    return best
  }
}
