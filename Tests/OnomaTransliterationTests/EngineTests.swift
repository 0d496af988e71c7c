import OnomaTransliteration
import Testing

@Suite("The engine")
struct EngineTests {
  static func run(_ id: String, _ text: String) throws -> String {
    try TransliterationRegistry.shipped.transliterator(id: id).transliterate(text)
  }

  @Test(
    "case follows the original",
    arguments: [
      ("Щука", "Shchuka"), ("ЩУКА", "SHCHUKA"), ("щука", "shchuka"), ("Щ", "Shch"),
      ("ХОЩ", "KHOSHCH"), ("хоЩ", "khoShch"), ("Щ. Ю. Яковлев", "Shch. Yu. Yakovlev"),
      ("ЯЛТА-ЮГ", "YALTA-YUG"), ("СПбГУ", "SPbGU"),
    ])
  func letterCase(source: String, expected: String) throws {
    #expect(try Self.run("ru-bgn-pcgn-1947-plain", source) == expected)
  }

  @Test("a system may keep title case inside words in capitals")
  func titleCaseStyle() throws {
    #expect(try Self.run("ru-bgn-pcgn-1947-ascii", "РЖД ЮАР") == "RZhD YuAR")
  }

  @Test("Turkish output capitalizes i with a dot")
  func turkishCase() throws {
    #expect(try Self.run("ru-press-turkish", "Иртыш ИРКУТСК") == "İrtış İRKUTSK")
  }

  @Test("decomposed letters give the same as composed ones")
  func decomposed() throws {
    let composed = "Йошкар-Ола Ёлкин Олексій Київ Ўзда"
    let decomposed = "И\u{306}ошкар-Ола Е\u{308}лкин Олексіи\u{306} Киі\u{308}в У\u{306}зда"
    for id in ["ru-icao-9303", "uk-kmu-2010", "be-national-2007", "ru-press-french"] {
      #expect(try Self.run(id, composed) == Self.run(id, decomposed))
    }
  }

  @Test("stress marks of textbooks are left out")
  func stressMarks() throws {
    #expect(try Self.run("ru-icao-9303", "Росси\u{301}я") == "Rossiia")
    #expect(try Self.run("be-icao-9303", "Мінск\u{301} Го\u{301}мель") == "Minsk Homel")
  }

  @Test("all kinds of apostrophe are one letter inside a word, and quotation marks outside")
  func apostrophes() throws {
    for apostrophe in ["'", "\u{2019}", "\u{2BC}", "`"] {
      #expect(try Self.run("uk-kmu-2010", "Лук\(apostrophe)янівка") == "Lukianivka")
    }
    #expect(try Self.run("uk-kmu-2010", "'Яна' ’Їжак’") == "'Yana' ’Yizhak’")
  }

  @Test("a second table leaves text outside the script alone")
  func passThroughTwoTables() throws {
    #expect(try Self.run("ja-hepburn", "ルイ Louis, おおさか") == "rui Louis, ōsaka")
    #expect(try Self.run("ru-ala-lc-half-marks", "Юг Iua") == "I\u{FE20}U\u{FE21}g Iua")
  }

  @Test("text outside the script passes through")
  func passThrough() throws {
    #expect(try Self.run("be-icao-9303", "東京 🙂 Минск 12") == "東京 🙂 Minsk 12")
    #expect(try Self.run("be-icao-9303", "") == "")
    #expect(try Self.run("uk-kmu-2010", "O'Neil, Лук'янівка") == "O'Neil, Lukianivka")
    #expect(try Self.run("el-elot-743-1982", "Ποιος; who; Ναι·") == "Poios? who; Nai;")
  }

