internal import OnomaText

/// A place or organisation that everybody knows.
public struct GazetteerEntry: Hashable, Sendable {
  /// Its ID in the tables, such as `country-us` or `reuters`.
  public let id: String
  /// What it is.
  public let type: EntityType
  /// Its kind in its table, such as `country`, `capital` or `media`.
  public let kind: String
  /// Its country as an ISO 3166-1 code; empty where it has none.
  public let country: String
}

/// Countries, well-known places and organisations by their names.
///
/// Country names come from ICU's locale data in the languages asked for; the rest from
/// `Data/names/places.tsv` and `organizations.tsv`, in all their languages.
public struct Gazetteer: Sendable {
  /// Entries by the number of their phrase key; several where a name has several bearers (Washington).
  private var entries: [[GazetteerEntry]] = []
  private var keys = KeyTable(capacity: 1 << 14)
  private var names: [String: String] = [:]
  private var englishNames: [String: [String]] = [:]
  private var openers = KeyTable(capacity: 1 << 12)
  /// The most words that any name has.
  public private(set) var longest = 1
  /// Phrase keys of names in scripts that put no spaces between words, by their first scalar and
  /// longest first.
  private var unspaced: [Unicode.Scalar: [String]] = [:]

  /// Loads the gazetteer for texts in some languages (BCP 47 codes).
  ///
  /// Complexity: O(names), some tens of thousands of look-ups a language.
  public init(languages: [String]) {
    for language in languages { addCountries(language) }
    let languages = Set(languages + ["en", "*"])
    add(
      .embedded("names/places.tsv", columns: ["id", "country", "kind", "language", "forms"]),
      type: .place, languages)
    add(
      .embedded("names/organizations.tsv", columns: ["id", "kind", "language", "forms"]),
      type: .organization, languages)
    for number in entries.indices {
      let key = keys[number]
      if let space = key.utf8.firstIndex(of: 0x20) { _ = openers.insert(String(key[..<space])) }
      guard let first = key.unicodeScalars.first else { continue }
      let script = Script(of: first)
      if script.isUnspaced || script == .hangul { unspaced[first, default: []].append(key) }
    }
    for first in unspaced.keys {
      unspaced[first]?.sort { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    }
  }

  /// Those who bear a name, by its phrase key (``NameKey/foldPhrase(_:)``).
  ///
  /// Complexity: O(1).
  public subscript(_ key: String) -> [GazetteerEntry] {
    keys.number(of: key).map { entries[$0] } ?? []
  }

  /// Whether a name of several words begins with a word, by its key.
  ///
  /// Complexity: O(1).
  public func opensPhrase(_ key: String) -> Bool { openers.number(of: key) != nil }

  /// The usual English name of an entry, by its ID.
  public func name(of id: String) -> String? { names[id] }

  /// All English names of an entry, acronyms among them, by its ID; the usual one first.
  public func englishNames(of id: String) -> [String] {
    englishNames[id] ?? names[id].map { [$0] } ?? []
  }

  /// The longest name in an unspaced script that a folded text starts with.
  public func longestUnspacedPrefix(of text: Substring.UnicodeScalarView) -> String? {
    guard let first = text.first, let keys = unspaced[first] else { return nil }
    return keys.first { text.starts(with: $0.unicodeScalars) }
  }

  private mutating func addCountries(_ language: String) {
    RegionName.forEach(inLanguage: language) { name in
      // Numbers are continents, which places.tsv has; these codes are no territories.
      guard name.region.utf8.count == 2, name.region.utf8.allSatisfy({ $0 >= 0x41 }),
        !["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"].contains(name.region)
      else { return }
      let id = "country-" + CaseMapping.lower.apply(to: name.region)
      let entry = GazetteerEntry(id: id, type: .place, kind: "country", country: name.region)
      if language == "en", !name.isAlternative { names[id] = name.name }
      insert(name.name, entry)
    }
  }

  private mutating func add(
    _ table: DataTable, type: EntityType, _ languages: Set<String>
  ) {
    for row in table.rows {
      let id = String(row["id"])
      let country = row["country"]
      let entry = GazetteerEntry(
        id: id, type: type, kind: String(row["kind"]),
        country: country == "-" ? "" : String(country))
      let language = String(row["language"])
      let isAsked = languages.contains(language)
      for form in row.list("forms") {
        // A Latin-letter name of another language is too easily a word of this one.
        if !isAsked, form.unicodeScalars.first.map({ Script(of: $0) == .latin }) ?? true {
          continue
        }
        let form = String(form)
        if names[id] == nil { names[id] = form }
        if language == "en" { englishNames[id, default: []].append(form) }
        insert(form, entry)
      }
    }
  }

  private mutating func insert(_ name: String, _ entry: GazetteerEntry) {
    let key = NameKey.foldPhrase(name)
    if key.isEmpty { return }
    let number = keys.insert(key)
    if number == entries.count { entries.append([]) }
    if entries[number].contains(entry) { return }
    entries[number].append(entry)
    longest = max(longest, key.utf8.count { $0 == 0x20 } + 1)
  }
}
