internal import OnomaNames
internal import OnomaEntities

/// The columns of tables of entities, and their cells: what `onoma import` reads back.
struct EntityColumns: Sendable {
  private static let fixed = [
    "id", "type", "name", "aliases", "gender", "country", "description", "birthDate", "deathDate",
  ]

  private var schemes: Set<String> = []

  /// Notes which identifiers there are: each scheme gets a column.
  mutating func survey(_ entity: Entity) {
    for identifier in entity.identifiers { schemes.insert(identifier.scheme) }
  }

  /// The columns' titles.
  var titles: [String] { Self.fixed + schemes.sorted().map { "identifier:" + $0 } }

  /// An entity's cells in the order of the columns.
  ///
  /// - Parameters:
  ///   - whole: Makes a cell of a value.
  ///   - item: Makes an item of a list of a value.
  func cells(
    _ entity: Entity, whole: (String) -> String, item: (String) -> String
  ) -> [String] {
    func list(_ items: some Sequence<String>) -> String {
      let items = items.map(item)
      // Readers cut a cell without a bar at semicolons: a bar at the end says that it is a list of one.
      if items.count == 1, items[0].utf8.contains(0x3B) { return items[0] + "|" }
      return items.joined(separator: "|")
    }
    let values = [
      entity.gender?.rawValue, entity.country, entity.description, entity.dates["birthDate"],
      entity.dates["deathDate"],
    ]
    return [whole(entity.id.rawValue), whole(entity.type.rawValue), whole(entity.name)]
      + [list(entity.spellings.dropFirst())] + values.map { whole($0 ?? "") }
      + schemes.sorted().map { scheme in
        list(entity.identifiers.lazy.filter { $0.scheme == scheme }.map(\.value))
      }
  }

  static let losses = [
    "counts and languages of spellings", "dates other than birth and death",
    "names put first for a language or a script", "IDs that were merged",
  ]
}

/// Entities as CSV.
struct EntityCSV: ExportFormat {
  static let description = FormatDescription(
    name: "csv", title: "Entities as CSV", group: .entities, mediaType: "text/csv",
    fileExtension: "csv", specification: "https://www.rfc-editor.org/rfc/rfc4180",
    parts: [.entities, .survey],
    isImported: true, losses: EntityColumns.losses)

  private let defuses: Bool
  private var columns = EntityColumns()

  init(_ options: ExportOptions) { defuses = options.defusesFormulas }

  mutating func survey(_ entity: ExportedEntity) { columns.survey(entity.entity) }

  func begin(_ output: inout ExportOutput) { output.write(CSVWriter.record(columns.titles)) }

  func write(
    _ entity: ExportedEntity, to output: inout ExportOutput
  ) throws(ExportError) {
    var entity = entity.entity
    let bars = entity.aliases.filter { $0.text.utf8.contains(0x7C) }
    if !bars.isEmpty {
      try output.leaveOut(entity.id.rawValue, "a bar (|) separates spellings, and one holds a bar")
      entity.aliases.removeAll { $0.text.utf8.contains(0x7C) }
    }
    let cells = columns.cells(entity, whole: { $0 }, item: { $0 })
    output.write(CSVWriter.record(defuses ? cells.map(CSVWriter.defused) : cells))
  }
}

/// Entities as a table separated by tabs.
struct EntityTSV: ExportFormat {
  static let description = FormatDescription(
    name: "tsv", title: "Entities separated by tabs", group: .entities,
    mediaType: "text/tab-separated-values", fileExtension: "tsv",
    specification: "https://www.iana.org/assignments/media-types/text/tab-separated-values",
    parts: [.entities, .survey],
    isImported: true, losses: EntityColumns.losses)

  private let defuses: Bool
  private var columns = EntityColumns()

  init(_ options: ExportOptions) { defuses = options.defusesFormulas }

  mutating func survey(_ entity: ExportedEntity) { columns.survey(entity.entity) }

  func begin(_ output: inout ExportOutput) {
    output.write(columns.titles.map { OneLine.escaped($0) }.joined(separator: "\t") + "\n")
  }

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    let defuse = { (cell: String) in defuses ? CSVWriter.defused(cell) : cell }
    let cells = columns.cells(
      entity.entity, whole: { OneLine.escaped(defuse($0)) },
      item: { OneLine.escaped(defuse($0), "|") })
    output.write(cells.joined(separator: "\t") + "\n")
  }
}