  @Test("bytes give the same as text, and bytes that are no UTF-8 become U+FFFD")
  func bytes() throws {
    let transliterator = try TransliterationRegistry.shipped.transliterator(id: "be-icao-9303")
    func run(_ bytes: [UInt8]) -> String {
      var output: [UInt8] = []
      bytes.withUnsafeBufferPointer { transliterator.transliterate($0, into: &output) }
      return String(decoding: output, as: UTF8.self)
    }
    #expect(run(Array("Гродна".utf8)) == "Hrodna")
    #expect(run([0xD0, 0x93, 0xFF, 0x41]) == "H\u{FFFD}A")
    #expect(run([0xD0]) == "\u{FFFD}")
    #expect(run([0xE2, 0x82]) == "\u{FFFD}\u{FFFD}")
    #expect(run([0xED, 0xA0, 0x80]) == "\u{FFFD}\u{FFFD}\u{FFFD}")
  }

  @Test("a Latin letter in a Cyrillic word is read as its twin, and reported")
  func homoglyphs() throws {
    let transliterator = try TransliterationRegistry.shipped.transliterator(id: "be-icao-9303")
    #expect(transliterator.transliterate("Аршанскi Iўе Вaсiль") == "Arshanski Iue Vasil")
    let repairs = transliterator.homoglyphRepairs(in: "Аршанскi")
    #expect(repairs.map(\.utf8Offset) == [14])
    #expect(repairs.map(\.original) == ["i"])
    #expect(repairs.map(\.replacement) == ["і"])
  }

  @Test("a Cyrillic letter in a Latin word is read as Latin")
  func latinHomoglyphs() throws {
    #expect(try Self.run("ru-icao-9303", "Lukаshenko") == "Lukashenko")
  }

  @Test("words of one script, and words that mix scripts on purpose, are left alone")
  func noRepair() throws {
    let transliterator = try TransliterationRegistry.shipped.transliterator(id: "ru-icao-9303")
    for text in ["Cop Сор", "I ступень", "Wi-Fi-точка", "Zапад"] {
      #expect(transliterator.homoglyphRepairs(in: text).isEmpty, "\(text)")
    }
  }

  @Test("random scalars never trap, in any system")
  func randomInput() throws {
    var random = SplitMix(state: 42)
    let registry = TransliterationRegistry.shipped
    let transliterators = try registry.systems.map { try registry.transliterator(id: $0.id) }
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<random.next(60) {
        let value: Int
        switch random.next(4) {
        case 0: value = random.next(0x110000)
        case 1: value = 0x400 + random.next(0x130)
        case 2: value = 0x300 + random.next(0x70)
        default: value = random.next(0x250)
        }
        if let scalar = Unicode.Scalar(UInt32(value)) { text.unicodeScalars.append(scalar) }
      }
      let transliterator = transliterators[random.next(transliterators.count)]
      let once = transliterator.transliterate(text)
      #expect(once == transliterator.transliterate(text))
    }
  }

  @Test("random bytes never trap and always give UTF-8")
  func randomBytes() throws {
    var random = SplitMix(state: 43)
    let transliterator = try TransliterationRegistry.shipped.transliterator(id: "uk-ala-lc")
    for _ in 0..<2000 {
      let bytes = (0..<random.next(40)).map { _ in UInt8(random.next(256)) }
      var output: [UInt8] = []
      bytes.withUnsafeBufferPointer { transliterator.transliterate($0, into: &output) }
      #expect(String(validating: output, as: UTF8.self) != nil)
    }
  }

  @Test("a word again and again is written the same each time", arguments: ["шиi ", "Щ ", "ье "])
  func long(unit: String) throws {
    let transliterator = try TransliterationRegistry.shipped.transliterator(id: "ru-press-german")
    let once = transliterator.transliterate(unit)
    let text = String(repeating: unit, count: 10_000)
    #expect(transliterator.transliterate(text) == String(repeating: once, count: 10_000))
  }

  @Test("a system used by many threads at once gives what it gives alone")
  func threads() async throws {
    let text = "Владимир Щербаков, Екатеринбург"
    let expected = try Self.run("ru-press-swedish", text)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<200).allSatisfy { _ in (try? Self.run("ru-press-swedish", text)) == expected }
        }
      }
      for await same in group { #expect(same) }
    }
  }
}
