internal import Onoma

// The requests of yente's clients (<https://www.opensanctions.org/docs/yente/>), in yente's shapes.

extension RouteTable {
  /// What clients of yente ask; `/entities/{id}` is among our own.
  static let yenteRoutes = [
    Route(.post, "/match/{dataset}") { try matchByExample(&$0) },
    Route(.get, "/search/{dataset}") { try searchEntities(&$0) },
    Route(.get, "/entities/{id}/adjacent") { try adjacent(&$0) },
    Route(.get, "/catalog") { try catalog(&$0) },
    Route(.get, "/algorithms") { try algorithms(&$0) },
  ]

  /// Refuses datasets that are none: there is one, of two names.
  private static func checkDataset(_ call: Route.Call) throws(ServiceError) {
    let name = call.parameters["dataset"] ?? ""
    guard name == FollowTheMoney.dataset || name == "onoma" else {
      throw ServiceError(.notFound, "there is no dataset \"\(name.prefix(80))\", only default")
    }
  }

  // MARK: Matching

  /// `/match/{dataset}`: the entities that examples may be.
  private static func matchByExample(_ call: inout Route.Call) throws -> ServiceResponse {
    try checkDataset(call)
    try call.request.checkIsJSON()
    let settings = try MatchSettings(call.request.query)
    let body = try JSONValue(json: call.request.body)
    guard let queries = body["queries"]?.object else {
      throw ServiceError(.missingField, "the field \"queries\" is not an object")
    }
    try BatchClock.check(queries.count, call.options)
    let clock = BatchClock(call.options)
    var json = JSONText()
    json.object { json in
      json.key("responses")
      json.object { json in
        for (key, value) in queries.sorted(by: { $0.key < $1.key }) {
          json.key(key)
          do {
            try clock.check()
            let example = try Example(value, limit: settings.limit)
            let found = call.known.candidates(for: example.query).filter {
              $0.probability >= settings.cutoff
                && !settings.excluded.contains($0.entity.id.rawValue)
            }
            json.add(found, of: example, settings, call.known)
          } catch {
            json.add(ServiceError(error), of: value)
          }
        }
      }
      json.member("limit", settings.limit)
    }
    return ServiceResponse(body: json.text + "\n")
  }

  // MARK: Searching

  /// `/search/{dataset}`: entities by a name, or by how it begins.
  private static func searchEntities(_ call: inout Route.Call) throws -> ServiceResponse {
    try checkDataset(call)
    let query = call.request.query
    func value(_ name: String) throws(ServiceError) -> String? {
      try FormFields.all(name, in: query).last
    }
    let text = ReconciliationQuery.cleaned(try value("q") ?? "")
    let limit = try wholeNumber(try value("limit"), "limit", in: 0...500, default: 10)
    let offset = try wholeNumber(try value("offset"), "offset", in: 0...9_499, default: 0)
    let types = try types(ofSchema: try value("schema"))
    let countries = Set(try FormFields.all("countries", in: query).map { $0.lowercased() })
    // What the name means comes first, then whose name begins so.
    var found: [Entity] = []
    var seen: Set<CanonicalID> = []
    func add(_ entity: Entity) {
      let isThere = countries.isEmpty || countries.contains(entity.country?.lowercased() ?? "")
      if isThere, seen.insert(entity.id).inserted { found.append(entity) }
    }
    let wanted = offset + limit + 1
    if text.isEmpty {
      for entity in call.known.knowledge.entities where types.contains(entity.type) {
        if found.count >= wanted { break }
        add(entity)
      }
    } else {
      for hit in call.known.search.hits(for: text, types: types, limit: min(100, wanted))
      where hit.probability >= 0.3 {
        add(hit.entity)
      }
      for suggestion in call.known.search.suggestions(for: text, types: types, limit: wanted) {
        add(suggestion.entity)
      }
    }
    let lines = found.dropFirst(offset).prefix(limit).map { EntityLine($0, known: call.known).json }
    var json = JSONText()
    json.object { json in
      json.key("facets")
      json.object { _ in }
      json.addTotal(found.count, isLeast: found.count >= wanted)
      json.member("limit", limit)
      json.member("offset", offset)
    }
    return ServiceResponse(
      body: "{\"results\":[\(lines.joined(separator: ","))],\(json.text.dropFirst())\n")
  }

