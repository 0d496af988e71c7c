internal import OnomaText

// The rules of one pass, turned around: from what is written to the rules that write it. A trie over
// the targets finds the rules that may have written the next letters; the contexts and the order of
// the rules, which decide on the way there, are kept so that a search can check them (InverseSearch).

/// The rules of one table, indexed by what they write.
///
/// Immutable after `init`, hence safe to share between threads.
final class InverseTable: Sendable {
  /// A rule in numbers.
  struct Entry: Sendable {
    /// The letters it replaces, as symbols.
    var source: [UInt16]
    /// The same letters as scalars.
    var letters: [UInt32]
    /// Indices of context items, the nearest first.
    var left: [Int]
    var right: [Int]
  }

  /// Symbols with a fixed meaning; the letters of the rules follow.
  static let edge: UInt16 = 0
  static let foreign: UInt16 = 1

  let entries: [Entry]
  /// For each symbol, the rules that start with it, in the order in which the engine tries them.
  let attempts: [[Int32]]
  /// For each symbol, how many symbols from it on decide which rule applies.
  let reach: [Int]
  /// The longest of `reach`, plus the longest left context.
  let window: Int
  /// Rules that write nothing.
  let silent: [Int32]
  private let symbols: [UInt32: UInt16]
  private let members: [Bool]
  private let symbolCount: Int
  private let nodes: [Node]

  private struct Node: Sendable {
    var next: [UInt32: Int32] = [:]
    var entries: [Int32] = []
  }

  /// Turns the rules of a pass around.
  ///
  /// Complexity: O(rules × context).
  init(_ rules: [Rule], ignored: Set<Unicode.Scalar>) {
    var symbols: [UInt32: UInt16] = [:]
    for rule in rules {
      for scalar in rule.source where symbols[Self.fold(scalar.value)] == nil {
        symbols[Self.fold(scalar.value)] = UInt16(symbols.count + 2)
      }
      for item in rule.left + rule.right {
        for scalar in item.scalars.sorted() where symbols[Self.fold(scalar.value)] == nil {
          symbols[Self.fold(scalar.value)] = UInt16(symbols.count + 2)
        }
      }
    }
    let count = symbols.count + 2
    var isLetter = [Bool](repeating: false, count: count)
    isLetter[Int(Self.foreign)] = true
    for (value, symbol) in symbols {
      guard let scalar = Unicode.Scalar(value) else { continue }
      isLetter[Int(symbol)] =
        value == 0x27 || scalar.properties.isAlphabetic
        || scalar.properties.canonicalCombiningClass != .notReordered
    }

    var itemNumbers: [ContextItem: Int] = [:]
    var members: [Bool] = []
    func number(_ item: ContextItem) -> Int {
      if let known = itemNumbers[item] { return known }
      var row = [Bool](repeating: false, count: count)
      for scalar in item.scalars {
        if let symbol = symbols[Self.fold(scalar.value)] { row[Int(symbol)] = true }
      }
      for index in row.indices {
        if item.matchesAnyLetter, isLetter[index] { row[index] = true }
        if item.matchesEdge, !isLetter[index] { row[index] = true }
        // A negated item matches every other letter, and never an edge.
        if item.isNegated { row[index] = isLetter[index] && !row[index] }
      }
      members += row
      itemNumbers[item] = itemNumbers.count
      return itemNumbers.count - 1
    }

    var entries: [Entry] = []
    var nodes = [Node()]
    var silent: [Int32] = []
    var attempts = [[Int32]](repeating: [], count: count)
    var reach = [Int](repeating: 1, count: count)
    var longestLeft = 0
    for rule in Self.inOrderOfAttempt(rules) {
      let letters = rule.source.map { Self.fold($0.value) }
      guard let first = letters.first, let symbol = symbols[first],
        !rule.source.contains(where: ignored.contains)
      else { continue }
      if let last = attempts[Int(symbol)].last, Self.endsAttempts(entries[Int(last)]) { continue }
      let index = Int32(entries.count)
      let entry = Entry(
        source: letters.map { symbols[$0] ?? Self.foreign }, letters: letters,
        left: rule.left.reversed().map(number), right: rule.right.map(number))
      entries.append(entry)
      attempts[Int(symbol)].append(index)
      reach[Int(symbol)] = max(reach[Int(symbol)], entry.source.count + entry.right.count)
      longestLeft = max(longestLeft, entry.left.count)
      var node = 0
      for scalar in Self.comparable(rule.target) {
        if let next = nodes[node].next[scalar] {
          node = Int(next)
        } else {
          nodes.append(Node())
          nodes[node].next[scalar] = Int32(nodes.count - 1)
          node = nodes.count - 1
        }
      }
      if node == 0 { silent.append(index) } else { nodes[node].entries.append(index) }
    }
    self.symbols = symbols
    self.members = members
    self.symbolCount = count
    self.entries = entries
    self.attempts = attempts
    self.reach = reach
    self.silent = silent
    self.nodes = nodes
    window = (reach.max() ?? 1) * 2 + longestLeft
  }

