import OnomaTransliteration
import Testing

@Suite("Variants of a name")
struct VariantsTests {
  static let shipped = NameVariants.shipped

  static func texts(_ name: String, _ options: VariantOptions = VariantOptions()) -> [String] {
    shipped.variants(of: name, options: options).map(\.text)
  }

  @Test("Ціханоўскі has its Belarusian family")
  func belarusianFamily() {
    let texts = Self.texts("Ціханоўскі")
    for wanted in ["Tsikhanouski", "Tsikhanowski", "Cichanoŭski", "Zichanouski", "Cichanouskis"] {
      #expect(texts.contains(wanted), "\(wanted)")
    }
    #expect(!texts.contains("Tikhanovsky"))
  }

  @Test("across languages it has the Russian and the Ukrainian one too")
  func acrossLanguages() {
    let texts = Self.texts("Ціханоўскі", VariantOptions(acrossLanguages: true))
    for wanted in [
      "Tsikhanouski", "Tikhanovsky", "Tikhanovskiy", "Tichanowski", "Tychanowski", "Tykhanovskyi",
      "Tykhanovsky", "Тихановский", "Тихановський",
    ] {
      #expect(texts.contains(wanted), "\(wanted)")
    }
  }

  @Test(
    "names are written in the sister languages by their correspondences",
    arguments: [
      ("Бяляцкі", "ru", "Беляцкий"), ("Бяляцкі", "uk", "Беляцький"),
      ("Лукашэнка", "ru", "Лукашенко"), ("Лукашэнка", "uk", "Лукашенко"),
      ("Тихановский", "be", "Ціханоўскі"), ("Жуковский", "be", "Жукоўскі"),
      ("Городецький", "ru", "Городецкий"), ("Шевченко", "be", "Шаўчэнка"),
      ("Щербаков", "be", "Шчарбакоў"), ("Мельник", "be", "Мельнік"),
    ])
  func sisterNames(name: String, language: String, wanted: String) {
    let variants = Self.shipped.variants(of: name, options: VariantOptions(acrossLanguages: true))
    let found = variants.first { $0.text == wanted }
    #expect(found?.origins.contains { $0.language == language && $0.system == nil } == true)
  }

  @Test("word forms that the caller brings replace given names")
  func wordForms() {
    let options = VariantOptions(
      acrossLanguages: true, scripts: ["Cyrl", "Latn"],
      wordForms: { word in
        word == "Святлана" || word == "Светлана"
          ? ["ru": ["Светлана"], "be": ["Святлана"], "de": ["Swetlana"], "pl": ["Swietłana"]] : [:]
      })
    let variants = Self.shipped.variants(of: "Святлана Ціханоўская", options: options)
    let texts = variants.map(\.text)
    #expect(texts.contains("Светлана Тихановская"))
    #expect(texts.contains("Svetlana Tikhanovskaya"))
    #expect(
      texts.contains("Sviatlana Tsikhanouskaya") || texts.contains("Sviatlana Tsikhanouskaia"))
    let polish = variants.first { $0.text.hasPrefix("Swietłana Tichanowsk") }
    #expect(polish?.origins.contains { $0.usesWordForm } == true)
  }

  @Test(
    "every variant is made by what it says",
    arguments: [
      "Ціханоўскі", "Мар’яна Щербаківська", "Loukachenko", "Παπαδόπουλος", "Иван Грозный",
    ])
  func forwardCheck(name: String) throws {
    let variants = Self.shipped.variants(of: name, options: VariantOptions(acrossLanguages: true))
    #expect(!variants.isEmpty)
    for variant in variants {
      #expect(!variant.origins.isEmpty)
      for origin in variant.origins {
        guard let id = origin.system else {
          #expect(variant.text == origin.original)
          continue
        }
        let system = try TransliterationRegistry.shipped.transliterator(id: id)
        #expect(system.system.languages.contains(origin.language))
        #expect(system.transliterate(origin.original) == variant.text)
      }
    }
  }

  @Test("a Latin spelling has the variants of its likely originals")
  func fromLatin() {
    let texts = Self.texts("Loukachenko")
    for wanted in ["Lukashenko", "Lukaschenko", "Лукашенко", "Loukachenko"] {
      #expect(texts.contains(wanted), "\(wanted)")
    }
    #expect(Self.texts("Tsikhanouski").contains("Cichanoŭski"))
  }

  @Test("languages, scripts and the limit are kept")
  func options() {
    let cyrillic = Self.texts("Tsikhanouski", VariantOptions(scripts: ["Cyrl"]))
    #expect(cyrillic.contains("Ціханоўскі"))
    #expect(!cyrillic.contains { $0.unicodeScalars.contains("T") })
    #expect(Self.texts("Лукашенко", VariantOptions(limit: 3)).count == 3)
    #expect(Self.texts("Лукашенко", VariantOptions(limit: 0)).isEmpty)
    let russian = Self.shipped.variants(of: "Лукашенко", options: VariantOptions(languages: ["ru"]))
    #expect(russian.allSatisfy { $0.origins.allSatisfy { $0.language == "ru" } })
  }

  @Test("the same variants in the same order every time")
  func deterministic() {
    let options = VariantOptions(acrossLanguages: true)
    let first = Self.shipped.variants(of: "Бяляцкі", options: options)
    #expect(NameVariants(registry: .shipped).variants(of: "Бяляцкі", options: options) == first)
    #expect(Set(first.map(\.text)).count == first.count)
  }

  @Test("hostile input is bounded")
  func hostileInput() {
    let options = VariantOptions(acrossLanguages: true)
    #expect(Self.texts("", options).isEmpty)
    #expect(Self.texts(String(repeating: "я", count: 100_000), options).isEmpty)
    #expect(Self.texts("Иван Ivan", options).isEmpty)
    let dense = String(repeating: "яцьё ", count: 19)
    #expect(Self.shipped.variants(of: dense, options: options).count <= options.limit)
    #expect(Self.texts("\u{301}\u{308}'’-", options).isEmpty)
  }
}
