internal import Onoma

/// Something that is known of entities beside what they are called, as spreadsheets give and ask it.
struct EntityProperty: Hashable, Sendable {
  /// What values of it are, which decides how two are compared.
  enum Kind: Hashable, Sendable {
    case name
    case date
    case word
    case text
    case identifier
  }

  let id: String
  let label: String
  let kind: Kind

  /// The properties that every service offers.
  static let standard = [
    EntityProperty(id: "name", label: "name", kind: .name),
    EntityProperty(id: "alias", label: "other spellings", kind: .name),
    EntityProperty(id: "birthDate", label: "date of birth", kind: .date),
    EntityProperty(id: "deathDate", label: "date of death", kind: .date),
    EntityProperty(id: "gender", label: "gender", kind: .word),
    EntityProperty(id: "country", label: "country", kind: .word),
    EntityProperty(id: "description", label: "description", kind: .text),
    EntityProperty(id: "wikidata", label: "Wikidata", kind: .identifier),
  ]

  /// The property that a client means: one of the standard ones, by our word or FollowTheMoney's, or
  /// else the identifiers or dates that are called so.
  static func named(_ id: String) -> EntityProperty {
    let usual: [String: String] = [
      "nationality": "country", "citizenship": "country", "jurisdiction": "country",
      "aliases": "alias", "weakAlias": "alias", "previousName": "alias", "wikidataId": "wikidata",
      "notes": "description", "summary": "description", "incorporationDate": "foundingDate",
    ]
    let wanted = usual[id] ?? id
    if let known = standard.first(where: { $0.id.lowercased() == wanted.lowercased() }) {
      return EntityProperty(id: id, label: known.label, kind: known.kind)
    }
    return EntityProperty(
      id: id, label: id, kind: wanted.lowercased().hasSuffix("date") ? .date : .identifier)
  }

  /// The values that an entity has.
  func values(of entity: Entity) -> [String] {
    switch kind {
    case .name:
      return Self.named(id).label == "name" ? [entity.name] : Array(entity.spellings.dropFirst())
    case .word:
      return (label == "gender" ? entity.gender?.rawValue : entity.country).map { [$0] } ?? []
    case .text: return entity.description.map { [$0] } ?? []
    case .date:
      let key = id.lowercased()
      return entity.dates.filter { $0.key.lowercased() == key }.map(\.value).sorted()
    case .identifier:
      let scheme = id == "wikidataId" ? "wikidata" : id.lowercased()
      return entity.identifiers.filter { $0.scheme.lowercased() == scheme }.map(\.value)
    }
  }

  /// How much it says that a value was given and an entity has some, in log-odds; 0 where nothing is
  /// known.
  ///
  /// The weights are hand-set, in the scale of the comparison of names: dates are seldom equal by
  /// chance but often mistaken, identifiers neither; countries and professions agree for many.
  func weight(_ given: String, _ entity: Entity) -> Double {
    let values = values(of: entity)
    if values.isEmpty { return 0 }
    let key = NameKey.fold(given)
    switch kind {
    case .date:
      let agreement = values.map { Self.agreement(given, $0) }.max() ?? 0
      return agreement
    case .word:
      let agrees = values.contains { NameKey.fold($0) == key }
      if label == "gender" {
        let known = ["male": "male", "m": "male", "female": "female", "f": "female"]
        guard let wanted = known[key] else { return 0 }
        return values.contains(wanted) ? 0.3 : -4
      }
      return agrees ? 0.7 : -1
    case .identifier: return values.contains { NameKey.fold($0) == key } ? 8 : -4
    case .text:
      let words = Set(NameKey.foldPhrase(given).split(separator: " "))
      let known = Set(values.flatMap { NameKey.foldPhrase($0).split(separator: " ") })
      return words.isEmpty || words.isDisjoint(with: known) ? 0 : 0.7
    case .name:
      let phrase = NameKey.foldPhrase(given)
      return values.contains { NameKey.foldPhrase($0) == phrase } ? 3 : 0
    }
  }

  /// How two dates agree: to the day 4, to what is given of both 2, in the year alone 0.5, not -4.
  static func agreement(_ a: String, _ b: String) -> Double {
    let x = parts(a)
    let y = parts(b)
    guard let first = x.first, let other = y.first else { return 0 }
    if first != other { return -4 }
    if zip(x, y).allSatisfy({ $0 == $1 }) { return min(x.count, y.count) == 3 ? 4 : 2 }
    return 0.5
  }

  /// Year, month and day of an ISO date, as far as it goes.
  private static func parts(_ date: String) -> [Int] {
    date.prefix { $0 != "T" }.split(separator: "-").prefix(3).compactMap { Int($0) }
  }
}
