internal import OnomaText

/// Common nouns that tell what the name beside them is (`Data/names/context-words.tsv`).
public struct ContextWords: Sendable {
  /// What a noun says about a name beside it.
  public enum Kind: String, Sendable {
    /// The name is an organisation's: airline, newspaper.
    case organization
    /// The name is a place's: city, river.
    case place
    /// The phrase is none of the three: prize, war, agreement.
    case other
  }

  private let kinds: [String: Kind]

  /// The shipped table.
  public static let shipped = ContextWords(
    .embedded("names/context-words.tsv", columns: ["form", "language", "kind"]))

  init(_ table: DataTable) {
    var kinds: [String: Kind] = [:]
    for row in table.rows {
      let key = NameKey.foldPhrase(String(row["form"]))
      if kinds[key] == nil { kinds[key] = Kind(rawValue: String(row["kind"])) }
    }
    self.kinds = kinds
  }

  /// What a noun says, by its phrase key.
  public subscript(_ key: String) -> Kind? { kinds[key] }
}

/// Ordinary words that open sentences and fill headlines (`Data/names/common-words.tsv`).
public struct CommonWords: Sendable {
  private let words: Set<String>

  /// The shipped table.
  public static let shipped = CommonWords(
    .embedded("names/common-words.tsv", columns: ["language", "words"]))

  init(_ table: DataTable) {
    words = Set(
      table.rows.flatMap { row in row.list("words").map { NameKey.foldPhrase(String($0)) } })
  }

  /// Whether a word, by its phrase key, is an ordinary word of some language.
  public func contains(_ key: String) -> Bool { words.contains(key) }
}
