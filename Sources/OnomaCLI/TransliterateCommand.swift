internal import ArgumentParser
internal import OnomaText
internal import OnomaTransliteration

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// `onoma transliterate`: lines in, lines out, in another script.
struct TransliterateCommand: ParsableCommand {
  /// How a list of systems is printed.
  enum ListFormat: String, ExpressibleByArgument {
    case json
    case text
  }

  static let configuration = CommandConfiguration(
    commandName: "transliterate",
    abstract: "Writes names in another script, by a published system or as a press spells them.",
    discussion: """
      Reads lines and writes as many lines, in the same order. Text outside the system's script
      passes through.

        onoma transliterate --system be-icao-9303 names.txt
        onoma transliterate --from be --to de names.txt
        onoma transliterate --list
      """)

  @Option(help: "The romanization system: an ID of --list, or a name that others use for it.")
  var system: String?

  @Option(help: "The language of the names, for a press convention (with --to).")
  var from: String?

  @Option(help: "The language whose press spells the names (with --from).")
  var to: String?

  @Flag(help: "Lead from the romanization back to the original script, where the system allows it.")
  var reverse = false

  @Flag(help: "List the systems.")
  var list = false

  @Option(help: "How to print the list: text or json.")
  var format = ListFormat.text

  @Option(help: "Check a file of vectors (JSONL: system, source, expected) and print a table.")
  var conformance: String?

  @Flag(help: "Say on standard error which look-alike letters were read as their twins.")
  var explain = false

  @Option(help: "Write to this file instead of standard output.")
  var output: String?

  @Argument(help: "Files to read; - or none is standard input.")
  var files: [String] = []

  mutating func run() throws {
    if list { return try printList() }
    if let conformance { return try TransliterationConformance(path: conformance).run(to: output) }
    let transliterator = try chosenTransliterator()
    try withOutput(output) { target in
      var line: [UInt8] = []
      for path in files.isEmpty ? ["-"] : files {
        let input = try InputSource(path: path)
        while let bytes = try input.nextLine() {
          guard let text = String(validating: bytes, as: UTF8.self) else {
            throw fail("\(input.name):\(input.line): the line is not UTF-8", code: .badInput)
          }
          if explain { report(text, at: "\(input.name):\(input.line)", transliterator) }
          line.removeAll(keepingCapacity: true)
          bytes.withUnsafeBufferPointer { transliterator.transliterate($0, into: &line) }
          line.append(0x0A)
          try target.write(line)
        }
      }
    }
  }

  private func chosenTransliterator() throws -> Transliterator {
    let registry = TransliterationRegistry.shipped
    let id: String
    switch (system, from, to) {
    case (let system?, nil, nil):
      id = system
    case (nil, let from?, let to?):
      guard let convention = registry.conventions(from: from, to: to).first else {
        let known = registry.systems.filter { $0.languages.contains(from) }
          .compactMap(\.targetLanguage)
        let hint =
          known.isEmpty
          ? "" : "; known for \"\(from)\": \(Set(known).sorted().joined(separator: ", "))"
        throw fail("no press convention from \"\(from)\" to \"\(to)\"\(hint)", code: .usage)
      }
      id = convention.id
    default:
      throw fail("give either --system, or --from and --to", code: .usage)
    }
    do {
      return try registry.transliterator(id: id, reversed: reverse)
    } catch {
      throw fail("\(error)", code: error.code == .malformedRules ? .internalError : .usage)
    }
  }

  private func report(_ text: String, at position: String, _ transliterator: Transliterator) {
    for repair in transliterator.homoglyphRepairs(in: text) {
      StandardError.write(
        "\(position): byte \(repair.utf8Offset): \(Self.name(repair.original)) read as "
          + "\(Self.name(repair.replacement))\n")
    }
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    "\(scalar) (U+\(String(scalar.value, radix: 16, uppercase: true)))"
  }

  // MARK: List

  /// A system as `--list --format json` prints it.
  private struct Listing: Encodable {
    var id: String
    var name: String
    var authority: String
    var year: Int?
    var from: String
    var to: String
    var languages: [String]
    var targetLanguage: String?
    var kind: String
    var source: String
    var confidence: String
    var conformsTo: [String]
    var reversible: Bool

