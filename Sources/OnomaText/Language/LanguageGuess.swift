/// The language of a text, told from its script, its commonest words and its letters.
///
/// It says nothing rather than something wrong: a text of a few words, or one whose words fit two
/// languages alike, has no language. Names count for nothing: neither words with a capital, as far as
/// letters go, nor the small words inside a name (*Ursula von der Leyen* is in every language).
public struct LanguageGuess: Hashable, Sendable {
  /// The language as a BCP 47 code.
  public let language: String
  /// How far ahead of the next language it is, from 0 to 1.
  public let margin: Double

  /// What a word with telling letters is worth beside a word of the grammar.
  private static let letterWeight = 0.4

  /// Small words inside names.
  private static let nameWords: Set<[Unicode.Scalar]> = Set(
    [
      "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
      "la", "ter", "van", "von", "zu", "дер", "фон",
    ].map { Array($0.unicodeScalars) })
  private static let longestNameWord = nameWords.map(\.count).max() ?? 0

  /// Written languages so near each other that a text may fit both: then it is the likelier one, and
  /// the first where they are equal.
  private static let twins: [[String]] = [["id", "ms"], ["hr", "sr"]]

  /// Tells the language of a text, or `nil`.
  ///
  /// Complexity: O(n).
  public static func language(of text: String) -> LanguageGuess? {
    language(of: Array(text.unicodeScalars)[...])
  }

  /// Tells the language of scalars, or `nil`.
  ///
  /// Complexity: O(n).
  public static func language(of scalars: ArraySlice<Unicode.Scalar>) -> LanguageGuess? {
    if scalars.allSatisfy(isSettled) { return guess(scalars) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return guess(Array(NormalizationForm.nfc.normalize(String(view)).unicodeScalars)[...])
  }

  /// Whether a character composes with nothing around it and becomes small by itself: of the others
  /// only few texts have any, and their way through ICU takes several times as long.
  private static func isSettled(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x130, 0x374, 0x37E, 0x387, 0x3A3, 0x483...0x489: false
    case 0..<0x300, 0x370...0x52F, 0x5D0...0x5EA, 0x620...0x64A, 0x660...0x66F, 0xE00...0xE7F: true
    case 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF, 0x3000...0x3029, 0x3041...0x3096: true
    case 0x30A0...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF9D: true
    default: false
    }
  }

  /// Counts the words and letters of composed text.
  private static func guess(_ text: ArraySlice<Unicode.Scalar>) -> LanguageGuess? {
    var tally = Tally()
    var scripts = ScriptCounts()
    let table = ScalarTable.shared
    text.withUnsafeBufferPointer { text in
      var index = 0
      while index < text.count {
        let first = table.kind(text[index])
        guard first.isLetter || first == .mark else {
          index += 1
          continue
        }
        // Each character of a script without spaces stands by itself.
        if scripts.count(table.script(text[index])) {
          index += 1
          continue
        }
        let start = index
        var hash = FunctionWordTable.Hash()
        hash.combine(text[index].lowercased)
        index += 1
        while index < text.count {
          let kind = table.kind(text[index])
          guard kind.isLetter || kind == .mark, !scripts.count(table.script(text[index])) else {
            break
          }
          hash.combine(text[index].lowercased)
          index += 1
        }
        let word = UnsafeBufferPointer(rebasing: text[start..<index])
        tally.count(word, hash, isCapital: first == .upper)
        // What ended the word is no letter of one, and was counted if it is a letter.
        index += 1
      }
      tally.finish()
    }
    if let only = byScript(scripts.total()) { return LanguageGuess(language: only, margin: 1) }
    return tally.guess()
  }

  /// How many letters of each script there are.
  private struct ScriptCounts {
    private var counts: [Script: Int] = [:]
    private var script = Script.common
    private var isUnspaced = false
    private var length = 0

    /// Counts a letter; returns whether its script puts no spaces between words.
    mutating func count(_ next: Script) -> Bool {
      if next != script {
        counts[script, default: 0] += length
        length = 0
        script = next
        isUnspaced = next.isUnspaced
      }
      length += 1
      return isUnspaced
    }