  // MARK: Questions

  /// The symbol of a scalar of the source in lower case.
  func symbol(of scalar: UInt32) -> UInt16 {
    if let known = symbols[Self.fold(scalar)] { return known }
    guard let letter = Unicode.Scalar(scalar), letter.properties.isAlphabetic else {
      return Self.edge
    }
    return Self.foreign
  }

  /// Whether a symbol stands in a context item.
  @inline(__always)
  func holds(_ item: Int, _ symbol: UInt16) -> Bool {
    members[item * symbolCount + Int(symbol)]
  }

  /// Calls `body` with every rule that may have written the letters from `position` on, and with the
  /// position behind them.
  func forEachRule(
    writing text: [UInt32], from position: Int, _ body: (Int32, Int) -> Void
  ) {
    var node = 0
    var end = position
    while end < text.count, let next = nodes[node].next[text[end]] {
      node = Int(next)
      end += 1
      for entry in nodes[node].entries { body(entry, end) }
    }
  }

  // MARK: Preparation

  /// What spellings are compared as: lower case, decomposed, one kind of apostrophe and of quotation mark.
  static func comparable(_ text: String) -> [UInt32] {
    var result: [UInt32] = []
    for scalar in NormalizationForm.nfd.normalize(text).unicodeScalars {
      if scalar.value < 0x80 {
        let isCapital = scalar.value >= 0x41 && scalar.value <= 0x5A
        result.append(isCapital ? scalar.value | 0x20 : fold(scalar.value))
        continue
      }
      switch scalar {
      case "\u{2BE}", "\u{2BF}", "\u{2C8}": result.append(0x27)
      case "\u{201D}", "\u{201C}", "\u{2033}", "\u{2BA}", "\u{2EE}": result.append(0x22)
      case "\u{B7}", "\u{2219}", "\u{22C5}": result.append(0xB7)
      default:
        for lower in scalar.properties.lowercaseMapping.unicodeScalars {
          result.append(fold(lower.value))
        }
      }
    }
    return result
  }

  private static func fold(_ value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value), RuleTable.apostrophes.contains(scalar) else {
      return value
    }
    return 0x27
  }

  private static func endsAttempts(_ entry: Entry) -> Bool {
    entry.source.count == 1 && entry.left.isEmpty && entry.right.isEmpty
  }

  /// The longest source first, then the most context, then the order of the file, as in the engine.
  private static func inOrderOfAttempt(_ rules: [Rule]) -> [Rule] {
    rules.enumerated().sorted { a, b in
      if a.element.source.count != b.element.source.count {
        return a.element.source.count > b.element.source.count
      }
      let contextA = a.element.left.count + a.element.right.count
      let contextB = b.element.left.count + b.element.right.count
      return contextA != contextB ? contextA > contextB : a.offset < b.offset
    }.map(\.element)
  }
}
