internal import ArgumentParser
internal import Onoma

/// `onoma import`: brings a store to what somebody else's data says.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Reads entities of other sources into a store, and updates those it read before.",
    discussion: """
      EXAMPLES:
        onoma import people.csv --store names.onoma --type person
        onoma import kb.jsonl --store names.onoma --format jsonl
        onoma import dump.json.gz --from wikidata --source wikidata --store names.onoma

      The format is told by the file's name or by --from; gzip and zstd are unpacked on the way, also \
      from standard input. A file is a source, called by its name \
      without folder and ending; with --source all files are one source of that name. Reading a \
      newer version of a source updates its entities: what it said before and says no more is taken \
      away, what others said stays.

      Records are recorded in batches, each whole or not at all; memory does not grow with the input. \
      --resume goes on where an import was broken off. With --format jsonl there is a line for each \
      change, printed when it is on the disk, and one for the sum of each source.
      """)

  @Argument(help: "The files, or - for standard input.")
  var files: [String]

  @Option(help: ArgumentHelp("The store to write; it is made if it is missing.", valueName: "file"))
  var store: String

  @Option(help: "The format of the files.")
  var from: SourceFormat?

  @Option(help: ArgumentHelp("What the source is called.", valueName: "name"))
  var source: String?

  @OptionGroup var reading: ImportReadingOptions

  @Option(
    help: ArgumentHelp(
      "Merge entities that have the same identifier of this scheme; may be repeated.",
      valueName: "scheme"))
  var link: [String] = []

  @Flag(help: "Take away what records said that the source does not have any more.")
  var withdraw = false

  @Flag(help: "Go on with an import of the same input that was broken off.")
  var resume = false

  @Flag(help: "Pass over lines that cannot be read, and list them on standard error.")
  var skipInvalid = false

  @Option(help: ArgumentHelp("How many records are recorded at a time.", valueName: "number"))
  var batchSize = 2000

  @Option(help: "How to print what changed: text or jsonl.")
  var format = ReportFormat.text

  @Option(name: .shortAndLong, help: "The file to write to; it appears only when it is complete.")
  var output: String?

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  enum ReportFormat: String, CaseIterable, ExpressibleByArgument { case text, jsonl }

  func validate() throws {
    if batchSize < 1 { throw ValidationError("--batch-size must be above 0") }
    if Set(files).count < files.count { throw ValidationError("A file is named twice.") }
    if files.contains("-"), source == nil {
      throw ValidationError("Standard input needs --source, a name for what it is.")
    }
    if let source, source.isEmpty { throw ValidationError("--source must not be empty") }
  }

  func run() throws {
    let options = try reading.options()
    let sources = source.map { [($0, files)] } ?? files.map { (Self.sourceName($0), [$0]) }
    if Set(sources.map(\.0)).count < sources.count {
      throw ValidationError("Two files would be one source; give it a name with --source.")
    }
    let formats = try files.map(sourceFormat)
    do {
      // Named before anything is written, so that a missing file leaves no store behind.
      for file in files where file != "-" { _ = try InputSource(path: file) }
    }
    let entityStore: EntityStore
    do throws(StoreError) { entityStore = try EntityStore(path: store) } catch {
      throw fail(printable(error.description), code: error.exitStatus)
    }
    try withOutput(output) { target in
      for (name, paths) in sources {
        let inputs = paths.map { path in
          (path, formats[files.firstIndex(of: path) ?? 0])
        }
        var import_ = SourceImport(
          command: self, store: entityStore, source: name, options: options, target: target)
        try import_.run(inputs)
      }
    }
  }

  private func sourceFormat(_ path: String) throws -> SourceFormat {
    if let from { return from }
    if let format = SourceFormat(path: path) { return format }
    let name = path.lowercased()
    if name.hasSuffix(".rdf") || name.hasSuffix(".trig") {
      throw fail(
        "\(printable(path)): of RDF N-Triples, Turtle and JSON-LD are read; "
          + "`riot --output=nt FILE` and `rapper -o ntriples FILE` make the first",
        code: .badInput)
    }
    throw ValidationError("The name of \(path) tells no format; say it with --from.")
  }

  /// A file's name without its folder and its endings.
  private static func sourceName(_ path: String) -> String {
    let name = SourceFormat.unpacked(path.split(separator: "/").last.map(String.init) ?? path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}

/// How `onoma import` reads records.
struct ImportReadingOptions: ParsableArguments {
  @Option(help: "What records are that do not say it: person, organization or place.")
  var type: EntityType?

  @Option(
    help: ArgumentHelp(
      "Put this before the source's keys, where keys of several sources could meet.",
      valueName: "text"))
  var prefix = ""

  @Option(
    help: ArgumentHelp(
      "A column of a table and what it holds, as name=FULL_NAME; may be repeated.",
      valueName: "what=header"))
  var column: [String] = []

  @Option(
    help: ArgumentHelp("Take only names in these languages, as en,uk,zh.", valueName: "codes"))
  var languages: String?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "A Wikidata class and what its items are, as Q11424=place; may be repeated.",
      valueName: "item=type"))
  var classes: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take only Wikidata items with articles on this many sites.", valueName: "number"))
  var minSitelinks = 0

  @Option(
    help: ArgumentHelp("Take this off the front of IRIs to make IDs of them.", valueName: "iri"))
  var base = ""

  /// The options as the readers take them.
  func options() throws -> SourceOptions {
    var options = SourceOptions()
    options.type = type
    options.prefix = prefix
    if !prefix.isEmpty, !CanonicalID(rawValue: prefix + "0").isPortable {
      throw ValidationError(
        "--prefix takes letters, digits, dots and hyphens, and a letter or digit at the front.")
    }
    for pair in column {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty else {
        throw ValidationError("--column takes what=header, such as name=FULL_NAME.")
      }
      options.columns[String(sides[0])] = String(sides[1])
    }
    for pair in classes {
      let sides = pair.split(separator: "=")
      guard sides.count == 2, let type = EntityType(argument: String(sides[1])) else {
        throw ValidationError("--class takes item=type, such as Q15284=place.")
      }
      options.classes[String(sides[0])] = type
    }
    if minSitelinks < 0 { throw ValidationError("--min-sitelinks must not be negative") }
    options.minimumSitelinks = minSitelinks
    options.base = base
    if let languages {
      options.languages = Set(languages.split(separator: ",").map { String($0) })
    }
    return options
  }
}
