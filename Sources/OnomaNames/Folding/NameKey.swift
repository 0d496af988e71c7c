internal import OnomaText

/// The key under which a written name is looked up: case, accents, apostrophes and invisible
/// characters do not count, and neither do the Latin letters that only look special (ł, ø, ı).
///
/// Two spellings with one key are the same letters to any reader; the sound model decides about the
/// rest. Folding is idempotent.
public enum NameKey {
  /// The key of a word or a phrase.
  ///
  /// `NameKey.fold("Łukašenka’s")` is `"lukasenkas"`, `NameKey.fold("Артём")` is `"артем"`.
  /// - Complexity: O(n); ASCII and the letters of Russian never reach ICU.
  public static func fold(_ text: String) -> String {
    var ascii = true
    var plain = true
    for byte in text.utf8 {
      if byte >= 0x80 { ascii = false }
      if !(0x61...0x7A).contains(byte) { plain = false }
    }
    if plain { return text }
    if ascii { return foldASCII(text) }
    if let simple = foldCyrillic(text) { return simple }
    var written = text
    if text.unicodeScalars.contains(where: isUnsettled) {
      // An acute accent of its own is an apostrophe, which compatibility would make a space; a
      // subscript iota folds to a letter, so the marks around it must be in order before.
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text.unicodeScalars.filter { $0.value != 0xB4 && $0.value != 0x1FFD })
      written = NormalizationForm.nfd.normalize(String(view))
    }
    let decomposed = NormalizationForm.nfd.normalize(
      NormalizationForm.nfkcCasefold.normalize(written))
    var folded = String.UnicodeScalarView()
    var base = Script.common
    for scalar in decomposed.unicodeScalars {
      if isDropped(scalar) { continue }
      // A line end inside a name is a space.
      if (0x09...0x0D).contains(scalar.value) {
        base = .common
        folded.append(" ")
        continue
      }
      if ScalarClass(scalar) == .mark {
        if keepsMark(scalar, after: base) { folded.append(scalar) }
        continue
      }
      base = Script(of: scalar)
      if let letters = replacements[scalar.value] {
        folded.append(contentsOf: letters.unicodeScalars)
      } else {
        folded.append(scalar)
      }
    }
    return NormalizationForm.nfc.normalize(String(folded))
  }

  /// The key of a phrase whose hyphens and repeated spaces do not count either.
  ///
  /// `NameKey.foldPhrase("Guinea-Bissau")` is `"guinea bissau"`. Dots go, so that `U.S.` is `us`.
  public static func foldPhrase(_ text: String) -> String {
    let key = fold(text)
    // One word of plain letters, as nearly all are.
    if key.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) { return key }
    var phrase = ""
    var gap = false
    for scalar in key.unicodeScalars {
      let kind = ScalarClass(scalar)
      if kind.isLetter || kind == .digit || kind == .mark {
        if gap, !phrase.isEmpty { phrase.append(" ") }
        gap = false
        phrase.unicodeScalars.append(scalar)
      } else if scalar != "." {
        gap = true
      }
    }
    return phrase
  }

  private static func isUnsettled(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xB4 || scalar.value == 0x1FFD || scalar.value == 0x345
  }

  private static func foldASCII(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5A: bytes.append(byte | 0x20)
      case 0x09...0x0D: bytes.append(0x20)
      case 0x27, 0x60, 0x00..<0x20, 0x7F: continue
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The key of ASCII and the Cyrillic letters from А to я and Ё, of which nothing but the dots of Ё goes;
  /// `nil` where there is anything else.
  private static func foldCyrillic(_ text: String) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      let folded: UInt32
      switch scalar.value {
      case 0x41...0x5A: folded = scalar.value | 0x20
      case 0x09...0x0D: folded = 0x20
      case 0x27, 0x60, 0x00..<0x20, 0x7F: continue
      case 0x20...0x7E, 0x430...0x44F: folded = scalar.value
      case 0x410...0x42F: folded = scalar.value + 0x20
      case 0x401, 0x451: folded = 0x435
      default: return nil
      }
      if folded < 0x80 {
        bytes.append(UInt8(folded))
      } else {
        bytes.append(UInt8(0xC0 | folded >> 6))
        bytes.append(UInt8(0x80 | folded & 0x3F))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Apostrophes of every kind, modifier letters used as such, tatweel, controls and invisible
  /// characters.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x60, 0xB4, 0x2B9, 0x2BA, 0x2BB...0x2BF, 0x2018...0x201B, 0x2032, 0x5F3, 0x5F4,
      0x640:
      true
    case 0x00...0x08, 0x0E...0x1F, 0x7F: true
    default: ScalarClass(scalar) == .format
    }
  }

  /// Accents are noise in Latin and Greek and stress marks in Cyrillic, where a breve is another
  /// letter (й, ў); vowel points are optional in Hebrew and Arabic; elsewhere marks spell vowels.
  private static func keepsMark(_ mark: Unicode.Scalar, after base: Script) -> Bool {
    switch base {
    case .latin, .greek, .hebrew, .arabic, .common: false
    case .cyrillic: mark.value == 0x306
    default: base != unknownScript
    }
  }

  /// The script of private-use and unassigned characters, which bear no marks.
  private static let unknownScript = Script(rawValue: 0x5A7A_7A7A)

  /// Latin letters without a decomposition, and the final sigma.
  private static let replacements: [UInt32: String] = [
    0xE6: "ae", 0xF8: "o", 0xFE: "th", 0xF0: "d", 0x111: "d", 0x127: "h", 0x131: "i",
    0x142: "l", 0x153: "oe", 0x167: "t", 0x14B: "ng", 0x259: "a", 0x1DD: "a", 0x3C2: "σ",
  ]
}
