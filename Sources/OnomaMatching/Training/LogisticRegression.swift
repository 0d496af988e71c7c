/// Logistic regression by Newton's method with an L2 penalty on standardized features.
enum LogisticRegression {
  /// One observation.
  struct Row: Sendable {
    /// The features, 1 for the bias first.
    let features: [Double]
    let isMatch: Bool
    let weight: Double
  }

  /// The weights that make the rows likeliest, for the features as given.
  ///
  /// Complexity: O(rows · features²), some tens of steps.
  static func fit(_ rows: [Row], penalty: Double = 1) -> [Double] {
    guard let width = rows.first?.features.count else { return [] }
    let total = rows.reduce(0) { $0 + $1.weight }
    var means = [Double](repeating: 0, count: width)
    var scales = [Double](repeating: 1, count: width)
    for k in 1..<width {
      means[k] = rows.reduce(0) { $0 + $1.weight * $1.features[k] } / total
      let variance =
        rows.reduce(0) {
          let d = $1.features[k] - means[k]
          return $0 + $1.weight * d * d
        } / total
      scales[k] = variance > 1e-12 ? variance.squareRoot() : 1
    }
    let x = rows.map { row in (0..<width).map { (row.features[$0] - means[$0]) / scales[$0] } }
      .map { [1] + $0.dropFirst() }
    var w = [Double](repeating: 0, count: width)
    for _ in 0..<30 {
      var gradient = w.enumerated().map { $0.offset == 0 ? 0 : penalty * $0.element }
      var hessian = [[Double]](
        repeating: [Double](repeating: 0, count: width), count: width)
      for k in 0..<width { hessian[k][k] = k == 0 ? 1e-9 : penalty }
      for (row, values) in zip(rows, x) {
        var z = 0.0
        for k in 0..<width { z += w[k] * values[k] }
        let p = StableMath.logistic(z)
        let error = row.weight * (p - (row.isMatch ? 1 : 0))
        let curve = row.weight * max(1e-9, p * (1 - p))
        for a in 0..<width {
          gradient[a] += error * values[a]
          for b in 0...a { hessian[a][b] += curve * values[a] * values[b] }
        }
      }
      for a in 0..<width { for b in 0..<a { hessian[b][a] = hessian[a][b] } }
      let step = solve(hessian, gradient)
      for k in 0..<width { w[k] -= step[k] }
      if step.allSatisfy({ abs($0) < 1e-9 }) { break }
    }
    var result = [Double](repeating: 0, count: width)
    result[0] = w[0]
    for k in 1..<width {
      result[k] = w[k] / scales[k]
      result[0] -= w[k] * means[k] / scales[k]
    }
    return result
  }

  /// Solves a positive definite system by Gaussian elimination.
  private static func solve(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    var a = matrix
    var b = vector
    let n = b.count
    for i in 0..<n {
      for row in (i + 1)..<max(i + 1, n) {
        let factor = a[row][i] / a[i][i]
        for column in i..<n { a[row][column] -= factor * a[i][column] }
        b[row] -= factor * b[i]
      }
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      for column in (i + 1)..<max(i + 1, n) { b[i] -= a[i][column] * b[column] }
      b[i] /= a[i][i]
    }
    return b
  }
}
