internal import Onoma

// The routes about texts and the entities they name.

extension RouteTable {
  /// `/resolve`: who is named in a text, and where.
  static func resolve(_ call: inout Route.Call) throws -> ServiceResponse {
    let text = SourceText(try call.fields.text("text"))
    let name = try call.fields.optionalText("name") ?? "text"
    let unit = try call.fields.choice(
      "offsets", ["scalar": .scalar, "utf8": .utf8, "utf16": .utf16], default: OffsetUnit.scalar)
    try call.fields.finish()
    let resolution = call.service.resolver.resolve([Document(name: name, text: text)])
    // The lines that `onoma resolve` and knowledge base files have, as members of one object.
    let mentions = resolution.mentions.map { mention in
      MentionLines.line(mention, text: text, unit: unit, explain: true).dropLast()
    }
    let entities = resolution.entities.map { entity in
      let isNew = resolution.newEntities.contains(entity.id)
      return KnowledgeBaseFile.line(entity).dropLast(2) + ",\"new\":\(isNew)}"
    }
    return ServiceResponse(
      body: """
        {"offsetUnit":"\(unit.rawValue)",\
        "mentions":[\(mentions.joined(separator: ","))],\
        "entities":[\(entities.joined(separator: ","))]}

        """)
  }

  /// `/entities/{id}`: what is known of an entity; a merged ID leads to the one that it is now.
  static func entity(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.fields.finish()
    switch try call.service.entity(CanonicalID(rawValue: call.id)) {
    case .entity(let entity): return ServiceResponse(body: KnowledgeBaseFile.line(entity))
    case .moved(let current):
      let location = "/entities/" + escaped(current.rawValue)
      var json = JSONText()
      json.object { json in
        json.key("id")
        json.string(current.rawValue)
        json.key("location")
        json.string(location)
      }
      return ServiceResponse(
        status: 308, headers: [("Location", location)], body: json.text + "\n")
    case .unknown: throw ServiceError(.notFound, "no entity has this ID")
    }
  }

  /// A text as a segment of a URL's path (RFC 3986, section 3.3).
  private static func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
