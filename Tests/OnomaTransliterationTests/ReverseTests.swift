import OnomaTransliteration
import Testing

@Suite("Ranked ways back")
struct ReverseTests {
  static let identifier = SystemIdentifier.shipped

  @Test(
    "a system that is not reversible still ranks the right original first",
    arguments: [
      ("ru-press-english", "Zelensky", "Зеленский"), ("ru-press-english", "Yeltsin", "Ельцин"),
      ("be-icao-9303", "Viarouka", "Вяроўка"), ("be-bgn-pcgn-1979", "Vitsyebsk", "Віцебск"),
      ("be-national-2007", "Liepieĺ", "Лепель"), ("uk-kmu-2010", "Zghorany", "Згорани"),
      ("ru-press-german", "Schtscherbakow", "Щербаков"),
      ("ru-press-french", "Joukovski", "Жуковский"),
      ("ka-national-2002", "Tbilisi", "თბილისი"),
    ])
  func firstOriginal(system: String, spelling: String, original: String) throws {
    let candidates = try Self.identifier.originals(of: spelling, system: system)
    #expect(candidates.first?.original == original, "\(candidates.prefix(3))")
  }

  @Test(
    "every candidate gives exactly the spelling", arguments: ["Vitsyebsk", "Tsimafeyeu", "KHARKIV"])
  func candidatesAreOriginals(spelling: String) throws {
    for id in ["be-bgn-pcgn-1979", "uk-kmu-2010", "ru-press-english", "be-icao-9303"] {
      let system = try TransliterationRegistry.shipped.transliterator(id: id)
      for candidate in try Self.identifier.originals(of: spelling, system: id, limit: 50) {
        #expect(system.transliterate(candidate.original) == spelling)
      }
    }
  }

  @Test("an exactly reversible system has its exact original among the candidates")
  func agreesWithTheExactWayBack() throws {
    let back = try TransliterationRegistry.shipped.transliterator(
      id: "ru-iso-9-1995", reversed: true)
    for spelling in ["Ŝukin", "Hruŝëv", "Žukovskij", "Pod\u{2BA}âčev"] {
      let candidates = try Self.identifier.originals(of: spelling, system: "ru-iso-9-1995")
      #expect(candidates.contains { $0.original == back.transliterate(spelling) }, "\(spelling)")
    }
  }

  @Test("letters that a system never writes have no original")
  func impossibleSpelling() throws {
    #expect(try Self.identifier.originals(of: "Łódź", system: "ru-press-english") == [])
    #expect(try Self.identifier.originals(of: "", system: "ru-press-english") == [])
  }

  @Test("an unknown system is an error with suggestions")
  func unknownSystem() {
    #expect(throws: TransliterationError.self) {
      try Self.identifier.originals(of: "Minsk", system: "be-bgn-1979")
    }
  }
}