    init(_ system: RomanizationSystem) {
      id = system.id
      name = system.name
      authority = system.authority
      year = system.year
      from = system.from
      to = system.to
      languages = system.languages
      targetLanguage = system.targetLanguage
      kind = system.kind.rawValue
      source = system.source
      confidence = system.confidence.rawValue
      conformsTo = system.conformsTo
      reversible = system.isReversible
    }
  }

  private func printList() throws {
    let systems = TransliterationRegistry.shipped.systems
    try withOutput(output) { target in
      switch format {
      case .json:
        let encoder = JSONEncoder()
        // Sorted keys, since the same input gives the same bytes out.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for (index, system) in systems.enumerated() {
          try target.write(index == 0 ? "[" : ",\n")
          try target.write(try encoder.encode(Listing(system)))
        }
        try target.write(systems.isEmpty ? "[]\n" : "]\n")
      case .text:
        let width = systems.map(\.id.utf8.count).max() ?? 0
        for system in systems {
          let gap = String(repeating: " ", count: width - system.id.utf8.count + 2)
          let mark = system.isReversible ? " (reversible)" : ""
          try target.write("\(system.id)\(gap)\(system.name)\(mark)\n")
        }
      }
    }
  }
}

/// Runs published examples against the shipped systems and prints how many come out right.
private struct TransliterationConformance {
  /// A line of the vector file.
  private struct Vector: Decodable {
    var system: String
    var source: String
    /// Absent where nothing is expected: the suite at hand writes no empty strings.
    var expected: String?
    var flags: [String]?
  }

  private struct Score {
    var count = 0
    var exact = 0
    var relaxed = 0
  }

  let path: String

  /// Prints a table: system, ID of ours, vectors, exact, relaxed.
  ///
  /// Ends with status 1 if any vector of a shipped system does not come out exactly.
  func run(to output: String?) throws {
    let registry = TransliterationRegistry.shipped
    let input = try InputSource(path: path)
    let decoder = JSONDecoder()
    var scores: [String: Score] = [:]
    while let line = try input.nextLine() {
      if line.isEmpty { continue }
      guard let vector = try? decoder.decode(Vector.self, from: Data(line)) else {
        throw fail(
          "\(input.name):\(input.line): not a vector {\"system\", \"source\", \"expected\"}",
          code: .badInput)
      }
      guard let transliterator = try? registry.transliterator(id: vector.system) else {
        continue
      }
      let flags = vector.flags ?? []
      if flags.contains(where: { $0.hasPrefix("suspect") || $0.hasPrefix("expected-has") }) {
        continue
      }
      let result = NormalizationForm.nfc.normalize(transliterator.transliterate(vector.source))
      let expected = NormalizationForm.nfc.normalize(vector.expected ?? "")
      var score = scores[vector.system] ?? Score()
      score.count += 1
      if result == expected { score.exact += 1 }
      if Self.relaxed(result) == Self.relaxed(expected) { score.relaxed += 1 }
      scores[vector.system] = score
    }
    var total = Score()
    try withOutput(output) { target in
      try target.write("system\tid\tvectors\texact\trelaxed\n")
      for (name, score) in scores.sorted(by: { $0.key < $1.key }) {
        let id = registry.system(id: name)?.id ?? ""
        try target.write("\(name)\t\(id)\t\(score.count)\t\(score.exact)\t\(score.relaxed)\n")
        total.count += score.count
        total.exact += score.exact
        total.relaxed += score.relaxed
      }
      try target.write("total\t\t\(total.count)\t\(total.exact)\t\(total.relaxed)\n")
    }
    if total.exact < total.count { throw ExitCode(ExitStatus.difference.rawValue) }
  }

  /// The form in which kinds of apostrophe, interpuncts and case make no difference.
  private static func relaxed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "\u{B7}": continue
      case "\u{2019}", "\u{2BC}", "\u{2018}", "`", "\u{B4}", "\u{2B9}", "\u{2BB}", "\u{2BE}",
        "\u{2032}":
        result.append("'")
      case "\u{201D}", "\u{2BA}", "\u{201C}", "\u{2033}": result.append("\"")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
