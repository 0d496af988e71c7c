internal import OnomaEntities
public import OnomaNames

/// How a source is read.
public struct SourceOptions: Sendable {
  /// What a record is that does not say its type.
  public var type: EntityType?
  /// What is put before the source's keys to make IDs of them.
  public var prefix = ""
  /// Languages whose names are taken, as BCP 47 codes; empty for all.
  public var languages: Set<String> = []
  /// Which column of a table holds what, by the names of a knowledge base file.
  public var columns: [String: String] = [:]
  /// Wikidata classes beside those that are known, by QID.
  public var classes: [String: EntityType] = [:]
  /// How many Wikipedias and sister projects must have an article on a Wikidata item.
  public var minimumSitelinks = 0
  /// What is taken off the front of an IRI to make a key of it.
  public var base = ""

  /// Reads everything that says its type.
  public init() {}

  /// The ID of a record with a key.
  func id(of key: String) -> CanonicalID { .of(key: key, prefix: prefix) }

  /// Whether names of a language are wanted; those of no language always are.
  func wants(_ language: String?) -> Bool {
    guard let language, !languages.isEmpty else { return true }
    return languages.contains(language)
  }
}
