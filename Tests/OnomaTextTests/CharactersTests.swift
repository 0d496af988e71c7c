import OnomaTestSupport
import OnomaText
import Testing

@Suite("Letter case")
struct CaseMappingTests {
  static let cases: [(mapping: CaseMapping, language: String, text: String, result: String)] = [
    (.lower, "", "ЛУКАШЕНКО", "лукашенко"), (.upper, "", "straße", "STRASSE"),
    (.lower, "", "ΟΔΥΣΣΕΥΣ", "οδυσσευς"), (.lower, "tr", "BİALİATSKİ", "bialiatski"),
    (.lower, "tr", "IŞIK", "ışık"), (.upper, "tr", "ismail", "İSMAİL"),
    (.upper, "", "ismail", "ISMAIL"), (.title, "", "ЖАН-ПОЛЬ САРТР", "Жан-Поль Сартр"),
    (.title, "nl", "ijsbrand", "IJsbrand"), (.lower, "lt", "Ì", "i\u{307}\u{300}"),
    (.upper, "", "習近平 김정은", "習近平 김정은"), (.lower, "", "𐐀", "𐐨"), (.upper, "", "", ""),
    (.lower, "not a language", "ADA", "ada"),
  ]

  @Test("letters change as the language has them", arguments: cases)
  func changes(case: (mapping: CaseMapping, language: String, text: String, result: String)) {
    let result = `case`.mapping.apply(to: `case`.text, language: `case`.language)
    #expect(result == `case`.result)
  }

  @Test("in the root locale whole strings change as in Swift")
  func agreesWithSwift() {
    // Later versions of Unicode added capitals to these two blocks.
    let growing: Set<String> = ["Latin Extended-B", "IPA"]
    for (name, letters) in HostileText.scripts where !growing.contains(name) {
      var view = String.UnicodeScalarView()
      for value in letters.prefix(200) {
        if let scalar = Unicode.Scalar(value) { view.append(scalar) }
      }
      let text = String(view)
      #expect(CaseMapping.upper.apply(to: text) == text.uppercased(), "\(name)")
      // Swift knows no final sigma.
      if name != "Greek" {
        #expect(CaseMapping.lower.apply(to: text) == text.lowercased(), "\(name)")
      }
    }
  }
}

@Suite("What kind of character a scalar is")
struct ScalarClassTests {
  static let classes: [(kind: ScalarClass, members: [Unicode.Scalar])] = [
    (.upper, ["A", "Ł", "Ж", "Σ", "Ǆ", "ǅ", "𐐀"]), (.lower, ["a", "ł", "ж", "σ", "ß", "ı"]),
    (.otherLetter, ["ა", "א", "ع", "中", "か", "가", "ʼ", "々", "ー", "𠮷"]),
    (.mark, ["\u{301}", "\u{5B0}", "\u{64B}", "\u{93F}", "\u{20DD}"]),
    (.digit, ["0", "9", "٣", "५", "𝟗"]),
    (.space, [" ", "\t", "\n", "\r", "\u{B}", "\u{85}", "\u{A0}", "\u{2028}", "\u{3000}"]),
    (.punctuation, ["-", "'", ".", "’", "«", "。", "・", "_"]),
    (.symbol, ["$", "+", "´", "`", "😀", "€"]),
    (.format, ["\u{200B}", "\u{200D}", "\u{202E}", "\u{AD}", "\u{FEFF}", "\u{E0041}"]),
    (.other, ["\0", "\u{7F}", "\u{9F}", "½", "\u{E000}", "\u{FFFF}", "\u{378}"]),
  ]

  @Test("letters, marks, digits, spaces and the rest", arguments: classes)
  func kinds(case: (kind: ScalarClass, members: [Unicode.Scalar])) {
    for scalar in `case`.members {
      #expect(ScalarClass(scalar) == `case`.kind, "U+\(scalar.value)")
    }
  }

  @Test("only the three letter classes are letters")
  func letters() {
    #expect(ScalarClass("A").isLetter && ScalarClass("a").isLetter && ScalarClass("中").isLetter)
    for scalar: Unicode.Scalar in ["1", " ", "\u{301}", "\0", "-", "😀"] {
      #expect(!ScalarClass(scalar).isLetter)
    }
  }

  @Test("single letters change case, and what has no case stays")
  func singleCase() {
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("a", "A"), ("ž", "Ž"), ("ж", "Ж"), ("ў", "Ў"), ("σ", "Σ"), ("𐐨", "𐐀"), ("1", "1"),
      ("中", "中"),
      ("@", "@"), ("[", "["), ("ß", "ß"),
    ]
    for (lower, upper) in pairs {
      #expect(upper.lowercased == lower)
      #expect(lower.uppercased == upper)
    }
  }

  @Test("invisible characters are ignorable, letters and marks are not")
  func ignorable() {
    for scalar: Unicode.Scalar in [
      "\u{200B}", "\u{202E}", "\u{FE0F}", "\u{AD}", "\u{34F}", "\u{3164}",
    ] {
      #expect(scalar.isDefaultIgnorable)
    }
    for scalar: Unicode.Scalar in ["a", " ", "\u{301}", "中", "\0"] {
      #expect(!scalar.isDefaultIgnorable)
    }
  }
}
