/// Turns rules into a `RuleTable`.
///
/// Order of the attempts at a letter: the longest source first, then the most context, then the order
/// of the file. That is what a reader of the file expects, and it makes the order of lines matter
/// only between rules that are equally specific.
struct RuleTableCompiler {
  private var table = RuleTable()
  private var symbols: [Unicode.Scalar: Int] = ["'": RuleTable.Symbol.apostrophe]
  private var classBits: [ContextItem: Int] = [:]
  private var ignored: Set<Unicode.Scalar> = []
  private var usesTurkishCasing = false

  /// Compiles one pass.
  ///
  /// Complexity: O(rules × context + alphabet × classes).
  static func compile(
    _ rules: [Rule], ignored: Set<Unicode.Scalar> = [], keepsTitleCase: Bool = false,
    usesTurkishCasing: Bool = false, capitalization: WordCapitalization = .none,
    readsSourceScript: Bool
  ) throws(TransliterationError) -> RuleTable {
    guard rules.count <= RuleTable.ruleLimit else {
      throw .malformed(
        "the system has more than \(RuleTable.ruleLimit) rules", file: rules[0].file,
        line: rules[0].line)
    }
    var compiler = RuleTableCompiler()
    compiler.ignored = ignored
    compiler.usesTurkishCasing = usesTurkishCasing
    compiler.table.traits.keepsTitleCase = keepsTitleCase
    compiler.table.traits.capitalization = capitalization
    compiler.table.traits.decomposesHangul = rules.contains { rule in
      rule.source.contains { (0x1100...0x11FF).contains($0.value) }
    }
    compiler.table.traits.readsSourceScript = readsSourceScript
    try compiler.number(rules)
    try compiler.buildClasses(rules)
    compiler.buildCandidates(rules)
    compiler.buildPages()
    return compiler.table
  }

  // MARK: Symbols

  private mutating func number(_ rules: [Rule]) throws(TransliterationError) {
    var next = RuleTable.Symbol.first
    for rule in rules {
      var scalars = rule.source
      for item in rule.left + rule.right { scalars += item.scalars.sorted() }
      for scalar in scalars where symbols[fold(scalar)] == nil {
        guard next < RuleTable.symbolLimit else {
          throw .malformed(
            "the rules name more than \(RuleTable.symbolLimit) letters", file: rule.file,
            line: rule.line)
        }
        symbols[scalar] = next
        next += 1
      }
    }
    table.masks = [UInt64](repeating: 0, count: next)
    table.heads = [UInt32](repeating: 0, count: next)
    table.traits.passesASCII = !rules.contains(where: canApplyToASCII)
  }

  /// Whether a rule can change text that is ASCII alone.
  ///
  /// An apostrophe cannot be its only source there: it is a letter only beside a letter of the
  /// system.
  private func canApplyToASCII(_ rule: Rule) -> Bool {
    if table.traits.readsSourceScript, rule.source == ["'"] { return false }
    return rule.source.allSatisfy(\.isASCII)
      && (rule.left + rule.right).allSatisfy { item in
        item.matchesEdge || item.isNegated || item.matchesAnyLetter
          || item.scalars.contains(where: \.isASCII)
      }
  }

