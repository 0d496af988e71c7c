internal import Onoma

// The routes about single names: comparing, finding, transliterating and varying them.

extension RouteTable {
  /// What is asked about names.
  static let nameRoutes = [
    Route(.get, "/compare") { try $0.answer(compare) },
    Route(.post, "/compare") { try $0.answer(compare) },
    Route(.get, "/match") { try $0.answer(match) },
    Route(.post, "/match") { try $0.answer(match) },
    Route(.get, "/transliterate") { try $0.answer(transliterate) },
    Route(.post, "/transliterate") { try $0.answer(transliterate) },
    Route(.get, "/variants") { try $0.answer(variants) },
    Route(.post, "/variants") { try $0.answer(variants) },
    Route(.get, "/systems") { try systems(&$0) },
  ]

  /// The types by the words that requests may use.
  static let types: KeyValuePairs<String, EntityType> = [
    "PERSON": .person, "ORG": .organization, "PLACE": .place, "person": .person,
    "organization": .organization, "place": .place,
  ]

  /// `/compare`: how probable it is that two names are one.
  static func compare(
    _ fields: inout RequestFields, _ known: ServiceSnapshot, _ options: ServerOptions
  ) throws -> String {
    let first = try name("name1", of: &fields, options)
    let second = try name("name2", of: &fields, options)
    let type = try fields.choice("type", types, default: EntityType.person)
    try fields.finish()
    let match = known.matcher.compare(first, second, as: type)
    return String(MatchLines.line(match, first, second).dropLast())
  }

  /// A name of a request, which must not be too long to compare.
  static func name(
    _ field: String, of fields: inout RequestFields, _ options: ServerOptions
  ) throws -> String {
    let name = try fields.text(field)
    guard name.unicodeScalars.count <= options.nameLimit else {
      throw ServiceError(
        .invalidValue,
        "the field \"\(field)\" is longer than \(options.nameLimit) Unicode scalars")
    }
    return name
  }

  /// `/match`: the entities that a name may stand for.
  static func match(
    _ fields: inout RequestFields, _ known: ServiceSnapshot, _ options: ServerOptions
  ) throws -> String {
    let name = try name("name", of: &fields, options)
    let type = try fields.optionalType()
    let limit = try fields.number("limit", in: 1...100, default: 10)
    let threshold = try fields.probability("threshold", default: 0)
    try fields.finish()
    let hits = known.search.hits(
      for: name, types: type.map { [$0] } ?? EntityType.allCases,
      limit: max(EntitySearch.least, limit))
    let isCertain = EntitySearch.isCertain(hits.map(\.probability))
    var json = JSONText()
    json.object { json in
      json.member("name", name)
      json.key("matches")
      json.array { json in
        for (rank, hit) in hits.prefix(limit).enumerated() where hit.probability >= threshold {
          json.object { json in
            json.member("id", hit.entity.id.rawValue)
            json.member("type", hit.entity.type.rawValue)
            json.member("name", hit.entity.name)
            json.member("spelling", hit.spelling)
            json.member("certain", rank == 0 && isCertain)
            json.addJudgement(hit.match)
          }
        }
      }
    }
    return json.text
  }

  /// `/transliterate`: a text in another script.
  static func transliterate(
    _ fields: inout RequestFields, _ known: ServiceSnapshot, _ options: ServerOptions
  ) throws -> String {
    let id = try fields.text("system")
    let text = try fields.text("text")
    let reverse = try fields.flag("reverse")
    try fields.finish()
    let transliterator = try known.registry.transliterator(id: id, reversed: reverse)
    var json = JSONText()
    json.object { json in
      json.member("system", transliterator.system.id)
      json.member("reverse", reverse)
      json.member("text", text)
      json.member("result", transliterator.transliterate(text))
    }
    return json.text
  }

  /// `/variants`: the spellings of a name across systems, languages and the press.
  static func variants(
    _ fields: inout RequestFields, _ known: ServiceSnapshot, _ options: ServerOptions
  ) throws -> String {
    let name = try fields.text("name")
    let limit = try fields.number("limit", in: 1...1_000, default: 100)
    let language = try fields.optionalText("language")
    let script = try fields.optionalText("script")
    let acrossLanguages = try fields.flag("acrossLanguages")
    try fields.finish()
    guard name.unicodeScalars.count <= NameVariants.longestName else {
      throw ServiceError(
        .invalidValue,
        "the field \"name\" is longer than \(NameVariants.longestName) Unicode scalars")
    }
    let variants = NameVariants.shipped.variants(
      of: name,
      options: VariantOptions(
        languages: language.map { [$0] } ?? [], acrossLanguages: acrossLanguages,
        scripts: script.map { [$0] } ?? [], limit: limit))
    var json = JSONText()
    json.object { json in
      json.member("name", name)
      json.key("variants")
      json.array { json in
        for variant in variants {
          json.object { json in
            json.member("text", variant.text)
            json.member("script", variant.script)
            json.key("weight")
            json.number((variant.weight * 10_000).rounded() / 10_000)
            json.key("origins")
            json.array { json in
              for origin in variant.origins {
                json.object { json in
                  json.member("language", origin.language)
                  json.member("original", origin.original)
                  if let system = origin.system { json.member("system", system) }
                }
              }
            }
          }
        }
      }
    }
    return json.text
  }

  /// `/systems`: the romanization systems.
  static func systems(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.finish()
    var json = JSONText()
    json.object { json in
      json.key("systems")
      json.array { json in
        for system in call.known.registry.systems { json.add(system) }
      }
    }
    return ServiceResponse(body: json.text + "\n")
  }
}

extension RequestFields {
  /// The field `type`, or `nil` where any type will do.
  mutating func optionalType() throws(ServiceError) -> EntityType? {
    var choices: [(String, EntityType?)] = []
    for (word, type) in RouteTable.types { choices.append((word, type)) }
    guard let text = try optionalText("type") else { return nil }
    guard let choice = choices.first(where: { $0.0 == text }) else {
      let names = choices.map(\.0).joined(separator: ", ")
      throw ServiceError(.invalidValue, "the field \"type\" is none of \(names)")
    }
    return choice.1
  }
}

extension JSONText {
  /// Writes what came of a comparison, as members of the object that is open.
  mutating func addJudgement(_ match: NameMatch) {
    key("score")
    number((match.probability * 10_000).rounded() / 10_000)
    member("comparable", match.isComparable)
    member("explanation", match.explanation)
    key("evidence")
    array { json in
      for reason in match.evidence {
        json.object { json in
          json.member("rule", reason.rule.rawValue)
          json.member("left", reason.left)
          json.member("right", reason.right)
          json.key("weight")
          json.number((reason.weight * 1_000).rounded() / 1_000)
        }
      }
    }
  }

  /// Writes a system with the members that `onoma transliterate --list --format json` has.
  fileprivate mutating func add(_ system: RomanizationSystem) {
    object { json in
      for (name, text) in [
        ("id", system.id), ("name", system.name), ("authority", system.authority),
        ("from", system.from), ("to", system.to), ("kind", system.kind.rawValue),
        ("source", system.source), ("confidence", system.confidence.rawValue),
      ] {
        json.member(name, text)
      }
      if let target = system.targetLanguage { json.member("targetLanguage", target) }
      if let year = system.year { json.member("year", year) }
      json.member("languages", system.languages)
      json.member("conformsTo", system.conformsTo)
      json.member("reversible", system.isReversible)
    }
  }
}
