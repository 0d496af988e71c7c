internal import OnomaEntities

/// SKOS as Turtle, for people and programs.
struct SKOSTurtle: ExportFormat {
  static let description = FormatDescription(
    name: "skos-turtle", title: "SKOS as Turtle", group: .entities, mediaType: "text/turtle",
    fileExtension: "ttl", specification: "https://www.w3.org/TR/turtle/",
    parts: [.entities, .links], isImported: true, losses: SKOSConcept.losses)

  private let iris: IRI

  init(_ options: ExportOptions) { iris = IRI(base: options.base) }

  func begin(_ output: inout ExportOutput) {
    for (prefix, namespace) in SKOSConcept.prefixes {
      output.write("@prefix \(prefix): <\(namespace)> .\n")
    }
    output.write("\n<\(iris.base)entities> a skos:ConceptScheme .\n")
  }

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    let concept = SKOSConcept(entity, iris)
    let lines = concept.statements.map { "\($0.prefix):\($0.name) \($0.object.text)" }
    output.write("\n<\(concept.iri)>\n  " + lines.joined(separator: " ;\n  ") + " .\n")
  }

  func write(_ link: IdentityLink, to output: inout ExportOutput) {
    guard let match = SKOSConcept.statement(link, iris) else { return }
    output.write("\n<\(match.subject)> skos:\(match.name) <\(match.object)> .\n")
  }
}
