internal import OnomaEntities
internal import OnomaNames

/// What SKOS says of an entity, for every serialization alike.
///
/// The preferred label and the alternative ones are disjoint, as SKOS asks (S13); a label in two
/// languages is two labels. `exactMatch` leads to what somebody confirmed (an identifier of the
/// knowledge base, a judgement), `closeMatch` to IDs that the program merged.
struct SKOSConcept: Sendable {
  /// The concept's IRI.
  let iri: String
  /// Its statements in order: the predicate as a prefix and a local name, and the object.
  let statements: [(prefix: String, name: String, object: RDFTerm)]

  init(_ exported: ExportedEntity, _ iris: IRI) {
    let entity = exported.entity
    iri = iris.entity(entity.id)
    var statements: [(String, String, RDFTerm)] = [
      ("rdf", "type", .iri(Vocabulary.skos + "Concept")),
      ("rdf", "type", .iri(Vocabulary.schema + Self.schemaClass(entity.type))),
      ("skos", "inScheme", .iri(iris.base + "entities")),
      ("skos", "notation", .literal(entity.id.rawValue)),
    ]
    // The name's language is that of the spelling that it is.
    let name = RDFTerm.literal(
      entity.name, language: entity.aliases.first { $0.text == entity.name }?.language)
    statements.append(("skos", "prefLabel", name))
    var seen: Set<String> = [name.text]
    for alias in entity.aliases {
      let label = RDFTerm.literal(alias.text, language: alias.language)
      if seen.insert(label.text).inserted { statements.append(("skos", "altLabel", label)) }
    }
    if let description = entity.description {
      statements.append(("skos", "definition", .literal(description)))
    }
    if let gender = entity.gender {
      statements.append(("schema", "gender", .literal(gender.rawValue)))
    }
    if let country = entity.country {
      statements.append(("schema", "addressCountry", .literal(country)))
    }
    for (kind, property) in Self.dates {
      if let date = entity.dates[kind] {
        statements.append(("schema", property, .literal(date)))
      }
    }
    for identifier in entity.identifiers {
      statements.append(
        ("schema", "identifier", .literal("\(identifier.scheme):\(identifier.value)")))
    }
    for other in IRI.elsewhere(entity) {
      statements.append(("skos", "exactMatch", .iri(other)))
    }
    for former in exported.formerIDs {
      statements.append(("dcterms", "replaces", .iri(iris.entity(former))))
    }
    self.statements = statements
  }

  /// Dates with the properties of schema.org that say them.
  private static let dates = [
    ("birthDate", "birthDate"), ("deathDate", "deathDate"),
    ("incorporationDate", "foundingDate"), ("dissolutionDate", "dissolutionDate"),
  ]

  /// The prefixes that statements have.
  static let prefixes = Vocabulary.prefixes.filter {
    ["dcterms", "rdf", "schema", "skos"].contains($0.0)
  }

  /// What a link says, or `nil` where SKOS has no word for it.
  static func statement(
    _ link: IdentityLink, _ iris: IRI
  ) -> (subject: String, name: String, object: String)? {
    switch link.verdict {
    case .same:
      (
        iris.entity(link.left), link.author == nil ? "closeMatch" : "exactMatch",
        iris.entity(link.right)
      )
    case .unsure: (iris.entity(link.left), "closeMatch", iris.entity(link.right))
    case .different: nil
    }
  }

  /// The class of schema.org that says what an entity is.
  static func schemaClass(_ type: EntityType) -> String {
    switch type {
    case .person: "Person"
    case .organization: "Organization"
    case .place: "Place"
    }
  }

  static let losses = [
    "counts of spellings", "dates other than birth, death, founding and dissolution",
    "names put first for a language or a script",
    "judgements that two are different, and who judged",
    "languages that are no BCP 47 tags",
  ]
}
