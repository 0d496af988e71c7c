internal import ArgumentParser
internal import Onoma

/// `onoma resolve`: who is named in some documents, and where.
struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract:
      "Finds the people, organisations and places named in documents and says who they are.",
    discussion: """
      Documents are read together, so one person has one ID in all of them; where they are more \
      than --window, in batches, each of which is read by itself. Give - for standard input; a \
      directory stands for the documents in it and below it.

      Web pages and Markdown are told by the file's name: their markup is skipped, and offsets are \
      those of the file as it is. A file of JSON lines has a document a line, with its text in \
      "text" and, if wanted, its name in "id" and its language in "language"; offsets are those of \
      the text.

      Formats: jsonl has a line a mention, {"doc","start","end","surface","type","entity","score"}, \
      with offsets counted from 0, half-open, in Unicode scalars unless --offsets says otherwise; \
      text is a table of the entities for people to read. The default is text on a terminal and \
      jsonl elsewhere.
      """)

  @Argument(help: "The documents: UTF-8 files, or directories of them.")
  var files: [String]

  @Option(help: "A knowledge base to link to: one entity a line, as JSON.")
  var knowledge: String?

  @Option(help: "A store to link to and to record the entities and mentions in.")
  var store: String?

  @Option(
    help: """
      The folder that keeps the knowledge base made ready, so that the next run starts at once; \
      none for no folder. By default one beside it, with .onoma-index behind its name, for 10,000 \
      entities and more.
      """)
  var knowledgeIndex: String?

  @Option(help: "The form of the documents: text, html, markdown or jsonl; else by their names.")
  var input: DocumentFormat?

  @Option(help: "The member that holds the text, in JSON lines.")
  var textField = "text"

  @Option(help: "The form of the results: jsonl or text.")
  var format: Format?

  @Option(help: "What offsets count: scalar, utf8 or utf16.")
  var offsets: OffsetUnit = .scalar

  @Option(name: .shortAndLong, help: "The file to write to; it appears only when it is complete.")
  var output: String?

  @Option(
    help: """
      How many bytes of documents are read together; what is more comes in batches. One larger \
      text comes in pieces.
      """)
  var window = DocumentBatches.window

  @Flag(help: "Go on where a run with the same arguments was broken off; needs --output.")
  var resume = false

  @Flag(help: "Say why each mention names its entity.")
  var explain = false

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, text }

  func validate() throws {
    if Set(files).count < files.count { throw ValidationError("A document is named twice.") }
    guard window >= DocumentBatches.leastWindow else {
      throw ValidationError("--window must be at least \(DocumentBatches.leastWindow).")
    }
    if !resume { return }
    guard let output, output != "-" else { throw ValidationError("--resume needs --output.") }
    if store != nil { throw ValidationError("--resume does not go with --store.") }
    if format == .text { throw ValidationError("--resume does not go with --format text.") }
    if files.contains("-") { throw ValidationError("--resume does not go with standard input.") }
  }

  func run() throws {
    Resolver.warmUp()
    let entityStore = try store.map { path in
      do throws(StoreError) { return try EntityStore(path: path) } catch {
        throw fail(error.description, code: error.exitStatus)
      }
    }
    let (prepared, origin) = try KnowledgeSource(
      knowledge: knowledge, store: entityStore, storePath: store, kept: knowledgeIndex,
      quiet: quiet
    ).prepared()
    let documents = try DocumentFiles(files, format: input, textField: textField)
    // A store takes all of a run or nothing.
    var batches = DocumentBatches(documents, window: entityStore == nil ? window : nil)
    let resolver = Resolver(prepared)
    if resume, let output {
      return try goOn(&batches, resolver, to: output, origin: origin, documents.paths)
    }
    var parts = try batches.batch() ?? []
    try withOutput(output) { output in
      let isTable = (format ?? (output.isTerminal ? .text : .jsonl)) == .text
      var merged = MergedResolution()
      repeat {
        let resolution = resolver.resolve(parts.map(\.document))
        if isTable {
          merged.add(resolution, of: parts)
        } else {
          try writeLines(resolution, parts, to: output)
        }
        // Inside, so that a store that cannot be written leaves no results that claim otherwise.
        if let entityStore { try record(resolution, parts.map(\.document), in: entityStore) }
        parts = try batches.batch() ?? []
      } while !parts.isEmpty
      if isTable {
        try output.write(EntityTable(merged.resolution, explain: explain).text)
      }
    }
  }

  private func writeLines(
    _ resolution: Resolution, _ parts: [DocumentBatches.Part], to output: OutputTarget
  ) throws {
    try DocumentBatches.forEach(resolution.mentions, in: parts) { mention, part in
      let found = EntityMention(
        document: mention.document, start: part.offset(of: mention.range.lowerBound, in: offsets),
        end: part.offset(of: mention.range.upperBound, in: offsets), surface: mention.surface,
        type: mention.type, entity: mention.entity, score: mention.score)
      try output.write(MentionLines.line(found, reasons: explain ? mention.reasons : nil))
    }
  }

  /// Goes on where a run with the same arguments was broken off, or begins one that can go on.
  private func goOn(
    _ batches: inout DocumentBatches, _ resolver: Resolver, to path: String, origin: UInt64,
    _ paths: [String]
  ) throws {
    var progress = try ResolveProgress(of: path, run: fingerprint(origin, paths))
    let output = try OutputTarget(resuming: path, at: progress.bytes)
    do {
      var number = 0
      var input: UInt64 = 0
      while let parts = try batches.batch() {
        number += 1
        if number <= progress.batches {
          input = ResolveProgress.input(input, parts)
          if number == progress.batches { try progress.check(input) }
          continue
        }
        try writeLines(resolver.resolve(parts.map(\.document)), parts, to: output)
        try output.sync()
        try progress.note(parts, bytes: output.count)
      }
      if number < progress.batches { try progress.check(input) }
      // Without it a run that is killed here begins anew, which is as good.
      progress.remove()
      try output.finish()
    } catch {
      output.discard()
      throw error
    }
  }

  /// What makes a run another one.
  private func fingerprint(_ origin: UInt64, _ paths: [String]) -> UInt64 {
    var hash = StableHash()
    hash.combine(OnomaVersion.full)
    hash.combine(
      "\(offsets) \(explain) \(window) \(origin) \(textField) \(input?.rawValue ?? "")")
    for path in paths { hash.combine(path) }
    return hash.value
  }
}
