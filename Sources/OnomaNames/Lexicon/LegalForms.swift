internal import OnomaText

/// The legal forms of companies and which of them are equivalent (`Data/names/legal-forms.tsv`).
public struct LegalForms: Sendable {
  private let classes: [String: String]
  private let longest: Int

  /// The shipped table.
  public static let shipped = LegalForms(
    .embedded("names/legal-forms.tsv", columns: ["class", "language", "short", "long"]))

  init(_ table: DataTable) {
    var classes: [String: String] = [:]
    for row in table.rows {
      for form in row.list("short") + row.list("long") {
        let key = NameKey.foldPhrase(String(form))
        if !key.isEmpty, classes[key] == nil { classes[key] = String(row["class"]) }
      }
    }
    self.classes = classes
    longest = classes.keys.map { $0.utf8.count { $0 == 0x20 } + 1 }.max() ?? 1
  }

  /// The class of a form by its phrase key, such as `jsc`.
  ///
  /// Complexity: O(1).
  public func formClass(_ key: String) -> String? { classes[key] }

  /// The phrase keys of all forms.
  public var keys: some Collection<String> { classes.keys }

  /// The longest legal form that starts at a token: its class and its length in tokens.
  ///
  /// Complexity: O(longest form).
  public func form(in tokens: [NameToken], at start: Int) -> (formClass: String, length: Int)? {
    var key = ""
    var found: (String, Int)?
    for length in 1...longest where start + length <= tokens.count {
      let token = NameKey.foldPhrase(tokens[start + length - 1].text)
      key = length == 1 ? token : "\(key) \(token)"
      if let formClass = classes[key] { found = (formClass, length) }
      // Dotted forms (S.A., d.o.o.) come as single letters.
      let glued = String(decoding: key.utf8.filter { $0 != 0x20 }, as: UTF8.self)
      let letters = tokens[start..<(start + length)].allSatisfy {
        $0.text.unicodeScalars.count == 1
      }
      if length > 1, letters, let formClass = classes[glued] { found = (formClass, length) }
    }
    return found
  }
}
