internal import Onoma

/// What one cell of a spreadsheet asks, of whichever version of the protocol.
///
/// Reading it never fails: what makes no sense is left out, since an error would leave the cell, and in
/// some clients its neighbours, without a word (interface notes on OpenRefine #3369).
struct ReconciliationQuery: Sendable {
  /// A property with the values that a row has for it.
  struct Condition: Sendable {
    let property: EntityProperty
    let values: [String]
    var isRequired = false
    /// Whether agreeing values speak against a candidate (`matchQuantifier` none).
    var isNegated = false
    /// Whether all values must agree (`matchQuantifier` all).
    var needsAll = false
  }

  /// The names by which somebody is looked for; a candidate counts by the one that fits best.
  var names: [String] = []
  /// IDs that are looked for.
  var ids: [String] = []
  /// What it may be; all types where nothing else is said.
  var types = EntityType.allCases
  /// How many candidates are wanted.
  var limit = Self.usualLimit
  var conditions: [Condition] = []

  static let usualLimit = 5
  static let greatestLimit = 100
  /// The most conditions that are looked at.
  private static let conditionLimit = 50
  /// The most names of one query that are looked for.
  private static let nameLimit = 10

  /// Reads a query of version 0.1 or 0.2: a text, or `{query, type, limit, properties, type_strict}`.
  init(version2 value: JSONValue) {
    if let text = value.text {
      add(name: text)
      return
    }
    if let text = value["query"]?.scalarText { add(name: text) }
    setTypes(value["type"])
    setLimit(value["limit"])
    for property in value["properties"]?.list?.prefix(Self.conditionLimit) ?? [] {
      guard let id = property["pid"]?.text ?? property["p"]?.text else { continue }
      addCondition(id, property["v"])
    }
  }

  /// Reads a query of version 1.0: `{type, limit, conditions}`.
  init(version3 value: JSONValue) {
    setTypes(value["type"])
    setLimit(value["limit"])
    for condition in value["conditions"]?.list?.prefix(Self.conditionLimit) ?? [] {
      let given = condition["propertyValue"]
      switch condition["matchType"]?.text {
      case "name": for text in Self.texts(given) { add(name: text) }
      case "id": ids += Self.texts(given).prefix(Self.nameLimit)
      default:
        guard let id = condition["propertyId"]?.text else { continue }
        let quantifier = condition["matchQuantifier"]?.text
        addCondition(
          id, given, isRequired: condition["required"]?.boolean ?? false,
          isNegated: quantifier == "none", needsAll: quantifier == "all")
      }
    }
  }

  private mutating func add(name: String) {
    guard names.count < Self.nameLimit else { return }
    let name = Self.cleaned(name)
    if !name.isEmpty { names.append(name) }
  }

  private mutating func setTypes(_ value: JSONValue?) {
    let names = Self.texts(value)
    let known = names.compactMap { ReconciliationType.types(of: $0) }.joined()
    // A type that nobody knows must not hide everybody.
    if !known.isEmpty { types = EntityType.allCases.filter(known.contains) }
  }

  private mutating func setLimit(_ value: JSONValue?) {
    guard let limit = value?.wholeNumber, limit > 0 else { return }
    self.limit = min(limit, Self.greatestLimit)
  }

  private mutating func addCondition(
    _ id: String, _ value: JSONValue?, isRequired: Bool = false, isNegated: Bool = false,
    needsAll: Bool = false
  ) {
    let values = Self.texts(value).filter { !$0.isEmpty }
    if values.isEmpty { return }
    conditions.append(
      Condition(
        property: .named(id), values: values, isRequired: isRequired, isNegated: isNegated,
        needsAll: needsAll))
  }

  /// The texts of a value: itself, the ID or name of an entity, or those of a list.
  private static func texts(_ value: JSONValue?) -> [String] {
    switch value {
    case .list(let values): values.prefix(conditionLimit).flatMap { texts($0) }
    case .object(let members): [(members["id"] ?? members["name"])?.scalarText].compactMap(\.self)
    case let value?: [value.scalarText].compactMap(\.self)
    case nil: []
    }
  }

  /// A cell without what no name has: controls become spaces, and none stand at the ends.
  static func cleaned(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isSpace = scalar.properties.isWhitespace || scalar.value < 0x20 || scalar == "\u{FEFF}"
      if !isSpace {
        scalars.append(scalar)
      } else if !scalars.isEmpty, scalars.last != " " {
        scalars.append(" ")
      }
    }
    if scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}

/// The types as reconciliation clients know them.
enum ReconciliationType {
  /// All of them.
  static let all = EntityType.allCases

  /// The name and ID of a type.
  static func id(of type: EntityType) -> String {
    switch type {
    case .person: "Person"
    case .organization: "Organization"
    case .place: "Place"
    }
  }

  /// The types that a client's word stands for, or `nil`.
  static func types(of word: String) -> [EntityType]? {
    if let type = all.first(where: { id(of: $0).lowercased() == word.lowercased() }) {
      return [type]
    }
    if let type = EntityType(rawValue: word) { return [type] }
    // Wikidata's human, organisation and location, which people type from habit.
    switch word {
    case "Q5": return [.person]
    case "Q43229": return [.organization]
    case "Q17334923", "Q2221906": return [.place]
    default: return FollowTheMoney.types(ofSchema: word)
    }
  }
}
