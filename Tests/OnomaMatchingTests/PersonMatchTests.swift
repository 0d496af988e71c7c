import OnomaMatching
import OnomaNames
import Testing

@Suite("Whether two names are one person's")
struct PersonMatchTests {
  static let matcher = NameMatcher()

  static func score(_ a: String, _ b: String) -> Double {
    matcher.compare(a, b, as: .person).probability
  }

  static let same: [(a: String, b: String)] = [
    ("Sergei Tikhanovsky", "Siarhei Tsikhanouski"), ("Tikhanovsky", "Tsikhanouski"),
    ("Сергей Тихановский", "Sergei Tikhanovsky"), ("Сяргей Ціханоўскі", "Siarhei Tsikhanouski"),
    ("Сяргей Ціханоўскі", "Сергей Тихановский"), ("Сяргей Ціханоўскі", "Sergei Tikhanovsky"),
    ("Svetlana Tikhanovskaya", "Sviatlana Tsikhanouskaya"),
    ("Святлана Ціханоўская", "Светлана Тихановская"), ("John Coale", "John Cole"),
    ("Ales Bialitski", "Ales Bialiatski"),
    ("Ales Bialiatski", "Алесь Бяляцкі"), ("Bialitski", "Бяляцкі"),
    ("Artyom Ivanov", "Artsiom Ivanov"), ("Мария Колесникова", "Maryia Kalesnikava"),
    ("Maria Kolesnikova", "Maria Kalesnikava"),
    ("Aleksandr Lukashenko", "Alyaksandr Lukashenka"),
    ("Александр Лукашенко", "Alexander Lukashenko"),
    ("Lukaschenko", "Loukachenko"), ("Aleksandr G. Lukashenko", "Alexander G. Lukashenko"),
    ("Aleksandr G. Lukashenko", "Alexander Lukashenko"),
    ("Lukashenko, Aleksandr", "Aleksandr Lukashenko"),
    ("ЛУКАШЕНКО Александр Григорьевич", "Aleksandr Lukashenko"), ("Kim Jong-un", "Kim Jong Un"),
    ("Kim Jong-un", "Kim Jongun"), ("习近平", "Xi Jinping"), ("김정은", "Kim Jong-un"),
    ("Greta Van Susteren", "Greta van Susteren"), ("Nigel Gould-Davies", "Nigel Gould Davies"),
    ("Dr. Jane Smith", "Jane Smith"), ("Jürgen Groß", "Juergen Gross"),
    ("Łukasz Żak", "Lukasz Zak"),
    ("Mikhail Gorbachev", "Michail Gorbatschow"), ("Вячеслав Молотов", "Vyacheslav Molotov"),
  ]

  @Test("spellings of one name are likelier the same than not", arguments: same)
  func areSame(pair: (a: String, b: String)) {
    #expect(Self.score(pair.a, pair.b) > 0.5)
  }

  static let different: [(a: String, b: String)] = [
    ("Tikhanovsky", "Tikhansky"), ("Tsikhanouski", "Tikhansky"),
    ("Sergei Tikhanovsky", "Sergei Tikhansky"), ("Xi Jinbing", "习近平"),
    ("Сергей Тихановский", "Сергей Тиханский"),
    ("Sergei Tikhanovsky", "Mikhail Tikhansky"), ("Siarhei Tsikhanouski", "Mikhail Tikhansky"),
    ("Sergei Tikhanovsky", "Svetlana Tikhanovskaya"),
    ("Siarhei Tsikhanouski", "Sviatlana Tsikhanouskaya"),
    ("Сергей Тихановский", "Светлана Тихановская"), ("Pempel", "Pompeo"),
    ("T. J. Pempel", "Mike Pompeo"), ("Boris Ivanov", "Denis Ivanov"),
    ("Maria Silva", "Mario Silva"), ("John Smith", "Jane Smith"), ("Anna Petrova", "Olga Petrova"),
    ("Иван Петров", "Пётр Иванов"), ("Alexander Lukashenko", "Viktor Lukashenko"),
    ("John Smith", "John Brown"), ("A. Smith", "B. Smith"), ("Donald Trump", "Melania Trump"),
    ("Kim Jong-un", "Kim Jong-il"), ("Vladimir Putin", "Volodymyr Zelensky"),
    ("Valery Ivanov", "Valerie Ivanov"), ("Salman bin Muhammad", "Muhammad bin Salman"),
    ("Иван Сергеевич Петров", "Иван Андреевич Петров"),
  ]

