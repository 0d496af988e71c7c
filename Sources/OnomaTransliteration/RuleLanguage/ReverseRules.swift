// The way back. A file may state its rules; otherwise they follow from the rules of the way there:
// what a letter becomes leads back to the letter. Contexts are dropped, since they speak about the
// original, and the longest romanization is read first. Where two letters share a romanization, the
// first rule of the file wins; such a system does not say `reversible: yes`, and the tests hold those
// that do to exact round trips.

/// Derives the rules of the way back.
enum ReverseRules {
  /// The rules from the romanization to the original.
  ///
  /// Complexity: O(*n* log *n*) in the rules.
  static func derive(from rules: [Rule]) -> [Rule] {
    var seen: Set<String> = []
    var result: [Rule] = []
    // Plain rules first: a context marks the exception.
    for isPlain in [true, false] {
      for rule in rules where (rule.left.isEmpty && rule.right.isEmpty) == isPlain {
        let source = Array(rule.target.unicodeScalars)
        guard !source.isEmpty, source.count <= RuleTable.longestSource,
          seen.insert(rule.target).inserted
        else { continue }
        var target = ""
        target.unicodeScalars.append(contentsOf: rule.source)
        result.append(
          Rule(
            left: [], source: source, right: [], target: target, title: nil, file: rule.file,
            line: rule.line))
      }
    }
    return result
  }
}
