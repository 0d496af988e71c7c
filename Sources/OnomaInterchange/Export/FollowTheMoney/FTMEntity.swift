internal import OnomaNames
internal import OnomaEntities
internal import OnomaText

/// An entity in FollowTheMoney's terms, checked against that model's limits.
struct FTMEntity: Sendable {
  /// A value of a property, with its language where that is known.
  struct Value: Sendable {
    let property: String
    /// FollowTheMoney's name of the property's type.
    let type: String
    let text: String
    var language: String?
  }

  let id: String
  let schema: String
  let values: [Value]

  /// Takes an entity; what FollowTheMoney refuses is left out by `output`, or an error.
  init?(_ entity: Entity, output: inout ExportOutput) throws(ExportError) {
    id = entity.id.rawValue
    guard Self.isID(id) else {
      try output.leaveOut(
        id,
        "FollowTheMoney takes IDs of ASCII letters, digits, \".\" and \"-\", alphanumeric at both "
          + "ends, at most 200 characters")
      return nil
    }
    schema = Self.schema(entity)
    var values: [Value] = []
    for (place, name) in entity.spellings.enumerated() {
      guard (1...Self.nameLimit).contains(name.unicodeScalars.count) else {
        try output.leaveOut(
          id,
          "FollowTheMoney takes names of 1 to \(Self.nameLimit) characters; "
            + "this one has \(name.unicodeScalars.count)")
        if place == 0 { return nil }
        continue
      }
      values.append(Value(property: place == 0 ? "name" : "alias", type: "name", text: name))
    }
    if let description = entity.description, !description.isEmpty {
      values.append(Value(property: "summary", type: "text", text: description))
    }
    if let country = entity.country, Self.isCountry(country) {
      values.append(Value(property: "country", type: "country", text: country.lowercased()))
    }
    if entity.type == .person {
      if let gender = entity.gender {
        values.append(Value(property: "gender", type: "gender", text: gender.rawValue))
      }
      for kind in ["birthDate", "deathDate"] {
        if let date = entity.dates[kind], Self.isDate(date) {
          values.append(Value(property: kind, type: "date", text: date))
        }
      }
    }
    for identifier in entity.identifiers
    where identifier.scheme == "wikidata" && IRI.isQID(identifier.value) {
      values.append(Value(property: "wikidataId", type: "identifier", text: identifier.value))
    }
    self.values = values
  }

  /// The longest name, in characters (`MAX_NAME_LENGTH`).
  static let nameLimit = 384

  /// The schema of an entity; a place is an `Address`, the nearest that FollowTheMoney has.
  static func schema(_ entity: Entity) -> String {
    switch entity.type {
    case .person: "Person"
    case .organization: "Organization"
    case .place: "Address"
    }
  }

  /// Whether FollowTheMoney takes an ID.
  static func isID(_ id: String) -> Bool {
    let isAlphanumeric = { (byte: UInt8) in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
    guard (1...200).contains(id.utf8.count), let first = id.utf8.first, let last = id.utf8.last
    else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && id.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E }
  }

  /// An ID for something that has none of its own: a prefix and a hash of what makes it unique.
  static func id(_ prefix: String, _ pieces: String...) -> String {
    var hash = StableHash()
    for piece in pieces { hash.combine(piece) }
    let digits = String(hash.value, radix: 16)
    return prefix + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static func isCountry(_ code: String) -> Bool {
    code.utf8.count == 2 && code.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
  }

  /// A date of year, month and day, or a prefix of one.
  private static func isDate(_ text: String) -> Bool {
    let pieces = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    return (1...3).contains(pieces.count)
      && zip(pieces, [4, 2, 2]).allSatisfy { piece, length in
        piece.count == length && piece.allSatisfy { (0x30...0x39).contains($0) }
      }
  }

  static let losses = [
    "counts and languages of spellings", "dates other than a person's birth and death",
    "identifiers other than Wikidata's", "countries that are no codes of two letters",
    "that a place is a place: it becomes an Address", "IDs that were merged",
    "names put first for a language or a script",
  ]
}
