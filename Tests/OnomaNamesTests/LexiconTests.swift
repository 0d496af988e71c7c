import OnomaNames
import OnomaText
import Testing

@Suite("Given names across languages")
struct GivenNamesTests {
  static let families: [[String]] = [
    [
      "Aleksandr", "Alexander", "Aliaksandr", "Александр", "Аляксандр", "Oleksandr", "Олександр",
      "Alessandro", "Alejandro", "Aleksander", "Αλέξανδρος", "ألكسندر",
    ],
    ["Sergei", "Sergey", "Siarhei", "Serhii", "Сергей", "Сяргей", "Сергій", "Serge"],
    ["Svetlana", "Sviatlana", "Светлана", "Святлана", "Svitlana"],
    ["John", "Jean", "Juan", "Ivan", "Иван", "Johannes", "Giovanni"],
    ["Michael", "Mikhail", "Michał", "Михаил", "Michel"], ["Artyom", "Artsiom", "Артём", "Арцём"],
    ["Maria", "Mary", "Мария", "María", "Marie"], ["Nikolai", "Nicholas", "Mikalai", "Николай"],
  ]

  @Test("the forms of one name are equivalent in every language", arguments: families)
  func equivalent(forms: [String]) {
    let keys = forms.map(NameKey.fold)
    for key in keys { #expect(GivenNames.shipped.areEquivalent(keys[0], key), "\(key)") }
    for key in keys { #expect(GivenNames.shipped.areEquivalent(key, keys[0]), "\(key)") }
  }

  static let strangers: [(String, String)] = [
    ("Maria", "Mario"), ("Alexander", "Alexandra"), ("Michael", "Michelle"),
    ("Artyom", "Arthur"), ("Sergei", "Andrei"), ("Daniel", "Daniela"), ("Ivan", "Igor"),
    ("Viktor", "Vitali"), ("Павел", "Петр"), ("Olga", "Oleg"), ("Nikita", "Nikolai"),
  ]

  @Test("names that only look alike are two names", arguments: strangers)
  func notEquivalent(pair: (String, String)) {
    #expect(!GivenNames.shipped.areEquivalent(NameKey.fold(pair.0), NameKey.fold(pair.1)))
  }

  @Test("Valery is not Valerie")
  func valeryAndValerie() {
    // The tables give Valery as a form of Valerie in English, and Valerie of Valery in Romanian.
    #expect(!GivenNames.shipped.areEquivalent("valery", "valerie"))
  }

  @Test("an unknown word is equivalent to itself alone and has no sense")
  func unknown() {
    #expect(GivenNames.shipped["qwrtz"].isEmpty)
    #expect(GivenNames.shipped.areEquivalent("qwrtz", "qwrtz"))
    #expect(!GivenNames.shipped.areEquivalent("qwrtz", "john"))
  }

  @Test("a pet form is known as one")
  func petForms() {
    #expect(GivenNames.shipped["sasha"].contains { $0.isHypocorism })
    #expect(GivenNames.shipped.areEquivalent("sasha", "aleksandr"))
    #expect(!GivenNames.shipped["aleksandr"].contains { $0.isHypocorism })
  }
}

@Suite("Endings of family names")
struct SurnameEndingsTests {
  static let genders: [(surname: String, gender: Gender?)] = [
    ("Ціханоўская", .female), ("Ціханоўскі", .male), ("Тихановская", .female),
    ("Тихановский", .male), ("Толстая", .female), ("Толстой", .male), ("Петрова", .female),
    ("Зеленська", .female), ("Зеленський", .male), ("Kowalska", .female), ("Kowalski", .male),
    ("Nováková", .female), ("Grybauskaitė", .female), ("Šimonytė", .female),
    ("Kazlauskienė", .female), ("Nausėda", nil), ("Tsikhanouskaya", .female),
    ("Kolesnikova", .female), ("Лукашенко", nil), ("Мельник", nil), ("", nil), ("а", nil),
    ("ва", nil),
  ]

  @Test("an ending shows its gender, or none", arguments: genders)
  func gender(case: (surname: String, gender: Gender?)) {
    #expect(SurnameEndings.shipped.gender(ofSurname: NameKey.fold(`case`.surname)) == `case`.gender)
  }

  static let husbands: [(wife: String, husband: String)] = [
    ("Тихановская", "Тихановский"), ("Ціханоўская", "Ціханоўскі"), ("Tikhanovskaya", "Tikhanovsky"),
    ("Петрова", "Петров"), ("Kowalska", "Kowalski"), ("Nováková", "Novák"),
    ("Зеленська", "Зеленський"),
    ("Kazlauskienė", "Kazlauskas"),
  ]

  @Test("the masculine of a feminine name is among its forms", arguments: husbands)
  func masculine(case: (wife: String, husband: String)) {
    let forms = SurnameEndings.shipped.masculineForms(of: NameKey.fold(`case`.wife))
    #expect(forms.contains(NameKey.fold(`case`.husband)))
  }

  static let cases: [(inflected: String, nominative: String)] = [
    ("Лукашенка", "Лукашенко"), ("Путина", "Путин"), ("Путиным", "Путин"),
    ("Тихановской", "Тихановская"),
    ("Тихановского", "Тихановский"), ("Kowalskiego", "Kowalski"),
  ]

  @Test("the nominative of an inflected name is among its forms", arguments: cases)
  func nominative(case: (inflected: String, nominative: String)) {
    let forms = SurnameEndings.shipped.nominatives(of: NameKey.fold(`case`.inflected))
    #expect(forms.contains(NameKey.fold(`case`.nominative)), "\(forms)")
  }

  @Test("forms are never empty and never repeat, for any short word")
  func shortWords() {
    for word in ["", "а", "ва", "ова", "ская", "\u{301}"] {
      let forms = SurnameEndings.shipped.masculineForms(of: word)
      #expect(Set(forms).count == forms.count && !forms.contains(""))
      #expect(!SurnameEndings.shipped.nominatives(of: word).contains(""))
    }
  }
}

@Suite("Patronymics")
struct PatronymicsTests {
  static let patronymics: [(word: String, gender: Gender?)] = [
    ("Григорьевич", .male), ("Ивановна", .female), ("Рыгоравіч", .male), ("Рыгораўна", .female),
    ("Олександрович", .male), ("Олександрівна", .female), ("Grigoryevich", .male),
    ("Ivanovna", .female),
    ("Ильич", .male), ("Smith", nil), ("Анна", nil), ("", nil),
  ]

  @Test("a patronymic shows the gender of its bearer", arguments: patronymics)
  func gender(case: (word: String, gender: Gender?)) {
    #expect(Patronymics.shipped.gender(of: NameKey.fold(`case`.word)) == `case`.gender)
  }
}

@Suite("Small words")
struct NameWordsTests {
  @Test("forms of address, titles and offices are honorifics in many languages")
  func honorifics() {
    for word in [
      "mr", "mrs", "dr", "president", "herr", "frau", "monsieur", "пан", "г-н", "президент",
      "señor",
    ] {
      #expect(NameWords.shipped.honorific(NameKey.foldPhrase(word)) != nil, "\(word)")
    }
    for word in ["", "ada", "belarus", "лукашенко"] {
      #expect(NameWords.shipped.honorific(word) == nil, "\(word)")
    }
    #expect(NameWords.shipped.honorific("mr")?.gender == .male)
    #expect(NameWords.shipped.honorific("mrs")?.gender == .female)
  }

  @Test("a language sees its own honorifics and English ones")
  func byLanguage() {
    #expect(NameWords.shipped.honorific("herr", language: "de") != nil)
    #expect(NameWords.shipped.honorific("herr", language: "ko") == nil)
    #expect(NameWords.shipped.honorific("mr", language: "ko") != nil)
  }

  @Test("particles, marks of generation and small words are told apart")
  func particles() {
    for word in ["van", "von", "de", "der", "al", "da"] {
      #expect(NameWords.shipped.particles(word).contains(.particle), "\(word)")
    }
    for word in ["bin", "ibn", "بن"] {
      #expect(NameWords.shipped.particles(NameKey.foldPhrase(word)).contains(.nasab), "\(word)")
    }
    for word in ["jr", "sr", "iii"] {
      #expect(NameWords.shipped.particles(word).contains(.suffix), "\(word)")
    }
    for word in ["of", "and", "и"] {
      #expect(NameWords.shipped.particles(word).contains(.conjunction), "\(word)")
    }
    #expect(NameWords.shipped.particles("smith").isEmpty)
  }

  @Test("suffixes of organisations in unspaced scripts come longest first")
  func suffixes() {
    let counts = NameWords.shipped.organizationSuffixes.map(\.unicodeScalars.count)
    #expect(counts == counts.sorted(by: >))
    #expect(NameWords.shipped.organizationWords("ministry").contains { $0.kind == .government })
  }
}

@Suite("Places, organisations and their people")
struct GazetteerTests {
  static let gazetteer = Gazetteer(languages: ["en", "be", "ko", "zh", "ru"])

  static let names: [(name: String, id: String)] = [
    ("Belarus", "country-by"), ("Беларусь", "country-by"), ("벨라루스", "country-by"),
    ("白俄罗斯", "country-by"), ("Guinea-Bissau", "country-gw"), ("Guinea Bissau", "country-gw"),
    ("Côte d’Ivoire", "country-ci"), ("U.S.", "country-us"), ("US", "country-us"),
    ("United States", "country-us"),
  ]

  @Test("a country is found by its names in the languages asked for", arguments: names)
  func country(case: (name: String, id: String)) {
    let found = Self.gazetteer[NameKey.foldPhrase(`case`.name)].map(\.id)
    #expect(found.contains(`case`.id), "\(found)")
  }

  @Test("a name in another language's letters is not taken from a language nobody asked for")
  func otherLanguages() {
    #expect(Gazetteer(languages: ["en"])[NameKey.foldPhrase("Vereinigte Staaten")].isEmpty)
    #expect(Self.gazetteer[""].isEmpty)
  }

  @Test("an entry has one English name, whatever the language of the text")
  func englishName() {
    #expect(Self.gazetteer.name(of: "country-by") == "Belarus")
    #expect(Self.gazetteer.name(of: "nothing") == nil)
  }

  @Test("the longest name at the start of unspaced text wins")
  func unspaced() {
    let text = NameKey.fold("白俄罗斯总统")
    let found = Self.gazetteer.longestUnspacedPrefix(of: Substring(text).unicodeScalars)
    #expect(found == NameKey.foldPhrase("白俄罗斯"))
    #expect(Self.gazetteer.longestUnspacedPrefix(of: Substring("").unicodeScalars) == nil)
  }

  @Test("a demonym belongs to its country and is no place")
  func demonyms() {
    #expect(Demonyms.shipped["american", language: "en"] == "US")
    #expect(Demonyms.shipped["belarusian", language: "en"] == "BY")
    #expect(Demonyms.shipped["belarus", language: "en"] == nil)
  }

  @Test("family names of the East are known in letters and characters")
  func eastAsian() {
    for name in ["kim", "xi", "习", "習", "김", "山田", "trump"] {
      #expect(EastAsianSurnames.shipped[NameKey.fold(name)].isEmpty == (name == "trump"), "\(name)")
    }
  }

  @Test("nouns tell what the name beside them is")
  func contextWords() {
    #expect(ContextWords.shipped["newspaper"] == .organization)
    #expect(ContextWords.shipped["river"] == .place)
    #expect(ContextWords.shipped["lukashenko"] == nil)
    #expect(CommonWords.shipped.contains("cabinet") && !CommonWords.shipped.contains("lukashenko"))
  }
}
