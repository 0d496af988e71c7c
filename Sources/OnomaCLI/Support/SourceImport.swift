internal import Onoma

/// One source on its way into a store.
struct SourceImport {
  let command: ImportCommand
  let store: EntityStore
  let source: String
  let options: SourceOptions
  let target: OutputTarget

  private var records: [SourceRecord] = []
  private var report = ImportReport()
  private var hash = StableHash()
  /// The lines read, over all files.
  private var lines = 0
  /// The lines answered for good, and the hash of those.
  private var settled = (lines: 0, hash: StableHash().value)

  init(
    command: ImportCommand, store: EntityStore, source: String, options: SourceOptions,
    target: OutputTarget
  ) {
    self.command = command
    self.store = store
    self.source = source
    self.options = options
    self.target = target
  }

  /// Reads all files and records what they say.
  mutating func run(_ inputs: [(path: String, format: SourceFormat)]) throws {
    let names = inputs.map(\.path).joined(separator: ", ")
    var run = try checked { store throws(StoreError) in
      try store.beginImport(source: source, input: names, resuming: command.resume)
    }
    let done = run.lines
    for input in inputs { try read(input.path, input.format, &run, passingOver: done) }
    try recordBatch(&run)
    if lines < done { throw otherInput() }
    if command.withdraw {
      while true {
        let changes = try checked { store throws(StoreError) in
          try store.withdrawMissingRecords(of: run)
        }
        if changes.isEmpty { break }
        try note(changes)
      }
    } else {
      report.missing = try checked { store throws(StoreError) in
        try store.missingRecords(of: run)
      }
    }
    try checked { store throws(StoreError) in try store.finishImport(run) }
    if command.format == .jsonl {
      try target.write(report.summaryLine(source: source))
    } else {
      try target.write(report.table(source: source))
    }
  }

  private mutating func read(
    _ path: String, _ format: SourceFormat, _ run: inout ImportRun, passingOver done: Int
  ) throws {
    let input = try InputSource(path: path, unpacks: true)
    let before = lines
    var reader = format.reader(file: input.name, options: options)
    while let line = try input.nextLine(keepsReturn: true) {
      let last = (lines: lines, hash: hash.value)
      hash.combine(line)
      hash.combine(CollectionOfOne(0x0A))
      lines += 1
      if input.line == 1, line.starts(with: Array("BZh".utf8)) {
        throw fail(
          "\(input.name) is compressed; unpack it on the way: bzcat FILE | onoma import - …",
          code: .badInput)
      }
      do throws(InterchangeError) {
        if lines <= done {
          try reader.passOver(line, number: input.line)
        } else {
          report.take(try reader.read(line, number: input.line), into: &records)
        }
      } catch { try refuse(error) }
      if lines == done, run.digest != Self.digits(hash.value) { throw otherInput() }
      let answered = before + reader.settledLines
      if answered == lines {
        settled = (lines, hash.value)
      } else if answered == last.lines {
        settled = last
      }
      if records.count >= command.batchSize, settled.lines >= last.lines { try recordBatch(&run) }
    }
    do throws(InterchangeError) {
      if lines > done { report.take(try reader.finish(), into: &records) }
    } catch { try refuse(error) }
    settled = (lines, hash.value)
  }

  private mutating func recordBatch(_ run: inout ImportRun) throws {
    if settled.lines <= run.lines { return }
    let batch = records
    let (lines, digest) = (settled.lines, Self.digits(settled.hash))
    let linking = command.link
    let changes: [ImportChange]
    do throws(StoreError) {
      changes = try store.importBatch(
        batch, into: &run, lines: lines, digest: digest, linking: linking)
    } catch {
      throw fail(printable(error.message) + recorded, code: error.exitStatus)
    }
    records.removeAll(keepingCapacity: true)
    try note(changes)
    if !command.quiet, StandardError.isTerminal {
      StandardError.write("\r\(report.records) records")
    }
  }

  /// Counts what changed, and prints it when that is asked for: it is on the disk.
  private mutating func note(_ changes: [ImportChange]) throws {
    for change in changes {
      report.count(change)
      if command.format == .jsonl, change.kind != .unchanged {
        try target.write(ImportReport.line(change, source: source))
      }
    }
    try target.flush()
  }

  /// A line that cannot be read ends the import, unless such lines are to be passed over.
  private mutating func refuse(_ error: InterchangeError) throws {
    guard command.skipInvalid else {
      throw fail(printable(error.description) + recorded, code: .badInput)
    }
    report.invalid += 1
    if report.invalid <= 20, !command.quiet {
      StandardError.write("onoma: passed over \(printable(error.description))\n")
    }
  }

  private var recorded: String {
    report.records == 0
      ? "; nothing was recorded" : "; \(report.records) records before it are recorded"
  }

  private func otherInput() -> any Error {
    fail(
      "\(source) is not the input that was broken off: import it without --resume",
      code: .badInput)
  }

  private func checked<Value>(
    _ body: (EntityStore) throws(StoreError) -> Value
  ) throws -> Value {
    do { return try body(store) } catch {
      throw fail(printable(error.message) + recorded, code: error.exitStatus)
    }
  }

  private static func digits(_ hash: UInt64) -> String { String(hash, radix: 16) }
}
