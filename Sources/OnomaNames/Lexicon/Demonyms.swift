internal import OnomaText

/// Words for the people and the manner of a country (`Data/names/demonyms.tsv`).
///
/// `American` is no mention of the United States: it is an adjective or a person.
public struct Demonyms: Sendable {
  private let countries: [String: [(language: String, country: String)]]

  /// The shipped table.
  public static let shipped = Demonyms(
    .embedded("names/demonyms.tsv", columns: ["country", "language", "words"]))

  init(_ table: DataTable) {
    var countries: [String: [(language: String, country: String)]] = [:]
    for row in table.rows {
      for word in row.list("words") {
        let key = NameKey.foldPhrase(String(word))
        countries[key, default: []].append((String(row["language"]), String(row["country"])))
      }
    }
    self.countries = countries
  }

  /// The country of a demonym by its phrase key: an ISO code, or `-` for a people, a religion or
  /// another adjective that is written with a capital.
  ///
  /// `nil` for a word that is no demonym in the language.
  public subscript(_ key: String, language language: String) -> String? {
    countries[key]?.first { $0.language == language }?.country
  }
}
