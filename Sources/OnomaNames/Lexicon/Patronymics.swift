internal import OnomaText

/// The endings of patronymics (`Data/names/patronymic-endings.tsv`).
public struct Patronymics: Sendable {
  private let endings: [(ending: String, gender: Gender?)]

  /// The shipped table.
  public static let shipped = Patronymics(
    .embedded("names/patronymic-endings.tsv", columns: ["ending", "gender"]))

  init(_ table: DataTable) {
    endings = table.rows.map { row in
      (NameKey.fold(String(row["ending"])), Gender(rawValue: String(row["gender"])))
    }.sorted { ($1.0.utf8.count, $0.0) < ($0.0.utf8.count, $1.0) }
  }

  /// The gender of a patronymic by its key, or `nil` for a word that is none.
  ///
  /// Family names end so too (Шостакович): position decides, which ``NameParser`` does.
  /// - Complexity: O(endings).
  public func gender(of key: String) -> Gender? {
    let length = key.unicodeScalars.count
    guard length >= 5 else { return nil }
    // The shortest are Ильич and Ивовна: two letters of the father's name at least.
    return endings.first {
      length >= $0.ending.unicodeScalars.count + 2 && key.hasSuffix($0.ending)
    }?.gender
  }
}
