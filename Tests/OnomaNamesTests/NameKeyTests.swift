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

  @Test("a letter folds by the table to what the rules make of it, whatever stands around it")
  func shortcuts() {
    var random = SplitMix64(seed: 23)
    let blocks: [Range<UInt32>] = [
      0x20..<0x7F, 0xA0..<0x250, 0x250..<0x370, 0x370..<0x400, 0x400..<0x530, 0x531..<0x590,
      0x591..<0x600, 0x600..<0x700, 0x700..<0x750, 0x10A0..<0x1200, 0x1E00..<0x2070,
      0x3000..<0x3100, 0x4E00..<0x4F00, 0xAC00..<0xAD00, 0xFF00..<0xFFA0,
    ]
    var wrong: [[UInt32]] = []
    func check(_ values: [UInt32]) {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: values.compactMap { Unicode.Scalar($0) })
      let text = String(view)
      if !NameKey.fold(text).utf8.elementsEqual(NameKey.foldByRules(text).utf8) {
        wrong.append(values)
      }
    }
    for value in blocks.joined() {
      for text in [[value], [0x416, value, 0x436], [value, 0x301], [0x61, value, 0x20]] {
        check(text)
      }
    }
    for _ in 0..<4000 {
      let block = blocks[random.next(below: blocks.count)]
      let other = blocks[random.next(below: blocks.count)]
      check(
        (0..<(1 + random.next(below: 5))).map { _ in
          let from = random.next(below: 4) == 0 ? other : block
          return from.lowerBound + UInt32(random.next(below: from.count))
        })
    }
    #expect(wrong == [])
  }
}
