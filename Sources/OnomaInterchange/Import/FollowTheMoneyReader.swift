internal import Foundation
internal import OnomaEntities
internal import OnomaNames

/// Reads FollowTheMoney entities, one JSON object a line: `{"id","schema","properties":{…}}`.
///
/// Persons and organisations are taken; all other schemata (relations, addresses, vessels…) are
/// skipped, each with its name as the reason. Specification: <https://followthemoney.tech/explorer/>.
public struct FollowTheMoneyReader: SourceReader {
  private let file: String
  private let options: SourceOptions
  /// Every line stands alone.
  public private(set) var settledLines = 0

  /// Reads a file.
  /// - Parameter file: What errors call it.
  public init(file: String, options: SourceOptions = SourceOptions()) {
    self.file = file
    self.options = options
  }

  /// Takes a line.
  public mutating func read(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) -> [SourceItem] {
    settledLines = number
    if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { return [] }
    let decoded = Result { try JSONDecoder().decode(Line.self, from: Data(line)) }
    guard case .success(let value) = decoded else {
      throw InterchangeError(
        file: file, line: number,
        reason: "not an entity of FollowTheMoney: an object with id, schema and properties")
    }
    if value.id.isEmpty {
      throw InterchangeError(file: file, line: number, reason: "\"id\" is empty")
    }
    return [item(value, number)]
  }

  /// Lines do not depend on each other.
  public mutating func passOver(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) { settledLines = number }

  /// Nothing is left open.
  public mutating func finish() throws(InterchangeError) -> [SourceItem] { [] }

  private struct Line: Decodable {
    let id: String
    let schema: String
    let properties: [String: [String]]
    let caption: String?
    let referents: [String]?
  }

  private func item(_ line: Line, _ number: Int) -> SourceItem {
    guard let type = Self.types[line.schema] else {
      return .skipped("the schema \(line.schema) is no person, organisation or place")
    }
    func all(_ names: [String]) -> [String] {
      names.flatMap { line.properties[$0] ?? [] }.map(TableText.trimmed).filter { !$0.isEmpty }
    }
    func first(_ names: String...) -> String? { all(names).first }
    let names = all(["name"])
    let parts = ["firstName", "fatherName", "middleName", "lastName"]
      .compactMap { line.properties[$0]?.first }.joined(separator: " ")
    // The caption is one of the names, the one that FollowTheMoney shows.
    let caption = line.caption.map(TableText.trimmed).flatMap { names.contains($0) ? $0 : nil }
    guard let name = caption ?? names.first ?? (parts.isEmpty ? nil : parts) else {
      return .skipped("no name")
    }
    var entity = Entity(id: options.id(of: line.id), type: type, name: name)
    var known: Set<String> = [name]
    for text in names + all(["alias", "weakAlias", "previousName", "abbreviation"])
    where known.insert(text).inserted {
      entity.aliases.append(Alias(text))
    }
    entity.gender = first("gender").flatMap(EntityTypeName.gender)
    let countries =
      type == .person
      ? ["nationality", "citizenship", "country"] : ["jurisdiction", "country", "mainCountry"]
    entity.country = all(countries).first?.uppercased()
    entity.description = first("position", "summary", "notes", "description")
    for (kind, property) in Self.dates {
      // Of several dates the most precise one, of equally precise ones the first by time.
      entity.dates[kind] = all([property]).min { a, b in
        (b.utf8.count, a) < (a.utf8.count, b)
      }
    }
    var identifiers: Set<ExternalIdentifier> = []
    for (property, scheme) in Self.schemes {
      for value in all([property]) {
        identifiers.insert(ExternalIdentifier(scheme: scheme, value: value))
      }
    }
    entity.identifiers = identifiers.sorted()
    let referents = (line.referents ?? []).filter { $0 != line.id && !$0.isEmpty }
    return .record(
      SourceRecord(
        key: line.id, entity: entity, formerIDs: referents.map(options.id(of:)), line: number))
  }

  /// The schemata that are people or bodies of people, and the one that places are exported as.
  private static let types: [String: EntityType] = [
    "Person": .person, "LegalEntity": .organization, "Organization": .organization,
    "Company": .organization, "PublicBody": .organization, "Address": .place,
  ]
  private static let dates = [
    ("birthDate", "birthDate"), ("deathDate", "deathDate"),
    ("incorporationDate", "incorporationDate"), ("dissolutionDate", "dissolutionDate"),
  ]
  private static let schemes = [
    ("wikidataId", "wikidata"), ("leiCode", "lei"), ("innCode", "inn"), ("ogrnCode", "ogrn"),
    ("registrationNumber", "registration"), ("taxNumber", "tax"), ("vatCode", "vat"),
    ("idNumber", "id-number"), ("passportNumber", "passport"), ("swiftBic", "bic"),
    ("imoNumber", "imo"), ("permId", "permid"), ("opencorporatesUrl", "opencorporates"),
  ]
}
