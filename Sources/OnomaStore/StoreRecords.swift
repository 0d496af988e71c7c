public import OnomaEntities
internal import OnomaText

public import struct Foundation.Date

/// A document that was read, as a store knows it; its text is not kept.
public struct DocumentRecord: Hashable, Sendable, Codable {
  /// The document's name, which is what makes it the same document when it is read again.
  public var name: String
  /// A hash of its bytes, to tell whether it has changed.
  public var contentHash: String
  /// Its length in Unicode scalars, the unit of all offsets.
  public var scalarCount: Int

  /// Takes what is known of a document.
  public init(name: String, contentHash: String, scalarCount: Int) {
    self.name = name
    self.contentHash = contentHash
    self.scalarCount = scalarCount
  }

  /// Takes the measure of a document: FNV-1a of its UTF-8 in 16 hexadecimal digits.
  ///
  /// Complexity: O(length of the text).
  public init(name: String, text: String) {
    var hash = StableHash()
    hash.combine(text.utf8)
    let digits = String(hash.value, radix: 16)
    self.init(
      name: name, contentHash: String(repeating: "0", count: 16 - digits.count) + digits,
      scalarCount: text.unicodeScalars.count)
  }
}

/// What one run over documents found, to be recorded whole or not at all.
public struct ResolutionRecord: Hashable, Sendable {
  /// The entities that are new or of which more is known now.
  public var entities: [Entity]
  /// The documents that were read.
  public var documents: [DocumentRecord]
  /// All mentions of those documents.
  public var mentions: [EntityMention]
  /// IDs that now lead to another one.
  public var redirects: [RedirectRecord]

  /// Takes the findings of a run.
  public init(
    entities: [Entity] = [], documents: [DocumentRecord] = [], mentions: [EntityMention] = [],
    redirects: [RedirectRecord] = []
  ) {
    self.entities = entities
    self.documents = documents
    self.mentions = mentions
    self.redirects = redirects
  }
}

/// What recording a resolution changed.
public struct RecordingSummary: Hashable, Sendable {
  /// Entities that were not in the store before.
  public var entitiesAdded = 0
  /// Documents that were not in the store before.
  public var documentsAdded = 0
  /// Documents whose mentions replaced those of an earlier reading.
  public var documentsReplaced = 0
  /// Mentions recorded.
  public var mentions = 0

  /// Nothing was changed.
  public init() {}
}

/// An ID that was merged into another one.
public struct RedirectRecord: Hashable, Sendable, Codable {
  /// The ID that was given up; it is never given to anybody else.
  public var old: CanonicalID
  /// The ID it leads to.
  public var new: CanonicalID

  /// Takes the two IDs.
  public init(_ old: CanonicalID, to new: CanonicalID) {
    self.old = old
    self.new = new
  }
}

/// A judgement as the ledger keeps it.
public struct JudgementRecord: Hashable, Sendable, Codable {
  /// Its place in the ledger; later ones are higher.
  public var sequence: Int
  /// When it was recorded, to the millisecond.
  public var time: Date
  /// What was decided, by whom and why.
  public var judgement: Judgement

  /// Takes an entry of the ledger.
  public init(sequence: Int, time: Date, judgement: Judgement) {
    self.sequence = sequence
    self.time = time
    self.judgement = judgement
  }
}
