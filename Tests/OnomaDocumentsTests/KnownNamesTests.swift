import OnomaDocuments
import OnomaEntities
import OnomaNames
import OnomaText
import Testing

/// A knowledge base of people and bodies that nobody has heard of, in Latin letters only.
private let knowledge = KnowledgeBase([
  Entity(
    id: CanonicalID(rawValue: "K1"), type: .person, name: "Viktar Hrynkevich", gender: .male,
    country: "BY"),
  Entity(
    id: CanonicalID(rawValue: "K2"), type: .person, name: "Oksana Hrynkevich", gender: .female,
    country: "BY"),
  Entity(
    id: CanonicalID(rawValue: "K3"), type: .person, name: "Sviatlana Barouskaya", gender: .female,
    country: "BY"),
  Entity(
    id: CanonicalID(rawValue: "K4"), type: .person, name: "Siarhei Barouski", gender: .male,
    country: "BY"),
  Entity(
    id: CanonicalID(rawValue: "K5"), type: .organization, name: "Zaranka Flour Mills", country: "BY"
  ),
  Entity(
    id: CanonicalID(rawValue: "K6"), type: .person, name: "Hiroshi Tanizaki", gender: .male,
    country: "JP"),
  Entity(id: CanonicalID(rawValue: "K7"), type: .place, name: "Oberlinden", country: "DE"),
])

@Suite("Who of a knowledge base is named")
struct KnownNamesTests {
  @Test(
    "an inflected name is found in a language and script that nobody listed",
    arguments: [
      ("Вчера суд приговорил Виктора Гринкевича к штрафу.", "Виктора Гринкевича", "K1"),
      ("Учора суд не паверыў Віктару Грынкевічу, сказаў адвакат.", "Віктару Грынкевічу", "K1"),
      ("Рішення оголосили Оксані Гринкевич учора ввечері.", "Оксані Гринкевич", "K2"),
      ("О здоровье Светланы Боровской рассказал врач.", "Светланы Боровской", "K3"),
      ("Врач рассказал о здоровье Сергея Боровского, но не о деле.", "Сергея Боровского", "K4"),
    ])
  func inflected(text: String, surface: String, id: String) throws {
    let texts = ResolvedTexts(text, knowledge: knowledge)
    #expect(try texts.id(surface) == CanonicalID(rawValue: id))
  }

  @Test(
    "a name is found in a script without capitals by its sound",
    arguments: [
      ("昨日、スヴャトラナ・バロウスカヤ氏が会見した。", "スヴャトラナ・バロウスカヤ", "K3"),
      ("어제 빅타르 흐린케비치가 기자들을 만났다.", "빅타르 흐린케비치", "K1"),
    ])
  func caseless(text: String, surface: String, id: String) throws {
    let texts = ResolvedTexts(text, knowledge: knowledge)
    #expect(try texts.id(surface) == CanonicalID(rawValue: id))
  }

  @Test("among hundreds of one given name a stranger is nobody, and each of them is found")
  func shared() throws {
    let openers = ["Bar", "Ven", "Dol", "Mir", "Tas", "Gor", "Lun"]
    let syllables = ["bar", "ven", "dol", "mir", "tas", "gor", "lun"]
    var crowd = KnowledgeBase()
    for number in 0..<343 {
      let family = openers[number % 7] + syllables[number / 7 % 7] + syllables[number / 49]
      crowd.insert(
        Entity(
          id: CanonicalID(rawValue: "C\(number)"), type: .person, name: "Alexander \(family)son"))
    }
    let texts = ResolvedTexts(
      "On Monday Alexander Quithwaite met Alexander Vendolmirson. В среду Александр Вендолмирсон уехал.",
      knowledge: crowd)
    #expect(try texts.id("Alexander Quithwaite").rawValue.hasPrefix("C") == false)
    let known = try #require(crowd.entities.first { $0.name == "Alexander Vendolmirson" })
    #expect(try texts.id("Alexander Vendolmirson") == known.id)
    #expect(try texts.id("Александр Вендолмирсон") == known.id)
  }

