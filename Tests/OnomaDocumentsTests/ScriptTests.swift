import OnomaDocuments
import OnomaEntities
import OnomaNames
import Testing

@Suite("Names in other scripts")
struct ScriptTests {
  @Test("트럼프 is Trump, and particles stay outside the name")
  func korean() throws {
    let texts = ResolvedTexts(
      """
      President Donald Trump spoke by telephone.

      트럼프는 러시아에 대해 말하지 않았다. 우크라이나에서 전쟁이 이어진다. 트럼프가 떠났다. 사람들은 트럼프를 보았다.
      """)
    #expect(texts.surfaces() == ["Donald Trump", "트럼프", "러시아", "우크라이나", "트럼프", "트럼프"])
    #expect(try texts.id("트럼프") == texts.id("Donald Trump"))
  }

  @Test("the Korean genitive stays outside the name")
  func koreanGenitive() {
    let texts = ResolvedTexts(
      "President Donald Trump spoke by telephone.\n\n사람들은 트럼프의 말을 들었다.")
    #expect(texts.surfaces() == ["Donald Trump", "트럼프"])
  }

  @Test("an English weekday before Korean text is no name")
  func weekdayBeforeKorean() {
    let texts = ResolvedTexts(
      """
      President Donald Trump spoke on Sunday.

      트럼프는 러시아에 대해 말하지 않았다. 우크라이나에서 전쟁이 이어진다. 사람들은 트럼프를 보았다.
      """)
    #expect(!texts.surfaces().contains("Sunday"))
  }

  @Test("a country's Korean name is the country of the English text")
  func koreanCountries() throws {
    let texts = ResolvedTexts("The ship left Russia for the United States.", "러시아는 미국에 배를 보냈다.")
    #expect(try texts.id("러시아") == texts.id("Russia"))
    #expect(try texts.id("미국") == texts.id("United States"))
  }

  @Test("a Korean authority keeps the place in front of it")
  func koreanAuthority() throws {
    let texts = ResolvedTexts("미국 무역대표부(USTR)는 관세를 올리기로 했다.")
    #expect(try texts.type("미국 무역대표부") == .organization)
    #expect(try texts.id("USTR") == texts.id("미국 무역대표부"))
  }

  @Test("the same person in Russian, Belarusian and English has one ID")
  func cyrillic() throws {
    let texts = ResolvedTexts(
      "The blogger Sergei Tikhanovsky came home on Tuesday.",
      "Во вторник блогер Сергей Тихановский вернулся домой. Тихановский не сказал ни слова.",
      "У аўторак блогер Сяргей Ціханоўскі вярнуўся дадому.")
    let id = try texts.id("Sergei Tikhanovsky")
    #expect(try texts.id("Сергей Тихановский") == id)
    #expect(try texts.id("Тихановский") == id)
    #expect(try texts.id("Сяргей Ціханоўскі") == id)
  }
}

@Suite("Linking to a knowledge base")
struct KnowledgeTests {
  static let knowledge = KnowledgeBase([
    Entity(
      id: CanonicalID(rawValue: "kb-marlowe"), type: .person, name: "Edwin Marlowe",
      aliases: [Alias("Эдвин Марлоу")], gender: .male),
    Entity(
      id: CanonicalID(rawValue: "kb-sandoval"), type: .person, name: "Ingrid Sandoval",
      gender: .female),
    Entity(
      id: CanonicalID(rawValue: "kb-flp"), type: .organization, name: "Federation of Lake Pilots"),
  ])

  private static func id(_ text: String) -> CanonicalID { CanonicalID(rawValue: text) }

  @Test("a known name has the knowledge base's ID, a new one a minted ID")
  func knownAndNew() throws {
    let texts = ResolvedTexts(
      "The smith Edwin Marlowe met the baker Ottilie Brandvold. To Marlowe she sold bread.",
      knowledge: Self.knowledge)
    #expect(try texts.id("Edwin Marlowe") == Self.id("kb-marlowe"))
    #expect(try texts.id("Marlowe") == Self.id("kb-marlowe"))
    let new = try texts.id("Ottilie Brandvold")
    #expect(new.isMinted)
    #expect(texts.resolution.newEntities == [new])
  }

  @Test("a name in another script links to an entity that lists only Latin")
  func otherScript() throws {
    let texts = ResolvedTexts(
      "Вчера в Ригу приехала Ингрид Сандовал.", knowledge: Self.knowledge)
    #expect(try texts.id("Ингрид Сандовал") == Self.id("kb-sandoval"))
  }

  @Test("an alias in another script links")
  func alias() throws {
    let texts = ResolvedTexts("Вчера в Риге запел Эдвин Марлоу.", knowledge: Self.knowledge)
    #expect(try texts.id("Эдвин Марлоу") == Self.id("kb-marlowe"))
  }

  @Test("a name with another given name does not link")
  func otherGivenName() throws {
    let texts = ResolvedTexts(
      "The painter Clara Marlowe lives in Riga.", knowledge: Self.knowledge)
    #expect(try texts.id("Clara Marlowe").isMinted)
  }

  @Test("an organisation links, and keeps its ID for its acronym")
  func organization() throws {
    let texts = ResolvedTexts(
      "A letter came from the Federation of Lake Pilots (FLP). The FLP sent another.",
      knowledge: Self.knowledge)
    #expect(try texts.id("Federation of Lake Pilots") == Self.id("kb-flp"))
    #expect(try texts.id("FLP") == Self.id("kb-flp"))
  }

  @Test("entities come back with the spellings that were seen")
  func spellings() throws {
    let texts = ResolvedTexts("The smith Edwin Marlowe sang.", knowledge: Self.knowledge)
    let entity = try #require(
      texts.resolution.entities.first { $0.id == Self.id("kb-marlowe") })
    #expect(entity.aliases.contains { $0.text == "Edwin Marlowe" && $0.count == 1 })
    #expect(entity.aliases.contains { $0.text == "Эдвин Марлоу" })
  }

  @Test("a knowledge base that names nobody in the text changes nothing else")
  func unrelated() {
    let text = "The sexton Willem Oosterdijk rang the bell in Riga."
    let without = ResolvedTexts(text)
    let with = ResolvedTexts(text, knowledge: Self.knowledge)
    #expect(without.mentions == with.mentions)
  }
}
