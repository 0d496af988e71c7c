public import OnomaEntities

/// A knowledge base made ready to be searched, which can be kept in files.
///
/// Preparing a hundred thousand entities takes seconds; reading them back prepared takes a fraction of
/// one. What was read back answers as what was saved.
///
/// ```swift
/// let prepared = PreparedKnowledge(knowledge)
/// try prepared.save(to: "people.jsonl.onoma-index", origin: fingerprint)
/// let again = try PreparedKnowledge(folder: "people.jsonl.onoma-index", origin: fingerprint)
/// let resolver = Resolver(again)
/// ```
public struct PreparedKnowledge: Sendable {
  /// The knowledge base.
  public let knowledge: KnowledgeBase
  let index: KnowledgeIndex

  /// Prepares a knowledge base.
  ///
  /// Complexity: O(n log n) for n bytes of spellings.
  public init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    index = KnowledgeIndex(knowledge)
  }

  /// The spellings of people; IDs are positions of entities.
  package var people: NameIndex? { index.people }

  /// The version of the form of the files; a change of what an index holds needs another.
  private static let version: UInt64 = 2

  /// Saves what was prepared into the files of a folder that is there.
  ///
  /// Each file appears only when it is complete, and says by a fingerprint which others it belongs to,
  /// so a save that is broken off or two at once leave nothing that is taken for right.
  /// - Parameter origin: A fingerprint of what the knowledge base was read from.
  /// - Throws: ``NameIndexError`` of the kind ``NameIndexError/Kind/io``.
  /// - Complexity: O(bytes).
  public func save(to folder: String, origin: UInt64) throws(NameIndexError) {
    try index.people?.save(to: Self.people(folder))
    try index.bodies?.save(to: Self.bodies(folder))
    try index.words?.save(to: Self.words(folder))
    let table = index.spellings
    var writer = SectionFile.Writer()
    writer.add([
      Self.version, index.people == nil ? 0 : 1, index.people?.fingerprint ?? 0,
      index.bodies == nil ? 0 : 1, index.bodies?.fingerprint ?? 0, UInt64(index.longest),
      UInt64(table.longestUnspaced), index.words == nil ? 0 : 1, index.words?.fingerprint ?? 0,
    ])
    writer.add(KnowledgeSnapshot.bytes(of: knowledge))
    writer.add(table.slots)
    writer.add(table.starts)
    writer.add(table.bytes)
    writer.add(table.flags)
    writer.add(table.entityStarts)
    writer.add(table.entities)
    try writer.write(.knowledge, origin: origin, to: Self.spellings(folder))
  }

  /// Reads what was prepared and saved; the indexes are mapped, not read.
  ///
  /// - Parameter origin: The fingerprint of what the knowledge base would be read from now.
  /// - Throws: ``NameIndexError``: a file is missing, was made from something else or by another version,
  ///   or is damaged.
  /// - Complexity: O(bytes).
  public init(folder: String, origin: UInt64) throws(NameIndexError) {
    var reader = try SectionFile.Reader(.knowledge, path: Self.spellings(folder))
    guard reader.origin == origin else { throw reader.outdated }
    let numbers = try reader.next(UInt64.self)
    guard numbers.count == 9, numbers[0] == Self.version else { throw reader.outdated }
    let knowledge = try reader.next(UInt8.self).withUnsafeBytes(KnowledgeSnapshot.knowledge)
    guard let knowledge else { throw reader.damaged }
    let table = SpellingTable(
      slots: try reader.next(UInt32.self), starts: try reader.next(UInt32.self),
      bytes: try reader.next(UInt8.self), flags: try reader.next(UInt8.self),
      entityStarts: try reader.next(UInt32.self), entities: try reader.next(UInt32.self),
      longestUnspaced: Int(clamping: numbers[6]), entityCount: knowledge.entities.count)
    guard let table else { throw reader.damaged }
    var people: NameIndex?
    var bodies: NameIndex?
    var words: NameIndex?
    if numbers[1] == 1 { people = try NameIndex.load(Self.people(folder)) }
    if numbers[3] == 1 { bodies = try NameIndex.load(Self.bodies(folder)) }
    if numbers[7] == 1 { words = try NameIndex.load(Self.words(folder)) }
    guard people?.fingerprint ?? 0 == numbers[2], bodies?.fingerprint ?? 0 == numbers[4],
      words?.fingerprint ?? 0 == numbers[8]
    else {
      throw reader.outdated
    }
    self.knowledge = knowledge
    index = KnowledgeIndex(
      entities: knowledge.entities, people: people, bodies: bodies, words: words,
      spellings: table, longest: Int(clamping: numbers[5]))
  }

  private static func people(_ folder: String) -> String { "\(folder)/people" }
  private static func bodies(_ folder: String) -> String { "\(folder)/bodies" }
  private static func words(_ folder: String) -> String { "\(folder)/words" }
  private static func spellings(_ folder: String) -> String { "\(folder)/spellings" }
}
