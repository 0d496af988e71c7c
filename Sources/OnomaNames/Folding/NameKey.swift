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
  /// - Complexity: O(n); the letters of the common scripts never reach ICU.
  public static func fold(_ text: String) -> String {
    FoldTable.shared.fold(text) ?? foldByRules(text)
  }

  /// The key by the rules, whatever the characters are.
  package static func foldByRules(_ text: String) -> String {
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
    var key = fold(text)
    let table = ScalarTable.shared
    return key.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let (value, width) = UTF8Bytes.decode(bytes, at: index)
        guard let scalar = Unicode.Scalar(value), table.isWord(scalar) else { break }
        index += width
      }
      // One word, as nearly all are.
      if index == bytes.count { return nil }
      return phrase(bytes, table)
    } ?? key
  }

  /// The words of a key with a space between them.
  private static func phrase(_ key: UnsafeBufferPointer<UInt8>, _ table: ScalarTable) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: key.count) { phrase in
      var end = 0
      var gap = false
      var index = 0
      while index < key.count {
        let (value, width) = UTF8Bytes.decode(key, at: index)
        let next = index + width
        if let scalar = Unicode.Scalar(value), table.isWord(scalar) {
          if gap, end > 0 {
            phrase[end] = 0x20
            end += 1
          }
          gap = false
          for place in index..<next {
            phrase[end] = key[place]
            end += 1
          }
        } else if value != 0x2E {
          gap = true
        }
        index = next
      }
      return String(decoding: UnsafeBufferPointer(rebasing: phrase[..<end]), as: UTF8.self)
    }
  }

  static func isUnsettled(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xB4 || scalar.value == 0x1FFD || scalar.value == 0x345
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
