internal import ArgumentParser
internal import Onoma

/// `onoma resolve`: who is named in some documents, and where.
struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract:
      "Finds the people, organisations and places named in documents and says who they are.",
    discussion: """
      All documents are read together, so one person has one ID in all of them. Give - for standard \
      input; a directory stands for the documents in it and below it.

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

  @Flag(help: "Say why each mention names its entity.")
  var explain = false

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, text }

  func validate() throws {
    if Set(files).count < files.count { throw ValidationError("A document is named twice.") }
  }

  func run() throws {
    let entityStore = try store.map { path in
      do throws(StoreError) { return try EntityStore(path: path) } catch {
        throw fail(error.description, code: error.exitStatus)
      }
    }
    let base = try knowledgeBase(entityStore)
    let documents = try DocumentFiles(files, format: input, textField: textField)
      .documents()
    let resolution = Resolver(knowledge: base).resolve(documents)
    try withOutput(output) { output in
      switch format ?? (output.isTerminal ? .text : .jsonl) {
      case .jsonl: try writeLines(resolution, documents, to: output)
      case .text: try output.write(EntityTable(resolution, explain: explain).text)
      }
      // Inside, so that a store that cannot be written leaves no results that claim otherwise.
      if let entityStore { try record(resolution, documents, in: entityStore) }
    }
  }

  private func knowledgeBase(_ store: EntityStore?) throws -> KnowledgeBase {
    var base = KnowledgeBase()
    if let store {
      do throws(StoreError) { base = try store.knowledgeBase() } catch {
        throw fail(error.description, code: error.exitStatus)
      }
    }
    guard let knowledge else { return base }
    let bytes = try InputSource(path: knowledge).readAll()
    do {
      for entity in try KnowledgeBaseFile.read(bytes, file: knowledge).entities {
        base.insert(entity)
      }
    } catch { throw fail(error.description, code: .badInput) }
    return base
  }

  private func writeLines(
    _ resolution: Resolution, _ documents: [Document], to output: OutputTarget
  ) throws {
    var next = 0
    for document in documents {
      while next < resolution.mentions.count,
        resolution.mentions[next].document == document.name
      {
        try output.write(
          MentionLines.line(
            resolution.mentions[next], text: document.text, unit: offsets, explain: explain))
        next += 1
      }
    }
  }
}
