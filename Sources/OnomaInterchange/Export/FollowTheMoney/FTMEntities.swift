internal import OnomaEntities

/// FollowTheMoney entities, a line each.
struct FTMEntities: ExportFormat {
  static let description = FormatDescription(
    name: "ftm", title: "FollowTheMoney entities", group: .entities,
    mediaType: "application/json+ftm", fileExtension: "ftm.json",
    specification: "https://followthemoney.tech/docs/", parts: [.entities],
    isImported: true, losses: FTMEntity.losses)

  init(_ options: ExportOptions) {}

  func write(
    _ entity: ExportedEntity, to output: inout ExportOutput
  ) throws(ExportError) {
    guard let entity = try FTMEntity(entity.entity, output: &output) else { return }
    Self.write(entity.id, entity.schema, entity.values.map { ($0.property, $0.text) }, to: &output)
  }

  /// Writes an entity: values are grouped by property in the order of the first of each.
  static func write(
    _ id: String, _ schema: String, _ values: [(property: String, text: String)],
    to output: inout ExportOutput
  ) {
    output.writeLine { json in
      json.member("id", id)
      json.member("schema", schema)
      json.key("properties")
      json.object { json in
        var written: Set<String> = []
        for (property, _) in values where written.insert(property).inserted {
          json.member(property, values.filter { $0.property == property }.map(\.text))
        }
      }
    }
  }
}
