internal import ArgumentParser
internal import Onoma

/// `onoma review`: what a person should decide, the least certain and most harmful first.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Decide which entities are the same, the least certain and most harmful pairs first.",
    discussion: """
      `review find` looks for pairs in doubt, `review ask` asks about one after the other, `review \
      list` prints them for other programs, whose answers `review decide` takes. An answer is a \
      decision of the ledger: `entities history` shows it, `review undo` takes it back.
      """,
    subcommands: [
      ReviewAskCommand.self, ReviewFindCommand.self, ReviewListCommand.self,
      ReviewDecideCommand.self, ReviewUndoCommand.self,
    ])
}

/// `onoma review find`: pairs in doubt go into the queue.
struct ReviewFindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Look for pairs of entities in doubt and put them into the queue.")

  @Option(help: ArgumentHelp("The store.", valueName: "file"))
  var store: String

  @Option(help: ArgumentHelp("From which probability on.", valueName: "number"))
  var from = DoubtfulPairs().lowest

  @Option(help: ArgumentHelp("Up to which probability.", valueName: "number"))
  var to = DoubtfulPairs().highest

  func validate() throws {
    guard 0 <= from, from <= to, to <= 1 else {
      throw ValidationError("--from and --to must be in order between 0 and 1.")
    }
  }

  func run() throws {
    let (added, status) = try writing(store) { store throws(StoreError) in
      let knowledge = try store.knowledgeBase()
      var pairs = DoubtfulPairs()
      pairs.lowest = from
      pairs.highest = to
      let found: [ReviewCandidate]
      do throws(NameIndexError) { found = try pairs.find(in: knowledge) } catch {
        throw StoreError(invalidInput: error.description, path: store.path)
      }
      let queue = ReviewQueue(store)
      return (try queue.propose(found, origin: "review"), try queue.status())
    }
    try withOutput(nil) { target in
      try target.write("\(added) new pairs; \(status.open) wait, \(status.decided) decided\n")
    }
  }
}

/// `onoma review list`: the queue.
struct ReviewListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the pairs that wait for an answer.",
    discussion: """
      With --format jsonl each line is {"number","left","right","probability","priority","origin",\
      "evidence"}; left and right are entities as in a knowledge base file.
      """)

  @Option(help: ArgumentHelp("The store.", valueName: "file"))
  var store: String

  @Option(help: ArgumentHelp("At most this many.", valueName: "number"))
  var limit = 20

  @Option(help: "How to print them: text or jsonl.")
  var format = DecisionFormat.text

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit must not be negative") }
  }

  func run() throws {
    let items = try reading(store) { store throws(StoreError) in
      try ReviewQueue(store).items(limit: limit)
    }
    try withOutput(nil) { target in
      for item in items {
        try target.write(format == .text ? ReviewLines.text(item) : ReviewLines.json(item))
      }
    }
  }
}

/// `onoma review decide`: an answer.
struct ReviewDecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Answer a pair: same merges the two, different keeps them apart, unsure is noted.")

  @Argument(help: "The number of the pair.")
  var number: Int

  @Argument(help: "same, different or unsure.")
  var verdict: Judgement.Verdict

  @OptionGroup var options: DecisionOptions

  func run() throws {
    try options.run { store throws(StoreError) in
      [try ReviewQueue(store).decide(number, verdict, options.note)]
    }
  }
}

/// `onoma review undo`: an answer is taken back.
struct ReviewUndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take the last answer back, or the decision with a number: the pair waits again.")

  @Argument(help: ArgumentHelp("The number of the decision in the ledger.", valueName: "number"))
  var number: Int?

  @OptionGroup var options: DecisionOptions

  func run() throws {
    try options.run { store throws(StoreError) in
      [try ReviewQueue(store).undo(number, options.note)]
    }
  }
}

