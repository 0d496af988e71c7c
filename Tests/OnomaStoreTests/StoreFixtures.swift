import Foundation
public import OnomaEntities
import OnomaNames
import OnomaStore
import Testing

/// A folder that is gone when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "onoma-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A path in the folder.
  func file(_ name: String) -> String { path + "/" + name }
}

extension CanonicalID: ExpressibleByStringLiteral {
  /// Takes a literal as it is.
  public init(stringLiteral value: String) { self.init(rawValue: value) }
}

/// Entities, documents and mentions that many tests use.
enum Fixture {
  static let mira = Entity(
    id: "onm-1", type: .person, name: "Mira Kovalenko",
    aliases: [Alias("Mira Kovalenko"), Alias("Міра Коваленко", language: "uk")], gender: .female,
    country: "UA", description: "violinist", dates: ["birthDate": "1980-02-29"],
    identifiers: [ExternalIdentifier(scheme: "customer", value: "77")])
  /// What the store says of her after ``resolution``: her spellings are counted.
  static let seenMira: Entity = {
    var entity = mira
    entity.aliases = [Alias("Mira Kovalenko", count: 3), Alias("Міра Коваленко", language: "uk")]
    return entity
  }()
  static let guild = Entity(
    id: "onm-2", type: .organization, name: "Guild of Clockmakers", aliases: [Alias("the Guild")])
  static let city = Entity(id: "Q1", type: .place, name: "Ödland", aliases: [Alias("Oedland")])
  static let letter = DocumentRecord(name: "letter.txt", contentHash: "aa", scalarCount: 100)
  static let report = DocumentRecord(name: "report.txt", contentHash: "bb", scalarCount: 500)

  static func mention(
    _ surface: String, of id: CanonicalID, in document: DocumentRecord = letter, at start: Int = 0,
    score: Double = 0.75
  ) -> EntityMention {
    EntityMention(
      document: document.name, start: start, end: start + surface.unicodeScalars.count,
      surface: surface, type: .person, entity: id, score: score)
  }

  /// Three entities and five mentions in two documents.
  static let resolution = ResolutionRecord(
    entities: [mira, guild, city], documents: [letter, report],
    mentions: [
      mention("Mira Kovalenko", of: "onm-1", at: 3),
      mention("Mira\r\n  Kovalenko", of: "onm-1", at: 40),
      mention("Kovalenko", of: "onm-1", at: 70),
      mention("Mira Kovalenko", of: "onm-1", in: report, at: 9),
      mention("the Guild", of: "onm-2", in: report, at: 30),
    ])
}

extension Entity {
  /// The count of a spelling, or `nil` when it is no alias.
  func count(of spelling: String) -> Int? { aliases.first { $0.text == spelling }?.count }
}

extension EntityStore {
  /// All that can be read, to be compared before and after.
  func contents() throws -> StoreContents {
    let entities = try knowledgeBase().entities
    return StoreContents(
      entities: entities, documents: try documents(), redirects: try redirects(),
      judgements: try judgements(), mentions: try entities.flatMap { try mentions(of: $0.id) })
  }
}

struct StoreContents: Equatable {
  var entities: [Entity]
  var documents: [DocumentRecord]
  var redirects: [RedirectRecord]
  var judgements: [JudgementRecord]
  var mentions: [EntityMention]
}

/// Runs a call that must fail and gives its error.
func storeError(
  _ body: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
) -> StoreError? {
  do {
    try body()
    Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    return nil
  } catch let error as StoreError {
    return error
  } catch {
    Issue.record("another error was thrown: \(error)", sourceLocation: sourceLocation)
    return nil
  }
}
