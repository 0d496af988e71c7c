// Reads the rule language of Data/transliteration (docs/transliteration.md describes it for
// linguists). The parser works line by line and names the file and line of everything it refuses;
// `head` reads only the metadata, which is all that a list of systems needs.

/// Parses rule files.
struct RuleFileParser {
  /// A scalar of a line, and whether a backslash took its special meaning away.
  private struct Token: Equatable {
    var scalar: Unicode.Scalar
    var isEscaped = false

    func isSpecial(_ other: Unicode.Scalar) -> Bool { !isEscaped && scalar == other }
  }

  private enum Section { case head, classes, rules, consonants, reverse, examples }

  private static let knownKeys: Set<String> = [
    "id", "name", "authority", "year", "from", "to", "languages", "targetLanguage", "kind",
    "source", "confidence", "conformsTo", "reversible", "extends", "ignore", "caps", "casing",
    "capitalize", "prepare", "inherent", "finalInherent",
  ]

  private let path: String
  private var line = 0
  private var section = Section.head
  private var head: [String: (value: String, line: Int)] = [:]
  private var classes: [String: ContextItem]
  private var passes: [[Rule]] = [[]]
  private var reverse: [Rule]?
  private var examples: [RuleExample] = []
  private let inherited: RuleInheritance

  private init(path: String, inherited: RuleInheritance) {
    self.path = path
    self.inherited = inherited
    self.classes = inherited.classes
    classes["letter"] = ContextItem(matchesAnyLetter: true)
  }

  /// Reads only the metadata of a rule file.
  ///
  /// Complexity: O(*n*) in the length of its head.
  static func head(
    path: String, text: String
  ) throws(TransliterationError) -> (system: RomanizationSystem, parent: String?) {
    var parser = RuleFileParser(path: path, inherited: RuleInheritance())
    try parser.readHeadOnly(text)
    return (try parser.system(), parser.head["extends"]?.value)
  }

  /// The keys and values of a head.
  static func headKeys(
    path: String, text: String
  ) throws(TransliterationError) -> [String: String] {
    var parser = RuleFileParser(path: path, inherited: RuleInheritance())
    try parser.readHeadOnly(text)
    return parser.head.mapValues(\.value)
  }

