internal import OnomaEntities
internal import OnomaNames

/// Reads names from RDF in N-Triples (or N-Quads, whose graphs are passed over).
///
/// SKOS concepts and resources of FOAF, schema.org and the W3C's organization vocabulary are read:
/// labels, types, descriptions, dates, genders, and links to Wikidata and VIAF. Triples of one subject
/// should stand together, as every tool that sorts writes them; where they come back, the later ones
/// add to the entity.
public struct RDFReader: SourceReader {
  private let file: String
  private let options: SourceOptions
  private var open: OpenSubject?
  /// All lines but those of the subject that is open.
  public private(set) var settledLines = 0

  /// Reads a file.
  /// - Parameter file: What errors call it.
  public init(file: String, options: SourceOptions = SourceOptions()) {
    self.file = file
    self.options = options
  }

  /// Takes a line; a subject comes back when the next one begins.
  public mutating func read(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) -> [SourceItem] {
    let bytes = line.last == 0x0D ? Array(line.dropLast()) : line
    guard let triple = try NTriple(bytes, file: file, number: number) else {
      if open == nil { settledLines = number }
      return []
    }
    if open?.term == triple.subject {
      open?.triples.append(triple)
      return []
    }
    let items = try finish()
    settledLines = number - 1
    open = OpenSubject(term: triple.subject, line: number, triples: [triple])
    return items
  }

  /// Lines before a subject do not matter to it.
  public mutating func passOver(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) { settledLines = number }

  /// The last subject.
  public mutating func finish() throws(InterchangeError) -> [SourceItem] {
    guard let subject = open else { return [] }
    open = nil
    return [item(subject)]
  }

  private struct OpenSubject {
    let term: NTriple.Term
    let line: Int
    var triples: [NTriple]
  }

  private func item(_ subject: OpenSubject) -> SourceItem {
    guard case .iri(let iri) = subject.term else { return .skipped("a blank node") }
    var reading = RDFReading(options: options)
    for triple in subject.triples { reading.take(triple) }
    guard let type = reading.type ?? (reading.isNamed ? options.type : nil) else {
      return .skipped(
        reading.isNamed
          ? "a resource that says no type; --type gives one" : "a resource without names")
    }
    guard let name = reading.name else { return .skipped("a resource without names") }
    let key = RDFTerms.key(iri, base: options.base)
    var entity = Entity(id: options.id(of: key), type: type, name: name, aliases: reading.aliases)
    for name in reading.preferred { entity.prefer(name) }
    entity.gender = reading.gender
    entity.description = reading.description
    entity.dates = reading.dates
    var identifiers = Set(reading.identifiers)
    if !CanonicalID(rawValue: options.prefix + key).isPortable {
      identifiers.insert(ExternalIdentifier(scheme: "iri", value: iri))
    }
    entity.identifiers = identifiers.sorted()
    return .record(
      SourceRecord(
        key: key, entity: entity, formerIDs: reading.formerKeys.map(options.id(of:)),
        line: subject.line))
  }
}

/// What the triples of one subject say.
private struct RDFReading {
  let options: SourceOptions
  var type: EntityType?
  var aliases: [Alias] = []
  var preferred: [PreferredName] = []
  var gender: Gender?
  var description: String?
  var dates: [String: String] = [:]
  var identifiers: [ExternalIdentifier] = []
  var formerKeys: [String] = []
  private var labels: [(text: String, language: String?)] = []

  init(options: SourceOptions) { self.options = options }

  var isNamed: Bool { !labels.isEmpty || !aliases.isEmpty }

  /// The label without a language, else the English one, else the first by language.
  var name: String? {
    let first = labels.first { $0.language == nil } ?? labels.first { $0.language == "en" }
    return first?.text
      ?? labels.min { ($0.language ?? "", $0.text) < ($1.language ?? "", $1.text) }?.text
      ?? aliases.first?.text
  }

  mutating func take(_ triple: NTriple) {
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
      identifiers.append(ExternalIdentifier(scheme: "notation", value: text))
    case (.same, .iri(let iri)):
      if let identifier = RDFTerms.identifier(iri) { identifiers.append(identifier) }
    case (.replaces, .iri(let iri)): formerKeys.append(RDFTerms.key(iri, base: options.base))
    default: return
    }
  }
}
