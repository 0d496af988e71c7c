internal import Onoma

/// An entity as the server tells it: a line of a knowledge base file and, beside its members, those by
/// which FollowTheMoney's tools and the clients of yente know an entity.
///
/// Both in one object: neither minds members that it does not know, and an entity has one address.
struct EntityLine {
  let entity: Entity
  /// The IDs that lead to it.
  let referents: [String]

  init(_ entity: Entity, known: ServiceSnapshot) {
    self.entity = entity
    referents = known.retiredIDs(of: entity.id).map(\.rawValue)
  }

  /// The object.
  var json: String { object { _ in } }

  /// The object with further members.
  func object(_ more: (inout JSONText) -> Void) -> String {
    var json = JSONText()
    json.object { json in
      json.member("caption", entity.name)
      json.member("schema", FollowTheMoney.schema(of: entity))
      json.key("properties")
      json.object { json in
        for (name, values) in FollowTheMoney.properties(of: entity) { json.member(name, values) }
      }
      json.member("datasets", [FollowTheMoney.dataset])
      json.member("referents", referents)
      json.member("target", true)
      more(&json)
    }
    return KnowledgeBaseFile.line(entity).dropLast(2) + "," + json.text.dropFirst()
  }
}

/// What FollowTheMoney calls things (<https://followthemoney.tech/explorer/>).
enum FollowTheMoney {
  /// The one dataset that a server has.
  static let dataset = "default"

  /// The types that a schema stands for; `nil` for a schema of which there are no entities here.
  static func types(ofSchema name: String) -> [EntityType]? {
    switch name {
    case "Thing": EntityType.allCases
    case "LegalEntity": [.person, .organization]
    case "Person", "Member", "Partner": [.person]
    case "Organization", "Company", "PublicBody", "Asset": [.organization]
    case "Address", "Place", "RealEstate": [.place]
    default: nil
    }
  }

  /// The schema of an entity.
  static func schema(of entity: Entity) -> String {
    switch entity.type {
    case .person: "Person"
    case .organization: "Organization"
    case .place: "Address"
    }
  }

  /// The properties of an entity, by name; every value a text, as FollowTheMoney has them.
  static func properties(of entity: Entity) -> [(name: String, values: [String])] {
    var values: [(name: String, values: [String])] = [("name", [entity.name])]
    let aliases = Array(entity.spellings.dropFirst())
    if !aliases.isEmpty { values.append(("alias", aliases)) }
    if let gender = entity.gender { values.append(("gender", [gender.rawValue])) }
    if let country = entity.country { values.append(("country", [country.lowercased()])) }
    if let description = entity.description { values.append(("notes", [description])) }
    for (name, date) in entity.dates.sorted(by: { $0.key < $1.key }) {
      values.append((name, [date]))
    }
    let wikidata = entity.identifiers.filter { $0.scheme == "wikidata" }.map(\.value)
    if !wikidata.isEmpty { values.append(("wikidataId", wikidata)) }
    let others = entity.identifiers.filter { $0.scheme != "wikidata" }.map(\.value)
    if !others.isEmpty { values.append(("idNumber", others)) }
    return values
  }
}