  @Test("names of two people are likelier different than not", arguments: different)
  func areDifferent(pair: (a: String, b: String)) {
    #expect(Self.score(pair.a, pair.b) < 0.5)
  }

  /// Spelt as the ending calls for in another language or by another habit.
  static let respelt: [(a: String, b: String)] = [
    ("John Coale", "Джон Коул"), ("Coale", "Коул"), ("Mary Boase", "Мэри Боуз"),
    ("Ivanou", "Иванов"), ("Ivanou", "Ivanov"), ("Siarhei Paulau", "Sergei Pavlov"),
    ("Andrei Kavaliou", "Andrei Kovalev"), ("Andrei Kavaliou", "Андрей Ковалёв"),
    ("Vasil Bykau", "Vasily Bykov"), ("Dubrouski", "Dubrovsky"),
  ]

  @Test("an ending that is spelt otherwise in another language is the same", arguments: respelt)
  func areRespelt(pair: (a: String, b: String)) {
    #expect(Self.score(pair.a, pair.b) > 0.6)
  }

  /// Whose family name ends like a woman's in a language that it is not of.
  static let men: [(a: String, b: String)] = [
    ("John Greene", "Джон Грин"), ("Michael Keane", "Майкл Кин"), ("Ivan Ivanou", "Иван Иванов"),
    ("Luis Medina", "Луис Медина"), ("Hayao Miyazaki", "Хаяо Миядзаки"),
  ]

  @Test("an ending does not make a woman of a man", arguments: men)
  func staysAMan(pair: (a: String, b: String)) {
    #expect(Self.score(pair.a, pair.b) > 0.8)
  }

  static let wide: [(a: String, b: String)] = [
    ("Lukashenko", "卢卡申科"), ("Lukashenko", "ルカシェンコ"), ("Lukashenko", "루카셴코"),
    ("Lukashenko", "لوكاشينكو"), ("Lukashenko", "לוקשנקו"), ("Xi Jinping", "習近平"),
    ("Xi Jinping", "시진핑"), ("Xi Jinping", "Си Цзиньпин"), ("Zelensky", "Зеленський"),
    ("Zelensky", "زيلينسكي"), ("Nausėda", "Nauseda"),
    ("Sergei Tikhanovsky", "Siarhei Tsikhanouski"),
    ("Hun Sen", "ហ៊ុន សែន"), ("Tenzin Gyatso", "བསྟན་འཛིན་རྒྱ་མཚོ"),
    ("Mahinda Rajapaksa", "මහින්ද රාජපක්ෂ"),
  ]

  @Test("names in any script are nine in ten the same as their romanization", arguments: wide)
  func acrossScripts(pair: (a: String, b: String)) {
    #expect(Self.score(pair.a, pair.b) >= 0.9)
  }

  static let apart: [(a: String, b: String)] = [
    ("Sergei Tikhanovsky", "Svetlana Tikhanovskaya"), ("Sergei Tikhanovsky", "Sergei Tikhansky"),
    ("Сергей Тихановский", "Sviatlana Tsikhanouskaya"), ("Li Keqiang", "习近平"),
    ("Siarhei Tsikhanouski", "Sergei Tikhansky"), ("Alexander Lukashenko", "Viktor Lukashenko"),
  ]

  @Test("people of one or a similar family name are at most one in ten the same", arguments: apart)
  func farApart(pair: (a: String, b: String)) {
    #expect(Self.score(pair.a, pair.b) <= 0.1)
  }

