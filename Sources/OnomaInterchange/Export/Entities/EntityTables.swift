internal import OnomaNames
internal import OnomaEntities

/// The columns of tables of entities, and their cells.
enum EntityColumns {
  static let names = [
    "id", "type", "name", "aliases", "gender", "country", "description", "birthDate", "deathDate",
    "identifiers",
  ]

  /// An entity's cells in the order of the columns.
  ///
  /// Lists are separated by `|`; a `|` or a backslash inside an item has a backslash in front.
  static func cells(_ entity: Entity) -> [String] {
    [
      entity.id.rawValue, entity.type.rawValue, entity.name,
      list(entity.spellings.dropFirst()), entity.gender?.rawValue ?? "", entity.country ?? "",
      entity.description ?? "", entity.dates["birthDate"] ?? "", entity.dates["deathDate"] ?? "",
      list(entity.identifiers.map { "\($0.scheme):\($0.value)" }),
    ]
  }

  static let losses = [
    "counts and languages of spellings", "dates other than birth and death",
  ]

  private static func list(_ items: some Sequence<String>) -> String {
    items.map { item in
      var view = String.UnicodeScalarView()
      for scalar in item.unicodeScalars {
        if scalar == "|" || scalar == "\\" { view.append("\\") }
        view.append(scalar)
      }
      return String(view)
    }.joined(separator: "|")
  }
}

/// Entities as CSV.
struct EntityCSV: ExportFormat {
  static let description = FormatDescription(
    name: "csv", title: "Entities as CSV", group: .entities, mediaType: "text/csv",
    fileExtension: "csv", specification: "https://www.rfc-editor.org/rfc/rfc4180",
    parts: [.entities],
    losses: EntityColumns.losses)

  private let defuses: Bool

  init(_ options: ExportOptions) { defuses = options.defusesFormulas }

  func begin(_ output: inout ExportOutput) {
    output.write(CSVWriter.record(EntityColumns.names))
  }

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    let cells = EntityColumns.cells(entity.entity)
    output.write(CSVWriter.record(defuses ? cells.map(CSVWriter.defused) : cells))
  }
}

/// Entities as a table separated by tabs.
struct EntityTSV: ExportFormat {
  static let description = FormatDescription(
    name: "tsv", title: "Entities separated by tabs", group: .entities,
    mediaType: "text/tab-separated-values", fileExtension: "tsv",
    specification: "https://www.iana.org/assignments/media-types/text/tab-separated-values",
    parts: [.entities],
    losses: EntityColumns.losses)

  private let defuses: Bool

  init(_ options: ExportOptions) { defuses = options.defusesFormulas }

  func begin(_ output: inout ExportOutput) {
    output.write(EntityColumns.names.joined(separator: "\t") + "\n")
  }

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    let cells = EntityColumns.cells(entity.entity).map {
      OneLine.escaped(defuses ? CSVWriter.defused($0) : $0)
    }
    output.write(cells.joined(separator: "\t") + "\n")
  }
}
