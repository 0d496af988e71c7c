internal import Onoma

// The routes about single names: comparing and transliterating them.

extension RouteTable {
  /// `/compare`: how probable it is that two names are one.
  static func compare(_ call: inout Route.Call) throws -> ServiceResponse {
    let first = try name("name1", of: &call)
    let second = try name("name2", of: &call)
    let type = try call.fields.choice(
      "type",
      [
        "PERSON": .person, "ORG": .organization, "PLACE": .place, "person": .person,
        "organization": .organization, "place": .place,
      ], default: EntityType.person)
    try call.fields.finish()
    let match = call.service.matcher.compare(first, second, as: type)
    return ServiceResponse(body: MatchLines.line(match, first, second))
  }

  /// A name of a request, which must not be too long to compare.
  private static func name(_ field: String, of call: inout Route.Call) throws -> String {
    let name = try call.fields.text(field)
    guard name.unicodeScalars.count <= call.options.nameLimit else {
      throw ServiceError(
        .invalidValue,
        "the field \"\(field)\" is longer than \(call.options.nameLimit) Unicode scalars")
    }
    return name
  }

  /// `/transliterate`: a text in another script.
  static func transliterate(_ call: inout Route.Call) throws -> ServiceResponse {
    let id = try call.fields.text("system")
    let text = try call.fields.text("text")
    let reverse = try call.fields.flag("reverse")
    try call.fields.finish()
    let transliterator = try call.service.registry.transliterator(id: id, reversed: reverse)
    var json = JSONText()
    json.object { json in
      json.key("system")
      json.string(transliterator.system.id)
      json.key("reverse")
      json.boolean(reverse)
      json.key("text")
      json.string(text)
      json.key("result")
      json.string(transliterator.transliterate(text))
    }
    return ServiceResponse(body: json.text + "\n")
  }

  /// `/systems`: the romanization systems.
  static func systems(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.fields.finish()
    var json = JSONText()
    json.object { json in
      json.key("systems")
      json.array { json in
        for system in call.service.registry.systems { json.add(system) }
      }
    }
    return ServiceResponse(body: json.text + "\n")
  }
}

extension JSONText {
  /// Writes a system with the members that `onoma transliterate --list --format json` has.
  fileprivate mutating func add(_ system: RomanizationSystem) {
    object { json in
      for (name, text) in [
        ("id", system.id), ("name", system.name), ("authority", system.authority),
        ("from", system.from), ("to", system.to), ("kind", system.kind.rawValue),
        ("source", system.source), ("confidence", system.confidence.rawValue),
      ] {
        json.key(name)
        json.string(text)
      }
      if let target = system.targetLanguage {
        json.key("targetLanguage")
        json.string(target)
      }
      if let year = system.year {
        json.key("year")
        json.number(year)
      }
      for (name, texts) in [
        ("languages", system.languages), ("conformsTo", system.conformsTo),
      ] {
        json.key(name)
        json.array { json in for text in texts { json.string(text) } }
      }
      json.key("reversible")
      json.boolean(system.isReversible)
    }
  }
}
