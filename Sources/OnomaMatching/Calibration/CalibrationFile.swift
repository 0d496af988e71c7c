internal import OnomaText

/// The text form of a calibration (docs/sound-model.md).
enum CalibrationFile {
  /// What a calibration's file says about itself.
  static let comment = [
    "What the features of two names mean in log-odds: boosted trees (docs/sound-model.md).",
    "Trained by `onoma train --labelled`; generated, do not edit. It holds no names.",
    "A node is feature<threshold:left:right=mean, a leaf =log-odds.",
  ]

  /// Writes a calibration; the same one gives the same bytes.
  static func text(_ calibration: PersonCalibration, comment: [String]) -> String {
    var text = comment.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
    text += "features\t" + PersonFeatures.Feature.allCases.map { "\($0)" }.joined(separator: " ")
    text += "\n"
    for (name, trees) in [("names", calibration.names), ("words", calibration.words)] {
      text += "model\t\(name) \(number(trees.bias))\n"
      for tree in trees.trees {
        text += "tree\t" + tree.map(cell).joined(separator: " ") + "\n"
      }
    }
    return text
  }

  /// `3<1.5:1:2=0.1` for a node, `=0.1` for a leaf.
  private static func cell(_ node: BoostedTrees.Node) -> String {
    let value = "=" + number(node.value)
    if node.feature < 0 { return value }
    return "\(node.feature)<\(node.threshold):\(node.left):\(node.right)" + value
  }

  /// A number with five decimals, without the zeros at its end.
  private static func number(_ value: Double) -> String {
    let scaled = Int((abs(value) * 100_000).rounded())
    var fraction = String(scaled % 100_000)
    fraction = String(repeating: "0", count: 5 - fraction.utf8.count) + fraction
    while fraction.utf8.last == 0x30 { fraction.removeLast() }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + String(scaled / 100_000) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// Reads a calibration.
  ///
  /// - Throws: ``DataTableError`` with the line and the reason.
  static func calibration(
    _ bytes: some Collection<UInt8>, name: String
  ) throws(DataTableError) -> PersonCalibration {
    var models: [String: (bias: Double, trees: [[BoostedTrees.Node]])] = [:]
    var current = ""
    let expected = PersonFeatures.Feature.allCases.map { "\($0)" }.joined(separator: " ")
    let number = try ModelLines.forEach(bytes, name: name) {
      (key, value, broken) throws(DataTableError) in
      switch key {
      case "features":
        guard String(decoding: value, as: UTF8.self) == expected else {
          throw broken("other features than this version measures")
        }
      case "model":
        let parts = value.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 2, let bias = Double(parts[1]) else {
          throw broken("not a model's name and bias")
        }
        current = parts[0]
        models[current] = (bias, [])
      case "tree":
        guard models[current] != nil else { throw broken("a tree before any model") }
        var tree: [BoostedTrees.Node] = []
        for cell in value.split(separator: 0x20) {
          guard let node = node(cell) else { throw broken("not a node") }
          tree.append(node)
        }
        guard isTree(tree) else { throw broken("nodes that make no tree") }
        models[current]?.trees.append(tree)
      default: throw broken("unknown line \(key)")
      }
    }
    guard let names = models["names"], let words = models["words"] else {
      throw DataTableError(table: name, line: number, reason: "no model of names or of words")
    }
    return PersonCalibration(
      names: BoostedTrees(bias: names.bias, trees: names.trees),
      words: BoostedTrees(bias: words.bias, trees: words.trees))
  }

  private static func node(_ cell: some Collection<UInt8>) -> BoostedTrees.Node? {
    guard let equals = cell.firstIndex(of: 0x3D),
      let value = Double(String(decoding: cell[cell.index(after: equals)...], as: UTF8.self))
    else { return nil }
    let head = cell[..<equals]
    if head.isEmpty {
      return BoostedTrees.Node(feature: -1, threshold: 0, left: 0, right: 0, value: value)
    }
    guard let less = head.firstIndex(of: 0x3C),
      let feature = Int32(String(decoding: head[..<less], as: UTF8.self)),
      (0..<Int32(PersonFeatures.Feature.allCases.count)).contains(feature)
    else { return nil }
    let rest = head[head.index(after: less)...].split(separator: 0x3A).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard rest.count == 3, let threshold = Float(rest[0]), let left = Int32(rest[1]),
      let right = Int32(rest[2])
    else { return nil }
    return BoostedTrees.Node(
      feature: feature, threshold: threshold, left: left, right: right, value: value)
  }

  /// Whether every node but the first has one parent, which lies before it, so that no walk is endless,
  /// and there are no more leaves than a comparison can count.
  private static func isTree(_ nodes: [BoostedTrees.Node]) -> Bool {
    var parents = [Int](repeating: 0, count: nodes.count)
    var leaves = 0
    for (index, node) in nodes.enumerated() {
      if node.feature < 0 {
        leaves += 1
        continue
      }
      for child in [Int(node.left), Int(node.right)] {
        guard child > index, child < nodes.count else { return false }
        parents[child] += 1
      }
    }
    return !nodes.isEmpty && leaves <= TreeScorer.leafLimit
      && parents.dropFirst().allSatisfy { $0 == 1 }
  }
}
