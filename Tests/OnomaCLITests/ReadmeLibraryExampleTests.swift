import Onoma
import Testing

@Suite("The library example of README.md")
struct ReadmeLibraryExampleTests {
  @Test("two spellings of one name are the same, and the explanation begins with that")
  func comparison() {
    let match = NameMatcher().compare("Sergei Tikhanovsky", "Siarhei Tsikhanouski", as: .person)
    #expect(match.probability > 0.9)
    #expect(match.explanation.hasPrefix("the same (9"))
  }

  @Test("the passport system writes Tsikhanouski")
  func transliteration() throws {
    let passport = try TransliterationRegistry.shipped.transliterator(id: "be-icao-9303")
    #expect(passport.transliterate("Ціханоўскі") == "Tsikhanouski")
  }

  @Test("a family name alone has the ID of the full name before it")
  func resolution() {
    let text = "Sergei Tikhanovsky was freed. Mr. Tikhanovsky thanked John Coale."
    let resolution = Resolver().resolve([Document(name: "one.txt", text: SourceText(text))])
    #expect(
      resolution.mentions.map(\.surface) == ["Sergei Tikhanovsky", "Tikhanovsky", "John Coale"])
    #expect(resolution.mentions[0].entity == resolution.mentions[1].entity)
    #expect(resolution.mentions[0].entity != resolution.mentions[2].entity)
  }
}
