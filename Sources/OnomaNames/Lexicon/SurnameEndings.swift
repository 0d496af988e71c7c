internal import OnomaText

/// How family names change with gender and case (`Data/names/surname-endings.tsv`).
public struct SurnameEndings: Sendable {
  /// One rule: a name that ends so belongs to one that ends otherwise.
  public struct Rule: Hashable, Sendable {
    /// The ending, folded.
    public let ending: String
    /// The ending of the base form: masculine, or nominative.
    public let base: String
    /// The gender that the ending shows.
    public let gender: Gender?
    /// The language of the rule.
    public let language: String
  }

  private let gendered: [String: [Rule]]
  private let inflected: [String: [Rule]]
  private let shown: ShownGenders
  private let longest: Int

  /// The shipped table.
  public static let shipped = SurnameEndings(
    .embedded(
      "names/surname-endings.tsv",
      columns: ["language", "script", "kind", "ending", "base", "gender", "case"]))

  init(_ table: DataTable) {
    var gendered: [String: [Rule]] = [:]
    var inflected: [String: [Rule]] = [:]
    var masculine: Set<String> = []
    var weak: Set<String> = []
    var longest = 1
    for row in table.rows {
      let ending = NameKey.fold(String(row["ending"]))
      if Self.isWeak(ending, of: row["ending"]) { weak.insert(ending) }
      let base = NameKey.fold(String(row["base"]))
      let rule = Rule(
        ending: ending, base: base,
        gender: row["gender"] == "m" ? .male : row["gender"] == "f" ? .female : nil,
        language: String(row["language"]))
      longest = max(longest, ending.unicodeScalars.count)
      if row["kind"] == "gendered" {
        gendered[ending, default: []].append(rule)
        // Short Latin endings (-in, -os) end the names of women too outside their own language.
        let isLatin = base.utf8.first.map { $0 < 0x80 } ?? true
        if base.unicodeScalars.count > (isLatin ? 2 : 1) { masculine.insert(base) }
      } else {
        inflected[ending, default: []].append(rule)
      }
    }
    self.gendered = gendered
    self.inflected = inflected
    var shown = ShownGenders()
    for ending in masculine { shown.add(ending, .male) }
    for (ending, rules) in gendered where !weak.contains(ending) {
      shown.add(ending, rules.first { $0.gender != nil }?.gender)
    }
    self.shown = shown
    self.longest = longest
  }

  /// Whether an ending shows nothing in Latin letters, where nobody knows the language of a name: two
  /// letters do not (Costa, Fontana, Georgiou), nor the Hungarian -né, of which a key keeps no mark
  /// (Greene, Keane).
  private static func isWeak(_ key: String, of ending: Substring) -> Bool {
    key.utf8.allSatisfy { $0 < 0x80 } && (key.utf8.count <= 2 || ending.hasSuffix("né"))
  }

  /// The gender that a family name's ending shows, by the longest ending that fits.
  ///
  /// `gender(ofSurname: "тихановская")` is `.female`, of `тихановский` `.male`, of `лукашенко` `nil`.
  /// An ending of one letter shows nothing, and two letters stay before one. Complexity: O(length).
  public func gender(ofSurname key: String) -> Gender? {
    shown.gender(of: key.unicodeScalars, leaving: 2)
  }

  /// The masculine forms of a feminine family name, likeliest first; empty for a masculine one.
  public func masculineForms(of key: String) -> [String] { forms(of: key, by: gendered) }

  /// The nominative forms that an inflected family name may come from, likeliest first.
  public func nominatives(of key: String) -> [String] { forms(of: key, by: inflected) }

  /// The base forms by the rules of every ending, the longest ending first.
  private func forms(of key: String, by rules: [String: [Rule]]) -> [String] {
    let scalars = Array(key.unicodeScalars)
    var forms: [String] = []
    for length in stride(from: min(longest, scalars.count - 2), to: 0, by: -1) {
      let stem = Self.text(scalars.dropLast(length))
      for rule in rules[Self.text(scalars.suffix(length))] ?? [] {
        let form = stem + rule.base
        if !forms.contains(form) { forms.append(form) }
      }
    }
    return forms
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
