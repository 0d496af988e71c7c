internal import OnomaText

/// The family names of China, Korea and Japan (`Data/names/surnames-east-asian.tsv`), which come
/// first in a name.
public struct EastAsianSurnames: Sendable {
  private let families: [String: Set<String>]
  private let numbers: [String: [UInt32]]

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
    var order: [String: UInt32] = [:]
    for family in Set(families.values.joined()).sorted() { order[family] = UInt32(order.count) }
    numbers = families.mapValues { $0.compactMap { order[$0] }.sorted() }
  }

  /// The families of a spelling by its key, as numbers that all spellings of a family share.
  public func numbers(_ key: String) -> [UInt32] { numbers[key] ?? [] }

  /// The families of a spelling by its key; empty where it is no such name.
  public subscript(_ key: String) -> Set<String> { families[key] ?? [] }

  /// How many characters of an unspaced Han or Hangul name are its family name.
  ///
  /// Two where they are a known compound surname of China or Korea and something follows, else one:
  /// many Japanese names of two characters begin with a Chinese one of a single character.
  func length(in scalars: [Unicode.Scalar]) -> Int {
    guard scalars.count >= 3 else { return 1 }
    var pair = String.UnicodeScalarView()
    pair.append(contentsOf: scalars.prefix(2))
    let known = families[NameKey.fold(String(pair))] ?? []
    // Four characters are two and two in Japan, and a name of China with one of them is rare.
    return known.contains { !$0.hasSuffix("-ja") || scalars.count == 4 } ? 2 : 1
  }
}