  static let closer: [(name: String, pair: (String, String), than: (String, String))] = [
    (
      "Tikhansky is nearer in letters and farther in sound",
      ("Tikhanovsky", "Tsikhanouski"), ("Tikhanovsky", "Tikhansky")
    ),
    (
      "full names of Tikhanovsky and Tikhansky",
      ("Sergei Tikhanovsky", "Siarhei Tsikhanouski"), ("Sergei Tikhanovsky", "Sergei Tikhansky")
    ),
    (
      "husband and wife", ("S. Tikhanovsky", "S. Tsikhanouski"),
      ("S. Tikhanovsky", "S. Tikhanovskaya")
    ),
    ("Coale and Cole, not Cooper", ("Coale", "Cole"), ("Coale", "Cooper")),
    ("Коул is Coale, not Keller", ("Коул", "Coale"), ("Коул", "Keller")),
    ("Pempel is not Pompeo", ("Pompeo", "Помпео"), ("Pompeo", "Pempel")),
    ("Kalesnikava is Kolesnikova", ("Kolesnikova", "Kalesnikava"), ("Kolesnikova", "Karpenkova")),
    (
      "a full name says more than a surname",
      ("Aleksandr Lukashenko", "Alexander Lukashenko"), ("Lukashenko", "Alexander Lukashenko")
    ),
    (
      "a fitting initial is better than a wrong one", ("A. Smith", "Ada Smith"),
      ("B. Smith", "Ada Smith")
    ),
    (
      "a wrong patronymic is worse than none",
      ("Иван Петров", "Иван Сергеевич Петров"), ("Иван Андреевич Петров", "Иван Сергеевич Петров")
    ),
    (
      "a right patronymic is better than a wrong one",
      ("Иван Сергеевич Петров", "Ivan Sergeyevich Petrov"),
      ("Иван Сергеевич Петров", "Ivan Andreyevich Petrov")
    ),
    (
      "a known equivalent is better than another name",
      ("Sergei Ivanov", "Siarhei Ivanov"), ("Sergei Ivanov", "Andrei Ivanov")
    ),
    (
      "order around a nasab matters",
      ("Ahmed bin Salman", "Ahmad ibn Salman"), ("Ahmed bin Salman", "Salman bin Ahmed")
    ),
    (
      "order without a nasab hardly does", ("Ada Lovelace", "Lovelace Ada"),
      ("Ada Lovelace", "Ada Smith")
    ),
  ]

  @Test("one pair is likelier the same than another", arguments: closer)
  func closerThan(case: (name: String, pair: (String, String), than: (String, String))) {
    let first = Self.score(`case`.pair.0, `case`.pair.1)
    let second = Self.score(`case`.than.0, `case`.than.1)
    #expect(first > second, "\(first) and \(second)")
  }

  static let scripts: [(script: String, name: String, others: [String])] = [
    ("Han", "卢卡申科", ["泽连斯基", "特朗普", "普京", "梅德韦杰夫"]),
    ("kana", "ルカシェンコ", ["ゼレンスキー", "トランプ", "プーチン", "メドヴェージェフ"]),
    ("Hangul", "루카셴코", ["젤렌스키", "트럼프", "푸틴", "메드베데프"]),
    ("Arabic", "لوكاشينكو", ["زيلينسكي", "ترامب", "بوتين", "ميدفيديف"]),
    ("Hebrew", "לוקשנקו", ["זלנסקי", "טראמפ", "פוטין", "מדבדב"]),
    ("Cyrillic", "Лукашэнка", ["Зяленскі", "Трамп", "Пуцін", "Мядзведзеў"]),
    ("Greek", "Λουκασένκο", ["Ζελένσκι", "Τραμπ", "Πούτιν", "Μεντβέντεφ"]),
    ("Georgian", "ლუკაშენკო", ["ზელენსკი", "ტრამპი", "პუტინი", "მედვედევი"]),
  ]

  @Test("a name is nearest to its own spelling in every script", arguments: scripts)
  func acrossScripts(case: (script: String, name: String, others: [String])) {
    let own = Self.score("Lukashenko", `case`.name)
    for other in `case`.others {
      let score = Self.score("Lukashenko", other)
      #expect(own > score, "\(other): \(own) and \(score)")
    }
  }

  @Test("letters that only look alike are reported, and not taken for the same")
  func confusable() {
    // A Latin a among Cyrillic letters.
    let match = Self.matcher.compare("Лукaшенко", "Лукашенко", as: .person)
    #expect(match.evidence.contains { $0.rule == .confusable })
    #expect(match.probability < 1)
    let plain = Self.matcher.compare("Lukashenko", "Лукашенко", as: .person)
    #expect(!plain.evidence.contains { $0.rule == .confusable })
  }
}
