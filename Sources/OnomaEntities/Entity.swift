public import OnomaNames

/// One spelling of an entity's name.
public struct Alias: Hashable, Sendable, Codable {
  /// The name as written.
  public var text: String
  /// The language it was written in, as a BCP 47 code, where that is known.
  public var language: String?
  /// How often it was seen; 0 for one that a knowledge base gave.
  public var count: Int

  /// Takes a spelling and how often it was seen.
  public init(_ text: String, language: String? = nil, count: Int = 0) {
    self.text = text
    self.language = language
    self.count = count
  }
}

/// An identifier that somebody else gave an entity.
public struct ExternalIdentifier: Hashable, Sendable, Codable, Comparable {
  /// Who gave it, such as `wikidata`, `lei` or `customer`.
  public var scheme: String
  /// The identifier.
  public var value: String

  /// Takes a scheme and a value.
  public init(scheme: String, value: String) {
    self.scheme = scheme
    self.value = value
  }

  /// By scheme, then by value.
  public static func < (a: ExternalIdentifier, b: ExternalIdentifier) -> Bool {
    (a.scheme, a.value) < (b.scheme, b.value)
  }
}

/// One person, organisation or place, with everything that is known of its names.
public struct Entity: Hashable, Sendable, Codable {
  /// Its canonical ID.
  public var id: CanonicalID
  /// What it is.
  public var type: EntityType
  /// Its preferred name.
  public var name: String
  /// Its other spellings, most frequent first, then by text.
  ///
  /// The preferred name may be among them.
  public var aliases: [Alias]
  /// Its gender, for a person, where known.
  public var gender: Gender?
  /// Its country as an ISO 3166-1 code, where known.
  public var country: String?
  /// Who or what it is, in a few words, where known.
  public var description: String?
  /// Dates such as a birth date, ISO 8601, by what they mean (`birthDate`).
  public var dates: [String: String]
  /// Identifiers that others gave it, in order.
  public var identifiers: [ExternalIdentifier]
  /// The names that a knowledge base or a person put first, at most one for a language and script.
  public var preferred: [PreferredName]

  /// Makes an entity; what is left out is not known.
  public init(
    id: CanonicalID, type: EntityType, name: String, aliases: [Alias] = [],
    gender: Gender? = nil, country: String? = nil, description: String? = nil,
    dates: [String: String] = [:], identifiers: [ExternalIdentifier] = [],
    preferred: [PreferredName] = []
  ) {
    self.id = id
    self.type = type
    self.name = name
    self.aliases = aliases
    self.gender = gender
    self.country = country
    self.description = description
    self.dates = dates
    self.identifiers = identifiers
    self.preferred = preferred
  }

  /// Every spelling, the preferred name first, without repeats.
  ///
  /// Complexity: O(aliases).
  public var spellings: [String] {
    // Most have few aliases, for which a set would cost more than it saves.
    if aliases.count < 12 {
      var found = [name]
      for alias in aliases where !found.contains(alias.text) { found.append(alias.text) }
      return found
    }
    var seen: Set<String> = [name]
    return [name] + aliases.map(\.text).filter { seen.insert($0).inserted }
  }

  /// Records that a spelling was seen.
  ///
  /// The aliases stay in their order: most frequent first, then by text.
  public mutating func noteSpelling(_ text: String, language: String? = nil, count: Int = 1) {
    if let index = aliases.firstIndex(where: { $0.text == text && $0.language == language }) {
      aliases[index].count += count
    } else {
      aliases.append(Alias(text, language: language, count: count))
    }
    aliases.sort { a, b in
      (b.count, a.text, a.language ?? "") < (a.count, b.text, b.language ?? "")
    }
  }
}
