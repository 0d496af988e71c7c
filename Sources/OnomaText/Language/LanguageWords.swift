/// The commonest words of each language (`Data/language/function-words.tsv`).
public struct LanguageWords: Sendable {
  /// What a word is in its language.
  public enum Kind: String, CaseIterable, Sendable {
    /// A word of the grammar: an article, a pronoun, a conjunction.
    case function
    /// The name of a month.
    case month
    /// The name of a day of the week.
    case weekday
    /// A verb of saying, as it stands beside the person who is quoted.
    case saying
  }

  private let kinds: [String: [(language: Int, kind: Kind)]]
  /// The words of the grammar with the languages that have them.
  let functionWords: FunctionWordTable
  /// All words of the table with the languages that have them.
  let allWords: FunctionWordTable
  /// The languages of the table, in its order.
  public let languages: [String]

  /// The shipped table.
  public static let shipped = LanguageWords(
    .embedded("language/function-words.tsv", columns: ["language", "kind", "words"]))

  init(_ table: DataTable) {
    var kinds: [String: [(language: Int, kind: Kind)]] = [:]
    var languages: [String] = []
    for row in table.rows {
      guard let kind = Kind(rawValue: String(row["kind"])) else { continue }
      let language = String(row["language"])
      let index: Int
      if let known = languages.firstIndex(of: language) {
        index = known
      } else {
        index = languages.count
        languages.append(language)
      }
      for word in row.list("words") {
        kinds[NormalizationForm.nfc.normalize(String(word)), default: []].append((index, kind))
      }
    }
    self.kinds = kinds
    functionWords = FunctionWordTable(
      kinds.compactMap { word, entries in
        let languages = Self.unique(entries.filter { $0.kind == .function }.map(\.language))
        return languages.isEmpty ? nil : (word, languages)
      })
    allWords = FunctionWordTable(
      kinds.map { word, entries in (word, Self.unique(entries.map(\.language))) })
    self.languages = languages
  }

  private static func unique(_ languages: [Int]) -> [Int] {
    languages.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Whether a lower-case word is of some kind in a language; in any where that is `nil`.
  public func contains(_ word: String, _ kind: Kind, language: String?) -> Bool {
    guard let entries = kinds[word] else { return false }
    return entries.contains { entry in
      entry.kind == kind && (language == nil || languages[entry.language] == language)
    }
  }
}
