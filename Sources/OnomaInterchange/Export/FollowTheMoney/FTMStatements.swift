internal import OnomaEntities
internal import OnomaNames

/// FollowTheMoney statements as CSV: a row for each value of each property.
///
/// A merged ID's statements stand under the ID they were merged into. The key of a statement is the
/// SHA-1 of dataset, entity, property and value, as that library makes it.
struct FTMStatements: ExportFormat {
  static let description = FormatDescription(
    name: "ftm-statements", title: "FollowTheMoney statements", group: .entities,
    mediaType: "text/csv", fileExtension: "csv",
    specification: "https://followthemoney.tech/docs/statements/", parts: [.entities],
    losses: FTMEntity.losses)

  private let dataset: String

  init(_ options: ExportOptions) { dataset = options.dataset }

  func begin(_ output: inout ExportOutput) {
    output.write(
      Self.row([
        "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin",
        "lang", "original_value", "external", "first_seen", "last_seen", "id",
      ]))
  }

  func write(
    _ entity: ExportedEntity, to output: inout ExportOutput
  ) throws(ExportError) {
    guard let entity = try FTMEntity(entity.entity, output: &output) else { return }
    for value in entity.values {
      let key = "\(dataset).\(entity.id).\(value.property).\(value.text)"
      output.write(
        Self.row([
          entity.id, entity.id, value.property, value.type, entity.schema, value.text, dataset,
          "onoma", "", "", "f", "", "", SHA1.hexadecimal(key.utf8),
        ]))
    }
  }

  /// A row in the dialect that the library reads: every cell in quotation marks.
  private static func row(_ cells: [String]) -> String {
    cells.map { CSVWriter.quoted($0) }.joined(separator: ",") + "\n"
  }
}