    func total() -> [Script: Int] { counts.merging([script: length], uniquingKeysWith: +) }
  }

  /// What the words of a text say.
  private struct Tally {
    private let words = LanguageWords.shipped
    private let letters = LanguageLetters.shipped
    /// By place in the tables' lists.
    private var wordCounts: [Double]
    private var letterCounts: [Double]
    /// Small words behind a capital, which may be inside a name.
    private var held: [(word: UnsafeBufferPointer<Unicode.Scalar>, hash: FunctionWordTable.Hash)] =
      []
    private var isAfterCapital = false

    init() {
      wordCounts = Array(repeating: 0, count: words.languages.count)
      letterCounts = Array(repeating: 0, count: letters.languages.count)
    }

    /// Counts a word of a text, which stays where it is until all are counted.
    mutating func count(
      _ word: UnsafeBufferPointer<Unicode.Scalar>, _ hash: FunctionWordTable.Hash,
      isCapital: Bool
    ) {
      if !isCapital, isAfterCapital, word.count <= longestNameWord,
        nameWords.contains(word.map(\.lowercased))
      {
        held.append((word, hash))
        return
      }
      if !isCapital { finish() }
      held.removeAll(keepingCapacity: true)
      isAfterCapital = isCapital
      add(word, hash, isCapital: isCapital)
    }

    /// Counts the small words that turned out to be in no name.
    mutating func finish() {
      for (word, hash) in held { add(word, hash, isCapital: false) }
      held.removeAll(keepingCapacity: true)
    }

    private mutating func add(
      _ word: UnsafeBufferPointer<Unicode.Scalar>, _ hash: FunctionWordTable.Hash,
      isCapital: Bool
    ) {
      // A word that many languages share says little about any of them.
      let languages =
        isCapital
        ? words.functionWords.languages(of: word, hash) : words.allWords.languages(of: word, hash)
      if !languages.isEmpty {
        let share = 1 / Double(languages.count)
        for language in languages { wordCounts[language] += share }
      }
      if isCapital { return }
      var owners = letters.owners(of: word)
      if owners == 0 { return }
      let share = letterWeight / Double(max(1, owners.nonzeroBitCount))
      while owners != 0 {
        letterCounts[owners.trailingZeroBitCount] += share
        owners &= owners - 1
      }
    }

    func guess() -> LanguageGuess? {
      var counts: [String: Double] = [:]
      for (language, count) in zip(words.languages, wordCounts) where count > 0 {
        counts[language] = count
      }
      for (language, count) in zip(letters.languages, letterCounts) where count > 0 {
        counts[language, default: 0] += count
      }
      let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      guard var first = ranked.first else { return nil }
      let near = twins.first { $0.contains(first.key) } ?? [first.key]
      // A word of both counts half for each.
      guard near.reduce(0, { $0 + (counts[$1] ?? 0) }) >= 2 else { return nil }
      let other = ranked.dropFirst().first { !near.contains($0.key) }?.value ?? 0
      guard (first.value - other) / first.value > 0.1 else { return nil }
      if let equal = near.first(where: { counts[$0] == first.value }) {
        first = (equal, first.value)
      }
      let second = ranked.first { $0.key != first.key }?.value ?? 0
      return LanguageGuess(language: first.key, margin: (first.value - second) / first.value)
    }
  }

  /// The language where the script alone decides.
  private static func byScript(_ scripts: [Script: Int]) -> String? {
    let letters = scripts.values.reduce(0, +)
    guard letters > 0 else { return nil }
    func share(_ script: Script) -> Double { Double(scripts[script] ?? 0) / Double(letters) }
    if share(.hiragana) + share(.katakana) > 0.2 { return "ja" }
    if share(.han) > 0.5 { return "zh" }
    let rest: [(Script, String)] = [
      (.hangul, "ko"), (.thai, "th"), (.georgian, "ka"), (.armenian, "hy"), (.hebrew, "he"),
      (.greek, "el"), (.tamil, "ta"),
    ]
    return rest.first { share($0.0) > 0.5 }?.1
  }
}
