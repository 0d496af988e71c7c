internal import OnomaEntities

/// Entities as JSON Lines, with everything that is known: the form of a knowledge base file.
struct EntityLines: ExportFormat {
  static let description = FormatDescription(
    name: "jsonl", title: "Entities as JSON Lines (knowledge base)", group: .entities,
    mediaType: "application/jsonl", fileExtension: "jsonl", specification: "docs/formats.md",
    parts: [.entities],
    isImported: true)

  init(_ options: ExportOptions) {}

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    output.write(KnowledgeBaseFile.fullJSON(entity.entity, formerIDs: entity.formerIDs).bytes)
    output.write("\n")
  }
}
