internal import OnomaEntities

/// Synonym rules in Solr's form, which Lucene, Elasticsearch and OpenSearch read too.
///
/// A rule a line. A comma, a backslash, a number sign and the `=` of an arrow are escaped with a
/// backslash; white space and controls in a name become one space, which an analyzer sees alike.
/// Spellings that two entities share make no rule, and one alone makes none.
struct SolrRules: Sendable {
  private let options: ExportOptions
  private var spellings = SpellingSurvey()
  private var rules = 0
  private var files = 0

  init(_ options: ExportOptions) { self.options = options }

  mutating func survey(_ entity: ExportedEntity) { spellings.note(entity.entity) }

  /// Writes a rule, in the next file where this one is full.
  ///
  /// - Parameter target: What the spellings are rewritten to; `nil` makes them equivalent.
  mutating func write(
    _ entity: Entity, target: String?, to output: inout ExportOutput
  ) throws(ExportError) {
    let names = spellings.own(entity).map(Self.escaped).prefix(options.spellingsPerRule)
    guard names.count > (target == nil ? 1 : 0) else { return }
    if rules % options.rulesPerFile == 0, rules > 0 || output.isFolder {
      guard output.isFolder else {
        throw ExportError(
          entity.id.rawValue,
          "more than \(options.rulesPerFile) rules for one file; write to a folder (--output NAME/) "
            + "or raise --rules-per-file")
      }
      files += 1
      let number = String(files)
      output.startFile(
        "synonyms-" + String(repeating: "0", count: max(0, 4 - number.count)) + number + ".txt")
    }
    rules += 1
    output.write(names.joined(separator: ", "))
    if let target { output.write(" => " + Self.escaped(target)) }
    output.write("\n")
  }

  /// A term as a rule holds it.
  static func escaped(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in OneLine.spaced(text).unicodeScalars {
      if scalar == "," || scalar == "\\" || scalar == "=" || scalar == "#" { view.append("\\") }
      view.append(scalar)
    }
    return String(view)
  }

  static let losses = [
    "type, gender, country, description, dates, identifiers, counts and languages",
    "spellings that two entities share, and entities with one spelling",
    "white space and controls inside a name become one space",
    "IDs that were merged, and names put first for a language or a script",
    "spellings that differ only in case, marks or punctuation",
  ]
}

/// Equivalent synonyms: `Tikhanovsky, Tsikhanouski, Ціханоўскі`.
struct SolrSynonyms: ExportFormat {
  static let description = FormatDescription(
    name: "solr-synonyms", title: "Solr, Lucene and Elasticsearch synonyms, equivalent",
    group: .search, mediaType: "text/plain", fileExtension: "txt",
    specification:
      "https://solr.apache.org/guide/solr/latest/indexing-guide/filters.html#synonym-graph-filter",
    parts: [.entities, .survey], layout: .shards, losses: ["the ID"] + SolrRules.losses)

  private var rules: SolrRules

  init(_ options: ExportOptions) { rules = SolrRules(options) }

  mutating func survey(_ entity: ExportedEntity) { rules.survey(entity) }

  mutating func write(
    _ entity: ExportedEntity, to output: inout ExportOutput
  ) throws(ExportError) {
    try rules.write(entity.entity, target: nil, to: &output)
  }
}

/// Explicit synonyms: `Tikhanovsky, Tsikhanouski, Ціханоўскі => onm-46g0dhq6e41n0`.
///
/// Every spelling becomes one term, the canonical ID, at index and query time alike; a rule of one term
/// on the right has none of the trouble of synonyms of several words.
struct SolrExplicitSynonyms: ExportFormat {
  static let description = FormatDescription(
    name: "solr-explicit", title: "Solr, Lucene and Elasticsearch synonyms, explicit (name => ID)",
    group: .search, mediaType: "text/plain", fileExtension: "txt",
    specification: SolrSynonyms.description.specification, parts: [.entities, .survey],
    layout: .shards, losses: SolrRules.losses)

  private var rules: SolrRules

  init(_ options: ExportOptions) { rules = SolrRules(options) }

  mutating func survey(_ entity: ExportedEntity) { rules.survey(entity) }

  mutating func write(
    _ entity: ExportedEntity, to output: inout ExportOutput
  ) throws(ExportError) {
    try rules.write(entity.entity, target: entity.entity.id.rawValue, to: &output)
  }
}
