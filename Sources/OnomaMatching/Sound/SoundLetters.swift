internal import OnomaText
internal import OnomaTransliteration

/// Brings a word to the letters that the sound model knows.
///
/// Letters that differ only between languages become one (`Data/matching/sound-folds.tsv`), marks and
/// apostrophes that a writer may leave out go, and scripts without letters of their own are romanized.
struct SoundLetters: Sendable {
  private let folds: [SoundScript: [UInt32: [UInt32]]]
  private let simplified: [UInt32: UInt32]
  private let romanizer: ICUTransliterator?
  private let greek: ICUTransliterator?
  private let greekPress: Transliterator?
  private let known = RomanizedWords()

  /// The shipped foldings.
  static let shipped = SoundLetters(
    folds: .embedded("matching/sound-folds.tsv", columns: ["script", "letters", "fold"]),
    simplified: .embedded(
      "matching/han-simplified.tsv", columns: ["traditional", "simplified"]))

  init(folds table: DataTable, simplified: DataTable) {
    var folds: [SoundScript: [UInt32: [UInt32]]] = [:]
    for row in table.rows {
      guard let script = SoundScript(code: String(row["script"])) else {
        fatalError("\(table.name):\(row.line): no script \(row["script"])")
      }
      for letter in row["letters"].unicodeScalars where letter != " " {
        folds[script, default: [:]][letter.value] = row["fold"].unicodeScalars.map(\.value)
      }
    }
    self.folds = folds
    var pairs: [UInt32: UInt32] = [:]
    for row in simplified.rows {
      guard let a = row["traditional"].unicodeScalars.first,
        let b = row["simplified"].unicodeScalars.first
      else { continue }
      pairs[a.value] = b.value
    }
    self.simplified = pairs
    romanizer = try? ICUTransliterator(id: "Any-Latin; Latin-ASCII; Lower")
    greekPress = try? TransliterationRegistry.shipped.transliterator(id: "el-press-english")
    greek = try? ICUTransliterator(id: "Greek-Latin/UNGEGN; Latin-ASCII; Lower")
  }

  /// The script whose table reads a word of a Unicode script.
  static func script(for script: Script, first: Unicode.Scalar) -> SoundScript {
    switch script {
    case .latin, .common, .inherited: .latin
    case .cyrillic: .cyrillic
    case .arabic: .arabic
    case .hebrew: .hebrew
    case .hiragana, .katakana: .kana
    case .hangul: .hangul
    case .han: .han
    default: (0x900..<0xD80).contains(first.value) ? .indic : .romanized
    }
  }

  /// The letters of a word, as scalar values; empty where nothing of it can be read.
  ///
  /// Complexity: O(n).
  func letters(of word: String, in script: SoundScript) -> [UInt32] {
    switch script {
    case .romanized: return romanized(word)
    case .hangul:
      let jamo = NormalizationForm.nfd.normalize(NormalizationForm.nfkcCasefold.normalize(word))
      return jamo.unicodeScalars.compactMap {
        ScalarClass($0).isLetter ? $0.value : nil
      }
    default: return folded(word, in: script)
    }
  }

