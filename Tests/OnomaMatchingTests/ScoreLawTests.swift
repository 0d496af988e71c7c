import OnomaMatching
import OnomaNames
import OnomaTestSupport
import Testing

@Suite("What holds for every score")
struct ScoreLawTests {
  static let matcher = NameMatcher()

  static let pairs: [(a: String, b: String, type: EntityType)] =
    [
      ("Sergei Tikhanovsky", "Siarhei Tsikhanouski"), ("Tikhanovsky", "Tikhansky"),
      ("Сергей Тихановский", "Сяргей Ціханоўскі"), ("John Coale", "John Cole"), ("Coale", "Коул"),
      ("Ales Bialiatski", "Алесь Бяляцкі"), ("Lukashenko", "卢卡申科"), ("Lukashenko", "ルカシェンコ"),
      ("Lukashenko", "루카셴코"), ("Lukashenko", "لوكاشينكو"), ("Lukashenko", "לוקשנקו"),
      ("Kim Jong-un", "김정은"), ("Kim Jong-un", "Kim Jongun"), ("Xi Jinping", "习近平"),
      ("习近平", "習近平"), ("Aleksandr G. Lukashenko", "Александр Григорьевич Лукашенко"),
      ("Lukashenko, A.G.", "А. Г. Лукашенко"), ("José María de la Cruz", "Jose M. Cruz"),
      ("Ahmed bin Salman", "Salman bin Ahmed"), ("Greta Van Susteren", "Greta VanSusteren"),
      ("Martin Luther King Jr.", "Martin Luther King Sr."), ("Ada", "Ada Lovelace"),
      ("Maria Silva", "Mario Silva"), ("Valery Ivanov", "Valerie Ivanov"), ("O'Brien", "OBrien"),
      ("Jean-Luc Picard", "Picard Jean Luc"), ("A. B. C. D.", "D. C. B. A."), ("", ""), ("", "Ada"),
      (" ", "."), ("Ada", "አዳ"), ("Ada", "ཨ་ད།"), ("អាដា", "អាដា"), ("123", "124"),
      ("Dr. Smith", "Mr. Smith"), ("Smith", "smith"), ("Müller", "Mueller"), ("Łukasz", "Lukasz"),
      ("Сole", "Cole"), ("a", "b"), ("Jürgen Groß", "Juergen Gross"), ("van der Berg", "Berg"),
      ("Иванов Иван", "Иван Иванов"), ("Nigel Gould-Davies", "Nigel Davies"),
    ].map { ($0.0, $0.1, EntityType.person) }
    + [
      ("IIS", "IISS"), ("EU", "Eurasian Economic Union"), ("EU", "European Union"),
      ("United Nations", "UN"), ("Siemens AG", "Siemens"), ("Siemens AG", "Siemens GmbH"),
      ("Bank of Ireland", "Bank of Island"), ("School No. 12", "School No. 13"), ("", "UN"),
      ("ОАО «Газпром»", "Gazprom"), ("World Bank", "Bank World"), ("AG", "AG"),
    ].map { ($0.0, $0.1, EntityType.organization) }
    + [
      ("Minsk", "Мінск"), ("Minsk", "Pinsk"), ("New York", "York"), ("Kyiv", "Kiev"),
      ("東京", "Tokyo"),
    ].map { ($0.0, $0.1, EntityType.place) }

  @Test("the score is exactly the same in both directions", arguments: pairs)
  func symmetric(pair: (a: String, b: String, type: EntityType)) {
    let forward = Self.matcher.compare(pair.a, pair.b, as: pair.type)
    let backward = Self.matcher.compare(pair.b, pair.a, as: pair.type)
    #expect(forward.probability == backward.probability)
    #expect(forward.isComparable == backward.isComparable)
    #expect(forward.evidence.map(\.weight) == backward.evidence.map(\.weight))
    #expect(forward.evidence.map(\.left) == backward.evidence.map(\.right))
    #expect(forward.evidence.map(\.rule) == backward.evidence.map(\.rule))
  }

  @Test("a name compared with itself gives one, whatever the name", arguments: pairs)
  func reflexive(pair: (a: String, b: String, type: EntityType)) {
    for name in [pair.a, pair.b] {
      let match = Self.matcher.compare(name, name, as: pair.type)
      #expect(match.probability == 1, "\(name)")
      #expect(match.isComparable)
    }
  }

  @Test("the score is from 0 to 1, the same each time, and explained", arguments: pairs)
  func bounded(pair: (a: String, b: String, type: EntityType)) {
    let match = Self.matcher.compare(pair.a, pair.b, as: pair.type)
    #expect((0...1).contains(match.probability))
    #expect(Self.matcher.compare(pair.a, pair.b, as: pair.type) == match)
    #expect(!match.evidence.isEmpty)
    #expect(match.evidence.allSatisfy { $0.weight.isFinite })
    #expect(!match.explanation.isEmpty)
  }

  @Test("the evidence adds up to the probability", arguments: pairs)
  func evidenceSums(pair: (a: String, b: String, type: EntityType)) {
    let match = Self.matcher.compare(pair.a, pair.b, as: pair.type)
    guard match.isComparable else {
      #expect(match.probability == 0)
      return
    }
    let sum = match.evidence.reduce(0) { $0 + $1.weight }
    if sum > 30 {
      #expect(match.probability > 1 - 1e-9)
    } else if match.probability > 1e-9, match.probability < 1 - 1e-9 {
      // The odds of the probability are e to the sum; e^sum by (1 + sum/2^k)^(2^k).
      var odds = 1 + sum / 1_048_576
      for _ in 0..<20 { odds *= odds }
      let ratio = match.probability / (1 - match.probability) / odds
      #expect((0.99...1.01).contains(ratio))
    }
    #expect((match.probability > 0.5) == (sum > 0))
  }

  @Test("the laws hold for hostile names")
  func hostile() {
    var hostile = HostileText(seed: 41)
    for round in 0..<150 {
      let a = round.isMultiple(of: 3) ? hostile.text(upTo: 30) : hostile.name(words: 1 + round % 4)
      let b = round.isMultiple(of: 5) ? a + " X" : hostile.name(words: 2)
      for type in [EntityType.person, .organization] {
        let forward = Self.matcher.compare(a, b, as: type)
        let backward = Self.matcher.compare(b, a, as: type)
        #expect(forward.probability == backward.probability)
        #expect((0...1).contains(forward.probability))
        #expect(Self.matcher.compare(a, a, as: type).probability == 1)
      }
    }
  }

  @Test("many tasks at once get the same scores as one")
  func concurrent() async {
    let alone = Self.pairs.map { Self.matcher.compare($0.a, $0.b, as: $0.type) }
    let agree = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          Self.pairs.map { Self.matcher.compare($0.a, $0.b, as: $0.type) } == alone
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(agree)
  }

  @Test("names prepared once score as names that are not")
  func prepared() {
    for pair in Self.pairs {
      let a = PreparedName(pair.a, type: pair.type)
      let b = PreparedName(pair.b, type: pair.type)
      #expect(Self.matcher.compare(a, b) == Self.matcher.compare(pair.a, pair.b, as: pair.type))
    }
  }
}
