import OnomaDocuments
import OnomaNames
import Testing

@Suite("Where a name starts and ends")
struct SpanTests {
  @Test(
    "a title is no part of the name and does not hide it",
    arguments: [
      "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "President", "Prime Minister", "Professor", "Senator",
      "Secretary of State", "Foreign Minister",
    ])
  func titles(title: String) throws {
    let texts = ResolvedTexts("On Monday \(title) Brandvold read the letter aloud.")
    #expect(texts.surfaces() == ["Brandvold"])
    #expect(try texts.type("Brandvold") == .person)
  }

  @Test(
    "a possessive ending is outside the name", arguments: ["'s", "\u{2019}s", "'", "\u{2019}"])
  func possessives(ending: String) throws {
    let texts = ResolvedTexts(
      "The bakers Oskar Brandvold and Aino Nieminen quarrelled. They ate Brandvold\(ending) bread.")
    #expect(texts.mentions(of: "Brandvold").count == 1, "\(texts.surfaces())")
    #expect(try texts.id("Brandvold") == texts.id("Oskar Brandvold"))
  }

  @Test("U.S.-Belarusian holds U.S. and nothing else")
  func hyphenedAdjective() throws {
    let texts = ResolvedTexts("U.S.-Belarusian talks opened. More U.S.-Belarusian talks follow.")
    #expect(texts.surfaces() == ["U.S.", "U.S."])
    #expect(try texts.type("U.S.") == .place)
  }

  @Test("New before U.S.-Belarusian makes no place of it")
  func newBeforeHyphenedAdjective() {
    let texts = ResolvedTexts("New U.S.-Belarusian talks follow in the spring.")
    #expect(texts.surfaces() == ["U.S."])
  }

  @Test("Russia-Ukraine holds both", arguments: ["-", "\u{2013}"])
  func hyphenedCountries(hyphen: String) {
    let texts = ResolvedTexts("The Russia\(hyphen)Ukraine border is closed.")
    #expect(texts.surfaces() == ["Russia", "Ukraine"])
  }

  @Test("Gould-Davies is one name")
  func doubleSurname() throws {
    let texts = ResolvedTexts("Nigel Gould-Davies watched them. By noon Mr. Gould-Davies had left.")
    #expect(texts.surfaces() == ["Nigel Gould-Davies", "Gould-Davies"])
    #expect(try texts.id("Gould-Davies") == texts.id("Nigel Gould-Davies"))
  }

  @Test("Greta Conway Van Susteren is one name, and Van Susteren is she")
  func particles() throws {
    let texts = ResolvedTexts(
      "The host, Greta Conway Van Susteren, asked him twice. To Ms. Van Susteren he said nothing.")
    #expect(texts.surfaces() == ["Greta Conway Van Susteren", "Van Susteren"])
    #expect(try texts.id("Van Susteren") == texts.id("Greta Conway Van Susteren"))
  }

  @Test("a surname's particle belongs to it at the start of a sentence too")
  func particleFirst() {
    let texts = ResolvedTexts("Greta Conway Van Susteren asked him. Van Susteren smiled.")
    #expect(texts.surfaces() == ["Greta Conway Van Susteren", "Van Susteren"])
  }

  @Test("an initial with its stop stays inside the name")
  func initials() throws {
    let texts = ResolvedTexts("The letter by Christopher W. Smith came late. It was not Mr. Smith.")
    #expect(texts.surfaces() == ["Christopher W. Smith", "Smith"])
    #expect(try texts.id("Smith") == texts.id("Christopher W. Smith"))
  }

  @Test("a credit run into its caption is a name and a medium")
  func photoCredits() throws {
    let texts = ResolvedTexts(
      """
      A crowd in the square.Credit...Petras Malukas/Agence France-Presse — Getty Images

      A boat on the lake (Leon Neal/Getty Images)

      A tree in the rain. (Andrew Caballero-Reynolds/AFP via Getty Images)
      """)
    #expect(
      texts.surfaces() == [
        "Petras Malukas", "Agence France-Presse", "Getty Images", "Leon Neal", "Getty Images",
        "Andrew Caballero-Reynolds", "AFP", "Getty Images",
      ])
    #expect(try texts.id("AFP") == texts.id("Agence France-Presse"))
    #expect(Set(texts.surfaces(.person)).count == 3)
  }

  @Test(
    "quotation marks are outside the name",
    arguments: [
      ("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"), ("'", "'"),
    ])
  func quotationMarks(open: String, close: String) throws {
    let texts = ResolvedTexts(
      "The painter Elena Marquez hung the sign. On it stood \(open)Elena Marquez\(close) in red.")
    #expect(texts.surfaces() == ["Elena Marquez", "Elena Marquez"])
    _ = try texts.id("Elena Marquez")
  }

  @Test(
    "parentheses, dashes, slashes and commas end a name",
    arguments: ["(Elena Marquez)", "—Elena Marquez—", "/Elena Marquez/", "[Elena Marquez],"])
  func otherMarks(written: String) {
    let texts = ResolvedTexts("The sign \(written) was red.")
    #expect(texts.surfaces() == ["Elena Marquez"])
  }

  @Test("names in a list are apart")
  func list() {
    let texts = ResolvedTexts(
      "The prize went to Elena Marquez, Oskar Brandvold, Aino Nieminen and Willem Oosterdijk.")
    #expect(
      texts.surfaces() == [
        "Elena Marquez", "Oskar Brandvold", "Aino Nieminen", "Willem Oosterdijk",
      ])
  }

  @Test("a model number names nothing")
  func modelNumbers() {
    let texts = ResolvedTexts("They painted the plane, a 737-8EV with the plate EW001PA, at noon.")
    #expect(texts.mentions.isEmpty, "\(texts.surfaces())")
  }

  @Test("days and months are no names")
  func calendar() {
    let texts = ResolvedTexts("On Sunday in April, or on Monday in May, it may rain.")
    #expect(texts.mentions.isEmpty, "\(texts.surfaces())")
  }
}