  /// Reads a whole rule file.
  ///
  /// `inherited` holds what it takes over from the file that it extends, and what the files that
  /// extend it decide. Complexity: O(*n*) in the length of the text.
  static func parse(
    path: String, text: String, inherited: RuleInheritance = RuleInheritance()
  ) throws(TransliterationError) -> RuleFile {
    var parser = RuleFileParser(path: path, inherited: inherited)
    for content in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      parser.line += 1
      try parser.read(Array(Substring(content).unicodeScalars))
    }
    return RuleFile(
      system: try parser.system(), parent: parser.head["extends"]?.value, passes: parser.passes,
      reverse: parser.reverse, ignored: try parser.ignored(),
      keepsTitleCase: try parser.choice("caps", ["word", "title"]) == "title",
      usesTurkishCasing: try parser.choice("casing", ["default", "turkish"]) == "turkish",
      capitalization: WordCapitalization(
        rawValue: try parser.choice("capitalize", ["none", "first", "words", "all"])) ?? .none,
      preparation: parser.head["prepare"]?.value,
      inherent: parser.head["inherent"]?.value, finalInherent: parser.head["finalInherent"]?.value,
      classes: parser.classes, examples: parser.examples)
  }

  // MARK: Lines

  private mutating func readHeadOnly(_ text: String) throws(TransliterationError) {
    for content in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      line += 1
      if content.first == UInt8(ascii: "[") { break }
      try read(Array(Substring(content).unicodeScalars))
    }
  }

  private mutating func read(_ content: [Unicode.Scalar]) throws(TransliterationError) {
    let tokens = trim(try tokenize(content)[...])
    guard let first = tokens.first else { return }
    if first.isSpecial("["), tokens.last?.isSpecial("]") == true,
      !tokens.contains(where: { $0.isSpecial(">") })
    {
      try open(text(tokens.dropFirst().dropLast()))
      return
    }
    switch section {
    case .head: try readHead(tokens)
    case .classes: try readClass(tokens)
    case .rules: passes[passes.count - 1] += try readRules(tokens)
    case .consonants: passes[passes.count - 1] += try readConsonants(tokens)
    case .reverse: reverse = (reverse ?? []) + (try readRules(tokens))
    case .examples: try readExample(tokens)
    }
  }

  private mutating func open(_ name: String) throws(TransliterationError) {
    switch name {
    case "classes": section = .classes
    case "rules": section = .rules
    case "consonants": section = .consonants
    case "then":
      section = .rules
      passes.append([])
    case "reverse":
      section = .reverse
      reverse = reverse ?? []
    case "examples": section = .examples
    default:
      throw error(
        "unknown section [\(name)]: use classes, rules, consonants, then, reverse or examples")
    }
  }

  private mutating func readHead(_ tokens: ArraySlice<Token>) throws(TransliterationError) {
    guard let colon = tokens.firstIndex(where: { $0.isSpecial(":") }) else {
      throw error("expected \"key: value\"")
    }
    let key = text(trim(tokens[..<colon]))
    guard Self.knownKeys.contains(key) else { throw error("unknown key \"\(key)\"") }
    guard head[key] == nil else { throw error("\"\(key)\" is given twice") }
    head[key] = (text(trim(tokens[(colon + 1)...])), line)
  }

  private mutating func readClass(_ tokens: ArraySlice<Token>) throws(TransliterationError) {
    guard let equals = tokens.firstIndex(where: { $0.isSpecial("=") }) else {
      throw error("expected \"class = letters\"")
    }
    let name = text(trim(tokens[..<equals]))
    guard name.unicodeScalars.count > 1, name.unicodeScalars.allSatisfy(Self.isNameScalar) else {
      throw error("a class name has two or more ASCII letters, not \"\(name)\"")
    }
    classes[name] = try members(trim(tokens[(equals + 1)...]))
  }

  private mutating func readExample(_ tokens: ArraySlice<Token>) throws(TransliterationError) {
    guard let arrow = tokens.firstIndex(where: { $0.isSpecial(">") }) else {
      throw error("expected \"original > romanized\"")
    }
    examples.append(
      RuleExample(
        source: text(trim(tokens[..<arrow])), target: text(trim(tokens[(arrow + 1)...])), line: line
      ))
  }

  // MARK: Rules

  private func readRules(_ tokens: ArraySlice<Token>) throws(TransliterationError) -> [Rule] {
    guard let arrow = tokens.firstIndex(where: { $0.isSpecial(">") }) else {
      throw error("expected \"letters > replacement\"")
    }
    var body = tokens[..<arrow]
    var left: [ContextItem] = []
    var right: [ContextItem] = []
    if let brace = body.firstIndex(where: { $0.isSpecial("{") }) {
      left = try context(body[..<brace])
      body = body[(brace + 1)...]
    }
    if let brace = body.firstIndex(where: { $0.isSpecial("}") }) {
      right = try context(body[(brace + 1)...])
      body = body[..<brace]
    }
    let sources = words(body)
    guard !sources.isEmpty else { throw error("there is nothing to replace before \">\"") }
    let targets = words(tokens[(arrow + 1)...])
    guard targets.count <= 1 || targets.count == sources.count else {
      throw error("\(sources.count) letters but \(targets.count) replacements")
    }
    var rules: [Rule] = []
    for (index, word) in sources.enumerated() {
      let replacement =
        targets.isEmpty ? [][...] : targets.count == 1 ? targets[0] : targets[index]
      let (target, title) = try self.replacement(replacement)
      for source in try expand(word) {
        rules.append(
          Rule(
            left: left, source: source, right: right, target: target, title: title, file: path,
            line: line))
      }
    }
    return rules
  }

  /// The rules for consonants of an abugida, which carry a vowel unless a sign follows.
  ///
  /// The class `sign` holds the vowel signs and the sign of a missing vowel.
  private func readConsonants(
    _ tokens: ArraySlice<Token>
  ) throws(TransliterationError) -> [Rule] {
    guard let sign = classes["sign"] else {
      throw error("[consonants] needs a class \"sign\" of vowel signs")
    }
    let inherent = inherited.inherent ?? head["inherent"]?.value ?? "a"
    let isFinalSilent = (inherited.finalInherent ?? head["finalInherent"]?.value) == "silent"
    var rules: [Rule] = []
    for rule in try readRules(tokens) {
      guard rule.right.isEmpty else { throw error("a consonant has no context on its right") }
      var open = rule
      open.target = try limited(rule.target + (inherent == "_" ? "" : inherent))
      rules.append(open)
      var closed = rule
      closed.right = [sign]
      rules.append(closed)
      if isFinalSilent {
        var final = rule
        final.right = [ContextItem(matchesEdge: true)]
        rules.append(final)
      }
    }
    return rules
  }

  private func replacement(
    _ tokens: ArraySlice<Token>
  ) throws(TransliterationError) -> (target: String, title: String?) {
    if tokens.count == 1, tokens.first?.isSpecial("_") == true { return ("", nil) }
    guard let slash = tokens.firstIndex(where: { $0.isSpecial("/") }) else {
      return (try limited(text(tokens)), nil)
    }
    return (try limited(text(tokens[..<slash])), try limited(text(tokens[(slash + 1)...])))
  }

  /// Keeps replacements within what the engine's output buffer reserves for one of them.
  private func limited(_ target: String) throws(TransliterationError) -> String {
    guard target.utf8.count <= RuleTable.longestTarget else {
      throw error("a replacement has at most \(RuleTable.longestTarget) bytes of UTF-8")
    }
    return target
  }

  /// The sources that a word of a rule stands for: `[ьъ]е` means `ье` and `ъе`.
  private func expand(
    _ word: ArraySlice<Token>
  ) throws(TransliterationError) -> [[Unicode.Scalar]] {
    var results: [[Unicode.Scalar]] = [[]]
    var rest = word
    while let token = rest.first {
      if Hangul.isSyllable(token.scalar) {
        // The engine reads the letters of a syllable.
        var letters: [Unicode.Scalar] = []
        Hangul.decompose(token.scalar.value) { value in
          if let letter = Unicode.Scalar(value) { letters.append(letter) }
        }
        results = results.map { $0 + letters }
        rest = rest.dropFirst()
        continue
      }
      var choices = [token.scalar]
      if token.isSpecial("[") {
        guard let close = rest.firstIndex(where: { $0.isSpecial("]") }) else {
          throw error("\"[\" without \"]\"")
        }
        let set = try members(rest[(rest.startIndex + 1)..<close])
        guard !set.isNegated, !set.matchesEdge, !set.matchesAnyLetter, !set.scalars.isEmpty else {
          throw error("a set among the letters to replace lists letters only")
        }
        choices = set.scalars.sorted()
        rest = rest[(close + 1)...]
      } else {
        rest = rest.dropFirst()
      }
      guard results.count * choices.count <= 4096 else { throw error("the sets are too large") }
      results = results.flatMap { prefix in choices.map { prefix + [$0] } }
    }
    for source in results {
      guard source.count <= RuleTable.longestSource else {
        throw error("a rule replaces at most \(RuleTable.longestSource) letters at once")
      }
      for scalar in source where scalar.properties.lowercaseMapping != String(scalar) {
        throw error("rules are written in lower case; the engine adds the capitals: \"\(scalar)\"")
      }
    }
    return results
  }

  private func context(
    _ tokens: ArraySlice<Token>
  ) throws(TransliterationError) -> [ContextItem] {
    var items: [ContextItem] = []
    var rest = trim(tokens)
    while let token = rest.first {
      if token.isSpecial("[") {
        guard let close = rest.firstIndex(where: { $0.isSpecial("]") }) else {
          throw error("\"[\" without \"]\"")
        }
        items.append(try members(rest[(rest.startIndex + 1)..<close]))
        rest = rest[(close + 1)...]
        continue
      }
      rest = rest.dropFirst()
      if token.isSpecial("|") {
        items.append(ContextItem(matchesEdge: true))
      } else if !token.isSpecial(" ") {
        items.append(ContextItem(scalars: [Self.foldApostrophe(token.scalar)]))
      }
    }
    guard items.count <= RuleTable.longestContext else {
      throw error("a context has at most \(RuleTable.longestContext) places")
    }
    return items
  }

  /// The set that the inside of brackets, or the right side of a class, describes.
  private func members(_ tokens: ArraySlice<Token>) throws(TransliterationError) -> ContextItem {
    var result = ContextItem()
    var body = trim(tokens)
    let isNegated = body.first?.isSpecial("^") == true
    if isNegated { body = body.dropFirst() }
    for word in words(body) {
      let isPlain = word.allSatisfy { !$0.isEscaped && Self.isNameScalar($0.scalar) }
      if isPlain, word.count > 1 {
        let name = text(word)
        guard let other = classes[name] else { throw error("unknown class \"\(name)\"") }
        guard !other.isNegated else { throw error("\"\(name)\" is negated and cannot be nested") }
        result.scalars.formUnion(other.scalars)
        result.matchesEdge = result.matchesEdge || other.matchesEdge
        result.matchesAnyLetter = result.matchesAnyLetter || other.matchesAnyLetter
        continue
      }
      for token in word {
        if token.isSpecial("|") {
          result.matchesEdge = true
        } else {
          result.scalars.insert(Self.foldApostrophe(token.scalar))
        }
      }
    }
    if isNegated, result.matchesEdge { throw error("an edge cannot be negated") }
    result.isNegated = isNegated
    return result
  }

  // MARK: Tokens

  private func tokenize(_ content: [Unicode.Scalar]) throws(TransliterationError) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < content.count {
      let scalar = content[index]
      index += 1
      if scalar == "#" { break }
      guard scalar == "\\" else {
        tokens.append(Token(scalar: scalar == "\t" || scalar == "\r" ? " " : scalar))
        continue
      }
      guard index < content.count else { throw error("a backslash ends the line") }
      let escaped = content[index]
      index += 1
      if escaped == "u", index < content.count, content[index] == "{" {
        guard let close = content[index...].firstIndex(of: "}") else {
          throw error("\"\\u{\" without \"}\"")
        }
        var digits = ""
        digits.unicodeScalars.append(contentsOf: content[(index + 1)..<close])
        guard let value = UInt32(digits, radix: 16), let decoded = Unicode.Scalar(value) else {
          throw error("\"\\u{\(digits)}\" is no Unicode scalar")
        }
        tokens.append(Token(scalar: decoded, isEscaped: true))
        index = close + 1
      } else {
        tokens.append(Token(scalar: escaped == "s" ? " " : escaped, isEscaped: true))
      }
    }
    return tokens
  }

  private func trim(_ tokens: ArraySlice<Token>) -> ArraySlice<Token> {
    var result = tokens
    while result.first?.isSpecial(" ") == true { result = result.dropFirst() }
    while result.last?.isSpecial(" ") == true { result = result.dropLast() }
    return result
  }

  /// The words of a line; brackets keep their spaces.
  private func words(_ tokens: ArraySlice<Token>) -> [ArraySlice<Token>] {
    var result: [ArraySlice<Token>] = []
    var start: Int?
    var depth = 0
    for index in tokens.indices {
      let token = tokens[index]
      if token.isSpecial("[") { depth += 1 }
      if token.isSpecial("]") { depth -= 1 }
      if token.isSpecial(" "), depth <= 0 {
        if let begin = start { result.append(tokens[begin..<index]) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let begin = start { result.append(tokens[begin...]) }
    return result
  }

  private func text(_ tokens: ArraySlice<Token>) -> String {
    var result = ""
    for token in tokens { result.unicodeScalars.append(token.scalar) }
    return result
  }

  private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z": true
    default: false
    }
  }

  /// All kinds of apostrophe are one letter to the rules, as they are to those who type them.
  private static func foldApostrophe(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    RuleTable.apostrophes.contains(scalar) ? "'" : scalar
  }

  private func error(_ message: String) -> TransliterationError {
    .malformed(message, file: path, line: line)
  }

  // MARK: Metadata

  private func required(_ key: String) throws(TransliterationError) -> String {
    guard let entry = head[key], !entry.value.isEmpty else {
      throw .malformed("the head lacks \"\(key)\"", file: path, line: 1)
    }
    return entry.value
  }

  private func choice(_ key: String, _ options: [String]) throws(TransliterationError) -> String {
    guard let entry = head[key] else { return options[0] }
    guard options.contains(entry.value) else {
      throw .malformed(
        "\"\(key)\" is one of \(options.joined(separator: ", "))", file: path, line: entry.line)
    }
    return entry.value
  }

  private func list(_ key: String) -> [String] {
    guard let value = head[key]?.value else { return [] }
    return value.utf8.split(separator: UInt8(ascii: "|")).compactMap { part in
      let trimmed = trim(Substring(part).unicodeScalars.map { Token(scalar: $0) }[...])
      return trimmed.isEmpty ? nil : text(trimmed)
    }
  }

  private func ignored() throws(TransliterationError) -> Set<Unicode.Scalar> {
    // The escapes of "ignore" were already decoded when the line was read.
    Set((head["ignore"]?.value ?? "").unicodeScalars.filter { $0 != " " })
  }

  private func system() throws(TransliterationError) -> RomanizationSystem {
    let kind = try choice("kind", ["standard", "convention", "base"])
    let isBase = kind == "base"
    var year: Int?
    if let entry = head["year"] {
      year = Int(entry.value)
      if year == nil {
        throw .malformed("\"year\" is a number", file: path, line: entry.line)
      }
    }
    let languages = list("languages")
    if languages.isEmpty, !isBase {
      throw .malformed("the head lacks \"languages\"", file: path, line: 1)
    }
    let targetLanguage = head["targetLanguage"]?.value
    if kind == "convention", targetLanguage == nil {
      throw .malformed("a convention states its \"targetLanguage\"", file: path, line: 1)
    }
    let confidence = try choice("confidence", ["medium", "high", "low"])
    return RomanizationSystem(
      id: try required("id"), name: isBase ? try required("id") : try required("name"),
      authority: isBase ? "" : try required("authority"), year: year, from: try required("from"),
      to: try required("to"), languages: languages, targetLanguage: targetLanguage,
      kind: RomanizationSystem.Kind(rawValue: kind) ?? .standard,
      source: isBase ? "" : try required("source"),
      confidence: RomanizationSystem.Confidence(rawValue: confidence) ?? .medium,
      conformsTo: list("conformsTo"),
      isReversible: try choice("reversible", ["no", "yes"]) == "yes")
  }
}