  @Test("husband and wife are told apart by the ending")
  func couple() throws {
    let texts = ResolvedTexts(
      "Врач говорил о здоровье Боровского. Сергей Боровский дома. Светлана Боровская ждала. "
        + "По словам Боровской, всё хорошо.", knowledge: knowledge)
    #expect(try texts.id("Боровского") == CanonicalID(rawValue: "K4"))
    #expect(try texts.id("Боровской") == CanonicalID(rawValue: "K3"))
  }

  @Test("nobody known is an answer: a namesake with another given name is a new person")
  func stranger() throws {
    let texts = ResolvedTexts(
      "On Monday the chemist Bartholomew Hrynkevich won a prize.", knowledge: knowledge)
    let mention = try #require(texts.mentions.first { $0.type == .person })
    #expect(texts.resolution.newEntities.contains(mention.entity))
  }

  @Test("a body goes by the first word of its name, in quotation marks, in any case")
  func body() throws {
    let texts = ResolvedTexts(
      "Директор «Заранки» уехал. О планах «Заранки» он молчал.", knowledge: knowledge)
    #expect(try texts.id("Заранки") == CanonicalID(rawValue: "K5"))
  }

  @Test("initials without a space, behind the name and in capitals belong to the name")
  func initials() throws {
    let texts = ResolvedTexts(
      "Слушали: В.А. Гринкевич сообщил о планах. ГРИНКЕВИЧ Виктор — директор.",
      knowledge: knowledge)
    #expect(try texts.id("В.А. Гринкевич") == CanonicalID(rawValue: "K1"))
    #expect(try texts.id("ГРИНКЕВИЧ Виктор") == CanonicalID(rawValue: "K1"))
  }

  @Test("the same knowledge base answers again and again alike")
  func again() {
    let resolver = Resolver(knowledge: knowledge)
    let document = Document(
      name: "1", text: .init("Вчера суд приговорил Виктора Гринкевича к штрафу."))
    let first = resolver.resolve([document])
    #expect(first.mentions == resolver.resolve([document]).mentions)
    #expect(first.mentions.map(\.entity) == [CanonicalID(rawValue: "K1")])
  }
}

@Suite("Words of a knowledge base alone")
struct KnownWordTests {
  static func body(_ id: String, _ name: String) -> Entity {
    Entity(id: CanonicalID(rawValue: id), type: .organization, name: name)
  }

  static func linked(_ text: String, _ entities: [Entity]) -> [String] {
    let documents = [Document(name: "1", text: SourceText(text))]
    return Resolver(knowledge: KnowledgeBase(entities)).resolve(documents).mentions.map {
      "\($0.surface) \($0.entity.rawValue)"
    }
  }

  @Test("a body's first word alone is that of the body with the fewest others, in any order")
  func heads() {
    let long = Self.body("B1", "Zarankia Flour Mills of Oberlinden")
    let short = Self.body("B2", "Zarankia Mills")
    for entities in [[long, short], [short, long]] {
      let found = Self.linked("On Monday the miller praised Zarankija loudly.", entities)
      #expect(found == ["Zarankija B2"])
    }
  }

  @Test("a word that is a family name of one and a body of another is found in both roles")
  func roles() {
    let person = Entity(
      id: CanonicalID(rawValue: "P1"), type: .person, name: "Viktar Hrynkevich")
    let entities = [person, Self.body("B1", "Hrynkevich Sawmills")]
    let found = Self.linked("Вчера Гринкевич сказал, что уйдет.", entities)
    #expect(found == ["Гринкевич P1"])
  }
}

@Suite("The nominative of somebody unknown")
struct NominativeTests {
  @Test(
    "an unknown person is called by the nominative where the text allows to tell",
    arguments: [
      ("Суд приговорил Андрея Бурлакова к штрафу.", "Андрей Бурлаков")
    ])
  func nominative(text: String, name: String) {
    let texts = ResolvedTexts(text)
    #expect(texts.resolution.entities.map(\.name).contains(name), "\(texts.surfaces())")
  }
}
