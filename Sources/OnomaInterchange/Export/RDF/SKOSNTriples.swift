internal import OnomaEntities

/// SKOS as N-Triples: a statement a line.
struct SKOSNTriples: ExportFormat {
  static let description = FormatDescription(
    name: "skos-ntriples", title: "SKOS as N-Triples", group: .entities,
    mediaType: "application/n-triples", fileExtension: "nt",
    specification: "https://www.w3.org/TR/n-triples/", parts: [.entities, .links],
    isImported: true,
    losses: SKOSConcept.losses)

  private let iris: IRI

  init(_ options: ExportOptions) { iris = IRI(base: options.base) }

  func begin(_ output: inout ExportOutput) {
    output.write(
      "<\(iris.base)entities> <\(Vocabulary.rdf)type> <\(Vocabulary.skos)ConceptScheme> .\n")
  }

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    let concept = SKOSConcept(entity, iris)
    for statement in concept.statements {
      let namespace = Vocabulary.prefixes.first { $0.0 == statement.prefix }?.1 ?? ""
      output.write(
        "<\(concept.iri)> <\(namespace)\(statement.name)> \(statement.object.text) .\n")
    }
  }

  func write(_ link: IdentityLink, to output: inout ExportOutput) {
    guard let match = SKOSConcept.statement(link, iris) else { return }
    output.write("<\(match.subject)> <\(Vocabulary.skos)\(match.name)> <\(match.object)> .\n")
  }
}
