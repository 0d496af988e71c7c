internal import ArgumentParser
internal import OnomaEntities
internal import OnomaInterchange
internal import OnomaNames
internal import OnomaStore

/// `onoma entities`: what a store knows.
struct EntitiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities",
    abstract: "Show and change the entities that a store holds.",
    discussion: """
      A store is the file that `onoma resolve --store FILE` and `onoma import` fill. list, show, \
      history and as-of only read it, and may run while it is written. The others decide something, \
      which the ledger keeps for ever and `undo` takes back.
      """,
    subcommands: [
      EntitiesListCommand.self, EntitiesShowCommand.self, EntitiesMergeCommand.self,
      EntitiesSplitCommand.self, EntitiesUndoCommand.self, EntitiesJudgeCommand.self,
      EntitiesPreferCommand.self, EntitiesHistoryCommand.self, EntitiesAsOfCommand.self,
      EntitiesApplyCommand.self,
    ])
}

/// How entities are printed.
enum EntitiesFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case text
  /// One JSON object a line, in the form of a knowledge base.
  case jsonl
  /// Columns under a header line.
  case tsv
}

/// `onoma entities list`: all entities, or those of a type or with a text in a name.
struct EntitiesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List entities in the order in which they were first recorded.",
    discussion: """
      EXAMPLES:
        onoma entities list --store names.onoma --type PERSON
        onoma entities list --store names.onoma --search коваленко --format jsonl

      With --format jsonl each line is an entity in the form of a knowledge base file, which \
      `onoma resolve --knowledge` reads; "spellings" holds the aliases with their counts. With \
      --format tsv the columns are id, type, name, gender, country, description and aliases; \
      aliases are separated by "|", and tab, line end, "|" and "\\" in a cell are written \
      \\t, \\n, \\r, \\| and \\\\.
      """)

  @Option(help: ArgumentHelp("The store to read.", valueName: "file"))
  var store: String

  @Option(
    help: ArgumentHelp("Only entities of this type: PERSON, ORG or PLACE.", valueName: "type"),
    transform: entityType)
  var type: EntityType?

  @Option(
    help: ArgumentHelp(
      "Only entities with this text in a name, whatever the case.", valueName: "text"))
  var search: String?

  @Option(help: ArgumentHelp("List at most this many entities.", valueName: "number"))
  var limit: Int?

  @Option(help: ArgumentHelp("Pass over this many entities first.", valueName: "number"))
  var offset = 0

  @Option(help: "How to print them.")
  var format = EntitiesFormat.text

  @Option(help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
  var output: String?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit must not be negative") }
    if offset < 0 { throw ValidationError("--offset must not be negative") }
  }

  func run() throws {
    let entities = try reading(store) { store throws(StoreError) in
      try store.entities(type: type, matching: search, limit: limit, offset: offset)
    }
    try withOutput(output) { target in
      switch format {
      case .text: try Self.writeText(entities, to: target)
      case .jsonl:
        for entity in entities {
          try target.write(KnowledgeBaseFile.fullLine(entity))
        }
      case .tsv:
        try target.write("id\ttype\tname\tgender\tcountry\tdescription\taliases\n")
        for entity in entities {
          let aliases = entity.spellings.dropFirst().map { OneLine.escaped($0, "|") }
          let cells =
            [
              entity.id.rawValue, entity.type.rawValue, entity.name,
              entity.gender?.rawValue ?? "", entity.country ?? "", entity.description ?? "",
            ].map { OneLine.escaped($0) } + [aliases.joined(separator: "|")]
          try target.write(cells.joined(separator: "\t") + "\n")
        }
      }
    }
  }

  /// A table for people: the ID, the type, the name and how many other spellings there are.
  static func writeText(_ entities: [Entity], to target: OutputTarget) throws {
    let width = entities.map { printable($0.id.rawValue).count }.max() ?? 0
    for entity in entities {
      let others = entity.spellings.count - 1
      let more = others == 0 ? "" : "  (\(others) other spelling\(others == 1 ? "" : "s"))"
      try target.write(
        padded(printable(entity.id.rawValue), to: width) + "  "
          + padded(entity.type.rawValue, to: 6) + "  " + printable(entity.name) + more + "\n")
    }
  }
}

