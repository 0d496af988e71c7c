internal import ArgumentParser
internal import Onoma

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// `onoma dedupe`: which records are one person's.
struct DedupeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe",
    abstract: "Finds the records that are one person's.",
    discussion: """
      Reads records with an ID and a name in any script, and whatever else they say: dates, \
      identifiers, addresses. Writes rec_id,cluster for each record, in the order read. Columns are \
      recognised by their names, or named by options; what is not recognised is left out and \
      reported. Several files are read as one; with --one-per-file records of one file are never \
      put together.

      A file is CSV where it ends in .csv, JSON lines where it ends in .jsonl or .ndjson, else \
      tab-separated.
      """)

  @Argument(help: "The files of records; - is standard input. None with --state: what it holds.")
  var records: [String] = []

  @OptionGroup var columns: RecordColumns

  @Option(help: "A table rec_id1,rec_id2,judgement of pairs that are the same or different.")
  var judgements: String?

  @Option(
    help: """
      A file that keeps what was found, so that records can be added. While the work goes on, \
      FILE.words beside it holds what is done: a killed run goes on from there.
      """)
  var state: String?

  @Flag(help: "Add the records to those of --state instead of starting anew.")
  var add = false

  @Flag(help: "Each file has every person once: link records of different files only.")
  var onePerFile = false

  @OptionGroup var threads: ThreadsOption

  @Option(name: .shortAndLong, help: "The file to write to; it appears only when it is complete.")
  var output: String?

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    if records.isEmpty, state == nil || add {
      throw ValidationError("Name the files of records.")
    }
    if add, state == nil { throw ValidationError("--add needs --state.") }
    if state != nil, onePerFile || judgements != nil {
      throw ValidationError("--state goes with neither --one-per-file nor --judgements.")
    }
    if records.count > 250 { throw ValidationError("At most 250 files.") }
    if records.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input can be read once.")
    }
  }

  func run() throws {
    if records.isEmpty, let state {
      let kept: DedupeState
      do throws(NameIndexError) { kept = try DedupeState(path: state) } catch {
        throw Self.failure(error)
      }
      return try write(0..<kept.count, of: kept)
    }
    let table = try RecordFiles(columns: columns).read(records)
    if !quiet, !table.ignored.isEmpty {
      StandardError.write(
        "onoma: columns left out: \(table.ignored.joined(separator: ", "))\n")
    }
    if state != nil, !table.batch.fields.isEmpty {
      let names = table.batch.fields.map(\.name).joined(separator: ", ")
      throw fail(
        "--state takes records with names alone; leave out \(names) with --ignore", code: .usage)
    }
    if add, let state { return try addRecords(table.batch, to: state) }
    var deduplicator = Deduplicator()
    deduplicator.threads = threads.count
    deduplicator.isOnePerSource = onePerFile
    if let judgements { deduplicator.judgements = try JudgedPairs(path: judgements).pairs }
    let count = table.batch.count
    if !quiet, StandardError.isTerminal {
      deduplicator.progress = { stage in
        StandardError.write("onoma: \(count) records: \(stage.rawValue)\n")
      }
    }
    let outcome: Deduplicator.Outcome
    do throws(NameIndexError) {
      outcome = try deduplicator.run(
        table.batch, stage: state.map { "\($0).words" }, keepsState: state != nil)
      if let state { try outcome.state?.save(to: state) }
    } catch { throw Self.failure(error) }
    try withOutput(output) { output in
      try output.write("rec_id,cluster\n")
      for record in 0..<count {
        let id = table.batch.ids.text(record)
        try output.write(CSVWriter.record([id, outcome.clusters[record].rawValue]))
      }
    }
    if let state { unlink("\(state).words") }
  }

  /// Adds records to a state; writes the added ones and those whose cluster is another now.
  private func addRecords(_ batch: RecordBatch, to path: String) throws {
    let file: DedupeStateFile
    let addition: DedupeState.Addition
    do throws(NameIndexError) { file = try DedupeStateFile(path: path) } catch {
      throw Self.failure(error)
    }
    if let twice = file.state.known(batch.ids).first {
      throw fail("the ID \(twice) is in \(path) already", code: .badInput)
    }
    do throws(NameIndexError) { addition = try file.add(batch, threads: threads.count) } catch {
      throw Self.failure(error)
    }
    func commit() throws {
      do throws(NameIndexError) { try file.commit() } catch { throw Self.failure(error) }
    }
    // A file of results first: of a run that is killed in between, nothing counts, and the next one
    // gives the same. What is printed comes last, since its reader may go away.
    let isFile = output != nil && output != "-"
    if !isFile { try commit() }
    try write(addition.changed, of: file.state)
    if isFile { try commit() }
    if quiet { return }
    for (old, now) in addition.merged {
      StandardError.write("onoma: \(old.rawValue) is \(now.rawValue) now\n")
    }
  }

  /// Writes records of a state with their clusters.
  private func write(_ records: some Sequence<Int>, of state: DedupeState) throws {
    try withOutput(output) { output in
      try output.write("rec_id,cluster\n")
      for record in records {
        try output.write(
          CSVWriter.record([state.recordID(record), state.cluster(record).rawValue]))
      }
    }
  }

  private static func failure(_ error: NameIndexError) -> any Error {
    fail(error.description, code: error.kind == .io ? .io : .badInput)
  }
}
