internal import OnomaEntities
internal import OnomaNames

/// What the triples of one subject say.
struct RDFReading {
  private let iri: String
  private let options: SourceOptions
  var type: EntityType?
  var aliases: [Alias] = []
  var preferred: [PreferredName] = []
  var gender: Gender?
  var country: String?
  var description: String?
  var dates: [String: String] = [:]
  /// Identifiers, without the notation of a concept of our own.
  var identifiers: [ExternalIdentifier] {
    let own = ownID
    // A link that leads to the resource's own ID says nothing more.
    let key = own ?? RDFTerms.key(iri, base: options.base)
    return numbers + links.filter { $0.value != key }
      + notations.filter { $0 != own }.map { ExternalIdentifier(scheme: "notation", value: $0) }
  }

  /// The ID of a concept that `onoma export` wrote: its IRI is made of its notation and of what the
  /// IRI of its scheme starts with.
  var ownID: String? {
    guard let base = ownBase else { return nil }
    return notations.first { IRI(base: base).entity(CanonicalID(rawValue: $0)) == iri }
  }

  /// The keys of what the resource replaces.
  var formerKeys: [String] {
    let own = ownID == nil ? nil : ownBase.map { IRI(base: $0) }
    return replaced.map { own?.id(of: $0) ?? RDFTerms.key($0, base: options.base) }
  }

  private var ownBase: String? {
    schemes.first { $0.hasSuffix("entities") }.map { String($0.dropLast("entities".count)) }
  }

  private var replaced: [String] = []
  private var notations: [String] = []
  private var schemes: [String] = []
  private var labels: [(text: String, language: String?)] = []
  private var numbers: [ExternalIdentifier] = []
  private var links: [ExternalIdentifier] = []

  init(iri: String, options: SourceOptions) {
    self.iri = iri
    self.options = options
  }

  var isNamed: Bool { !labels.isEmpty || !aliases.isEmpty }

  /// The label without a language, else the English one, else the first by language.
  var name: String? {
    let first = labels.first { $0.language == nil } ?? labels.first { $0.language == "en" }
    return first?.text
      ?? labels.min { ($0.language ?? "", $0.text) < ($1.language ?? "", $1.text) }?.text
      ?? aliases.first?.text
  }

  mutating func take(_ triple: RDFTriple) {
    guard let meaning = RDFTerms.meanings[triple.predicate] else { return }
    switch (meaning, triple.object) {
    case (.label, .literal(let text, let language)):
      guard options.wants(language), !text.isEmpty else { return }
      labels.append((text, language))
      if let language {
        aliases.append(Alias(text, language: language))
        if !preferred.contains(where: { $0.language == language }) {
          preferred.append(PreferredName(text, language: language))
        }
      } else if labels.count > 1 {
        aliases.append(Alias(text))
      }
    case (.alias, .literal(let text, let language)):
      if options.wants(language), !text.isEmpty {
        aliases.append(Alias(text, language: language))
      }
    case (.description, .literal(let text, let language)):
      if options.wants(language), description == nil || language == "en" { description = text }
    case (.date(let kind), .literal(let text, _)): dates[kind] = text
    case (.gender, .literal(let text, _)): gender = EntityTypeName.gender(of: text)
    case (.gender, .iri(let iri)): gender = EntityTypeName.gender(of: RDFTerms.lastPart(iri))
    case (.type, .iri(let iri)): type = type ?? RDFTerms.types[iri]
    case (.notation, .literal(let text, _)):
      notations.append(text)
    case (.identifier, .literal(let text, _)): numbers.append(RDFTerms.number(text))
    case (.country, .literal(let text, _)): country = text
    case (.scheme, .iri(let iri)): schemes.append(iri)
    case (.same, .iri(let iri)), (.same, .literal(let iri, _)):
      if let identifier = RDFTerms.identifier(iri) { links.append(identifier) }
    case (.replaces, .iri(let iri)): replaced.append(iri)
    default: return
    }
  }
}
