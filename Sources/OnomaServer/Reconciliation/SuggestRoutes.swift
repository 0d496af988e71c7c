internal import Onoma

// What a person is offered while typing, and what is shown of an entity.

extension RouteTable {
  /// What a suggest request says; fields that a client adds are no error.
  private struct Suggestion {
    let prefix: String
    let limit: Int
    let offset: Int
    let callback: String?
    let types: [EntityType]

    init(_ request: ServiceRequest) throws {
      let fields = try FormFields.read(request.query ?? "", repairing: true)
      prefix = ReconciliationQuery.cleaned(fields["prefix"] ?? "")
      limit = min(100, max(1, fields["limit"].flatMap { Int($0) } ?? 10))
      // 0.2 calls it `cursor`, 1.0 `offset`.
      let skipped = (fields["cursor"] ?? fields["offset"]).flatMap { Int($0) } ?? 0
      offset = min(100_000, max(0, skipped))
      callback = fields["callback"]
      types = fields["type"].flatMap { ReconciliationType.types(of: $0) } ?? EntityType.allCases
    }
  }

  /// Entities whose name begins so; both versions have the same form.
  static func suggestEntity(_ call: inout Route.Call) throws -> ServiceResponse {
    let asked = try Suggestion(call.request)
    let found = call.known.search.suggestions(
      for: asked.prefix, types: asked.types, limit: asked.limit, offset: asked.offset)
    var json = JSONText()
    json.object { json in
      json.key("result")
      json.array { json in
        for (entity, spelling) in found {
          json.object { json in
            json.member("id", entity.id.rawValue)
            json.member("name", entity.name)
            let known = Candidate(entity: entity, probability: 1, features: []).description
            let parts = [spelling == entity.name ? "" : spelling, known].filter { !$0.isEmpty }
            if !parts.isEmpty { json.member("description", parts.joined(separator: "; ")) }
            json.key("notable")
            json.array { json in json.add(entity.type) }
          }
        }
      }
    }
    return try padded(json.text + "\n", asked.callback)
  }

  /// The types; both versions have the same form.
  static func suggestType(_ call: inout Route.Call) throws -> ServiceResponse {
    let asked = try Suggestion(call.request)
    let key = asked.prefix.lowercased()
    let found = ReconciliationType.all.filter {
      ReconciliationType.id(of: $0).lowercased().hasPrefix(key)
    }
    var json = JSONText()
    json.object { json in
      json.key("result")
      json.array { json in
        for type in found.dropFirst(asked.offset).prefix(asked.limit) { json.add(type) }
      }
    }
    return try padded(json.text + "\n", asked.callback)
  }

  /// The properties whose name begins so.
  static func suggestProperty(
    _ call: inout Route.Call, version: Int
  ) throws -> ServiceResponse {
    let asked = try Suggestion(call.request)
    let key = asked.prefix.lowercased()
    let found = EntityProperty.standard.filter {
      $0.id.lowercased().hasPrefix(key) || $0.label.lowercased().hasPrefix(key)
    }
    var json = JSONText()
    json.object { json in
      json.key("result")
      json.array { json in
        for property in found.dropFirst(asked.offset).prefix(asked.limit) {
          json.add(property, version: version)
        }
      }
    }
    return try padded(json.text + "\n", asked.callback)
  }

  /// The properties that entities of a type may have.
  static func propose(_ call: inout Route.Call, version: Int) throws -> ServiceResponse {
    let fields = try FormFields.read(call.request.query ?? "", repairing: true)
    let limit = fields["limit"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let types = fields["type"].flatMap { ReconciliationType.types(of: $0) }
    // Only people have a birth date and a gender.
    let found = EntityProperty.standard.filter { property in
      types.map { $0.contains(.person) } ?? true
        || !["birthDate", "deathDate", "gender"].contains(property.id)
    }
    var json = JSONText()
    json.object { json in
      json.key("properties")
      json.array { json in
        for property in found.prefix(limit ?? .max) { json.add(property, version: version) }
      }
      if let type = fields["type"] { json.member("type", type) }
      if let limit { json.member("limit", limit) }
    }
    return try padded(json.text + "\n", fields["callback"])
  }

  /// `GET /reconcile/preview`: an entity in a frame of another site.
  static func preview(_ call: inout Route.Call) throws -> ServiceResponse {
    let fields = try FormFields.read(call.request.query ?? "", repairing: true)
    let entity = try call.known.currentEntity(fields["id"] ?? "")
    return ServiceResponse(
      headers: [
        ("Content-Security-Policy", ContentPolicy.preview),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
      ], contentType: "text/html; charset=utf-8", body: EntityHTML.page(entity))
  }

  /// `GET /reconcile/0.2/flyout/entity`: an entity in a few lines that a client puts into its page.
  static func flyout(_ call: inout Route.Call) throws -> ServiceResponse {
    let fields = try FormFields.read(call.request.query ?? "", repairing: true)
    let entity = try call.known.currentEntity(fields["id"] ?? "")
    var json = JSONText()
    json.object { json in
      json.member("id", entity.id.rawValue)
      json.member("html", EntityHTML.fragment(entity))
    }
    return try padded(json.text + "\n", fields["callback"])
  }
}

extension JSONText {
  /// Writes a property; from 1.0 on, names are lists of texts.
  fileprivate mutating func add(_ property: EntityProperty, version: Int) {
    object { json in
      json.member("id", property.id)
      json.key("name")
      if version == 2 { json.string(property.label) } else { json.strings([property.label]) }
    }
  }
}
