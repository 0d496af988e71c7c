internal import OnomaText
internal import Synchronization

/// The romanization systems at hand.
///
/// ```swift
/// let registry = TransliterationRegistry.shipped
/// registry.system(id: "be-bgn-pcgn-1979")?.year  // 1979
/// try registry.transliterator(id: "be-bgn-pcgn-1979").transliterate("Віцебск")  // "Vitsyebsk"
/// ```
///
/// Making a registry reads only the heads of the files. A system's rules are read and compiled when
/// a transliterator for it is first asked for, once for all threads.
public struct TransliterationRegistry: Sendable {
  /// The systems that come with Onoma.
  public static let shipped: TransliterationRegistry = {
    let files = EmbeddedData.files(under: "transliteration/")
    var ruleFiles: [(path: String, text: String)] = []
    var homoglyphs: [(latin: Unicode.Scalar, own: Unicode.Scalar)] = []
    for file in files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      if file.path.hasSuffix(".rules") { ruleFiles.append((file.path, text)) }
      if file.path.hasSuffix("homoglyphs.tsv") { homoglyphs += parseHomoglyphs(text) }
    }
    return TransliterationRegistry(ruleFiles: ruleFiles, homoglyphs: homoglyphs)
  }()

  /// One system, with what is needed to compile it.
  private struct Entry: Sendable {
    var system: RomanizationSystem
    var parent: String?
    var path: String
    var text: String
  }

  private struct Key: Hashable {
    var id: String
    var isReversed: Bool
  }

  /// Compiled systems.
  ///
  /// Asking for a transliterator takes the lock; running one does not.
  private final class Cache: Sendable {
    let compiled = Mutex<[Key: Transliterator]>([:])
  }

  /// All systems, ordered by ID; base files are left out.
  public let systems: [RomanizationSystem]
  /// What is wrong with files that could not be read; empty for the shipped ones, as a test ensures.
  public let problems: [TransliterationError]
  private let entries: [String: Entry]
  private let aliases: [String: String]
  private let homoglyphs: [(latin: Unicode.Scalar, own: Unicode.Scalar)]
  private let cache = Cache()

  /// Reads rule files of your own.
  ///
  /// Complexity: O(*n*) in the length of the files' heads.
  /// - Parameter ruleFiles: the name (for messages) and the text of each file.
  /// - Throws: the first problem found in a head, or an ID that is given twice. Problems in the rules
  ///   themselves are thrown by `transliterator(id:reversed:)`.
  public init(ruleFiles: [(path: String, text: String)]) throws(TransliterationError) {
    self.init(ruleFiles: ruleFiles, homoglyphs: [])
    if let problem = problems.first { throw problem }
  }

  private init(
    ruleFiles: [(path: String, text: String)],
    homoglyphs: [(latin: Unicode.Scalar, own: Unicode.Scalar)]
  ) {
    var entries: [String: Entry] = [:]
    var aliases: [String: String] = [:]
    var problems: [TransliterationError] = []
    for (path, text) in ruleFiles {
      do throws(TransliterationError) {
        let (system, parent) = try RuleFileParser.head(path: path, text: text)
        if let other = entries[system.id] {
          throw .malformed(
            "\"\(system.id)\" is also the ID of \(other.path)", file: path, line: 1)
        }
        entries[system.id] = Entry(system: system, parent: parent, path: path, text: text)
        for alias in system.conformsTo {
          if let other = aliases[alias] {
            throw .malformed(
              "\"\(system.id)\" and \"\(other)\" both conform to \"\(alias)\"", file: path, line: 1)
          }
          aliases[alias] = system.id
        }
      } catch {
        problems.append(error)
      }
    }
    self.entries = entries
    self.aliases = aliases
    self.problems = problems
    self.homoglyphs = homoglyphs
    systems = entries.values.map(\.system).filter { $0.kind != .base }.sorted { $0.id < $1.id }
  }

  /// The system with an ID, or with a name that others use for it (`interscript:…`, `conv:…`).
  ///
  /// Complexity: O(1).
  public func system(id: String) -> RomanizationSystem? {
    guard let entry = entries[id] ?? aliases[id].flatMap({ entries[$0] }),
      entry.system.kind != .base
    else { return nil }
    return entry.system
  }

  /// The press conventions by which `target` spells names of `language`, by confidence, then ID.
  ///
  /// Complexity: O(*n*) in the number of systems.
  public func conventions(from language: String, to target: String) -> [RomanizationSystem] {
    systems.filter {
      $0.kind == .convention && $0.languages.contains(language) && $0.targetLanguage == target
    }
  }

  /// A transliterator for a system, compiled on first use.
  ///
  /// Complexity: O(1) after the first call for a system, which takes about a millisecond.
  /// - Parameters:
  ///   - id: the system's ID or a name that others use for it.
  ///   - reversed: whether to lead from the romanization back to the original script.
  /// - Throws: `unknownSystem`, `notReversible`, or `malformedRules` for files of your own.
  public func transliterator(
    id: String, reversed: Bool = false
  ) throws(TransliterationError) -> Transliterator {
    guard let system = system(id: id) else {
      throw .unknown(id, suggestions: suggestions(for: id))
    }
    if reversed, !system.isReversible { throw .notReversible(system.id) }
    let key = Key(id: system.id, isReversed: reversed)
    if let known = cache.compiled.withLock({ $0[key] }) { return known }
    // Compiled outside the lock: two threads may do the same work once, neither waits for other
    // systems, and the first result stays.
    let made = try compile(system, reversed: reversed)
    return cache.compiled.withLock { compiled in
      if let known = compiled[key] { return known }
      compiled[key] = made
      return made
    }
  }

  /// The pairs (original, romanized) that a system's file promises.
  ///
  /// Complexity: O(*n*) in the length of the file.
  /// - Throws: `unknownSystem`, or `malformedRules` for files of your own.
  public func examples(
    id: String
  ) throws(TransliterationError) -> [(original: String, romanized: String)] {
    guard let system = system(id: id) else {
      throw .unknown(id, suggestions: suggestions(for: id))
    }
    return try resolved(system.id).examples.map { ($0.source, $0.target) }
  }

  // MARK: Compiling

  private func compile(
    _ system: RomanizationSystem, reversed: Bool
  ) throws(TransliterationError) -> Transliterator {
    let file = try resolved(system.id)
    if reversed {
      let rules = file.reverse ?? ReverseRules.derive(from: file.passes[0])
      let table = try RuleTableCompiler.compile(rules, readsSourceScript: false)
      return Transliterator(
        system: system, isReversed: true,
        program: Program(passes: [table]))
    }
    var tables: [RuleTable] = []
    for (index, rules) in file.passes.enumerated() {
      tables.append(
        try RuleTableCompiler.compile(
          rules, ignored: index == 0 ? file.ignored : [], keepsTitleCase: file.keepsTitleCase,
          usesTurkishCasing: file.usesTurkishCasing,
          capitalization: index == 0 ? file.capitalization : .none, readsSourceScript: index == 0))
    }
    var preparation: Preparation?
    if let value = file.preparation {
      preparation = try Preparation(value, file: entries[system.id]?.path ?? system.id)
    }
    let pairs = system.from == "Cyrl" ? homoglyphs : []
    return Transliterator(
      system: system, isReversed: false,
      program: Program(passes: tables, homoglyphs: pairs, preparation: preparation))
  }

  /// A file with the rules of the files that it extends.
  ///
  /// A rule without context replaces every rule of the parent for the same source, so that a file
  /// never inherits an exception to a rule that it rewrites. A rule with context replaces the
  /// parent's rule for the same place, and otherwise joins the parent's rules.
  ///
  /// The vowel of a bare consonant is decided by the outermost file that states it.
  func resolved(
    _ id: String, depth: Int = 0, decided: RuleInheritance = RuleInheritance()
  ) throws(TransliterationError) -> RuleFile {
    guard let entry = entries[id] else { throw .unknown(id, suggestions: suggestions(for: id)) }
    var inherited = decided
    guard let parentID = entry.parent else {
      return try RuleFileParser.parse(path: entry.path, text: entry.text, inherited: inherited)
    }
    guard depth < 8 else {
      throw .malformed("\"extends\" goes in a circle", file: entry.path, line: 1)
    }
    guard entries[parentID] != nil else {
      throw .malformed("it extends \"\(parentID)\", which is unknown", file: entry.path, line: 1)
    }
    let own = try RuleFileParser.headKeys(path: entry.path, text: entry.text)
    inherited.inherent = inherited.inherent ?? own["inherent"]
    inherited.finalInherent = inherited.finalInherent ?? own["finalInherent"]
    let parent = try resolved(parentID, depth: depth + 1, decided: inherited)
    inherited.classes = parent.classes
    inherited.inherent = inherited.inherent ?? parent.inherent
    inherited.finalInherent = inherited.finalInherent ?? parent.finalInherent
    var file = try RuleFileParser.parse(
      path: entry.path, text: entry.text, inherited: inherited)
    file.inherent = inherited.inherent
    file.finalInherent = inherited.finalInherent
    var plain: Set<[Unicode.Scalar]> = []
    var exceptions: Set<[[ContextItem]]> = []
    for rule in file.passes[0] {
      if rule.left.isEmpty, rule.right.isEmpty { plain.insert(rule.source) }
      exceptions.insert(Self.place(of: rule))
    }
    file.passes[0] += parent.passes[0].filter {
      !plain.contains($0.source) && !exceptions.contains(Self.place(of: $0))
    }
    if file.passes.count == 1 { file.passes += parent.passes.dropFirst() }
    file.reverse = file.reverse ?? parent.reverse
    file.ignored.formUnion(parent.ignored)
    file.keepsTitleCase = file.keepsTitleCase || parent.keepsTitleCase
    file.usesTurkishCasing = file.usesTurkishCasing || parent.usesTurkishCasing
    if file.capitalization == .none { file.capitalization = parent.capitalization }
    file.preparation = file.preparation ?? parent.preparation
    return file
  }

  /// What a rule applies to, for comparison with other rules.
  private static func place(of rule: Rule) -> [[ContextItem]] {
    [rule.left, rule.source.map { ContextItem(scalars: [$0]) }, rule.right]
  }

  // MARK: Suggestions

  private func suggestions(for id: String) -> [String] {
    let wanted = Array(id.lowercased().utf8.prefix(80))
    var ranked: [(distance: Int, id: String)] = []
    for name in systems.map(\.id) + aliases.keys.sorted() {
      let other = Array(name.lowercased().utf8)
      let distance = Self.distance(wanted, other)
      if distance * 2 <= max(wanted.count, other.count) { ranked.append((distance, name)) }
    }
    return ranked.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(3).map(\.id)
  }

  /// Levenshtein distance; a slow plain form, since it runs only for an error message.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = x == y ? diagonal : min(diagonal, above, row[j]) + 1
        diagonal = above
      }
    }
    return row[b.count]
  }

  /// Lines of `homoglyphs.tsv`: the Latin letter, a tab, its twin; `#` starts a comment.
  private static func parseHomoglyphs(
    _ text: String
  ) -> [HomoglyphTable.Pair] {
    var pairs: [HomoglyphTable.Pair] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t")
      guard cells.count == 2, cells[0].unicodeScalars.count == 1,
        cells[1].unicodeScalars.count == 1, let latin = cells[0].unicodeScalars.first,
        let own = cells[1].unicodeScalars.first
      else { continue }
      pairs.append((latin, own))
    }
    return pairs
  }
}
