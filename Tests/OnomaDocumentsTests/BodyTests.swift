import OnomaDocuments
import OnomaNames
import Testing

@Suite("Organisations and places")
struct BodyTests {
  @Test("IIS is not IISS, though both have long forms beside them")
  func iis() throws {
    let texts = ResolvedTexts(
      """
      The border is long, said the Institute of International Studies (IIS). The International \
      Institute for Strategic Studies (IISS) disagreed: the IIS had counted twice, and the IISS once.
      """)
    let short = try texts.id("IIS")
    let long = try texts.id("IISS")
    #expect(short != long)
    #expect(try texts.id("Institute of International Studies") == short)
    let strategic = texts.mentions.first { $0.surface.hasSuffix("Strategic Studies") }
    #expect(strategic?.entity == long)
  }

  @Test("EU is not EAEU")
  func eu() throws {
    let texts = ResolvedTexts(
      """
      A note came from the European Union in May. The EU and the EAEU have no treaty, and an \
      EU court will not change that.
      """)
    #expect(try texts.id("EU") == texts.id("European Union"))
    #expect(try texts.id("EU") != texts.id("EAEU"))
    #expect(try texts.type("EAEU") == .organization)
  }

  @Test("an acronym in parentheses joins the long form before it, also later in the text")
  func glossedAcronym() throws {
    let texts = ResolvedTexts(
      """
      The letter came from the Federation of Lake Pilots (FLP) in Bergen. On Sunday the FLP sent \
      another.
      """)
    #expect(texts.mentions(of: "FLP").count == 2)
    #expect(try texts.id("FLP") == texts.id("Federation of Lake Pilots"))
  }

  @Test("an acronym before its long form is the same body")
  func acronymFirst() throws {
    let texts = ResolvedTexts(
      """
      The OFAC letter was short. It said that the US Treasury Department's Office of Foreign Assets \
      Control would think about it.
      """)
    #expect(try texts.id("OFAC") == texts.id("Office of Foreign Assets Control"))
  }

  @Test("an acronym of one document does not join a long form of another by its letters")
  func acronymsOfTwoDocuments() throws {
    let texts = ResolvedTexts(
      "The letter came from the Federation of Lake Pilots (FLP) in Bergen.",
      "Voters of the Free Liberal Party (FLP) in Malta stayed at home. The FLP lost.")
    #expect(try texts.id("FLP", in: "1") == texts.id("Federation of Lake Pilots"))
    #expect(try texts.id("FLP", in: "2") == texts.id("Free Liberal Party"))
    #expect(try texts.id("FLP", in: "1") != texts.id("FLP", in: "2"))
  }

  @Test(
    "the names and short names of a country are one place",
    arguments: ["U.S.", "US", "United States", "America"])
  func unitedStates(name: String) throws {
    let texts = ResolvedTexts(
      "A ship left the United States in May.", "In spring the \(name) sent another ship.")
    #expect(try texts.id(name, in: "2") == texts.id("United States", in: "1"))
    #expect(try texts.type(name) == .place)
  }

  @Test("us and it in lower case name nothing")
  func lowerCaseWords() {
    let texts = ResolvedTexts("They told us that it was nothing, and it is who we are to us.")
    #expect(texts.mentions.isEmpty, "\(texts.surfaces())")
  }

  @Test("Kiev and Kyiv are one city, and Kyiv Independent is none")
  func kyiv() throws {
    let texts = ResolvedTexts(
      "A train left Kiev at dawn.", "It came back to Kyiv, the Kyiv Independent says.")
    #expect(try texts.id("Kiev") == texts.id("Kyiv"))
    #expect(try texts.type("Kyiv Independent") == .organization)
    #expect(try texts.id("Kyiv Independent") != texts.id("Kyiv"))
  }

  @Test("Trump is the person inside Trump administration or apart from it, never the body")
  func administration() throws {
    let texts = ResolvedTexts(
      "President Donald Trump travels. The aims of the Trump administration are unknown.")
    let inner = texts.mentions.first { $0.surface.hasPrefix("Trump") }
    #expect(inner != nil)
    if inner?.surface == "Trump" { #expect(try texts.id("Trump") == texts.id("Donald Trump")) }
  }

  @Test("a newspaper whose name opens with the article is an organisation")
  func newspaper() throws {
    let texts = ResolvedTexts(
      "She wrote for The New York Times and asked in The National Interest.")
    #expect(try texts.type("The National Interest") == .organization)
    #expect(texts.surfaces(.organization).contains { $0.hasSuffix("New York Times") })
    #expect(!texts.surfaces().contains("New York"))
  }

  @Test("a noun before an unknown name tells its type")
  func apposition() throws {
    let texts = ResolvedTexts(
      "They flew with the airline Kolibria and met the blogger Quandt.")
    #expect(try texts.type("Kolibria") == .organization)
    #expect(try texts.type("Quandt") == .person)
  }

  @Test("the village of a name is a place")
  func nounWithOf() throws {
    let texts = ResolvedTexts("On foot they came to the village of Oberwinkel before noon.")
    try #expect(texts.type("Oberwinkel") == .place)
  }

  @Test("a place with a country behind its comma is a place")
  func placeBeforeCountry() throws {
    let texts = ResolvedTexts("The choir sang near Oberwinkel, Austria, on Sunday.")
    #expect(try texts.type("Oberwinkel") == .place)
    #expect(try texts.type("Austria") == .place)
  }

  @Test("adjectives and peoples are no mentions")
  func demonyms() {
    let texts = ResolvedTexts(
      "A Belarusian singer and two Lithuanian drummers played for Americans, Poles and Ukrainians.")
    #expect(texts.mentions.isEmpty, "\(texts.surfaces())")
  }
}
