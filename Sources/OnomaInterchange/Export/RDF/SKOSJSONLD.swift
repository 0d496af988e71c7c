internal import OnomaEntities

/// SKOS as JSON-LD, with its context inside, so that no reader needs the network.
struct SKOSJSONLD: ExportFormat {
  static let description = FormatDescription(
    name: "skos-jsonld", title: "SKOS as JSON-LD", group: .entities,
    mediaType: "application/ld+json", fileExtension: "jsonld",
    specification: "https://www.w3.org/TR/json-ld11/", parts: [.entities, .links],
    isImported: true,
    losses: SKOSConcept.losses)

  private let iris: IRI

  init(_ options: ExportOptions) { iris = IRI(base: options.base) }

  func begin(_ output: inout ExportOutput) {
    var context = JSONText()
    context.object { json in
      for (prefix, namespace) in SKOSConcept.prefixes { json.member(prefix, namespace) }
    }
    output.write("{\"@context\":\(context.text),\"@graph\":[\n")
    output.write("{\"@id\":\(JSONText.quoted(iris.base + "entities")),")
    output.write("\"@type\":\"skos:ConceptScheme\"}")
  }

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    let concept = SKOSConcept(entity, iris)
    var json = JSONText()
    json.object { json in
      json.member("@id", concept.iri)
      var written: Set<String> = []
      for (prefix, name, _) in concept.statements where written.insert(name).inserted {
        json.key(name == "type" ? "@type" : "\(prefix):\(name)")
        json.array { json in
          for statement in concept.statements where statement.name == name {
            Self.value(statement.object, isType: name == "type", &json)
          }
        }
      }
    }
    output.write(",\n")
    output.write(json.bytes)
  }

  func write(_ link: IdentityLink, to output: inout ExportOutput) {
    guard let match = SKOSConcept.statement(link, iris) else { return }
    var json = JSONText()
    json.object { json in
      json.member("@id", match.subject)
      json.key("skos:" + match.name)
      json.object { $0.member("@id", match.object) }
    }
    output.write(",\n")
    output.write(json.bytes)
  }

  func end(_ output: inout ExportOutput) { output.write("\n]}\n") }

  private static func value(_ term: RDFTerm, isType: Bool, _ json: inout JSONText) {
    switch term {
    case .iri(let iri) where isType: json.string(iri)
    case .iri(let iri): json.object { $0.member("@id", iri) }
    case .typed(let value, let type):
      json.object {
        $0.member("@value", value)
        $0.member("@type", type)
      }
    case .literal(let value, let language):
      json.object {
        $0.member("@value", value)
        if let tag = RDFTerm.tag(language) { $0.member("@language", tag) }
      }
    }
  }
}
