internal import OnomaText

/// Well-known organisations by their names in all languages (`Data/names/organizations.tsv`).
public struct KnownOrganizations: Sendable {
  private let organizations: [String: [String]]

  /// The shipped table.
  public static let shipped = KnownOrganizations(
    .embedded("names/organizations.tsv", columns: ["id", "forms"]))

  init(_ table: DataTable) {
    var organizations: [String: [String]] = [:]
    for row in table.rows {
      let id = String(row["id"])
      for form in row.list("forms") {
        let key = NameKey.foldPhrase(String(form))
        if organizations[key]?.contains(id) != true { organizations[key, default: []].append(id) }
      }
    }
    self.organizations = organizations
  }

  /// Those that bear a name, by its phrase key; empty for a name that nobody known bears.
  ///
  /// Complexity: O(1).
  public subscript(_ key: String) -> [String] { organizations[key] ?? [] }
}