  /// `/entities/{id}/adjacent`: yente's neighbours of an entity, which is nobody: there are no relations
  /// here but co-occurrence, which `/entities/{id}/companions` tells.
  private static func adjacent(_ call: inout Route.Call) throws -> ServiceResponse {
    let entity = try call.known.currentEntity(call.id)
    let line = EntityLine(entity, known: call.known).json
    return ServiceResponse(body: "{\"entity\":\(line),\"adjacent\":{}}\n")
  }

  // MARK: What there is

  /// `/catalog`: the one dataset.
  private static func catalog(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.finish()
    var json = JSONText()
    json.object { json in
      json.key("datasets")
      json.array { json in
        json.object { json in
          json.member("name", FollowTheMoney.dataset)
          json.member("title", "Onoma")
          json.member("entity_count", call.known.knowledge.entities.count)
          json.member("load", true)
          json.member("index_current", true)
          json.member("children", [])
        }
      }
      json.member("current", [FollowTheMoney.dataset])
      json.member("outdated", [])
      json.member("index_stale", false)
    }
    return ServiceResponse(body: json.text + "\n")
  }

  /// `/algorithms`: the one way to compare.
  private static func algorithms(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.finish()
    var json = JSONText()
    json.object { json in
      json.key("algorithms")
      json.array { json in
        json.object { json in
          json.member("name", "onoma")
          json.member(
            "description",
            "A calibrated probability by a learned sound model of names in any script.")
          json.key("docs")
          json.object { _ in }
        }
      }
      json.member("default", "onoma")
      json.member("best", "onoma")
    }
    return ServiceResponse(body: json.text + "\n")
  }

  // MARK: Reading

  fileprivate static func types(ofSchema name: String?) throws(ServiceError) -> [EntityType] {
    guard let name, !name.isEmpty else { return EntityType.allCases }
    guard let types = FollowTheMoney.types(ofSchema: name) else {
      throw ServiceError(
        .invalidValue, "there are no entities of the schema \"\(name.prefix(80))\"")
    }
    return types
  }

