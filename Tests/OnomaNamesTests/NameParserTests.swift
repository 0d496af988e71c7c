import OnomaNames
import OnomaTestSupport
import OnomaText
import Testing

@Suite("The parts of a person's name")
struct NameParserTests {
  typealias Roles = [NamePart.Role]

  static let western: [(text: String, roles: Roles)] = [
    ("Ada Lovelace", [.given, .family]), ("van Susteren", [.particle, .family]),
    ("Greta Conway Van Susteren", [.given, .given, .particle, .family]),
    ("Dr. Ludwig van Beethoven", [.honorific, .given, .particle, .family]),
    ("Martin Luther King Jr.", [.given, .given, .family, .suffix]),
    ("Mr. Smith", [.honorific, .family]), ("Mrs. Jane Smith", [.honorific, .given, .family]),
    ("John F. Kennedy", [.given, .initial, .family]),
    ("J. R. R. Tolkien", [.initial, .initial, .initial, .family]),
    ("Kennedy, John F.", [.family, .given, .initial]), ("O'Brien", [.family]),
    ("Conan O’Brien", [.given, .family]), ("D'Angelo", [.family]),
    ("Nigel Gould-Davies", [.given, .family, .family]), ("Gould-Davies", [.family, .family]),
    ("Jean-Luc Picard", [.given, .given, .family]),
    ("William Gates III", [.given, .family, .suffix]),
    ("Charles de Gaulle", [.given, .particle, .family]),
    ("José María de la Cruz", [.given, .given, .particle, .particle, .family]),
    ("María Fernández de la Vega", [.given, .family, .particle, .particle, .family]),
    ("Gabriel García Márquez", [.given, .family, .family]),
    ("Luiz Inácio da Silva", [.given, .given, .particle, .family]),
    ("Leonardo da Vinci", [.given, .particle, .family]),
    ("Ursula von der Leyen", [.given, .particle, .particle, .family]),
    ("Frau Angela Merkel", [.honorific, .given, .family]),
    ("Professor Albert Einstein", [.honorific, .given, .family]),
    ("Sir Isaac Newton", [.honorific, .given, .family]),
    ("President Emmanuel Macron", [.honorific, .given, .family]), ("Anna", [.given]),
    ("Merkel", [.family]), ("SMITH John", [.family, .given]), ("Nagy Ferenc", [.family, .given]),
    ("Mario Rossi", [.given, .family]), ("Małgorzata Kowalska", [.given, .family]),
    ("Jana Nováková", [.given, .family]), ("Dalia Grybauskaitė", [.given, .family]),
    ("Κυριάκος Μητσοτάκης", [.given, .family]),
    ("Recep Tayyip Erdoğan", [.given, .given, .family]),
  ]

  static let slavic: [(text: String, roles: Roles)] = [
    ("А. Г. Лукашенко", [.initial, .initial, .family]),
    ("А.Г. Лукашенко", [.initial, .initial, .family]),
    ("Лукашенко А. Г.", [.family, .initial, .initial]),
    ("Lukashenko, A.G.", [.family, .initial, .initial]),
    ("Lukashenko, Aleksandr Grigoryevich", [.family, .given, .patronymic]),
    ("Александр Григорьевич Лукашенко", [.given, .patronymic, .family]),
    ("ЛУКАШЕНКО Александр Григорьевич", [.family, .given, .patronymic]),
    ("Лукашенко Александр Григорьевич", [.family, .given, .patronymic]),
    ("Аляксандр Рыгоравіч Лукашэнка", [.given, .patronymic, .family]),
    ("Roman Abramovich", [.given, .family]),
    ("Владимир Ильич Петров", [.given, .patronymic, .family]),
    ("Дмитрий Шостакович", [.given, .family]), ("Dmitri Shostakovich", [.given, .family]),
    ("Святлана Ціханоўская", [.given, .family]), ("Сергей Тихановский", [.given, .family]),
    ("Володимир Олександрович Зеленський", [.given, .patronymic, .family]),
    ("Анна Ивановна Петрова", [.given, .patronymic, .family]),
    ("Ю. Н. Гагарин", [.initial, .initial, .family]), ("Дз. Лукашэнка", [.initial, .family]),
    ("Лукашенко", [.family]), ("г-н Лукашенко", [.honorific, .honorific, .family]),
    ("Светлана", [.given]),
    ("Aleksandr G. Lukashenko", [.given, .initial, .family]),
  ]

