internal import OnomaText

/// Places by their names and adjectives in all languages at once: which place `Deutschland`,
/// `Германия` and `German` mean.
///
/// ``Gazetteer`` serves texts in one language, where a foreign spelling would be another word; here
/// two names are compared, and a reading that only one of them has does no harm.
public struct PlaceForms: Sendable {
  private var places: [String: [String]] = [:]
  /// Cyrillic names without their last vowel: Украина, Украины and Украине are one.
  private var stems: [String: [String]] = [:]
  /// The most words that any form has.
  public private(set) var longest = 1

  /// The languages whose names for countries count.
  private static let languages = [
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "ru", "uk",
    "be", "bg", "sr", "hr", "sl", "mk", "ro", "hu", "tr", "el", "lt", "lv", "et", "ka", "hy", "az",
    "kk", "ar", "fa", "he", "zh", "zh-Hant", "ja", "ko", "id", "vi", "hi", "th",
  ]

  /// The shipped tables and ICU's names of countries.
  public static let shipped = PlaceForms(
    places: .embedded("names/places.tsv", columns: ["id", "country", "kind", "forms"]),
    demonyms: .embedded("names/demonyms.tsv", columns: ["country", "words"]))

  init(places: DataTable, demonyms: DataTable) {
    for language in Self.languages {
      RegionName.forEach(inLanguage: language) { name in
        if let id = Self.country(name.region) { insert(name.name, id) }
      }
    }
    for row in places.rows {
      // Rows of kind country are other names of what ICU names.
      let id =
        row["kind"] == "country"
        ? Self.country(String(row["country"])) ?? String(row["id"]) : String(row["id"])
      for form in row.list("forms") { insert(String(form), id) }
    }
    for row in demonyms.rows {
      guard let id = Self.country(String(row["country"])) else { continue }
      for word in row.list("words") { insert(String(word), id) }
    }
  }

  /// The places that a phrase may mean, by its phrase key; empty for one that is no place.
  ///
  /// Complexity: O(1).
  public subscript(_ key: String) -> [String] {
    places[key] ?? Self.stem(key).flatMap { stems[$0] } ?? []
  }

  /// The forms in scripts that put no spaces between words.
  public var unspacedForms: [String] {
    places.keys.filter { key in
      key.unicodeScalars.first.map {
        let script = Script(of: $0)
        return script.isUnspaced || script == .hangul
      } ?? false
    }
  }

  /// The ID of a country by its ISO code; `nil` for numbers and what is no country.
  private static func country(_ code: String) -> String? {
    guard code.utf8.count == 2, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }),
      !["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"].contains(code)
    else { return nil }
    return "country-" + CaseMapping.lower.apply(to: code)
  }

  /// A Cyrillic word of five letters or more without the vowel that its case changes.
  private static func stem(_ key: String) -> String? {
    let letters = key.unicodeScalars
    guard letters.count > 5, let last = letters.last, Script(of: last) == .cyrillic,
      endings.contains(last), !key.utf8.contains(0x20)
    else { return nil }
    return String(String.UnicodeScalarView(letters.dropLast()))
  }

  private static let endings: Set<Unicode.Scalar> = [
    "а", "е", "и", "о", "у", "ы", "ь", "ю", "я", "і", "є", "ї",
  ]

  private mutating func insert(_ form: String, _ id: String) {
    let key = NameKey.foldPhrase(form)
    if key.isEmpty || places[key]?.contains(id) == true { return }
    places[key, default: []].append(id)
    if let stem = Self.stem(key), stems[stem]?.contains(id) != true {
      stems[stem, default: []].append(id)
    }
    longest = max(longest, key.utf8.count { $0 == 0x20 } + 1)
  }
}
