@testable import OnomaTransliteration

/// The rule language as its page in the manual states it, without any table: slow and obvious.
///
/// It knows lower-case text only; case has tests of its own.
struct RuleModel {
  private let passes: [[Rule]]
  private let ignored: Set<Unicode.Scalar>
  /// The letters of its own that the first table replaces.
  let letters: [Unicode.Scalar]

  init(_ file: RuleFile) {
    passes = file.passes.map(Self.inOrder)
    ignored = file.ignored
    letters = Set(
      file.passes[0].flatMap(\.source).filter { !$0.isASCII && !RuleTable.apostrophes.contains($0) }
    ).sorted()
  }

  func transliterate(_ text: String) -> String {
    var scalars = text.unicodeScalars.filter { !ignored.contains($0) }.map { $0 }
    if letters.contains(where: { (0x1100...0x11FF).contains($0.value) }) {
      scalars = scalars.flatMap(Self.hangulLetters)
    }
    for rules in passes { scalars = apply(rules, to: scalars) }
    var result = ""
    result.unicodeScalars.append(contentsOf: scalars)
    return result
  }

  private static func hangulLetters(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    guard (0xAC00...0xD7A3).contains(scalar.value) else { return [scalar] }
    let index = scalar.value - 0xAC00
    let values = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28]
    return (index % 28 == 0 ? values.dropLast() : values).compactMap { Unicode.Scalar($0) }
  }

  /// The longest source first, then the most context, then the order of the file.
  private static func inOrder(_ rules: [Rule]) -> [Rule] {
    rules.enumerated().sorted { a, b in
      let keyA = (-a.element.source.count, -(a.element.left.count + a.element.right.count))
      let keyB = (-b.element.source.count, -(b.element.left.count + b.element.right.count))
      return keyA != keyB ? keyA < keyB : a.offset < b.offset
    }.map(\.element)
  }

  private func apply(_ rules: [Rule], to text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < text.count {
      guard let rule = rules.first(where: { applies($0, text, index) }) else {
        result.append(text[index])
        index += 1
        continue
      }
      result += Array(rule.target.unicodeScalars)
      index += rule.source.count
    }
    return result
  }

  private func applies(_ rule: Rule, _ text: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index + rule.source.count <= text.count,
      Array(text[index..<(index + rule.source.count)]) == rule.source
    else { return false }
    for (offset, item) in rule.left.reversed().enumerated()
    where !holds(item, text, index - 1 - offset) {
      return false
    }
    for (offset, item) in rule.right.enumerated()
    where !holds(item, text, index + rule.source.count + offset) {
      return false
    }
    return true
  }

  private func holds(_ item: ContextItem, _ text: [Unicode.Scalar], _ index: Int) -> Bool {
    guard text.indices.contains(index) else { return item.matchesEdge }
    let scalar = text[index]
    let isLetter =
      scalar.properties.isAlphabetic
      || scalar.properties.canonicalCombiningClass != .notReordered
    let isMember =
      item.scalars.contains(scalar) || (item.matchesEdge && !isLetter)
      || (item.matchesAnyLetter && isLetter)
    return item.isNegated ? isLetter && !isMember : isMember
  }
}
