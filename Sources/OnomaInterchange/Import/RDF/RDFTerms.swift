internal import OnomaEntities
internal import OnomaNames

/// The vocabularies that are read.
enum RDFTerms {
  /// What a predicate says.
  enum Meaning {
    case label
    case alias
    case description
    case date(String)
    case gender
    case type
    case notation
    case identifier
    case country
    case scheme
    case same
    case replaces
  }

  private static let skos = "http://www.w3.org/2004/02/skos/core#"
  private static let rdfs = "http://www.w3.org/2000/01/rdf-schema#"
  private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  private static let owl = "http://www.w3.org/2002/07/owl#"
  private static let foaf = "http://xmlns.com/foaf/0.1/"
  private static let dcterms = "http://purl.org/dc/terms/"
  private static let org = "http://www.w3.org/ns/org#"

  static let meanings: [String: Meaning] = {
    var meanings: [String: Meaning] = [
      skos + "prefLabel": .label, rdfs + "label": .label, foaf + "name": .label,
      skos + "altLabel": .alias, skos + "hiddenLabel": .alias, foaf + "nick": .alias,
      skos + "definition": .description, skos + "scopeNote": .description,
      rdfs + "comment": .description, dcterms + "description": .description,
      skos + "notation": .notation, skos + "inScheme": .scheme, rdf + "type": .type,
      foaf + "gender": .gender,
      skos + "exactMatch": .same, owl + "sameAs": .same, dcterms + "replaces": .replaces,
    ]
    for schema in ["http://schema.org/", "https://schema.org/"] {
      meanings[schema + "name"] = .label
      meanings[schema + "alternateName"] = .alias
      meanings[schema + "description"] = .description
      meanings[schema + "birthDate"] = .date("birthDate")
      meanings[schema + "deathDate"] = .date("deathDate")
      meanings[schema + "foundingDate"] = .date("incorporationDate")
      meanings[schema + "dissolutionDate"] = .date("dissolutionDate")
      meanings[schema + "gender"] = .gender
      meanings[schema + "sameAs"] = .same
      meanings[schema + "identifier"] = .identifier
      meanings[schema + "addressCountry"] = .country
    }
    return meanings
  }()

  static let types: [String: EntityType] = {
    var types: [String: EntityType] = [
      foaf + "Person": .person, foaf + "Organization": .organization, foaf + "Group": .organization,
      org + "Organization": .organization, org + "FormalOrganization": .organization,
      org + "OrganizationalUnit": .organization,
    ]
    for schema in ["http://schema.org/", "https://schema.org/"] {
      types[schema + "Person"] = .person
      for name in ["Organization", "Corporation", "GovernmentOrganization", "NGO"] {
        types[schema + name] = .organization
      }
      for name in ["Place", "City", "Country", "AdministrativeArea"] {
        types[schema + name] = .place
      }
    }
    return types
  }()

  /// The key of a resource: the ID of a Wikidata item, what follows the base, or the IRI itself.
  static func key(_ iri: String, base: String) -> String {
    if let item = wikidataItem(iri) { return item }
    if !base.isEmpty, iri.hasPrefix(base), iri.utf8.count > base.utf8.count {
      return String(iri.dropFirst(base.count))
    }
    return iri
  }

  /// What a link to somebody else's resource identifies.
  static func identifier(_ iri: String) -> ExternalIdentifier? {
    if let item = wikidataItem(iri) { return ExternalIdentifier(scheme: "wikidata", value: item) }
    for (start, scheme) in [
      ("viaf.org/viaf/", "viaf"), ("d-nb.info/gnd/", "gnd"), ("isni.org/isni/", "isni"),
      ("orcid.org/", "orcid"),
    ] {
      guard let range = iri.firstRange(of: start) else { continue }
      let value = iri[range.upperBound...].prefix { $0 != "/" }
      if !value.isEmpty { return ExternalIdentifier(scheme: scheme, value: String(value)) }
    }
    return nil
  }

  /// What an identifier in one text means: `lei:5299…`, or a number that names no scheme.
  static func number(_ text: String) -> ExternalIdentifier {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !parts[1].hasPrefix("//") else {
      return ExternalIdentifier(scheme: "identifier", value: text)
    }
    return ExternalIdentifier(scheme: String(parts[0]), value: String(parts[1]))
  }

  /// What stands behind the last `/` or `#`.
  static func lastPart(_ iri: String) -> String {
    String(iri.split { $0 == "/" || $0 == "#" }.last ?? "")
  }

  private static func wikidataItem(_ iri: String) -> String? {
    for start in ["http://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/"]
    where iri.hasPrefix(start) {
      let item = iri.dropFirst(start.count)
      let digits = item.dropFirst()
      let isItem =
        item.first == "Q" && !digits.isEmpty
        && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
      return isItem ? String(item) : nil
    }
    return nil
  }
}
