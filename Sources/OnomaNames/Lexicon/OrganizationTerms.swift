internal import OnomaText

/// The generic words of organisations' names, and which of them are one word in different languages
/// (`Data/names/organization-terms.tsv`).
///
/// `bank`, `банк` and `banco` are one term; `Finanzministerium` is two, a ministry and finance.
public struct OrganizationTerms: Sendable {
  /// One meaning of a word or a phrase.
  public struct Sense: Hashable, Sendable {
    /// The keys of its terms: one, or several for a word that says several things.
    public let terms: [String]
    /// The language in which it means this; `*` for any.
    public let language: String

    /// Makes a sense.
    public init(terms: [String], language: String) {
      self.terms = terms
      self.language = language
    }
  }

  private let senses: [String: [Sense]]
  private let stems: [String: [Sense]]
  private let weights: [String: Double]
  /// The most words that any form has.
  public let longest: Int

  /// The most letters that may follow a form that is given as a stem.
  private static let endingLimit = 5

  /// The shipped table.
  public static let shipped = OrganizationTerms(
    .embedded("names/organization-terms.tsv", columns: ["term", "weight", "language", "forms"]))

  init(_ table: DataTable) {
    var senses: [String: [Sense]] = [:]
    var stems: [String: [Sense]] = [:]
    var weights: [String: Double] = [:]
    for row in table.rows {
      let sense = Sense(
        terms: row["term"].utf8.split(separator: 0x2B).map { String(Substring($0)) },
        language: String(row["language"]))
      if sense.terms.count == 1 {
        guard let weight = Double(row["weight"]) else {
          fatalError("\(table.name):\(row.line): not a weight")
        }
        weights[sense.terms[0]] = weight
      }
      for form in row.list("forms") {
        let isStem = form.utf8.last == 0x2A
        let key = NameKey.foldPhrase(String(isStem ? form.dropLast() : form))
        if key.isEmpty { continue }
        if isStem { stems[key, default: []].append(sense) }
        senses[key, default: []].append(sense)
      }
    }
    self.senses = senses
    self.stems = stems
    self.weights = weights
    longest = senses.keys.map { $0.utf8.count { $0 == 0x20 } + 1 }.max() ?? 1
  }

  /// What a word or a phrase means, by its phrase key (``NameKey/foldPhrase(_:)``); empty for one
  /// that is not generic.
  ///
  /// Complexity: O(length).
  public func senses(_ key: String) -> [Sense] {
    if let found = senses[key] { return found }
    var stem = key.unicodeScalars[...]
    for _ in 0..<Self.endingLimit {
      // The ending is letters: another word after the stem is no ending.
      guard stem.count > 3, ScalarClass(stem.removeLast()).isLetter else { break }
      if let found = stems[String(stem)] { return found }
    }
    return Self.withoutArticle(key).flatMap { senses[$0] } ?? []
  }

  /// How much a term tells when two names share it, in log-odds.
  public func weight(of term: String) -> Double { weights[term] ?? 0 }

  /// The forms in scripts that put no spaces between words.
  public var unspacedForms: [String] {
    senses.keys.filter { key in
      key.unicodeScalars.first.map {
        let script = Script(of: $0)
        return script.isUnspaced || script == .hangul
      } ?? false
    }
  }

  /// A word of Arabic or Hebrew without the article and the particles that are written onto it.
  private static func withoutArticle(_ key: String) -> String? {
    for prefix in ["وال", "بال", "ال", "لل", "ה", "ל", "ב"] {
      if key.hasPrefix(prefix), key.unicodeScalars.count > prefix.unicodeScalars.count + 1 {
        return String(key.dropFirst(prefix.count))
      }
    }
    return nil
  }
}
