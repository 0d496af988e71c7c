internal import OnomaText

/// Numbers in words, cardinal and ordinal (`Data/names/number-words.tsv`).
public struct NumberWords: Sendable {
  private let numbers: [String: Int]

  /// The shipped table.
  public static let shipped = NumberWords(
    .embedded("names/number-words.tsv", columns: ["number", "language", "forms"]))

  init(_ table: DataTable) {
    var numbers: [String: Int] = [:]
    for row in table.rows {
      guard let number = Int(row["number"]) else {
        fatalError("\(table.name):\(row.line): not a number")
      }
      for form in row.list("forms") {
        let key = NameKey.foldPhrase(String(form))
        if numbers[key] == nil { numbers[key] = number }
      }
    }
    self.numbers = numbers
  }

  /// The number that a word means, by its phrase key.
  ///
  /// Complexity: O(1).
  public subscript(_ key: String) -> Int? { numbers[key] }
}
