internal import Onoma

// The routes about texts and the entities they name.

extension RouteTable {
  /// What is asked about texts and entities.
  static let entityRoutes = [
    Route(.post, "/resolve") { try resolve(&$0) },
    Route(.get, "/entities") { try entities(&$0) },
    Route(.get, "/entities/{id}") { try entity(&$0) },
  ]

  /// `/resolve`: who is named in a text, and where.
  static func resolve(_ call: inout Route.Call) throws -> ServiceResponse {
    let known = call.known
    return try call.fields { fields in
      let text = SourceText(try fields.text("text"))
      let name = try fields.optionalText("name") ?? "text"
      let unit = try fields.choice(
        "offsets", ["scalar": .scalar, "utf8": .utf8, "utf16": .utf16],
        default: OffsetUnit.scalar)
      try fields.finish()
      return ServiceResponse(
        body: resolution(of: text, name: name, unit: unit, known: known) + "\n")
    }
  }

  /// The mentions and entities of a text as a JSON object.
  static func resolution(
    of text: SourceText, name: String, unit: OffsetUnit, known: ServiceSnapshot
  ) -> String {
    let resolution = known.resolver.resolve([Document(name: name, text: text)])
    // The lines that `onoma resolve` and knowledge base files have, as members of one object.
    let mentions = resolution.mentions.map { mention in
      MentionLines.line(mention, text: text, unit: unit, explain: true).dropLast()
    }
    let entities = resolution.entities.map { entity in
      let isNew = resolution.newEntities.contains(entity.id)
      return KnowledgeBaseFile.line(entity).dropLast(2) + ",\"new\":\(isNew)}"
    }
    return """
      {"offsetUnit":"\(unit.rawValue)",\
      "mentions":[\(mentions.joined(separator: ","))],\
      "entities":[\(entities.joined(separator: ","))]}
      """
  }

  /// `/entities`: entities by the beginning of a name, or by how it sounds; all of them without one.
  static func entities(_ call: inout Route.Call) throws -> ServiceResponse {
    let known = call.known
    return try call.fields { fields in
      let query = try fields.optionalText("q") ?? ""
      let type = try fields.optionalType()
      let limit = try fields.number("limit", in: 1...100, default: 20)
      let offset = try fields.number("offset", in: 0...1_000_000, default: 0)
      try fields.finish()
      let types = type.map { [$0] } ?? EntityType.allCases
      let found: [(entity: Entity, spelling: String)]
      if query.isEmpty {
        found = known.knowledge.entities.lazy.filter { types.contains($0.type) }
          .dropFirst(offset).prefix(limit).map { ($0, $0.name) }
      } else {
        found = known.search.suggestions(for: query, types: types, limit: limit, offset: offset)
      }
      let lines = found.map { found in
        KnowledgeBaseFile.line(found.entity).dropLast(2)
          + ",\"spelling\":\(JSONText.quoted(found.spelling))}"
      }
      return ServiceResponse(body: "{\"entities\":[\(lines.joined(separator: ","))]}\n")
    }
  }

  /// `/entities/{id}`: what is known of an entity; a merged ID leads to the one that it is now.
  static func entity(_ call: inout Route.Call) throws -> ServiceResponse {
    // Clients of yente ask whether neighbours are to be nested in it; there are none.
    try call.fields { fields in
      fields.ignore("nested")
      try fields.finish()
    }
    switch try call.known.entity(CanonicalID(rawValue: call.id)) {
    case .entity(let entity):
      return ServiceResponse(body: EntityLine(entity, known: call.known).json + "\n")
    case .moved(let current):
      let location = "/entities/" + FormFields.escaped(current.rawValue)
      var json = JSONText()
      json.object { json in
        json.member("id", current.rawValue)
        json.member("location", location)
      }
      return ServiceResponse(
        status: 308, headers: [("Location", location)], body: json.text + "\n")
    case .unknown: throw ServiceError(.notFound, "no entity has this ID")
    }
  }
}
