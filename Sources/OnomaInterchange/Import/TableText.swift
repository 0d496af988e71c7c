internal import OnomaNames

/// Cells of tables as people write them.
enum TableText {
  /// A text without white space around it.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  /// The values of a cell that holds several, separated by `|` or else by `;`.
  static func list(_ text: String) -> [String] {
    let separator: Character = text.utf8.contains(0x7C) ? "|" : ";"
    return text.split(separator: separator).map { trimmed(String($0)) }.filter { !$0.isEmpty }
  }
}

/// What people and other formats call types and genders.
enum EntityTypeName {
  /// The type that a word means, in any case; `nil` for another word.
  static func type(of text: String) -> EntityType? {
    switch text.lowercased() {
    case "person", "per", "people", "human": .person
    case "org", "organization", "organisation", "company", "legalentity", "publicbody":
      .organization
    case "place", "loc", "location", "gpe": .place
    default: nil
    }
  }

  /// The gender that a word or letter means; `nil` for another.
  static func gender(of text: String) -> Gender? {
    switch text.lowercased() {
    case "male", "m", "man": .male
    case "female", "f", "w", "woman": .female
    default: nil
    }
  }
}
