internal import Onoma

/// The entities of a knowledge base file, read line by line.
final class KnowledgeLines {
  private let path: String

  init(_ path: String) throws { self.path = path }

  /// Hands over the entities in the order of the file; memory holds one line.
  func forEach(_ body: (Entity, [CanonicalID]) throws -> Void) throws {
    let source = try InputSource(path: path)
    while let line = try source.nextLine() {
      let record = try KnowledgeBaseFile.record(line, file: source.name, line: source.line)
      if let record { try body(record.entity, record.formerIDs) }
    }
  }

  /// All of them.
  func knowledgeBase() throws -> KnowledgeBase {
    let source = try InputSource(path: path)
    return try KnowledgeBaseFile.read(try source.readAll(), file: source.name)
  }
}

/// A knowledge base file as the source of an export.
struct KnowledgeExportSource: ExportSource {
  let lines: KnowledgeLines
  let progress: Progress

  func forEachEntity(mentions: Bool, _ body: (ExportedEntity) throws -> Void) throws {
    try lines.forEach { entity, formerIDs in
      try body(ExportedEntity(entity, formerIDs: formerIDs))
      progress.step()
    }
    progress.end()
  }

  func forEachLink(_ body: (IdentityLink) throws -> Void) throws {}

  func forEachDocument(_ body: (ExportedDocument) throws -> Void) throws {}
}
