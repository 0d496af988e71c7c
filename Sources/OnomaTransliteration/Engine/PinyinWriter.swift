internal import OnomaText

// ICU reads Han characters one by one, with tones and spaces: "máo zé dōng". Names are written in
// two words without tones: "Mao Zedong".

/// Writes Han characters in pinyin as names are written.
struct PinyinWriter: Sendable {
  // Source: general knowledge.
  /// Family names of two characters, in both sets of characters.
  private static let longFamilyNames: Set<String> = [
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方", "独孤", "獨孤", "南宫", "南宮", "夏侯",
    "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "长孙", "長孫", "宇文", "司空", "端木", "轩辕", "軒轅", "百里",
    "呼延", "东郭", "東郭", "西门", "西門", "太史", "申屠", "公羊", "淳于", "单于", "單于", "拓跋",
  ]
  /// A run of characters is read in pieces, since ICU's cost grows with the square of the length.
  private static let pieceLength = 64

  private let readings: ICUTransliterator
  private let asNames: Bool

  /// - Throws: an error if this ICU has no readings.
  init(asNames: Bool) throws(ICUError) {
    readings = try ICUTransliterator(id: asNames ? "Han-Latin/Names" : "Han-Latin")
    self.asNames = asNames
  }

  /// The text with its Han characters in pinyin.
  ///
  /// Complexity: O(*n*).
  func write(_ text: String) -> String {
    var result = ""
    var run: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if Self.isHan(scalar) {
        run.append(scalar)
        if run.count < Self.pieceLength { continue }
      }
      if !run.isEmpty {
        result += pinyin(run)
        run = []
      }
      if !Self.isHan(scalar) {
        if scalar == "\u{B7}" || scalar == "\u{30FB}" {
          result += " "
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return run.isEmpty ? result : result + pinyin(run)
  }

  private func pinyin(_ run: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: run)
    let syllables = Self.withoutTones(readings.transliterate(String(text)))
      .split(separator: " ").map(String.init)
    guard asNames else { return Self.join(syllables[...]) }
    var first = String.UnicodeScalarView()
    first.append(contentsOf: run.prefix(2))
    let familyLength = run.count > 2 && Self.longFamilyNames.contains(String(first)) ? 2 : 1
    let family = Self.capitalized(Self.join(syllables.prefix(familyLength)))
    guard syllables.count > familyLength else { return family }
    return family + " " + Self.capitalized(Self.join(syllables.dropFirst(familyLength)))
  }

  /// An apostrophe stands before a syllable without a consonant: Xi’an.
  private static func join(_ syllables: ArraySlice<String>) -> String {
    var result = ""
    for syllable in syllables {
      let startsWithVowel =
        syllable.hasPrefix("a") || syllable.hasPrefix("e") || syllable.hasPrefix("o")
      if !result.isEmpty, startsWithVowel { result += "’" }
      result += syllable
    }
    return result
  }

  private static func capitalized(_ word: String) -> String {
    guard let first = word.unicodeScalars.first else { return word }
    return first.properties.uppercaseMapping + String(word.unicodeScalars.dropFirst())
  }

  private static func withoutTones(_ text: String) -> String {
    let tones: Set<UInt32> = [0x300, 0x301, 0x304, 0x30C]
    var result = String.UnicodeScalarView()
    for scalar in NormalizationForm.nfd.normalize(text).unicodeScalars
    where !tones.contains(scalar.value) {
      result.append(scalar)
    }
    return NormalizationForm.nfc.normalize(String(result))
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3007: true
    default: false
    }
  }
}
