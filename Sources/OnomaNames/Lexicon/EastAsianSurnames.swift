internal import OnomaText

/// The family names of China, Korea and Japan (`Data/names/surnames-east-asian.tsv`), which come
/// first in a name.
public struct EastAsianSurnames: Sendable {
  private let families: [String: Set<String>]

  /// The shipped table.
  public static let shipped = EastAsianSurnames(
    .embedded("names/surnames-east-asian.tsv", columns: ["family", "language", "forms"]))

  init(_ table: DataTable) {
    var families: [String: Set<String>] = [:]
    for row in table.rows {
      for form in row.list("forms") {
        families[NameKey.fold(String(form)), default: []].insert(String(row["family"]))
      }
    }
    self.families = families
  }

  /// The families of a spelling by its key; empty where it is no such name.
  public subscript(_ key: String) -> Set<String> { families[key] ?? [] }

  /// How many characters of an unspaced Han or Hangul name are its family name.
  ///
  /// Two where they are a known compound surname and something follows, else one.
  func length(in scalars: [Unicode.Scalar]) -> Int {
    guard scalars.count >= 3 else { return 1 }
    var pair = String.UnicodeScalarView()
    pair.append(contentsOf: scalars.prefix(2))
    return families[NameKey.fold(String(pair))] == nil ? 1 : 2
  }
}