/// `onoma entities show`: one entity with its spellings and mentions.
struct EntitiesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one entity: what is known, how it is spelt, where it is mentioned.",
    discussion: """
      EXAMPLE:
        onoma entities show onm-3k9x2m7p0qrst --store names.onoma

      An ID that was merged into another one shows that one. An unknown ID ends with status 65. \
      Offsets count Unicode scalars from 0; the end is exclusive.

      With --format jsonl there is one line: the entity as `entities list` prints it, with all \
      spellings, "mentions", and "redirectedFrom" for a merged ID. With --format tsv the columns \
      are field, value, language, count, doc, start, end and score: a row for each value, spelling \
      and mention.
      """)

  @Argument(help: ArgumentHelp("The canonical ID.", valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("The store to read.", valueName: "file"))
  var store: String

  @Option(help: "How to print it.")
  var format = EntitiesFormat.text

  @Option(help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
  var output: String?

  func run() throws {
    let asked = CanonicalID(rawValue: id)
    let (entity, spellings, mentions) = try reading(store) { store throws(StoreError) in
      // Three reads, all of one ID: a merge between them cannot mix two entities.
      let current = try store.current(asked) ?? asked
      return (
        try store.entity(current), try store.spellings(of: current),
        try store.mentions(of: current)
      )
    }
    guard let entity else {
      throw fail("\(store) has no entity \(printable(id))", code: .badInput)
    }
    let from = entity.id == asked ? nil : id
    try withOutput(output) { target in
      switch format {
      case .text: try writeText(entity, from, spellings, mentions, to: target)
      case .jsonl:
        try target.write(
          KnowledgeBaseFile.fullLine(entity, spellings: spellings) { json in
            json.add(mentions)
            if let from {
              json.key("redirectedFrom")
              json.string(from)
            }
          })
      case .tsv: try writeTable(entity, from, spellings, mentions, to: target)
      }
    }
  }

  private func writeText(
    _ entity: Entity, _ from: String?, _ spellings: [Alias], _ mentions: [EntityMention],
    to target: OutputTarget
  ) throws {
    if let from { try target.write("\(printable(from)) was merged into \(entity.id)\n\n") }
    for (field, value) in fields(of: entity) {
      try target.write(padded(field, to: 12) + "  " + printable(value) + "\n")
    }
    try target.write("\nSpellings\n")
    for spelling in spellings {
      let language = spelling.language.map { "  [\(printable($0))]" } ?? ""
      let count = String(spelling.count)
      try target.write(
        String(repeating: " ", count: max(0, 7 - count.count)) + count + "  "
          + printable(spelling.text) + language + "\n")
    }
    try target.write("\nMentions\n")
    if mentions.isEmpty { try target.write("  none\n") }
    for mention in mentions {
      try target.write(
        "  \(printable(mention.document)) \(mention.start)..<\(mention.end)  "
          + "\(printable(mention.surface))  \(mention.score)\n")
    }
  }

  private func writeTable(
    _ entity: Entity, _ from: String?, _ spellings: [Alias], _ mentions: [EntityMention],
    to target: OutputTarget
  ) throws {
    func row(_ cells: String...) throws {
      try target.write(cells.map { OneLine.escaped($0) }.joined(separator: "\t") + "\n")
    }
    try row("field", "value", "language", "count", "doc", "start", "end", "score")
    if let from { try row("redirectedFrom", from, "", "", "", "", "", "") }
    for (field, value) in fields(of: entity) { try row(field, value, "", "", "", "", "", "") }
    for spelling in spellings {
      try row(
        "spelling", spelling.text, spelling.language ?? "", String(spelling.count), "", "", "", "")
    }
    for mention in mentions {
      try row(
        "mention", mention.surface, "", "", mention.document, String(mention.start),
        String(mention.end), String(mention.score))
    }
  }

  /// What is known of an entity, by the words of the knowledge base form.
  private func fields(of entity: Entity) -> [(String, String)] {
    var fields = [
      ("id", entity.id.rawValue), ("type", entity.type.rawValue), ("name", entity.name),
    ]
    if let gender = entity.gender { fields.append(("gender", gender.rawValue)) }
    if let country = entity.country { fields.append(("country", country)) }
    if let description = entity.description { fields.append(("description", description)) }
    for (kind, date) in entity.dates.sorted(by: { $0.key < $1.key }) { fields.append((kind, date)) }
    for identifier in entity.identifiers { fields.append((identifier.scheme, identifier.value)) }
    return fields
  }
}

// MARK: - The store

/// The type of a `--type` option.
private func entityType(_ text: String) throws -> EntityType {
  guard let type = EntityType(rawValue: text.uppercased()) else {
    let types = EntityType.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("--type must be one of \(types)")
  }
  return type
}

extension JSONText {
  /// Writes the member "mentions", each in the form that `onoma resolve` prints.
  fileprivate mutating func add(_ mentions: [EntityMention]) {
    key("mentions")
    array { json in
      for mention in mentions {
        json.object { json in MentionLines.write(mention, to: &json) }
      }
    }
  }
}