  private func folded(_ word: String, in script: SoundScript) -> [UInt32] {
    var letters: [UInt32] = []
    letters.reserveCapacity(word.utf8.count)
    if script == .latin, word.utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in word.utf8 {
        let letter = byte | 0x20
        if (0x61...0x7A).contains(letter), byte >= 0x41 { letters.append(UInt32(letter)) }
      }
      return letters
    }
    let table = folds[script] ?? [:]
    let keepsMarks = script == .indic
    for scalar in NormalizationForm.nfkcCasefold.normalize(word).unicodeScalars {
      var value = scalar.value
      if script == .indic, (0x900..<0xD80).contains(value) { value = 0x900 + (value & 0x7F) }
      if script == .kana, (0x3041...0x3096).contains(value) { value += 0x60 }
      if script == .han, let simple = simplified[value] { value = simple }
      if let fold = table[value] {
        letters.append(contentsOf: fold)
        continue
      }
      let kind = ScalarClass(scalar)
      if kind.isLetter || (keepsMarks && kind == .mark) { letters.append(value) }
    }
    return letters
  }

  /// The ASCII letters of a word's romanization; empty where ICU has none for its script.
  func romanized(_ word: String) -> [UInt32] {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return folded(word, in: .latin) }
    let script = word.unicodeScalars.lazy.map { Script(of: $0) }.first { $0 != .common } ?? .common
    if let system = Self.systems[script] {
      guard let own = try? TransliterationRegistry.shipped.transliterator(id: system) else {
        return []
      }
      return folded(own.transliterate(word), in: .latin).flatMap(Self.plain)
    }
    guard let transliterator = script == .greek ? greek : romanizer else { return [] }
    return known.letters(of: word) { Self.letters(of: word, by: transliterator) }
  }

  /// What ICU makes of a word; empty where something is left that is no ASCII letter.
  static func letters(of word: String, by transliterator: ICUTransliterator) -> [UInt32] {
    let text = transliterator.transliterate(word)
    var letters: [UInt32] = []
    for scalar in text.unicodeScalars {
      if (0x61...0x7A).contains(scalar.value) {
        letters.append(scalar.value)
      } else if ScalarClass(scalar).isLetter {
        // Half a reading is worse than none.
        return []
      }
    }
    return letters
  }

  /// The romanization system of each script that ICU leaves as it is, or spells letter by letter.
  private static let systems: [Script: String] = {
    let systems = [
      "Khmr": "km-un-1972", "Laoo": "lo-bgn-pcgn-1966", "Tibt": "bo-thl-2003",
      "Mymr": "my-press-english", "Sinh": "si-un-1972", "Nkoo": "nqo-plain", "Cher": "chr-ala-lc",
      "Java": "jv-plain", "Bali": "ban-plain", "Olck": "sat-plain", "Tale": "tdd-plain",
      "Mtei": "mni-plain", "Tfng": "zgh-press-french",
    ]
    var known: [Script: String] = [:]
    for (code, system) in systems {
      if let script = Script(code), TransliterationRegistry.shipped.system(id: system) != nil {
        known[script] = system
      }
    }
    return known
  }()

  /// A second romanization of a word, as the press spells names, where there is one; else `nil`.
  func press(_ word: String) -> [UInt32]? {
    guard let greekPress, word.unicodeScalars.contains(where: { Script(of: $0) == .greek }) else {
      return nil
    }
    return folded(greekPress.transliterate(word), in: .latin).flatMap(Self.plain)
  }

  /// The ASCII letters that a Latin letter is without its marks; empty for a letter of another script.
  static func plain(_ letter: UInt32) -> [UInt32] {
    if (0x61...0x7A).contains(letter) { return [letter] }
    if let special = specialLetters[letter] { return special.unicodeScalars.map(\.value) }
    guard let scalar = Unicode.Scalar(letter) else { return [] }
    let base = NormalizationForm.nfd.normalize(String(scalar)).unicodeScalars.first?.value ?? letter
    if (0x61...0x7A).contains(base) { return [base] }
    return base == letter ? [] : plain(base)
  }

  /// Latin letters without a decomposition.
  private static let specialLetters: [UInt32: String] = [
    0xDF: "ss", 0xE6: "ae", 0xF0: "d", 0xF8: "o", 0xFE: "th", 0x111: "d", 0x127: "h", 0x131: "i",
    0x138: "k", 0x142: "l", 0x14B: "ng", 0x153: "oe", 0x167: "t", 0x180: "b", 0x188: "c",
    0x192: "f", 0x199: "k", 0x1A5: "p", 0x1DD: "a", 0x253: "b", 0x254: "o", 0x256: "d", 0x257: "d",
    0x259: "a", 0x25B: "e", 0x260: "g", 0x268: "i", 0x269: "i", 0x26B: "l", 0x272: "n", 0x275: "o",
    0x28B: "v", 0x289: "u", 0x28A: "u", 0x292: "z", 0x2BC: "",
  ]
}