  fileprivate static func wholeNumber(
    _ text: String?, _ name: String, in range: ClosedRange<Int>, default standard: Int
  ) throws(ServiceError) -> Int {
    guard let text else { return standard }
    guard let value = Int(text), range.contains(value) else {
      throw ServiceError(
        .invalidValue,
        "the field \"\(name)\" is no whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}

/// What a match request asks in its URL; what only yente has is ignored, as yente ignores it.
private struct MatchSettings {
  let limit: Int
  let threshold: Double
  let cutoff: Double
  let excluded: Set<String>

  init(_ query: String?) throws(ServiceError) {
    limit = try RouteTable.wholeNumber(
      try FormFields.all("limit", in: query).last, "limit", in: 1...100, default: 5)
    threshold = try Self.probability("threshold", query, default: 0.7)
    cutoff = try Self.probability("cutoff", query, default: 0.5)
    excluded = Set(try FormFields.all("exclude_entity_ids", in: query))
  }

  private static func probability(
    _ name: String, _ query: String?, default standard: Double
  ) throws(ServiceError) -> Double {
    guard let text = try FormFields.all(name, in: query).last else { return standard }
    guard let value = Double(text), (0...1).contains(value) else {
      throw ServiceError(.invalidValue, "the field \"\(name)\" is no number from 0 to 1")
    }
    return value
  }
}

/// Somebody who is looked for, as FollowTheMoney describes an entity.
private struct Example {
  let schema: String
  let properties: [(name: String, values: [String])]
  let query: ReconciliationQuery

  /// Properties that are names.
  private static let names = ["name", "alias", "previousName", "weakAlias"]

  init(_ value: JSONValue, limit: Int) throws(ServiceError) {
    guard let schema = value["schema"]?.text else {
      throw ServiceError(.missingField, "the field \"schema\" is missing")
    }
    self.schema = schema
    var properties: [(name: String, values: [String])] = []
    for (name, given) in (value["properties"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      let values = (given.list ?? [given]).compactMap(\.scalarText).filter { !$0.isEmpty }
      if !values.isEmpty { properties.append((name, values)) }
    }
    self.properties = properties
    func values(_ name: String) -> [String] {
      properties.first { $0.name == name }?.values ?? []
    }
    var query = ReconciliationQuery(
      names: Self.names.flatMap(values), types: try RouteTable.types(ofSchema: schema),
      // Candidates that are excluded or below the cut are taken out afterwards.
      limit: max(limit, 20),
      conditions: properties.filter { !Self.names.contains($0.name) && !Self.isPart($0.name) })
    if query.names.isEmpty {
      // A name in parts: as people write it in most of the world's papers.
      let parts = ["firstName", "secondName", "middleName", "fatherName", "lastName"].flatMap {
        values($0).prefix(1)
      }
      query.names = parts.isEmpty ? [] : [parts.joined(separator: " ")]
    }
    if query.names.isEmpty, query.conditions.isEmpty {
      throw ServiceError(.missingField, "the query has no property to look for")
    }
    self.query = query
  }

  private static func isPart(_ name: String) -> Bool {
    ["firstName", "secondName", "middleName", "fatherName", "lastName", "motherName", "title"]
      .contains(name)
  }
}

extension ReconciliationQuery {
  /// A query that is put together from its parts.
  fileprivate init(
    names: [String], types: [EntityType], limit: Int,
    conditions: [(name: String, values: [String])]
  ) {
    self.init(version2: .null)
    self.names = names.prefix(10).map(Self.cleaned).filter { !$0.isEmpty }
    self.types = types
    self.limit = min(limit, Self.greatestLimit)
    self.conditions = conditions.prefix(50).map {
      Condition(property: .named($0.name), values: $0.values)
    }
  }
}

extension JSONText {
  /// Writes how many results there are, or at least are.
  fileprivate mutating func addTotal(_ count: Int, isLeast: Bool = false) {
    key("total")
    object { json in
      json.member("value", count)
      json.member("relation", isLeast ? "gte" : "eq")
    }
  }

  /// Writes the answer to one example.
  fileprivate mutating func add(
    _ candidates: [Candidate], of example: Example, _ settings: MatchSettings,
    _ known: ServiceSnapshot
  ) {
    object { json in
      json.member("status", 200)
      json.key("results")
      json.array { json in
        for candidate in candidates.prefix(settings.limit) {
          let text = EntityLine(candidate.entity, known: known).object { json in
            json.key("score")
            json.number((candidate.probability * 10_000).rounded() / 10_000)
            json.member("match", candidate.probability >= settings.threshold)
            json.key("explanations")
            json.object { json in json.addExplanations(candidate) }
          }
          json.raw(text)
        }
      }
      json.addTotal(candidates.count)
      json.key("query")
      json.object { json in
        json.member("schema", example.schema)
        json.key("properties")
        json.object { json in
          for (name, values) in example.properties { json.member(name, values) }
        }
      }
    }
  }

  /// Writes the error of one example, beside which the others have their answers.
  fileprivate mutating func add(_ error: ServiceError, of query: JSONValue) {
    object { json in
      json.member("status", error.code.status)
      json.key("results")
      json.array { _ in }
      json.addTotal(0)
      json.key("query")
      json.object { _ in }
      json.add(error)
    }
  }

  /// Writes what was weighed, by feature.
  private mutating func addExplanations(_ candidate: Candidate) {
    var seen: Set<String> = []
    for feature in candidate.features where seen.insert(feature.id).inserted {
      key(feature.id)
      object { json in
        json.key("score")
        json.number(feature.id == "name" ? feature.value / 100 : feature.value)
        json.member("detail", feature.name)
        if feature.id == "name", let spelling = candidate.spelling {
          json.member("candidate", spelling)
        }
      }
    }
  }
}
