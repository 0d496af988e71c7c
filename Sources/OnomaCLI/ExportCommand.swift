internal import ArgumentParser
internal import Onoma

/// `onoma export`: entities, mentions and documents in the formats of other tools.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes entities, mentions and documents in the formats of other tools.",
    discussion: """
      What is exported comes from one of four places: documents, which are resolved first (with \
      --knowledge, if given); mentions that `onoma resolve --format jsonl` printed (--mentions); a \
      store (--store); or the entities of a knowledge base alone (--knowledge without documents). \
      Formats of annotated text need the documents with --mentions and --store too; those of a store \
      must not have changed since they were recorded.

      `onoma formats` lists the formats and what each of them cannot carry. A name that a format \
      cannot carry ends the export with status 65 and no output, unless --leave-out is given.

      EXAMPLES:
        onoma export --format elasticsearch *.txt --output bulk.ndjson
        onoma resolve *.txt | onoma export --format solr-synonyms --mentions -
        onoma export --format skos-turtle --store names.onoma
      """)

  @Argument(help: "The documents: UTF-8 text files.")
  var files: [String] = []

  @Option(help: "The format; `onoma formats` lists them.")
  var format: String

  @Option(help: "A store to export.")
  var store: String?

  @Option(help: "Mentions to export, as `onoma resolve` prints them; - is standard input.")
  var mentions: String?

  @Option(help: "A knowledge base: one entity a line, as JSON.")
  var knowledge: String?

  @Option(
    name: .shortAndLong,
    help: """
      The file to write to, or the folder, for a format of several files; it appears only when it \
      is complete.
      """)
  var output: String?

  @Option(help: "What the IRIs of entities and documents start with.")
  var base = ExportOptions().base

  @Option(help: "The name of the collection, for FollowTheMoney and nomenklatura.")
  var dataset = ExportOptions().dataset

  @Option(help: "The index that bulk documents go to.")
  var index = ExportOptions().index

  @Option(help: "The most synonym rules in one file.")
  var rulesPerFile = ExportOptions().rulesPerFile

  @Option(help: "The most spellings in one synonym rule.")
  var spellingsPerRule = ExportOptions().spellingsPerRule

  @Option(
    help: """
      How many spellings by romanization systems and presses are added to each name of a person, \
      also in the other East Slavic languages.
      """)
  var variants = 0

  @Flag(help: "Put an apostrophe before cells that a spreadsheet would run as formulas.")
  var defuseFormulas = false

  @Flag(help: "Leave out, and count, what the format cannot carry.")
  var leaveOut = false

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    guard let format = ExportFormats[format]?.description else {
      throw ValidationError("There is no format \(format); `onoma formats` lists them.")
    }
    if store != nil, mentions != nil || knowledge != nil {
      throw ValidationError("--store goes with neither --mentions nor --knowledge.")
    }
    if store == nil, mentions == nil, knowledge == nil, files.isEmpty {
      throw ValidationError("Give documents, --mentions, --store or --knowledge.")
    }
    if format.parts.contains(.texts), files.isEmpty {
      throw ValidationError("The format \(format.name) needs the documents: name their files.")
    }
    if Set(files).count < files.count { throw ValidationError("A document is named twice.") }
    if format.layout == .folder, output == nil || output == "-" {
      throw ValidationError(
        "The format \(format.name) has several files: give a folder with --output.")
    }
    if rulesPerFile < 1 { throw ValidationError("--rules-per-file is at least 1.") }
    if !(0...500).contains(variants) { throw ValidationError("--variants is 0 to 500.") }
    if spellingsPerRule < 2 { throw ValidationError("--spellings-per-rule is at least 2.") }
    if [mentions, knowledge].filter({ $0 == "-" }).count + files.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Only one input can be standard input.")
    }
    if !Self.isBase(base) {
      throw ValidationError("--base must be the start of an IRI, such as https://example.org/id/.")
    }
  }

  func run() throws {
    guard let format = ExportFormats[format] else { return }
    let count: Int
    do {
      count = try write(format)
    } catch let error as ExportError {
      throw fail("\(format.description.name): \(error.description)", code: .badInput)
    } catch let error as InterchangeError {
      throw fail(error.description, code: .badInput)
    } catch let error as StoreError {
      throw fail(error.description, code: error.exitStatus)
    }
    if count > 0, !quiet {
      StandardError.write("onoma: left out \(count) values that the format cannot carry\n")
    }
  }

  private func write(_ format: any ExportFormat.Type) throws -> Int {
    let plain = try source()
    let source: any ExportSource =
      variants > 0 ? VariantExportSource(plain, limit: variants) : plain
    guard isFolder(format.description), let output else {
      var leftOut = 0
      try withOutput(output) { target in
        leftOut = try Export.write(source, in: format, options: options) { pieces in
          for piece in pieces { try target.write(piece.bytes) }
        }
      }
      return leftOut
    }
    let folder = try OutputFolder(path: output)
    do {
      let leftOut = try Export.write(source, in: format, options: options, isFolder: true) {
        for piece in $0 { if let file = piece.file { try folder.write(piece.bytes, to: file) } }
      }
      try folder.finish()
      return leftOut
    } catch {
      folder.discard()
      throw error
    }
  }

  private func isFolder(_ format: FormatDescription) -> Bool {
    switch format.layout {
    case .stream: false
    case .folder: true
    case .shards: output?.hasSuffix("/") == true
    }
  }

  private var options: ExportOptions {
    var options = ExportOptions()
    options.base = base
    options.dataset = dataset
    options.index = index
    options.rulesPerFile = rulesPerFile
    options.spellingsPerRule = spellingsPerRule
    options.defusesFormulas = defuseFormulas
    options.leavesOutUnfit = leaveOut
    return options
  }

  private func source() throws -> any ExportSource {
    let documents = try DocumentFiles(files).documents()
    let progress = Progress(isShown: !quiet && StandardError.isTerminal)
    if let store {
      return StoreExportSource(
        store: try EntityStore(path: store, access: .readOnly),
        texts: DocumentFiles.texts(documents), progress: progress)
    }
    if let mentions {
      let base = try knowledge.map(KnowledgeLines.init)?.knowledgeBase() ?? KnowledgeBase()
      let found = try MentionFile.read(mentions)
      return MemoryExportSource(mentions: found, knowledge: base, documents: documents)
    }
    if documents.isEmpty, let knowledge {
      return KnowledgeExportSource(lines: try KnowledgeLines(knowledge), progress: progress)
    }
    let base = try knowledge.map(KnowledgeLines.init)?.knowledgeBase() ?? KnowledgeBase()
    return MemoryExportSource(Resolver(knowledge: base).resolve(documents), documents: documents)
  }

  /// Whether IRIs can be made by putting something behind a text: a scheme, a colon, and nothing that
  /// an IRI cannot hold (RFC 3987).
  private static func isBase(_ base: String) -> Bool {
    guard let colon = base.utf8.firstIndex(of: 0x3A), colon > base.utf8.startIndex else {
      return false
    }
    let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
    return isLetter(base.utf8.first ?? 0)
      && base.utf8[..<colon].allSatisfy {
        isLetter($0) || (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E].contains($0)
      }
      && base.unicodeScalars.allSatisfy { scalar in
        scalar.value > 0x20 && scalar.value != 0x7F
          && !"<>\"{}|\\^`".unicodeScalars.contains(scalar)
      }
  }
}