  private func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    RuleTable.apostrophes.contains(scalar) ? "'" : scalar
  }

  private func symbol(_ scalar: Unicode.Scalar) -> Int { symbols[fold(scalar)] ?? 0 }

  // MARK: Classes

  private mutating func buildClasses(_ rules: [Rule]) throws(TransliterationError) {
    let letterBit = UInt64(1) << UInt64(RuleTable.MaskBit.letter)
    table.masks[RuleTable.Symbol.edge] = 1 << UInt64(RuleTable.MaskBit.edge)
    table.masks[RuleTable.Symbol.foreign] = letterBit
    table.masks[RuleTable.Symbol.mark] = letterBit
    for (scalar, symbol) in symbols where symbol >= RuleTable.Symbol.first {
      let isLetter =
        scalar.properties.isAlphabetic
        || scalar.properties.canonicalCombiningClass != .notReordered
      table.masks[symbol] = isLetter ? letterBit : 1 << UInt64(RuleTable.MaskBit.edge)
      if !capitals(of: scalar).isEmpty {
        table.masks[symbol] |= 1 << UInt64(RuleTable.MaskBit.cased)
      }
    }
    var next = RuleTable.MaskBit.first
    for rule in rules {
      for item in rule.left + rule.right where !isSingle(item) && classBits[item] == nil {
        guard next < RuleTable.classLimit else {
          throw .malformed(
            "the rules use more than \(RuleTable.classLimit - RuleTable.MaskBit.first) classes",
            file: rule.file, line: rule.line)
        }
        classBits[item] = next
        mark(item, bit: UInt64(1) << UInt64(next))
        next += 1
      }
    }
  }

  private mutating func mark(_ item: ContextItem, bit: UInt64) {
    var members = Set(item.scalars.map(symbol))
    for index in table.masks.indices {
      let isLetter = table.masks[index] >> UInt64(RuleTable.MaskBit.letter) & 1 == 1
      let isEdge = table.masks[index] >> UInt64(RuleTable.MaskBit.edge) & 1 == 1
      if item.matchesAnyLetter, isLetter { members.insert(index) }
      let isMember = members.contains(index) || (item.matchesEdge && isEdge)
      if item.isNegated ? (isLetter && !isMember) : isMember { table.masks[index] |= bit }
    }
  }

  /// Whether an item is one plain letter, which is compared as a symbol and needs no bit.
  private func isSingle(_ item: ContextItem) -> Bool {
    item.scalars.count == 1 && !item.matchesEdge && !item.isNegated && !item.matchesAnyLetter
  }

  private func code(_ item: ContextItem) -> UInt16 {
    if isSingle(item), let scalar = item.scalars.first {
      return UInt16(symbol(scalar) + RuleTable.classLimit)
    }
    return UInt16(classBits[item] ?? RuleTable.MaskBit.edge)
  }

  // MARK: Rules

  private mutating func buildCandidates(_ rules: [Rule]) {
    var byFirst: [Int: [(order: Int, rule: Rule)]] = [:]
    for (order, rule) in rules.enumerated() {
      byFirst[symbol(rule.source[0]), default: []].append((order, rule))
    }
    var padding = 1
    for (first, group) in byFirst.sorted(by: { $0.key < $1.key }) {
      let sorted = group.sorted { a, b in
        if a.rule.source.count != b.rule.source.count {
          return a.rule.source.count > b.rule.source.count
        }
        let contextA = a.rule.left.count + a.rule.right.count
        let contextB = b.rule.left.count + b.rule.right.count
        return contextA != contextB ? contextA > contextB : a.order < b.order
      }
      let start = table.candidates.count
      for (_, rule) in sorted {
        padding = max(padding, rule.left.count, rule.source.count + rule.right.count)
        append(rule)
        // Nothing behind a rule for one letter without context can ever apply.
        if rule.source.count == 1, rule.left.isEmpty, rule.right.isEmpty { break }
      }
      let count = table.candidates.count - start
      let only = table.candidates[start]
      if count == 1, only.sourceCount == 1, only.leftCount == 0, only.rightCount == 0 {
        table.heads[first] = RuleTable.simpleBit | UInt32(only.target)
      } else {
        table.heads[first] = UInt32(start) << 10 | UInt32(min(count, 1023))
      }
    }
    // Two more, since the case of a letter looks past an apostrophe on either side.
    table.traits.padding = padding + 2
    table.targetBytes += [UInt8](repeating: 0, count: 8)
  }

  private mutating func append(_ rule: Rule) {
    let itemStart = table.items.count
    for scalar in rule.source.dropFirst() {
      table.items.append(UInt16(symbol(scalar) + RuleTable.classLimit))
    }
    for item in rule.left.reversed() { table.items.append(code(item)) }
    for item in rule.right { table.items.append(code(item)) }
    let targetIndex = table.targets.count
    let capitals = uppercased(rule.target)
    appendTarget(rule.target)
    let title = rule.title ?? titlecased(rule.target)
    // A target without cased letters shares its form, which tells the engine that the capital of
    // the word is still to come.
    if title == rule.target {
      table.targets.append(table.targets[targetIndex])
    } else {
      appendTarget(title)
    }
    appendTarget(capitals)
    table.candidates.append(
      RuleTable.Candidate(
        items: Int32(itemStart), sourceCount: UInt8(rule.source.count),
        leftCount: UInt8(rule.left.count), rightCount: UInt8(rule.right.count),
        target: Int32(targetIndex)))
  }

  private mutating func appendTarget(_ text: String) {
    let bytes = Array(text.utf8)
    table.targets.append(UInt32(table.targetBytes.count) << 8 | UInt32(min(bytes.count, 255)))
    table.targetBytes += bytes.prefix(255)
  }

  // MARK: Case

  private func uppercased(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { result += capital(scalar) }
    return result
  }

  private func titlecased(_ text: String) -> String {
    var result = ""
    var isDone = false
    for scalar in text.unicodeScalars {
      let upper = capital(scalar)
      if isDone || upper == String(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += upper
        isDone = true
      }
    }
    return result
  }

  private func capital(_ scalar: Unicode.Scalar) -> String {
    if usesTurkishCasing, scalar == "i" { return "\u{130}" }
    return scalar.properties.uppercaseMapping
  }

  // MARK: Pages

  private mutating func buildPages() {
    var known: [UInt32: UInt32] = [:]
    for (scalar, symbol) in symbols where symbol >= RuleTable.Symbol.first {
      let code = UInt32(symbol) << RuleTable.symbolShift
      known[scalar.value] = code | scalar.value
      for (capital, isPlain) in capitals(of: scalar) where isPlain || symbols[capital] == nil {
        known[capital.value] = code | RuleTable.capitalBit | capital.value
      }
    }
    for scalar in ignored {
      known[scalar.value] = UInt32(RuleTable.Symbol.ignored) << RuleTable.symbolShift | scalar.value
    }
    table.astral = known.keys.filter { $0 >= 0x10000 }.sorted().compactMap { known[$0] }
    // The scripts up to Arabic, and general punctuation, whatever the system.
    var pageNumbers = Set<UInt32>(0..<(0x600 >> 6)).union([0x80])
    for scalar in known.keys where scalar < 0x10000 { pageNumbers.insert(scalar >> 6) }
    for page in pageNumbers.sorted() {
      table.pageStarts[Int(page)] = Int32(table.pages.count)
      for value in (page << 6)..<((page + 1) << 6) {
        table.pages.append(known[value] ?? RuleTable.unknownElement(value))
      }
    }
  }

  /// The capitals of a letter; `isPlain` for the single-scalar uppercase mapping.
  private func capitals(of scalar: Unicode.Scalar) -> [(Unicode.Scalar, isPlain: Bool)] {
    var result: [(Unicode.Scalar, isPlain: Bool)] = []
    if usesTurkishCasing, scalar == "i" { return [("\u{130}", true)] }
    for mapping in [scalar.properties.uppercaseMapping, scalar.properties.titlecaseMapping] {
      let scalars = mapping.unicodeScalars
      guard scalars.count == 1, let only = scalars.first, only != scalar else { continue }
      // "ς" and "σ" share "Σ"; it belongs to the letter that it is lowercased to.
      guard only.properties.lowercaseMapping == String(scalar) else { continue }
      if !result.contains(where: { $0.0 == only }) { result.append((only, true)) }
    }
    return result
  }
}
