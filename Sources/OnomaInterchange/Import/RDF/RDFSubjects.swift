internal import OnomaEntities
internal import OnomaNames

/// Makes entities of triples that come subject by subject, whatever syntax they were written in.
///
/// Where a subject comes back, what is said then is another item, which adds to the entity if it has a
/// name.
struct RDFSubjects {
  private let options: SourceOptions
  private var open: OpenSubject?

  init(options: SourceOptions) { self.options = options }

  private struct OpenSubject {
    let term: RDFTriple.Term
    let line: Int
    var triples: [RDFTriple]
  }

  /// The subject that is open.
  var current: RDFTriple.Term? { open?.term }

  /// Takes a triple; the subject before comes back when this is another one's.
  mutating func take(_ triple: RDFTriple, line: Int) -> SourceItem? {
    if open?.term == triple.subject {
      open?.triples.append(triple)
      return nil
    }
    let item = finish()
    open = OpenSubject(term: triple.subject, line: line, triples: [triple])
    return item
  }

  /// The subject that is open, which ends.
  mutating func finish() -> SourceItem? {
    guard let subject = open else { return nil }
    open = nil
    return item(subject)
  }

  private func item(_ subject: OpenSubject) -> SourceItem {
    guard case .iri(let iri) = subject.term else { return .skipped("a blank node") }
    var reading = RDFReading(iri: iri, options: options)
    for triple in subject.triples { reading.take(triple) }
    guard let type = reading.type ?? (reading.isNamed ? options.type : nil) else {
      return .skipped(
        reading.isNamed
          ? "a resource that says no type; --type gives one" : "a resource without names")
    }
    guard let name = reading.name else { return .skipped("a resource without names") }
    let key = reading.ownID ?? RDFTerms.key(iri, base: options.base)
    var entity = Entity(id: id(of: key, reading), type: type, name: name, aliases: reading.aliases)
    for name in reading.preferred { entity.prefer(name) }
    entity.gender = reading.gender
    entity.country = reading.country
    entity.description = reading.description
    entity.dates = reading.dates
    var identifiers = Set(reading.identifiers)
    if reading.ownID == nil, !CanonicalID(rawValue: options.prefix + key).isPortable {
      identifiers.insert(ExternalIdentifier(scheme: "iri", value: iri))
    }
    entity.identifiers = identifiers.sorted()
    return .record(
      SourceRecord(
        key: key, entity: entity, formerIDs: reading.formerKeys.map { id(of: $0, reading) },
        line: subject.line))
  }

  /// IDs of our own exports are kept as they are, as those of a knowledge base file.
  private func id(of key: String, _ reading: RDFReading) -> CanonicalID {
    reading.ownID != nil && options.prefix.isEmpty
      ? CanonicalID(rawValue: key) : options.id(of: key)
  }
}
