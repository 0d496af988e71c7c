internal import OnomaNames
internal import OnomaEntities

/// FollowTheMoney's `Mention`s, as Aleph reads them, with the documents and entities they join.
struct FTMMentions: ExportFormat {
  static let description = FormatDescription(
    name: "ftm-mentions", title: "FollowTheMoney mentions", group: .entities,
    mediaType: "application/json+ftm", fileExtension: "ftm.json",
    specification: "https://followthemoney.tech/explorer/schemata/Mention/",
    parts: [.entities, .documents],
    losses: FTMEntity.losses + [
      "offsets, scores and how often a name stands in a document",
      "whom a mention of a place names: Mention resolves to people and organisations only",
    ])

  init(_ options: ExportOptions) {}

  func write(
    _ entity: ExportedEntity, to output: inout ExportOutput
  ) throws(ExportError) {
    guard let entity = try FTMEntity(entity.entity, output: &output) else { return }
    FTMEntities.write(
      entity.id, entity.schema, entity.values.map { ($0.property, $0.text) }, to: &output)
  }

  func write(
    _ document: ExportedDocument, to output: inout ExportOutput
  ) throws(ExportError) {
    let id = FTMEntity.id("doc-", document.name)
    FTMEntities.write(id, "PlainText", [("fileName", document.name)], to: &output)
    var seen: Set<String> = []
    for mention in document.mentions {
      let key = FTMEntity.id("mention-", document.name, mention.surface, mention.entity.rawValue)
      guard seen.insert(key).inserted else { continue }
      let name = OneLine.spaced(mention.surface)
      guard name.unicodeScalars.count <= FTMEntity.nameLimit,
        FTMEntity.isID(mention.entity.rawValue)
      else {
        try output.leaveOut(document.name, "FollowTheMoney does not take a mention's name or ID")
        continue
      }
      var values = [("document", id), ("name", name)]
      if mention.type != .place { values.append(("resolved", mention.entity.rawValue)) }
      values.append(
        (
          "detectedSchema",
          FTMEntity.schema(Entity(id: mention.entity, type: mention.type, name: ""))
        ))
      FTMEntities.write(key, "Mention", values, to: &output)
    }
  }
}