  static let eastern: [(text: String, roles: Roles)] = [
    ("Kim Jong-un", [.family, .given, .given]), ("Kim Jong Un", [.family, .given, .given]),
    ("Kim Dae-jung", [.family, .given, .given]), ("Park Geun-hye", [.family, .given, .given]),
    ("Kim Anne Smith", [.given, .given, .family]),
    ("Xi Jinping", [.family, .given]), ("习近平", [.family, .given]), ("習近平", [.family, .given]),
    ("김정은", [.family, .given]), ("문재인", [.family, .given]), ("诸葛亮", [.family, .given]),
    ("欧阳修", [.family, .given]), ("トランプ", [.family]), ("ドナルド・トランプ", [.given, .family]),
    ("트럼프", [.family]), ("卢卡申科", [.family]),
    ("Ahmed bin Salman", [.given, .particle, .family]), ("Abu Bakr", [.particle, .family]),
    ("Osama bin Laden", [.given, .particle, .family]), ("Narendra Modi", [.given, .family]),
    ("Benjamin Netanyahu", [.given, .family]), ("בנימין נתניהו", [.given, .family]),
    ("محمد بن سلمان", [.given, .particle, .family]), ("გიორგი მარგველაშვილი", [.given, .family]),
    ("Սերժ Սարգսյան", [.given, .family]), ("สมชาย วงศ์สวัสดิ์", [.given, .family]),
  ]

  @Test("the roles of names of the West", arguments: western)
  func westernRoles(case: (text: String, roles: Roles)) { expectRoles(`case`.text, `case`.roles) }

  @Test("the roles of East Slavic names", arguments: slavic)
  func slavicRoles(case: (text: String, roles: Roles)) { expectRoles(`case`.text, `case`.roles) }

  @Test("the roles of names of the East", arguments: eastern)
  func easternRoles(case: (text: String, roles: Roles)) { expectRoles(`case`.text, `case`.roles) }

  private func expectRoles(_ text: String, _ roles: Roles) {
    #expect(NameParser.shipped.parse(text, as: .person).parts.map(\.role) == roles, "\(text)")
  }

  @Test("the pieces of an unspaced name lie where they were written")
  func pieces() {
    let name = NameParser.shipped.parse("习近平", as: .person)
    #expect(name.parts.map(\.token.text) == ["习", "近平"])
    #expect(name.parts.map(\.token.range) == [0..<1, 1..<3])
    let compound = NameParser.shipped.parse("诸葛亮", as: .person)
    #expect(compound.parts.map(\.token.text) == ["诸葛", "亮"])
  }

  @Test("Van Susteren is one family name of two words")
  func familyWithParticle() {
    let name = NameParser.shipped.parse("Greta Conway Van Susteren", as: .person)
    #expect(name.family.map(\.token.text) == ["Van", "Susteren"])
    #expect(!name.isFamilyOnly)
    #expect(NameParser.shipped.parse("Mr. Van Susteren", as: .person).isFamilyOnly)
    #expect(NameParser.shipped.parse("Anna", as: .person).isGivenOnly)
  }

  static let genders: [(text: String, gender: Gender?)] = [
    ("Тихановская", .female), ("Тихановский", .male), ("Ціханоўская", .female),
    ("Ціханоўскі", .male), ("Зеленська", .female), ("Зеленський", .male), ("Kowalska", .female),
    ("Kowalski", .male), ("Nováková", .female), ("Grybauskaitė", .female),
    ("Kazlauskienė", .female),
    ("Kazlauskas", .male), ("Иванова", .female), ("Tikhanovskaya", .female), ("Tikhanovsky", .male),
    ("Лукашенко", nil), ("Smith", nil), ("Анна Ивановна", .female), ("Иван Иванович", .male),
    ("Mr. Lukashenko", .male), ("Mrs. Lukashenko", .female), ("Maria Smith", .female),
    ("John Smith", .male), ("Л. Григорьевна Лукашенко", .female), ("Svetlana Lukashenko", .female),
  ]

  @Test("a name shows the gender of its bearer, or none", arguments: genders)
  func gender(case: (text: String, gender: Gender?)) {
    #expect(NameParser.shipped.parse(`case`.text, as: .person).gender == `case`.gender)
  }

  @Test("no hostile text is too much: parts come from the text, in order")
  func hostile() {
    var hostile = HostileText(seed: 24)
    for round in 0..<300 {
      let text = round.isMultiple(of: 2) ? hostile.text(upTo: 60) : hostile.name(words: 4)
      let scalars = Array(text.unicodeScalars)
      for type in EntityType.allCases {
        let name = NameParser.shipped.parse(text, as: type)
        #expect(name.text.utf8.elementsEqual(text.utf8))
        var end = 0
        for part in name.parts {
          #expect(part.token.range.lowerBound >= end)
          #expect(Array(part.token.text.unicodeScalars) == Array(scalars[part.token.range]))
          end = part.token.range.upperBound
        }
        #expect(NameParser.shipped.parse(text, as: type) == name)
      }
    }
  }

  @Test("a name of 10 MB is read to its limit and no further")
  func hugeNames() {
    for unit in ["a", "a ", "Й", "e\u{301}\u{316}", "A.", "de la ", "習", "김", "\u{202E}", " ", "-"]
    {
      let text = String(repeating: unit, count: 10_000_000 / unit.utf8.count)
      for type in [EntityType.person, .organization] {
        let parts = NameParser.shipped.parse(text, as: type).parts
        #expect(parts.count <= NameParser.tokenLimit + 1)
      }
    }
  }
}
