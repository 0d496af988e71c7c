public import OnomaEntities

public import struct Foundation.Date

/// Who decides something, why, and on what evidence.
public struct DecisionNote: Hashable, Sendable {
  /// Who: a person's name, or `onoma` for the program itself.
  public var author: String
  /// Why, in words.
  public var reason: String
  /// What it rests on, weightiest first.
  public var evidence: [JudgementEvidence]

  /// Takes who and why.
  public init(author: String, reason: String = "", evidence: [JudgementEvidence] = []) {
    self.author = author
    self.reason = reason
    self.evidence = evidence
  }

  /// What the program does by itself.
  public static func automatic(
    _ reason: String, evidence: [JudgementEvidence] = []
  ) -> DecisionNote {
    DecisionNote(author: "onoma", reason: reason, evidence: evidence)
  }
}

/// An entry of the ledger: something that was decided about entities, for ever.
public struct DecisionRecord: Hashable, Sendable {
  /// What was done.
  public enum Action: String, CaseIterable, Sendable {
    /// Somebody said whether two entities are one; nothing was changed by it.
    case judge
    /// Two entities became one.
    case merge
    /// One entity became two.
    case split
    /// An ID that a source gave up now leads to another.
    case redirect
    /// A name was put first for a language and script.
    case prefer
    /// An earlier decision was taken back.
    case undo
  }

  /// Its place in the ledger; later ones are higher.
  public var sequence: Int
  /// When it was made, to the millisecond.
  public var time: Date
  /// What was done.
  public var action: Action
  /// The entity that it is about: for a merge or a redirect the one that was given up, for a split
  /// the one that kept its ID.
  public var left: CanonicalID
  /// The other one: for a merge the one that stayed, for a split the new one; for a preferred name
  /// the same again.
  public var right: CanonicalID
  /// What it says of whether the two are one; `nil` where it says nothing.
  public var verdict: Judgement.Verdict?
  /// Who, why and on what evidence.
  public var note: DecisionNote
  /// What more there is to know, for people: the name that was put first, what was split off.
  public var details: String
  /// The decision that this one took back.
  public var undoes: Int?
  /// The decision that took this one back.
  public var undoneBy: Int?
}

/// What came of an attempt to merge two entities without asking anybody.
public enum MergeOutcome: Hashable, Sendable {
  /// They are one now.
  case merged(DecisionRecord)
  /// They were one before.
  case alreadyOne
  /// A judgement, a split or an undone merge's judgement says that they are two.
  case judgedDifferent(DecisionRecord)
}

/// What is to be taken out of an entity, beside or instead of whole IDs that were merged into it.
public struct SplitSelection: Hashable, Sendable {
  /// Names of documents: all mentions in them.
  public var documents: [String]
  /// Spellings: the aliases and the mentions with them, in NFC and on one line.
  public var spellings: [String]
  /// Identifiers that others gave.
  public var identifiers: [ExternalIdentifier]

  /// Takes what is to go.
  public init(
    documents: [String] = [], spellings: [String] = [], identifiers: [ExternalIdentifier] = []
  ) {
    self.documents = documents
    self.spellings = spellings
    self.identifiers = identifiers
  }

  /// Whether it selects nothing.
  public var isEmpty: Bool { documents.isEmpty && spellings.isEmpty && identifiers.isEmpty }
}
