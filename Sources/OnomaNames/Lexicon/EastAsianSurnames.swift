internal import OnomaText

/// The family names of China, Korea and Japan (`Data/names/surnames-east-asian.tsv`), which come
/// first in a name.
public struct EastAsianSurnames: Sendable {
  private let keys: KeyTable
  /// The families of each spelling, by key, in ascending order.
  private let numbers: [[UInt32]]
  /// By number.
  private let names: [String]

  /// The shipped table.
  public static let shipped = EastAsianSurnames(
    .embedded("names/surnames-east-asian.tsv", columns: ["family", "language", "forms"]))

  init(_ table: DataTable) {
    names = Set(table.rows.map { String($0["family"]) }).sorted()
    var order = KeyTable(capacity: names.count)
    for name in names { _ = order.insert(name) }
    var keys = KeyTable(capacity: 1 << 14)
    var numbers: [[UInt32]] = []
    for row in table.rows {
      guard let family = order.number(of: String(row["family"])) else { continue }
      for form in row.list("forms") {
        let key = keys.insert(NameKey.fold(String(form)))
        if key == numbers.count { numbers.append([]) }
        let place = numbers[key].firstIndex { $0 >= family } ?? numbers[key].endIndex
        if place < numbers[key].count, numbers[key][place] == family { continue }
        numbers[key].insert(UInt32(family), at: place)
      }
    }
    self.keys = keys
    self.numbers = numbers
  }

  /// The families of a spelling by its key, as numbers that all spellings of a family share.
  public func numbers(_ key: String) -> [UInt32] {
    keys.number(of: key).map { numbers[$0] } ?? []
  }

  /// Whether a spelling is such a name, by its key.
  public func contains(_ key: String) -> Bool { keys.number(of: key) != nil }

  /// The families of a spelling by its key; empty where it is no such name.
  public subscript(_ key: String) -> Set<String> {
    Set(numbers(key).map { names[Int($0)] })
  }

  /// How many characters of an unspaced Han or Hangul name are its family name.
  ///
  /// Two where they are a known compound surname of China or Korea and something follows, else one:
  /// many Japanese names of two characters begin with a Chinese one of a single character.
  func length(in scalars: [Unicode.Scalar]) -> Int {
    guard scalars.count >= 3 else { return 1 }
    var pair = String.UnicodeScalarView()
    pair.append(contentsOf: scalars.prefix(2))
    let known = numbers(NameKey.fold(String(pair)))
    // Four characters are two and two in Japan, and a name of China with one of them is rare.
    return known.contains { !names[Int($0)].hasSuffix("-ja") || scalars.count == 4 } ? 2 : 1
  }
}
