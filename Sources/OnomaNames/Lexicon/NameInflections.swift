internal import OnomaText

/// How languages inflect names, read backwards: from the form in a sentence to the nominative
/// (the `inflected` rows of `Data/names/surname-endings.tsv`).
///
/// Unlike ``SurnameEndings`` it keeps accents, which are what tells cases apart in Lithuanian or Polish,
/// and says which case a form is in, so that the words of one name can be made to agree.
public struct NameInflections: Sendable {
  /// The grammatical cases that a form may be in, as a set of bits.
  public struct Cases: OptionSet, Hashable, Sendable {
    /// The bits, one a case.
    public let rawValue: UInt16
    /// Takes bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// The form that dictionaries give.
    public static let nominative = Cases(rawValue: 1)
    /// Any case.
    public static let any = Cases(rawValue: .max)

    /// The case that the table writes so; ``any`` for one that it does not know.
    init(named name: Substring) {
      let names: [Substring] = [
        "nom", "gen", "dat", "acc", "ins", "loc", "voc", "poss", "abl", "part", "erg", "adv",
      ]
      self = names.firstIndex(of: name).map { Cases(rawValue: 1 << UInt16($0)) } ?? .any
    }
  }

  /// One nominative that a form may come from.
  public struct Reading: Hashable, Sendable {
    /// The nominative, with the capitals of the form.
    public let lemma: String
    /// The gender that the ending shows.
    public let gender: Gender?
    /// The cases that the form may be in.
    public let cases: Cases
    /// How many letters the ending has: the more, the surer.
    public let length: Int
  }

  private struct Rule {
    let base: [Unicode.Scalar]
    let gender: Gender?
    let cases: Cases
  }

  private let rules: [String: [[Unicode.Scalar]: [Rule]]]
  private let longest: Int

  /// The shipped table.
  public static let shipped = NameInflections(
    .embedded(
      "names/surname-endings.tsv",
      columns: ["language", "script", "kind", "ending", "base", "gender", "case"]))

  init(_ table: DataTable) {
    var rules: [String: [[Unicode.Scalar]: [Rule]]] = [:]
    var longest = 1
    for row in table.rows where row["kind"] == "inflected" {
      let ending = Array(row["ending"].unicodeScalars)
      var cases: Cases = []
      for name in row.list("case") { cases.formUnion(Cases(named: name)) }
      longest = max(longest, ending.count)
      rules[String(row["language"]), default: [:]][ending, default: []].append(
        Rule(
          base: Array(row["base"].unicodeScalars),
          gender: row["gender"] == "m" ? .male : row["gender"] == "f" ? .female : nil,
          cases: cases.isEmpty ? .any : cases))
    }
    for (language, like) in [("bs", "hr"), ("mk", "bg"), ("sh", "sr"), ("nb", "no"), ("nn", "no")]
    where rules[language] == nil {
      rules[language] = rules[like]
    }
    self.rules = rules
    self.longest = longest
  }

  /// Whether names take endings in a language, as far as the table knows.
  public func inflects(_ language: String) -> Bool { rules[language] != nil }

  /// The nominatives that a form may come from, the longest ending first; without the form itself.
  ///
  /// At least two letters stay before an ending, and a consonant before a short one that is only put on.
  /// - Parameter language: A BCP 47 code; the result is empty for one without rules.
  /// - Complexity: O(length of the longest ending).
  public func readings(of form: String, language: String) -> [Reading] {
    guard let rules = rules[language] else { return [] }
    let written = Array(form.unicodeScalars)
    let lowered = Array(CaseMapping.lower.apply(to: form).unicodeScalars).map(Self.plain)
    guard written.count == lowered.count, written.count >= 3 else { return [] }
    let isCapital =
      written.dropFirst().contains { ScalarClass($0) == .upper }
      && !written.contains { ScalarClass($0) == .lower }
    var readings: [Reading] = []
    for length in stride(from: min(longest, written.count - 2), to: 0, by: -1) {
      for rule in rules[Array(lowered.suffix(length))] ?? [] {
        let last = lowered[lowered.count - length - 1]
        if rule.base.isEmpty, length < 3, !Self.mayPrecede(last, lowered[lowered.count - length]) {
          continue
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: written.dropLast(length))
        var base = String.UnicodeScalarView()
        base.append(contentsOf: rule.base)
        let lemma =
          String(view) + (isCapital ? CaseMapping.upper.apply(to: String(base)) : String(base))
        let reading = Reading(
          lemma: lemma, gender: rule.gender, cases: rule.cases, length: length)
        if lemma != form, !readings.contains(reading) { readings.append(reading) }
      }
    }
    return readings
  }

  /// Whether an ending that is only put on may stand behind a letter: a vowel behind a consonant.
  private static func mayPrecede(_ letter: Unicode.Scalar, _ ending: Unicode.Scalar) -> Bool {
    !vowels.contains(ending) || !vowels.contains(letter)
  }

  private static let vowels: Set<Unicode.Scalar> = Set(
    "aeiouyąęėįųūõäöüóőúűáéíýěůâîăаеёиоуыэюяіїєўйьъαεηιουω".unicodeScalars)

  /// A typographic apostrophe as the table writes it.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar == "\u{2019}" || scalar == "\u{2BC}" ? "'" : scalar
  }
}
