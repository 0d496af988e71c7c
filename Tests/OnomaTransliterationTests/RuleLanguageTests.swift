import OnomaTransliteration
import Testing

@Suite("The rule language")
struct RuleLanguageTests {
  static let head = """
    id: test
    name: Test
    authority: nobody
    from: Cyrl
    to: Latn
    languages: ru
    source: none

    """

  static func transliterator(_ body: String) throws -> Transliterator {
    try TransliterationRegistry(ruleFiles: [("test.rules", head + body)])
      .transliterator(id: "test")
  }

  @Test("the longest source wins, then the most context, then the first line")
  func order() throws {
    let system = try Self.transliterator(
      """
      [rules]
      а б в > a b v
      | { б > B1
      [а] { б } [в] > 2
      аб > 3
      в } | > w
      в } [а] > x
      """)
    #expect(system.transliterate("б") == "B1")
    #expect(system.transliterate("ваб ббв бв") == "x3 B1bw B1w")
  }

  @Test("contexts look at the original, also behind the place")
  func contextOnSource() throws {
    let system = try Self.transliterator(
      """
      [classes]
      vowel = ао
      [rules]
      а о к > x y k
      [vowel] { к > g
      [^ vowel] { к } [| vowel] > q
      """)
    #expect(system.transliterate("ака кка") == "xgx kqx")
  }

  @Test("an edge of a word is no letter that a negated set could mean")
  func negation() throws {
    let system = try Self.transliterator("[rules]\nа > a\n[^ б] { а > x\n")
    #expect(system.transliterate("а ва ба аа") == "a вx бa ax")
  }

  @Test("a second table runs on what the first has written")
  func passes() throws {
    let system = try Self.transliterator("[rules]\nа б > x y\n[then]\nxy > z\n")
    #expect(system.transliterate("абаа АБ") == "zxx Z")
  }

  @Test("escapes, sets, empty and titled replacements")
  func details() throws {
    let system = try Self.transliterator(
      """
      [rules]
      [аб]в > ok  # a comment
      г > \\#\\s\\u{2B}
      д >
      я > i͡a/I͡A
      ж з > _ z
      """)
    #expect(system.transliterate("авбвгджзЯя") == "okok# +zI͡Ai͡a")
  }

  @Test("a file that extends another replaces what it names and inherits the rest")
  func extends() throws {
    let parent = """
      id: parent
      kind: base
      from: Cyrl
      to: Latn
      [classes]
      vowel = ае
      [rules]
      а е к > a e k
      [vowel] { е > ye
      """
    let child = Self.head + "extends: parent\n[rules]\nе > E1\n[vowel] { к > g\n"
    let registry = try TransliterationRegistry(
      ruleFiles: [("parent.rules", parent), ("child.rules", child)])
    #expect(try registry.transliterator(id: "test").transliterate("ае ак ка") == "aE1 ag ka")
    #expect(registry.systems.map(\.id) == ["test"])
  }

  @Test("rules of the way back may be stated, or follow from the way there")
  func reverse() throws {
    let derived = Self.head + "reversible: yes\n[rules]\nщ ш > shch sh\n"
    let registry = try TransliterationRegistry(ruleFiles: [("test.rules", derived)])
    let back = try registry.transliterator(id: "test", reversed: true)
    #expect(back.transliterate("Shchsh SHCH") == "Щш Щ")
    let stated = derived + "[reverse]\nsh > ш\nshch > шч\n"
    let other = try TransliterationRegistry(ruleFiles: [("test.rules", stated)])
    #expect(try other.transliterator(id: "test", reversed: true).transliterate("shch") == "шч")
  }

  @Test(
    "a malformed file is refused with its name, its line and the reason",
    arguments: [
      ("[rules]\nа a\n", 10, "expected \"letters > replacement\""),
      ("[rules]\n > a\n", 10, "nothing to replace"),
      ("[rules]\nа б > x y z\n", 10, "2 letters but 3 replacements"),
      ("[rules]\nА > a\n", 10, "lower case"),
      ("[rules]\n[vowel] { а > a\n", 10, "unknown class \"vowel\""),
      ("[rules]\n[а { б > a\n", 10, "\"[\" without \"]\""),
      ("[rules]\nа > \\u{110000}\n", 10, "no Unicode scalar"),
      ("[rules]\nа > \\u{61\n", 10, "without \"}\""),
      ("[rules]\nа > a\\\n", 10, "a backslash ends the line"),
      ("[roules]\n", 9, "unknown section [roules]"),
      ("[classes]\nv = а\n", 10, "a class name has two or more"),
      ("[classes]\nvowel а\n", 10, "expected \"class = letters\""),
      ("[rules]\n[^ | а] { б > b\n", 10, "an edge cannot be negated"),
      ("[rules]\nббббббббббббббббб > b\n", 10, "at most 16 letters"),
      ("[rules]\nааааааааа { б > b\n", 10, "at most 8 places"),
      ("[examples]\nа a\n", 10, "expected \"original > romanized\""),
    ])
  func errors(body: String, line: Int, message: String) {
    // The head has seven lines and an empty one.
    let error = #expect(throws: TransliterationError.self) {
      try Self.transliterator("\n" + body)
    }
    #expect(error?.code == .malformedRules)
    #expect(error?.file == "test.rules")
    #expect(error?.line == line)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test(
    "a malformed head is refused when the files are read",
    arguments: [
      ("id: a\nfoo: b\n", 2, "unknown key \"foo\""),
      ("id: a\nid: b\n", 2, "given twice"),
      ("id a\n", 1, "key: value"),
      ("id: a\nfrom: Cyrl\n", 1, "lacks \"languages\""),
      ("id: a\nlanguages: ru\nyear: soon\n", 3, "\"year\" is a number"),
      ("id: a\nlanguages: ru\nkind: wish\n", 3, "is one of standard, convention, base"),
      ("id: a\nlanguages: ru\nkind: convention\n", 1, "targetLanguage"),
    ])
  func headErrors(text: String, line: Int, message: String) {
    let error = #expect(throws: TransliterationError.self) {
      try TransliterationRegistry(ruleFiles: [("bad.rules", text)])
    }
    #expect(error?.description.hasPrefix("bad.rules:\(line): ") == true)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test("files that extend each other in a circle, or nothing known, are refused")
  func badParents() throws {
    let lost = Self.head + "extends: nobody\n[rules]\nа > a\n"
    #expect(throws: TransliterationError.self) {
      try TransliterationRegistry(ruleFiles: [("a.rules", lost)]).transliterator(id: "test")
    }
    let circle = Self.head + "extends: test\n[rules]\nа > a\n"
    #expect(throws: TransliterationError.self) {
      try TransliterationRegistry(ruleFiles: [("a.rules", circle)]).transliterator(id: "test")
    }
  }
}
