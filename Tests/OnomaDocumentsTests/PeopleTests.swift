import OnomaDocuments
import OnomaNames
import Testing

@Suite("Who is one person and who is another")
struct PeopleTests {
  /// Three documents that name six people in the spellings of two languages.
  static let couple = ResolvedTexts(
    """
    The blogger Sergei Tikhanovsky came home on Tuesday. The analyst Alexander Tikhansky was not \
    surprised. Svetlana Tikhanovskaya met her husband at the border.

    Reporters asked Tikhansky about it twice, but Tikhanovsky would not speak. Tikhanovskaya thanked \
    the drivers.
    """,
    """
    On Monday the activist Siarhei Tsikhanouski spoke in Vilnius. His wife, Sviatlana \
    Tsikhanouskaya, stood beside him. Tsikhanouski smiled; Ms. Tsikhanouskaya did not.
    """)

  @Test("Tikhanovsky and Tsikhanouski are one man")
  func oneMan() throws {
    #expect(try Self.couple.id("Sergei Tikhanovsky") == Self.couple.id("Siarhei Tsikhanouski"))
    #expect(try Self.couple.id("Tikhanovsky") == Self.couple.id("Tsikhanouski"))
    #expect(try Self.couple.id("Tikhanovsky") == Self.couple.id("Sergei Tikhanovsky"))
  }

  @Test("Tikhansky is another man, though his name is closer in letters")
  func anotherMan() throws {
    let tikhansky = try Self.couple.id("Alexander Tikhansky")
    #expect(try Self.couple.id("Tikhansky") == tikhansky)
    #expect(try Self.couple.id("Sergei Tikhanovsky") != tikhansky)
    #expect(try Self.couple.id("Tikhanovsky") != tikhansky)
    #expect(try Self.couple.id("Siarhei Tsikhanouski") != tikhansky)
  }

  @Test("Tikhanovskaya and Tsikhanouskaya are one woman and not her husband")
  func hisWife() throws {
    let wife = try Self.couple.id("Svetlana Tikhanovskaya")
    #expect(try Self.couple.id("Sviatlana Tsikhanouskaya") == wife)
    #expect(try Self.couple.id("Tikhanovskaya") == wife)
    #expect(try Self.couple.id("Tsikhanouskaya") == wife)
    #expect(try Self.couple.id("Sergei Tikhanovsky") != wife)
    #expect(try Self.couple.id("Alexander Tikhansky") != wife)
  }

  @Test("Tikhansky alone in a document is not drawn to the Tikhanovsky of another")
  func tikhanskyAlone() throws {
    let texts = ResolvedTexts(
      "The blogger Sergei Tikhanovsky came home on Tuesday, and Tikhanovsky slept.",
      "The analyst Alexander Tikhansky wrote a book. Tikhansky had worked on it for years.")
    #expect(try texts.id("Tikhansky") == texts.id("Alexander Tikhansky"))
    #expect(try texts.id("Tikhansky") != texts.id("Tikhanovsky"))
  }

  @Test("Coale and Cole are one man, though one article calls him a White House spokesman")
  func coaleAndCole() throws {
    let texts = ResolvedTexts(
      "The envoy John Coale flew to Minsk in the morning. Mr. Coale carried a letter.",
      "White House spokesman John Cole said in Minsk that the talks went well. Cole left at noon.")
    let coale = try texts.id("John Coale")
    #expect(try texts.id("John Cole") == coale)
    #expect(try texts.id("Coale") == coale)
    #expect(try texts.id("Cole") == coale)
  }

  @Test("Bialitski and Bialiatski are one man")
  func bialiatski() throws {
    let texts = ResolvedTexts(
      "Ales Bialitski got his first letter in a year.",
      "Friends of Ales Bialiatski wrote again. For Bialiatski it was a good day.")
    #expect(try texts.id("Ales Bialitski") == texts.id("Ales Bialiatski"))
    #expect(try texts.id("Bialiatski") == texts.id("Ales Bialiatski"))
  }

  @Test("Artyom and Artsiom are one given name")
  func artyom() throws {
    let texts = ResolvedTexts(
      "The gardener Artyom Petrenko found a coin.",
      "A coin was found by Artsiom Petrenko, and Petrenko kept it.")
    #expect(try texts.id("Artyom Petrenko") == texts.id("Artsiom Petrenko"))
  }

  @Test("Aleksandr G., Alexander G. and Alexander are one Lukashenko")
  func lukashenko() throws {
    let texts = ResolvedTexts(
      "President Aleksandr G. Lukashenko said nothing. Mr. Lukashenko was away.",
      "A portrait of Alexander G. Lukashenko hung askew.",
      "Alexander Lukashenko looked at it, and Lukashenko frowned.")
    let id = try texts.id("Alexander Lukashenko")
    for surface in ["Aleksandr G. Lukashenko", "Alexander G. Lukashenko", "Lukashenko"] {
      #expect(try texts.id(surface) == id, "\(surface)")
    }
  }

