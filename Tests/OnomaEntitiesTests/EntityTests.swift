public import OnomaEntities
import OnomaNames
import Testing

@Suite("The spellings of an entity")
struct EntityTests {
  static func ada() -> Entity { Entity(id: "onm-ada", type: .person, name: "Ada Lovelace") }

  @Test("spellings come most frequent first, then by text, then by language")
  func order() {
    var entity = Self.ada()
    entity.noteSpelling("Lovelace")
    entity.noteSpelling("A. Lovelace")
    entity.noteSpelling("Ада Лавлейс", language: "ru", count: 3)
    entity.noteSpelling("Lovelace", language: "en")
    entity.noteSpelling("Lovelace", language: "de")
    entity.noteSpelling("Lovelace")
    #expect(
      entity.aliases.map(\.text) == [
        "Ада Лавлейс", "Lovelace", "A. Lovelace", "Lovelace", "Lovelace",
      ])
    #expect(entity.aliases.map(\.count) == [3, 2, 1, 1, 1])
    #expect(entity.aliases.map(\.language) == ["ru", nil, nil, "de", "en"])
  }

  @Test("the order in which spellings are seen does not matter")
  func orderIndependent() {
    let seen = ["Lovelace", "Ada", "Lovelace", "Countess", "Ada", "Ada"]
    var forward = Self.ada()
    var backward = Self.ada()
    for text in seen { forward.noteSpelling(text) }
    for text in seen.reversed() { backward.noteSpelling(text) }
    #expect(forward == backward)
  }

  @Test("every spelling comes once, the preferred name first")
  func spellings() {
    var entity = Self.ada()
    entity.noteSpelling("Lovelace", language: "en", count: 5)
    entity.noteSpelling("Lovelace", language: "de", count: 4)
    entity.noteSpelling("Ada Lovelace")
    #expect(entity.spellings == ["Ada Lovelace", "Lovelace"])
  }

  @Test("identifiers of others sort by scheme, then by value")
  func identifiers() {
    let sorted = [
      ExternalIdentifier(scheme: "wikidata", value: "Q2"),
      ExternalIdentifier(scheme: "lei", value: "9"),
      ExternalIdentifier(scheme: "wikidata", value: "Q1"),
    ].sorted()
    #expect(sorted.map(\.value) == ["9", "Q1", "Q2"])
  }

  @Test("a judgement is the same whichever entity is named first")
  func judgement() {
    let first = Judgement("onm-b", "Q1", .same, author: "ada", reason: "")
    let second = Judgement("Q1", "onm-b", .same, author: "ada", reason: "")
    #expect(first == second)
    #expect(first.left == "Q1")
  }
}

extension CanonicalID: ExpressibleByStringLiteral {
  /// Takes an identifier as it is.
  public init(stringLiteral value: String) { self.init(rawValue: value) }
}
