internal import ArgumentParser
internal import Onoma

/// `onoma match`: the names of a gallery that a name may be.
struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Finds the names of a gallery that a name in any script may be.",
    discussion: """
      The gallery is a table with the columns id and name, tab-separated, or comma-separated where \
      its file ends in .csv; or an index saved earlier. Queries are a table with the columns qid and \
      query, or names as arguments. csv writes qid,rank,id,score; jsonl a line a query, \
      {"qid","query","matches":[{"rank","id","name","score"}]}; text is for people, and the default \
      on a terminal. An ID that has several names comes once, with the best of them.

      With --index the index is saved, and used from then on while the gallery, the language data \
      and the format are the same.
      """)

  @Argument(help: "The names to look for.")
  var names: [String] = []

  @Option(help: "The gallery: a table with the columns id and name, or a saved index.")
  var gallery: String?

  @Option(help: "A table of the names to look for, with the columns qid and query.")
  var queries: String?

  @Option(help: "The file of the index: used where it fits the gallery, else written.")
  var index: String?

  @Option(help: "How many matches each query gets at most.")
  var limit = 10

  @Option(help: "The form of the results: csv, jsonl or text.")
  var format: Format?

  @Option(help: "What the names are: person, organization or place.")
  var type: EntityType?

  @OptionGroup var threads: ThreadsOption

  @Option(name: .shortAndLong, help: "The file to write to; it appears only when it is complete.")
  var output: String?

  @Flag(help: "Say why each name matches; not with csv.")
  var explain = false

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, jsonl, text }

  func validate() throws {
    if gallery == nil, index == nil { throw ValidationError("Give --gallery or --index.") }
    if queries != nil, !names.isEmpty {
      throw ValidationError("Give --queries or names, not both.")
    }
    if queries == nil, names.isEmpty, gallery == nil || index == nil {
      throw ValidationError("Give --queries or names; or --gallery with --index to build an index.")
    }
    if gallery == "-", queries == "-" {
      throw ValidationError("Only one of --gallery and --queries can be standard input.")
    }
    if !(1...10_000).contains(limit) { throw ValidationError("--limit is 1 to 10000.") }
    if explain, format == .csv { throw ValidationError("--explain goes with jsonl and text.") }
  }

  func run() throws {
    let found = try GalleryIndex(command: self).index()
    let asked = try self.asked()
    if asked.isEmpty { return }
    try withOutput(output) { output in
      let lines = MatchOutput(
        format: format ?? (output.isTerminal ? .text : .csv), explains: explain)
      try output.write(lines.header)
      let showsProgress = !quiet && StandardError.isTerminal && asked.count > 1000
      // In batches, so that results need not wait in memory for the last query.
      let batch = 4096
      for start in stride(from: 0, to: asked.count, by: batch) {
        let part = asked[start..<min(asked.count, start + batch)]
        let texts = Self.match(part, found, limit: limit, lines: lines, threads: threads.count)
        for text in texts { try output.write(text) }
        if showsProgress { StandardError.write("\r\(start + part.count) of \(asked.count)") }
      }
      if showsProgress { StandardError.write("\n") }
    }
  }

  /// A query with its ID.
  struct Query: Sendable {
    let id: String
    let name: String
  }

  private func asked() throws -> [Query] {
    guard let queries else {
      return names.enumerated().map { Query(id: String($0.offset + 1), name: $0.element) }
    }
    var asked: [Query] = []
    var table = try NameTable(path: queries, id: "qid", name: "query")
    while let row = try table.next() { asked.append(Query(id: row.id, name: row.name)) }
    return asked
  }

  /// The lines of each query, in the order of the queries.
  private static func match(
    _ queries: ArraySlice<Query>, _ index: NameIndex, limit: Int, lines: MatchOutput, threads: Int
  ) -> [String] {
    let results = OrderedResults(queries.count)
    let first = queries.startIndex
    ParallelBlocks.run(queries.count, threads: threads) { number in
      let query = queries[first + number]
      results.set(
        number,
        lines.text(
          query, index.matches(for: query.name, limit: limit, explains: lines.explains)))
    }
    return results.all
  }
}

/// Texts that threads finish in any order.
private final class OrderedResults: @unchecked Sendable {
  // Unchecked: every element is written by one thread, and read when all threads have ended.
  private let texts: UnsafeMutablePointer<String>
  private let count: Int

  init(_ count: Int) {
    self.count = count
    texts = .allocate(capacity: max(1, count))
    texts.initialize(repeating: "", count: count)
  }

  deinit {
    texts.deinitialize(count: count)
    texts.deallocate()
  }

  func set(_ number: Int, _ text: String) { texts[number] = text }

  var all: [String] { (0..<count).map { texts[$0] } }
}
