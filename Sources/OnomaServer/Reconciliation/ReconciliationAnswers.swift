internal import Onoma

// What reconciliation clients get, in the shapes of the versions 0.1/0.2 and 1.0-draft
// (<https://reconciliation-api.github.io/specs/>).

extension JSONText {
  /// Writes the candidates of a query as 0.2 has them: `{"result":[…]}`.
  mutating func addVersion2(_ candidates: [Candidate]) {
    object { json in
      json.key("result")
      json.array { json in
        for candidate in candidates {
          json.object { json in
            json.member("id", candidate.entity.id.rawValue)
            json.member("name", candidate.entity.name)
            json.addCommon(candidate)
            json.addFeatures(candidate, areNamed: false)
          }
        }
      }
    }
  }

  /// Writes the candidates of a query as 1.0 has them: `{"candidates":[…]}`.
  mutating func addVersion3(_ candidates: [Candidate]) {
    object { json in
      json.key("candidates")
      json.array { json in
        for candidate in candidates {
          json.object { json in
            json.member("id", candidate.entity.id.rawValue)
            json.key("name")
            json.strings([candidate.entity.name])
            json.addCommon(candidate)
            json.addFeatures(candidate, areNamed: true)
          }
        }
      }
    }
  }

  private mutating func addFeatures(_ candidate: Candidate, areNamed: Bool) {
    key("features")
    array { json in
      for feature in candidate.features {
        json.object { json in
          json.member("id", feature.id)
          if areNamed { json.member("name", feature.name) }
          json.key("value")
          json.number(feature.value)
        }
      }
    }
  }

  private mutating func addCommon(_ candidate: Candidate) {
    let description = candidate.description
    if !description.isEmpty { member("description", description) }
    key("score")
    number(candidate.score)
    member("match", candidate.isCertain)
    key("type")
    array { json in json.add(candidate.entity.type) }
  }

  /// Writes a type with its ID and name.
  mutating func add(_ type: EntityType) {
    object { json in
      json.member("id", ReconciliationType.id(of: type))
      json.member("name", ReconciliationType.id(of: type))
    }
  }

  /// Writes texts as 1.0 has them: `[{"str":…}]`.
  mutating func strings(_ texts: [String]) {
    array { json in
      for text in texts { json.object { json in json.member("str", text) } }
    }
  }
}

/// The values of some properties of some entities (the data extension service).
struct DataExtension: Sendable {
  /// A property with how many of its values are wanted.
  struct Wanted: Sendable {
    let property: EntityProperty
    let limit: Int
  }

  let ids: [String]
  let wanted: [Wanted]

  /// The most rows and columns of one request.
  static let rowLimit = 1_000
  static let columnLimit = 100

  /// Reads `{"ids":[…],"properties":[{"id","settings"}]}`; what makes no sense is left out.
  init(_ value: JSONValue) {
    ids = (value["ids"]?.list ?? []).prefix(Self.rowLimit).compactMap(\.text)
    wanted = (value["properties"]?.list ?? []).prefix(Self.columnLimit).compactMap { property in
      guard let id = property["id"]?.text else { return nil }
      let limit = property["settings"]?["limit"]?.wholeNumber ?? 0
      return Wanted(property: .named(id), limit: limit > 0 ? limit : .max)
    }
  }

  /// The values of a property of an entity that is or is not known.
  private static func values(of wanted: Wanted, _ entity: Entity?) -> ArraySlice<String> {
    (entity.map { wanted.property.values(of: $0) } ?? []).prefix(wanted.limit)
  }

  private func addMeta(_ json: inout JSONText, name: (inout JSONText, String) -> Void) {
    json.key("meta")
    json.array { json in
      for wanted in wanted {
        json.object { json in
          json.member("id", wanted.property.id)
          json.key("name")
          name(&json, wanted.property.label)
        }
      }
    }
  }

  /// The answer of 0.2: rows by ID.
  ///
  /// An ID that nobody has gets empty lists.
  func version2(_ known: ServiceSnapshot) -> String {
    var json = JSONText()
    json.object { json in
      addMeta(&json) { $0.string($1) }
      json.key("rows")
      json.object { json in
        var seen: Set<String> = []
        for id in ids where seen.insert(id).inserted {
          let entity = known.knowledge[CanonicalID(rawValue: id)]
          json.key(id)
          json.object { json in
            for wanted in wanted {
              json.key(wanted.property.id)
              json.strings(Array(Self.values(of: wanted, entity)))
            }
          }
        }
      }
    }
    return json.text + "\n"
  }

  /// The answer of 1.0: a list of rows in the order asked for.
  func version3(_ known: ServiceSnapshot) -> String {
    var json = JSONText()
    json.object { json in
      addMeta(&json) { $0.string($1) }
      json.key("rows")
      json.array { json in
        for id in ids {
          let entity = known.knowledge[CanonicalID(rawValue: id)]
          json.object { json in
            json.member("id", id)
            json.key("properties")
            json.array { json in
              for wanted in wanted {
                json.object { json in
                  json.member("id", wanted.property.id)
                  json.key("values")
                  json.strings(Array(Self.values(of: wanted, entity)))
                }
              }
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}
