internal import ArgumentParser
internal import Onoma

/// `onoma entities history`: the ledger.
struct EntitiesHistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show what was decided, by whom and why: about one entity, or all.",
    discussion: """
      EXAMPLE:
        onoma entities history Q42 --store names.onoma

      The ledger only grows: what was undone is shown with what undid it. With --format jsonl the \
      evidence of each decision is in it.
      """)

  @Argument(help: ArgumentHelp("Only decisions about this entity.", valueName: "id"))
  var id: String?

  @Option(help: ArgumentHelp("The store to read.", valueName: "file"))
  var store: String

  @Option(help: "How to print them.")
  var format = DecisionFormat.text

  @Option(help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
  var output: String?

  func run() throws {
    let id = id.map(CanonicalID.init(rawValue:))
    let (records, isKnown) = try reading(store) { store throws(StoreError) in
      guard let id else { return (try store.history(), true) }
      let records = try store.history(of: id)
      if !records.isEmpty { return (records, true) }
      let current = try store.current(id)
      return (records, current != nil)
    }
    if let id, !isKnown {
      throw fail("\(store) has no entity \(printable(id.rawValue))", code: .badInput)
    }
    try withOutput(output) { target in
      for record in records { try target.write(DecisionLines.text(record, format)) }
    }
  }
}

/// `onoma entities as-of`: who was one with whom at an earlier time.
struct EntitiesAsOfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "as-of",
    abstract: "Show entities as they were after a decision, or at a time.",
    discussion: """
      EXAMPLES:
        onoma entities as-of 12 --store names.onoma
        onoma entities as-of 2026-11-01 Q42 --store names.onoma
        onoma entities as-of 2026-11-01T09:30:00Z --store names.onoma

      Merges, splits and undone decisions are those of that moment; entities that were recorded \
      later are left out. What is known of an entity is what is known now.
      """)

  @Argument(help: "The number of a decision, a date, or a time in ISO 8601; 0 is the beginning.")
  var moment: String

  @Argument(help: ArgumentHelp("Only the entity that this ID stood for.", valueName: "id"))
  var id: String?

  @Option(help: ArgumentHelp("The store to read.", valueName: "file"))
  var store: String

  @Option(help: "How to print them: text or jsonl.")
  var format = DecisionFormat.text

  @Option(help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
  var output: String?

  func run() throws {
    let moment: StoreMoment
    if let number = Int(self.moment), number >= 0 {
      moment = .decision(number)
    } else if let time = UTCTime(self.moment) {
      moment = .time(time.date)
    } else {
      throw ValidationError("\"\(self.moment)\" is neither a decision's number nor a time.")
    }
    let knowledge = try reading(store) { store throws(StoreError) in
      try store.knowledgeBase(asOf: moment)
    }
    var entities = knowledge.entities
    if let id {
      guard let entity = knowledge[CanonicalID(rawValue: id)] else {
        throw fail("\(store) had no entity \(printable(id)) then", code: .badInput)
      }
      entities = [entity]
    }
    try withOutput(output) { target in
      if format == .text {
        try EntitiesListCommand.writeText(entities, to: target)
      } else {
        for entity in entities { try target.write(KnowledgeBaseFile.fullLine(entity)) }
      }
    }
  }
}