  @Test("Pempel is not Pompeo")
  func pempel() throws {
    let texts = ResolvedTexts(
      """
      The picture shows a harvest.Credit...Kacper Pempel/Reuters

      Secretary of State Mike Pompeo wrote to the villagers. Pompeo had seen the picture by Pempel in \
      a newspaper.
      """)
    #expect(try texts.id("Kacper Pempel") != texts.id("Mike Pompeo"))
    #expect(try texts.id("Pempel") == texts.id("Kacper Pempel"))
    #expect(try texts.id("Pompeo") == texts.id("Mike Pompeo"))
  }

  @Test("Valery is not Valerie")
  func valery() throws {
    let texts = ResolvedTexts("Valery Kavaleuski spoke first. Valerie Hopkins took notes.")
    #expect(try texts.id("Valery Kavaleuski") != texts.id("Valerie Hopkins"))
  }

  @Test("Valery is not Valerie, even with one family name")
  func valeryOfOneFamily() throws {
    let texts = ResolvedTexts(
      "The lawyer Valery Hancharenka spoke, and the clerk Valerie Hancharenka took notes.")
    try #expect(texts.id("Valery Hancharenka") != texts.id("Valerie Hancharenka"))
  }

  @Test("a surname alone takes the person who was named in full before it")
  func surnameOnly() throws {
    let texts = ResolvedTexts(
      """
      The baker Ottilie Brandvold and the smith Edwin Marlowe share a yard. When Marlowe sings, \
      Brandvold shuts her door.
      """)
    #expect(try texts.id("Marlowe") == texts.id("Edwin Marlowe"))
    #expect(try texts.id("Brandvold") == texts.id("Ottilie Brandvold"))
    #expect(try texts.id("Marlowe") != texts.id("Brandvold"))
  }

  @Test("a surname alone prefers the bearer of its own document")
  func surnameOfTheDocument() throws {
    let texts = ResolvedTexts(
      "The smith Edwin Marlowe sings. All the street hears Marlowe.",
      "The painter Clara Marlowe lives in Riga. Not many know Marlowe there.")
    #expect(try texts.id("Edwin Marlowe") != texts.id("Clara Marlowe"))
    #expect(try texts.id("Marlowe", in: "1") == texts.id("Edwin Marlowe"))
    #expect(try texts.id("Marlowe", in: "2") == texts.id("Clara Marlowe"))
  }

  @Test("a surname alone in one document is the person named in full in another")
  func surnameAcrossDocuments() throws {
    let texts = ResolvedTexts(
      "For years Mr. Brandvold has baked at night.", "The baker Oskar Brandvold sleeps by day.")
    #expect(try texts.id("Brandvold") == texts.id("Oskar Brandvold"))
  }

  @Test("somebody nobody knows has one ID in two documents")
  func unknownAcrossDocuments() throws {
    let texts = ResolvedTexts(
      "The sexton Willem Oosterdijk rang the bell.", "A bell was rung by Willem Oosterdijk.")
    #expect(texts.mentions(of: "Willem Oosterdijk").count == 2)
    _ = try texts.id("Willem Oosterdijk")
  }

  @Test("a title keeps a Mr. apart from a Ms. of the same name")
  func titlesOfDifferentGender() throws {
    let texts = ResolvedTexts(
      "The singer Ingrid Sandoval came with her brother. Ms. Sandoval sang.",
      "Mr. Sandoval, her brother, did not.")
    #expect(try texts.id("Sandoval", in: "1") == texts.id("Ingrid Sandoval"))
    #expect(try texts.id("Sandoval", in: "2") != texts.id("Ingrid Sandoval"))
  }

  @Test(
    "a woman's surname is hers whatever it ends in",
    arguments: ["Harriet Ferreira", "Harriet Costa", "Harriet Ramos", "Elena Fonseca"])
  func surnameEndings(name: String) throws {
    let family = String(name.split(separator: " ")[1])
    let texts = ResolvedTexts("The singer \(name) sang on Monday. By noon \(family) slept.")
    try #expect(texts.id(family) == texts.id(name))
  }

  @Test("a given name alone is the person who bears it in the document")
  func givenNameOnly() throws {
    let texts = ResolvedTexts(
      "The sexton Willem Oosterdijk rang the bell. They all thanked Willem for it, Willem said.")
    #expect(try texts.id("Willem") == texts.id("Willem Oosterdijk"))
  }

  @Test("two brothers are two men")
  func brothers() throws {
    let texts = ResolvedTexts(
      "The brothers Ivan Kravets and Dmitri Kravets run a mill. On Sundays Ivan Kravets rests.")
    #expect(try texts.id("Ivan Kravets") != texts.id("Dmitri Kravets"))
  }
}
