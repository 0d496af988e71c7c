internal import OnomaNames
internal import OnomaEntities

/// Patterns for spaCy's entity ruler: each spelling of each entity, with the canonical ID.
///
/// Patterns are texts, which spaCy matches as phrases, hundreds of times as fast as lists of tokens. A
/// spelling that two entities share is no pattern: the ruler would take either.
struct SpacyPatterns: ExportFormat {
  static let description = FormatDescription(
    name: "spacy", title: "spaCy entity ruler patterns", group: .text,
    mediaType: "application/jsonl", fileExtension: "jsonl",
    specification: "https://spacy.io/api/entityruler", parts: [.entities, .survey],
    losses: [
      "gender, country, description, dates, identifiers, counts and languages",
      "IDs that were merged, and names put first for a language or a script",
      "spellings that two entities share, and that differ only in case, marks or punctuation",
    ])

  private var spellings = SpellingSurvey()

  init(_ options: ExportOptions) {}

  mutating func survey(_ entity: ExportedEntity) { spellings.note(entity.entity) }

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    let label =
      switch entity.entity.type {
      case .person: "PERSON"
      case .organization: "ORG"
      // spaCy's label for countries, cities and states.
      case .place: "GPE"
      }
    for spelling in spellings.own(entity.entity) {
      output.writeLine { json in
        json.member("label", label)
        json.member("pattern", spelling)
        json.member("id", entity.entity.id.rawValue)
      }
    }
  }
}
