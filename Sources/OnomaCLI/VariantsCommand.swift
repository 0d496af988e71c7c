internal import ArgumentParser
internal import Onoma
internal import OnomaText
internal import OnomaTransliteration

/// `onoma variants`: every plausible spelling of a name, with what makes it.
struct VariantsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "variants",
    abstract: "Lists the spellings of a name across systems, source languages and presses.",
    discussion: """
      A name in its own script is romanized by every system of its languages. A Latin spelling is \
      led back to its likely originals first. The most usual variants come first.

        onoma variants "Ціханоўскі" --across-languages
        onoma variants Loukachenko --format tsv
      """)

  @Argument(help: "The names; - reads them from standard input, one a line.")
  var names: [String]

  @Flag(help: "Write the name in the other East Slavic languages too (be, ru, uk).")
  var acrossLanguages = false

  @Option(help: "The language of the name, such as be; otherwise its letters tell.")
  var from: String?

  @Option(help: "Only variants in this script, such as Latn.")
  var script: String?

  @Option(help: "How many variants at most for each name.")
  var limit = 500

  @Option(help: "The form of the results: text, jsonl or tsv.")
  var format = Format.text

  @Flag(help: "Say what makes each variant (text only; jsonl and tsv always do).")
  var explain = false

  @Option(name: .shortAndLong, help: "The file to write to; it appears only when it is complete.")
  var output: String?

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, jsonl, tsv }

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if names.isEmpty { throw ValidationError("Give a name, or - for standard input.") }
    if let from,
      !TransliterationRegistry.shipped.systems.contains(where: { $0.languages.contains(from) })
    {
      throw ValidationError("No system romanizes the language \"\(from)\".")
    }
    if let script, Script(script) == nil {
      throw ValidationError("A script is an ISO 15924 code such as Latn, not \"\(script)\".")
    }
  }

  func run() throws {
    let forms = GivenNameForms()
    let options = VariantOptions(
      languages: from.map { [$0] } ?? [], acrossLanguages: acrossLanguages,
      scripts: script.map { [$0] } ?? [], limit: limit, wordForms: { forms[$0] })
    try withOutput(output) { target in
      if format == .tsv { try target.write("name\tvariant\tscript\tweight\torigins\n") }
      var isFirst = true
      try NameInput(names).forEach { name in
        let variants = NameVariants.shipped.variants(of: name, options: options)
        if variants.isEmpty {
          StandardError.write(
            "onoma: nothing makes a variant of \"\(EntityTable.printable(name))\"\n")
        }
        if format == .text, !isFirst { try target.write("\n") }
        isFirst = false
        for variant in variants { try target.write(line(variant, of: name)) }
      }
    }
  }

  private func line(_ variant: NameVariant, of name: String) -> String {
    switch format {
    case .text:
      guard explain else { return EntityTable.printable(variant.text) + "\n" }
      return "\(EntityTable.printable(variant.text))\t\(Self.explanation(variant.origins))\n"
    case .tsv:
      let weight = CellText.decimal(variant.weight)
      return [
        CellText.cell(name), CellText.cell(variant.text), variant.script, weight,
        CellText.cell(Self.explanation(variant.origins)),
      ].joined(separator: "\t") + "\n"
    case .jsonl:
      var json = JSONText()
      json.object { json in
        json.key("name")
        json.string(name)
        json.key("variant")
        json.string(variant.text)
        json.key("script")
        json.string(variant.script)
        json.key("weight")
        json.number((variant.weight * 1000).rounded() / 1000)
        json.key("origins")
        json.array { json in
          for origin in variant.origins {
            json.object { json in
              json.key("language")
              json.string(origin.language)
              json.key("original")
              json.string(origin.original)
              if let system = origin.system {
                json.key("system")
                json.string(system)
              }
              if origin.usesWordForm {
                json.key("wordForm")
                json.boolean(true)
              }
            }
          }
        }
      }
      return json.text + "\n"
    }
  }

  /// `be Ціханоўскі: be-icao-9303, be-mvd-2010; ru …`, a semicolon between originals.
  private static func explanation(_ origins: [VariantOrigin]) -> String {
    var parts: [String] = []
    var previous: VariantOrigin?
    for origin in origins {
      let maker = (origin.system ?? "itself") + (origin.usesWordForm ? " with its given name" : "")
      if let previous, previous.language == origin.language, previous.original == origin.original {
        parts[parts.count - 1] += ", \(maker)"
      } else {
        parts.append("\(origin.language) \(EntityTable.printable(origin.original)): \(maker)")
      }
      previous = origin
    }
    return parts.joined(separator: "; ")
  }
}

/// Text for the cells of a table.
enum CellText {
  /// Without tabs and line ends, which separate cells and rows.
  static func cell(_ text: String) -> String { EntityTable.printable(text) }

  /// Three decimals.
  static func decimal(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}

/// The forms of a given name in other languages (`Data/names/given-names-*.tsv`).
///
/// `onoma` puts the lexicon and the systems together here, since the systems know nothing of names.
private struct GivenNameForms: Sendable {
  private let families: [String: [String]]
  private let forms: [String: [String: [String]]]

  init() {
    var families: [String: [String]] = [:]
    var forms: [String: [String: [String]]] = [:]
    for file in EmbeddedData.files(under: "names/given-names") {
      let table = DataTable.embedded(file.path, columns: ["family", "gender", "language", "forms"])
      for row in table.rows where row["language"] != "*" {
        let family = "\(row["family"]) \(row["gender"])"
        let names = row.list("forms").map(String.init)
        forms[family, default: [:]][String(row["language"]), default: []] += names
        for name in names {
          let key = name.lowercased()
          if families[key]?.contains(family) != true { families[key, default: []].append(family) }
        }
      }
    }
    self.families = families
    self.forms = forms
  }

  /// The forms of a word by language; empty where it is no given name, or more than one.
  subscript(_ word: String) -> [String: [String]] {
    guard let found = families[word.lowercased()], let first = found.first else { return [:] }
    // A form of two families (Іван: ivan and john) takes the first, which is the more frequent.
    return forms[first] ?? [:]
  }
}
