/// Fits ``BoostedTrees`` to labelled rows.
///
/// Gradient boosting with a logistic loss (Friedman 2001) on histograms, each tree grown where it gains
/// most (Ke and others 2017), monotone where told.
struct TreeBooster {
  /// What is labelled.
  struct Row: Sendable {
    let features: [Float]
    let isMatch: Bool
    let weight: Double
  }

  var trees = 300
  var leaves = 16
  var rate = 0.05
  var fewestRows = 20
  var penalty = 2.0
  /// For each feature 1 where more of it may only raise the result, -1 where only lower it, else 0.
  var directions: [Int]

  private static let bins = 128

  /// Fits the trees.
  ///
  /// Ties go to the earlier feature and the lower threshold, so the same rows give the same trees.
  /// Complexity: O(trees · depth · rows · features).
  func fit(_ rows: [Row]) -> BoostedTrees {
    let width = directions.count
    let thresholds = (0..<width).map { Self.thresholds(rows.map(\.features), $0) }
    var binned = [UInt8](repeating: 0, count: rows.count * width)
    for (index, row) in rows.enumerated() {
      for feature in 0..<width {
        binned[index * width + feature] = Self.bin(row.features[feature], thresholds[feature])
      }
    }
    let total = rows.reduce(0) { $0 + $1.weight }
    let share = rows.reduce(0) { $0 + ($1.isMatch ? $1.weight : 0) } / max(total, 1e-9)
    let bias = StableMath.log(max(1e-6, share) / max(1e-6, 1 - share))
    var scores = [Double](repeating: bias, count: rows.count)
    var gradients = scores
    var curves = scores
    var grown: [[BoostedTrees.Node]] = []
    for _ in 0..<trees {
      for (index, row) in rows.enumerated() {
        let p = StableMath.logistic(scores[index])
        gradients[index] = row.weight * (p - (row.isMatch ? 1 : 0))
        curves[index] = row.weight * max(1e-6, p * (1 - p))
      }
      var grower = TreeGrower(
        booster: self, binned: binned, thresholds: thresholds, gradients: gradients,
        curves: curves)
      let (nodes, leafOfRow) = grower.grow()
      for index in rows.indices { scores[index] += nodes[Int(leafOfRow[index])].value }
      grown.append(nodes)
    }
    return BoostedTrees(bias: bias, trees: grown)
  }

  /// Values between which the rows lie about evenly; at most ``bins`` - 1.
  private static func thresholds(_ rows: [[Float]], _ feature: Int) -> [Float] {
    let values = rows.map { $0[feature] }.sorted()
    var distinct: [Float] = []
    for value in values where value != distinct.last { distinct.append(value) }
    if distinct.count <= bins {
      return zip(distinct, distinct.dropFirst()).map { ($0 + $1) / 2 }
    }
    var cuts: [Float] = []
    for k in 1..<bins {
      let position = k * values.count / bins
      let cut = (values[position - 1] + values[position]) / 2
      if cut != cuts.last, cut < values[values.count - 1] { cuts.append(cut) }
    }
    return cuts
  }

  private static func bin(_ value: Float, _ thresholds: [Float]) -> UInt8 {
    var low = 0
    var high = thresholds.count
    while low < high {
      let middle = (low + high) / 2
      if value <= thresholds[middle] { high = middle } else { low = middle + 1 }
    }
    return UInt8(low)
  }
}
