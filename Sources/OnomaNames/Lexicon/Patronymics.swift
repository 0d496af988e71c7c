internal import OnomaText

/// The endings of patronymics (`Data/names/patronymic-endings.tsv`).
public struct Patronymics: Sendable {
  /// The gender that each ending shows, by the ending.
  private let endings: [String: Gender?]
  /// How many scalars the endings have, the longest first.
  private let lengths: [Int]

  /// The shipped table.
  public static let shipped = Patronymics(
    .embedded("names/patronymic-endings.tsv", columns: ["ending", "gender"]))

  init(_ table: DataTable) {
    endings = Dictionary(
      table.rows.map { row in
        (NameKey.fold(String(row["ending"])), Gender(rawValue: String(row["gender"])))
      }, uniquingKeysWith: { first, _ in first })
    lengths = Set(endings.keys.map(\.unicodeScalars.count)).sorted(by: >)
  }

  /// The gender of a patronymic by its key, or `nil` for a word that is none.
  ///
  /// Family names end so too (Шостакович): position decides, which ``NameParser`` does.
  /// - Complexity: O(length).
  public func gender(of key: String) -> Gender? {
    let scalars = key.unicodeScalars
    let length = scalars.count
    guard length >= 5 else { return nil }
    // The shortest are Ильич and Ивовна: two letters of the father's name at least.
    for ending in lengths where length >= ending + 2 {
      let start = scalars.index(scalars.endIndex, offsetBy: -ending)
      if let gender = endings[String(scalars[start...])] { return gender }
    }
    return nil
  }
}
