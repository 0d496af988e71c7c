internal import OnomaEntities

/// A format that entities, mentions or documents are written in.
///
/// An exporter is told of a source's contents piece by piece, in a fixed order: a survey of all
/// entities where it asks for one, then entities, links and documents, each as far as its description
/// names them. It keeps no more than its format needs, so that a source of any size can be exported.
public protocol ExportFormat: Sendable {
  /// What the catalogue says of the format.
  static var description: FormatDescription { get }

  /// Makes an exporter that has written nothing.
  init(_ options: ExportOptions)

  /// Looks at an entity before anything is written.
  mutating func survey(_ entity: ExportedEntity)
  /// Writes what comes first.
  mutating func begin(_ output: inout ExportOutput) throws(ExportError)
  /// Writes an entity.
  mutating func write(_ entity: ExportedEntity, to output: inout ExportOutput) throws(ExportError)
  /// Writes that two IDs are one, or not.
  mutating func write(_ link: IdentityLink, to output: inout ExportOutput) throws(ExportError)
  /// Writes a document with its mentions.
  mutating func write(
    _ document: ExportedDocument, to output: inout ExportOutput) throws(ExportError)
  /// Writes what comes last.
  mutating func end(_ output: inout ExportOutput) throws(ExportError)
}

extension ExportFormat {
  /// Does nothing.
  public mutating func survey(_ entity: ExportedEntity) {}
  /// Writes nothing.
  public mutating func begin(_ output: inout ExportOutput) throws(ExportError) {}
  /// Writes nothing.
  public mutating func write(
    _ entity: ExportedEntity, to output: inout ExportOutput
  ) throws(ExportError) {}
  /// Writes nothing.
  public mutating func write(
    _ link: IdentityLink, to output: inout ExportOutput
  ) throws(ExportError) {}
  /// Writes nothing.
  public mutating func write(
    _ document: ExportedDocument, to output: inout ExportOutput
  ) throws(ExportError) {}
  /// Writes nothing.
  public mutating func end(_ output: inout ExportOutput) throws(ExportError) {}
}

/// What every exporter may be told.
public struct ExportOptions: Sendable {
  /// What the IRIs of entities and documents start with.
  public var base = "urn:onoma:"
  /// What FollowTheMoney and nomenklatura call the collection, and who is named as the author.
  public var dataset = "onoma"
  /// The index that bulk documents go to.
  public var index = "documents"
  /// The most synonym rules in one file; Elasticsearch's synonyms API took 10,000 for long.
  public var rulesPerFile = 10_000
  /// The most spellings in one synonym rule; more make a query slow.
  public var spellingsPerRule = 64
  /// Whether cells that a spreadsheet would run as formulas get an apostrophe in front.
  public var defusesFormulas = false
  /// Whether a value that the format cannot carry is left out and counted, not an error.
  public var leavesOutUnfit = false

  /// The usual options.
  public init() {}
}

/// A value that a format cannot carry.
public struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What has the value: an entity's ID, a document's name.
  public let subject: String
  /// What is wrong with it.
  public let reason: String

  /// Makes an error.
  public init(_ subject: String, _ reason: String) {
    self.subject = subject
    self.reason = reason
  }

  /// `onm-1: the name holds U+0000, which XML cannot carry`.
  public var description: String { "\(subject): \(reason)" }
}
