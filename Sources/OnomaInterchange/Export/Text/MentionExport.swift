internal import OnomaEntities

/// Mentions as `onoma resolve` prints them.
struct MentionExport: ExportFormat {
  static let description = FormatDescription(
    name: "mentions", title: "Mentions as JSON Lines", group: .text,
    mediaType: "application/jsonl", fileExtension: "jsonl", specification: "docs/formats.md",
    parts: [.documents],
    losses: ["everything of an entity but ID and type", "entities that no document mentions"])

  init(_ options: ExportOptions) {}

  func write(_ document: ExportedDocument, to output: inout ExportOutput) {
    for mention in document.mentions { output.write(MentionLines.line(mention)) }
  }
}
