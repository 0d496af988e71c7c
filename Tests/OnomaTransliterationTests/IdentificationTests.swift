import OnomaTransliteration
import Testing

@Suite("Which system wrote a spelling")
struct IdentificationTests {
  static let identifier = SystemIdentifier.shipped

  @Test(
    "the language, the system and the original of a spelling",
    arguments: [
      ("Tsikhanouski", "be", "be-mvd-2010", "Ціханоўскі"),
      ("Tsikhanowski", "be", "be-bgn-pcgn-1979", "Ціханоўскі"),
      ("Cichanoŭski", "be", "be-national-2007", "Ціханоўскі"),
      ("Loukachenko", "ru", "ru-press-french", "Лукашенко"),
      ("Lukaschenko", "ru", "ru-press-german", "Лукашенко"),
      ("Tikhanovsky", "ru", "ru-press-english", "Тихановский"),
      ("Kharkiv", "uk", "uk-kmu-2010", "Харків"),
      ("Chruszczow", "ru", "ru-press-polish", "Хрущёв"),
      ("Papadópoulos", "el", "el-elot-743-1982", "Παπαδόπουλος"),
    ])
  func firstReading(spelling: String, language: String, system: String, original: String) {
    let readings = Self.identifier.readings(of: spelling)
    let first = readings.first { $0.rank == 1 }
    #expect(first?.language == language, "\(readings.prefix(3))")
    #expect(first?.original == original)
    #expect(first?.systems.contains(system) == true)
  }

  @Test("systems that write the same are one answer")
  func tiedSystems() throws {
    let reading = try #require(Self.identifier.readings(of: "Tsikhanouski").first)
    #expect(reading.systems.contains("be-icao-9303"))
    #expect(reading.systems.contains("be-mvd-2010"))
    #expect(reading.systems == reading.systems.sorted())
  }

  @Test(
    "every reading is confirmed: its systems write the spelling from its original",
    arguments: [
      "Tsikhanouski", "Loukachenko", "Tychanowskyj", "Jelskis", "TYKHANOVSKYI", "Petrov-Vodkin",
    ])
  func forwardCheck(spelling: String) throws {
    let readings = Self.identifier.readings(of: spelling, limit: 50)
    #expect(!readings.isEmpty)
    for reading in readings {
      for id in reading.systems {
        let result = try TransliterationRegistry.shipped.transliterator(id: id)
          .transliterate(reading.original)
        #expect(result.lowercased() == spelling.lowercased(), "\(id) from \(reading.original)")
      }
    }
  }

  @Test("scores add up to no more than one, ranks start at 1 and grow")
  func scoresAndRanks() {
    let readings = Self.identifier.readings(of: "Lukashenko", limit: 100)
    #expect(readings.reduce(0) { $0 + $1.score } <= 1.000_001)
    #expect(readings.first?.rank == 1)
    #expect(
      zip(readings, readings.dropFirst()).allSatisfy { $0.rank <= $1.rank && $0.score >= $1.score })
  }

  @Test("case does not change the answer")
  func caseIsCarriedOver() {
    #expect(Self.identifier.readings(of: "LUKASHENKO").first?.original == "ЛУКАШЕНКО")
    #expect(Self.identifier.readings(of: "lukashenko").first?.original == "лукашенко")
    #expect(Self.identifier.readings(of: "Sergei Ivanov").first?.original == "Сергей Иванов")
  }

  @Test("the same answers in the same order on every run and thread")
  func deterministic() async {
    let expected = Self.identifier.readings(of: "Bialiatski", limit: 30)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          SystemIdentifier(registry: .shipped).readings(of: "Bialiatski", limit: 30) == expected
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }

  @Test("no input traps, and what cannot be read has no reading")
  func hostileInput() {
    #expect(Self.identifier.readings(of: "") == [])
    #expect(Self.identifier.readings(of: " - ’ ") == [])
    #expect(Self.identifier.readings(of: "Лукашенко Lukashenko") == [])
    #expect(Self.identifier.readings(of: String(repeating: "shch", count: 5000)) == [])
    #expect(Self.identifier.readings(of: "Minsk", limit: 0) == [])
    var random = SplitMix(state: 7)
    let signs = Array("aeiouyszch'’\"·- łŭĭźšč\u{301}\u{361}ʹʺ.ѣ\u{0}\u{200D}😀ß".unicodeScalars)
    for length in [1, 3, 10, 40, 96] {
      for _ in 0..<6 {
        var text = ""
        for _ in 0..<length {
          text.unicodeScalars.append(signs[Int(random.next() % UInt64(signs.count))])
        }
        for reading in Self.identifier.readings(of: text) { #expect(!reading.systems.isEmpty) }
      }
    }
    // The densest lattice: everything is written by many letters.
    _ = Self.identifier.readings(of: String(repeating: "shch", count: 24))
  }
}
