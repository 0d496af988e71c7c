import OnomaNames
import OnomaTestSupport
import OnomaText
import Testing

@Suite("Look-up keys")
struct NameKeyTests {
  static let keys: [(text: String, key: String)] = [
    ("Łukašenka’s", "lukasenkas"), ("Артём", "артем"), ("O'Brien", "obrien"), ("O´Brien", "obrien"),
    ("O`Brien", "obrien"), ("Oʼbrien", "obrien"), ("D’Angelo", "dangelo"), ("ＪＯＨＮ", "john"),
    ("Ångström", "angstrom"), ("Søren", "soren"), ("Þórr", "thorr"), ("Ærø", "aero"),
    ("Straße", "strasse"), ("İstanbul", "istanbul"), ("Işık", "isik"), ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"),
    ("Οδυσσεύς", "οδυσσευσ"), ("Йосип", "йосип"), ("И\u{306}осип", "йосип"),
    ("Ўладзімір", "ўладзімір"),
    ("Пу́тин", "путин"), ("שָׁלוֹם", "שלום"), ("مُحَمَّد", "محمد"), ("محـــمد", "محمد"), ("हिन्दी", "हिन्दी"),
    ("習近平", "習近平"), ("ﾄﾗﾝﾌﾟ", "トランプ"), ("김정은", "김정은"), ("\u{1100}\u{1175}\u{11B7}", "김"),
    ("A\u{200D}d\u{202E}a\u{FEFF}", "ada"), ("so\u{AD}ft", "soft"), ("a\u{7F}é", "ae"), ("", ""),
    ("'", ""),
    ("Keith\nKellogg", "keith kellogg"), ("Ке́йт\r\nК", "кейт  к"), ("123", "123"), ("ﬁnn", "finn"),
    ("Đorđe", "dorde"), ("Ǧ", "g"), ("😀", "😀"),
  ]

  @Test("a spelling has the key of its letters alone", arguments: keys)
  func fold(case: (text: String, key: String)) {
    #expect(Array(NameKey.fold(`case`.text).unicodeScalars) == Array(`case`.key.unicodeScalars))
  }

  static let phrases: [(text: String, key: String)] = [
    ("Guinea-Bissau", "guinea bissau"), ("U.S.", "us"), ("U. S.", "u s"),
    ("  the   Hague ", "the hague"),
    ("Côte d’Ivoire", "cote divoire"), ("Keith\nKellogg", "keith kellogg"),
    ("Keith\r\nKéllogg", "keith kellogg"), ("AT&T", "at t"), ("...", ""), ("", ""),
    ("Москва́ (Россия)", "москва россия"),
  ]

  @Test("in a phrase hyphens, stops and line ends do not count", arguments: phrases)
  func foldPhrase(case: (text: String, key: String)) {
    #expect(NameKey.foldPhrase(`case`.text) == `case`.key)
  }

  @Test("folding twice changes nothing")
  func idempotent() {
    var hostile = HostileText(seed: 21)
    var wrong: [[UInt32]] = []
    for _ in 0..<400 {
      let text = hostile.text(upTo: 40)
      let once = NameKey.fold(text)
      let phrase = NameKey.foldPhrase(text)
      if !NameKey.fold(once).utf8.elementsEqual(once.utf8)
        || !NameKey.foldPhrase(phrase).utf8.elementsEqual(phrase.utf8)
      {
        wrong.append(text.unicodeScalars.map(\.value))
      }
    }
    #expect(wrong == [])
  }

  @Test("the normalization form of the text does not matter")
  func formInvariant() {
    var hostile = HostileText(seed: 22)
    var wrong: [[UInt32]] = []
    // A spacing accent is an apostrophe here and a space with a mark in NFKC.
    let spacing: (Unicode.Scalar) -> Bool = {
      NormalizationForm.nfkc.normalize(String(Character($0))).unicodeScalars.first == " "
    }
    for _ in 0..<400 {
      let text = hostile.text(upTo: 30)
      let key = NameKey.fold(text)
      for form in [NormalizationForm.nfc, .nfd, .nfkc] {
        if form == .nfkc, text.unicodeScalars.contains(where: spacing) { continue }
        if !NameKey.fold(form.normalize(text)).utf8.elementsEqual(key.utf8) {
          wrong.append(text.unicodeScalars.map(\.value))
        }
      }
    }
    #expect(wrong == [])
  }

  @Test("case does not matter in scripts that have one")
  func caseInvariant() {
    for text in ["Лукашенко", "Tsikhanouskaya", "Μητσοτάκης", "Սարգսյան", "Łódź", "Straße"] {
      #expect(NameKey.fold(CaseMapping.upper.apply(to: text)) == NameKey.fold(text))
      #expect(NameKey.fold(CaseMapping.lower.apply(to: text)) == NameKey.fold(text))
    }
  }

  @Test("every character alone has a key that is its own key")
  func everyScalar() {
    var wrong: [UInt32] = []
    for value in (0..<0x600).map({ UInt32($0) }) + stride(from: 0x600, through: 0x32000, by: 41) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let key = NameKey.fold(String(Character(scalar)))
      if !NameKey.fold(key).utf8.elementsEqual(key.utf8) { wrong.append(value) }
    }
    #expect(wrong == [])
  }

  @Test("the letters that are folded without ICU have the key that ICU gives them")
  func shortcuts() {
    let letters =
      (0x00..<0x80).map { UInt8($0) }.map { Unicode.Scalar($0) }
      + (0x400..<0x500).compactMap { Unicode.Scalar($0 as UInt32) }
    // A letter of another kind makes the whole name go through ICU.
    let other = "漢"
    for letter in letters {
      for text in ["Ж\(letter)ж", "A\(letter)Ё", "\(letter)я"] {
        #expect(
          Array((NameKey.fold(text) + other).utf8) == Array(NameKey.fold(text + other).utf8),
          "U+\(String(letter.value, radix: 16))")
      }
    }
  }
}