/// `onoma review ask`: a conversation about one pair after the other.
struct ReviewAskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask about one pair after the other; answers are read from standard input.",
    discussion: """
      Answers: s same, d different, u unsure, n next (leave it for later), z undo the last answer, q \
      quit. Every answer is on the disk before the next pair is shown.
      """)

  @OptionGroup var options: DecisionOptions

  func run() throws {
    let store: EntityStore
    do throws(StoreError) {
      store = try EntityStore(path: options.store, access: .readWrite)
    } catch { throw fail(printable(error.message), code: error.exitStatus) }
    let queue = ReviewQueue(store)
    let input = try InputSource(path: "-")
    try withOutput(nil) { target in
      var passed: Set<Int> = []
      while let item = try answered({ () throws(StoreError) in try queue.next(passing: passed) }) {
        try target.write(
          ReviewLines.text(item) + "same, different, unsure, next, undo or quit? [s/d/u/n/z/q] ")
        try target.flush()
        guard let line = try input.nextLine() else { break }
        let answer = String(decoding: line, as: UTF8.self).lowercased().first
        try target.write("\n")
        switch answer {
        case "s": try decide(item, .same, queue, target)
        case "d": try decide(item, .different, queue, target)
        case "u": try decide(item, .unsure, queue, target)
        case "n": passed.insert(item.number)
        case "z":
          do throws(StoreError) {
            let record = try queue.undo(nil, options.note)
            try? target.write(DecisionLines.text(record, .text))
          } catch { StandardError.write("onoma: \(printable(error.message))\n") }
        case "q": return
        default: StandardError.write("onoma: answer s, d, u, n, z or q\n")
        }
      }
      try target.write("\n")
    }
  }

  private func decide(
    _ item: ReviewItem, _ verdict: Judgement.Verdict, _ queue: ReviewQueue,
    _ target: OutputTarget
  ) throws {
    let record = try answered { () throws(StoreError) in
      try queue.decide(item.number, verdict, options.note)
    }
    try target.write(DecisionLines.text(record, .text) + "\n")
  }

  private func answered<Value>(_ body: () throws(StoreError) -> Value) throws -> Value {
    do { return try body() } catch {
      throw fail(printable(error.message), code: error.exitStatus)
    }
  }
}

/// Pairs as lines.
enum ReviewLines {
  /// A pair for people: both entities and what speaks for and against.
  static func text(_ item: ReviewItem) -> String {
    var text = "pair \(item.number)  probability \(MatchLines.weight(item.probability))"
    text += "  priority \(MatchLines.weight(item.priority))\n"
    for entity in [item.left, item.right] {
      let spellings = entity.spellings.dropFirst().prefix(5).map(printable)
      text += "  \(printable(entity.id.rawValue))  \(printable(entity.name))"
      if !spellings.isEmpty { text += "  also \(spellings.joined(separator: ", "))" }
      let facts =
        [entity.gender?.rawValue, entity.country, entity.description].compactMap { $0 }
        + entity.dates.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        + entity.identifiers.map { "\($0.scheme):\($0.value)" }
      if !facts.isEmpty { text += "  (\(facts.map(printable).joined(separator: "; ")))" }
      text += "\n"
    }
    for reason in item.evidence {
      text += "    \(reason.weight < 0 ? "" : "+")\(MatchLines.weight(reason.weight))  "
      text += "\(printable(reason.rule)): \(printable(reason.left)) / \(printable(reason.right))\n"
    }
    return text
  }

  /// A pair as one line of JSON.
  static func json(_ item: ReviewItem) -> String {
    var json = JSONText()
    json.object { json in
      json.key("number")
      json.number(item.number)
      json.key("probability")
      json.number((item.probability * 10_000).rounded() / 10_000)
      json.key("priority")
      json.number((item.priority * 10_000).rounded() / 10_000)
      json.key("origin")
      json.string(item.origin)
      json.key("evidence")
      json.array { json in for reason in item.evidence { json.add(reason) } }
    }
    let left = KnowledgeBaseFile.fullLine(item.left).dropLast()
    let right = KnowledgeBaseFile.fullLine(item.right).dropLast()
    return json.text.dropLast() + ",\"left\":\(left),\"right\":\(right)}\n"
  }
}
