internal import ArgumentParser
internal import Onoma

/// `onoma entities merge`: two or more entities become one.
struct EntitiesMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make entities one; the IDs that are given up lead to the one that stays.",
    discussion: """
      EXAMPLE:
        onoma entities merge onm-3k9x2m7p0qrst Q42 --store names.onoma --reason "same birth date"

      A Wikidata item keeps its ID, then an ID that somebody else gave, then the entity that was \
      recorded first; --keep says otherwise. Entities that a judgement or a split holds to be \
      different are not merged: undo that first.
      """)

  @Argument(help: ArgumentHelp("The entities.", valueName: "id"))
  var ids: [String]

  @Option(help: ArgumentHelp("The entity that keeps its ID.", valueName: "id"))
  var keep: String?

  @OptionGroup var options: DecisionOptions

  func validate() throws {
    if ids.count < 2 { throw ValidationError("Merging takes two IDs or more.") }
    if let keep, !ids.contains(keep) { throw ValidationError("--keep must be one of the IDs.") }
  }

  func run() throws {
    let ids = ids.map(CanonicalID.init(rawValue:))
    let kept = keep.map(CanonicalID.init(rawValue:))
    try options.run { store throws(StoreError) in
      try store.mergeAll(ids, keeping: kept, options.note)
    }
  }
}

/// `onoma entities split`: one entity becomes two.
struct EntitiesSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Take an entity apart: merged IDs, or spellings, mentions and identifiers, leave it.",
    discussion: """
      EXAMPLES:
        onoma entities split Q42 --member onm-3k9x2m7p0qrst --store names.onoma
        onoma entities split Q42 --document letter.txt --spelling "E. Marlowe" --store names.onoma

      What stays keeps the ID. Merged IDs that leave become one entity under one of their IDs; what \
      leaves otherwise gets a new ID. The two are held to be different from then on. Each option may \
      be repeated; --member does not go with the others.
      """)

  @Argument(help: ArgumentHelp("The entity.", valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("An ID that was merged into it.", valueName: "id"))
  var member: [String] = []

  @Option(help: ArgumentHelp("All mentions in this document leave.", valueName: "name"))
  var document: [String] = []

  @Option(help: ArgumentHelp("This spelling and its mentions leave.", valueName: "text"))
  var spelling: [String] = []

  @Option(help: ArgumentHelp("This identifier leaves.", valueName: "scheme:value"))
  var identifier: [String] = []

  @Option(help: ArgumentHelp("What the new entity is called.", valueName: "text"))
  var name: String?

  @OptionGroup var options: DecisionOptions

  func validate() throws {
    let parts = document.count + spelling.count + identifier.count
    if member.isEmpty, parts == 0 { throw ValidationError("Say what is to leave the entity.") }
    if !member.isEmpty, parts > 0 || name != nil {
      throw ValidationError("--member does not go with what makes a new entity.")
    }
    for text in identifier where !text.contains(":") {
      throw ValidationError("--identifier takes scheme:value.")
    }
  }

  func run() throws {
    let id = CanonicalID(rawValue: id)
    if !member.isEmpty {
      let members = member.map(CanonicalID.init(rawValue:))
      return try options.run { store throws(StoreError) in
        [try store.split(id, members: members, options.note)]
      }
    }
    let identifiers = identifier.map { text in
      let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return ExternalIdentifier(scheme: String(sides[0]), value: String(sides[1]))
    }
    let selection = SplitSelection(
      documents: document, spellings: spelling, identifiers: identifiers)
    try options.run { store throws(StoreError) in
      [try store.split(id, off: selection, name: name, options.note)]
    }
  }
}

/// `onoma entities undo`: a decision is taken back.
struct EntitiesUndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take a decision back: the last one in force, or the one with a number.",
    discussion: """
      EXAMPLES:
        onoma entities undo --store names.onoma
        onoma entities undo 17 --store names.onoma
        onoma entities undo --after 12 --store names.onoma

      Everything reads as it did before the decision. A decision about an entity that later ones \
      changed cannot be undone before those; --after takes back all that came after a number. \
      `onoma entities history` shows the numbers.
      """)

  @Argument(help: ArgumentHelp("The decision.", valueName: "number"))
  var number: Int?

  @Option(help: ArgumentHelp("Undo all decisions after this one.", valueName: "number"))
  var after: Int?

  @Flag(help: "Judge the two entities different, so that nothing merges them again.")
  var different = false

  @OptionGroup var options: DecisionOptions

  func validate() throws {
    if number != nil, after != nil { throw ValidationError("A number does not go with --after.") }
    if different, after != nil {
      throw ValidationError("--different does not go with --after.")
    }
    if let after, after < 0 { throw ValidationError("--after must not be negative") }
  }

  func run() throws {
    try options.run { store throws(StoreError) in
      if let after { return try store.undoAll(after: after, options.note) }
      return try store.undo(number, judgingDifferent: different, options.note)
    }
  }
}

/// `onoma entities judge`: what somebody says of two entities, without a merge.
struct EntitiesJudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge",
    abstract: "Say whether two entities are the same, different, or that it cannot be told.",
    discussion: """
      EXAMPLE:
        onoma entities judge onm-3k9x2m7p0qrst Q42 different --store names.onoma

      Nothing is merged by it. While two entities are held to be different, nothing merges them, \
      neither `entities merge` nor an import.
      """)

  @Argument(help: ArgumentHelp("The first entity.", valueName: "id"))
  var left: String

  @Argument(help: ArgumentHelp("The second entity.", valueName: "id"))
  var right: String

  @Argument(help: "same, different or unsure.")
  var verdict: Judgement.Verdict

  @OptionGroup var options: DecisionOptions

  func run() throws {
    let (left, right) = (CanonicalID(rawValue: left), CanonicalID(rawValue: right))
    try options.run { store throws(StoreError) in
      [try store.judge(left, right, verdict, options.note)]
    }
  }
}

/// `onoma entities prefer`: the name to show in a language and a script.
struct EntitiesPreferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prefer",
    abstract: "Put a name of an entity first for its script, or for a language and its script.",
    discussion: """
      EXAMPLE:
        onoma entities prefer Q42 "Аляксандр Лукашэнка" --language be --store names.onoma

      The choice goes before what sources say and what is most frequent. --none leaves the name of \
      the text's script to them again.
      """)

  @Argument(help: ArgumentHelp("The entity.", valueName: "id"))
  var id: String

  @Argument(help: ArgumentHelp("The name.", valueName: "text"))
  var name: String

  @Option(help: ArgumentHelp("The language it is for; by default any.", valueName: "code"))
  var language: String?

  @Flag(help: "Prefer no name in this language and script any more.")
  var none = false

  @OptionGroup var options: DecisionOptions

  func validate() throws {
    if name.isEmpty { throw ValidationError("The name is empty.") }
  }

  func run() throws {
    let id = CanonicalID(rawValue: id)
    let preferred = PreferredName(name, language: language)
    try options.run { store throws(StoreError) in
      if none {
        return [
          try store.stopPreferring(
            language: language, script: preferred.script, of: id, options.note)
        ]
      }
      return [try store.prefer(preferred, of: id, options.note)]
    }
  }
}
