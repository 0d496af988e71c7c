import OnomaMatching
import OnomaNames
import Testing

@Suite("Whether two names are one organisation's, vessel's or place's")
struct OrganizationMatchTests {
  static let matcher = NameMatcher()

  static let acronyms: [(a: String, b: String, same: Bool)] = [
    ("EU", "European Union", true), ("EU", "Eurasian Economic Union", false), ("EU", "EAEU", false),
    ("IIS", "Institute of International Studies", true), ("UN", "United Nations", true),
    ("IISS", "Institute of International Studies", false), ("IIS", "IISS", false),
    ("МИД", "Ministry of Foreign Affairs", true),
    ("МИД России", "Министерство иностранных дел Российской Федерации", true),
    ("MTZ", "Минский тракторный завод", true), ("МТЗ", "Минский тракторный завод", true),
    ("Q.R.V. Aviation", "QRV Aviation", true), ("QRV Aviation", "QOD Aviation", false),
    ("GRB Company", "G.R.B. Company", true),
  ]

  static let legalForms: [(a: String, b: String, same: Bool)] = [
    ("Siemens AG", "Siemens", true), ("Hadley Inc.", "Hadley Incorporated", true),
    ("ОАО «Газпром»", "Gazprom", true), ("OAO Severstal", "Severstal JSC", true),
    ("Открытое акционерное общество «Северсталь»", "OAO Severstal", true),
    ("Kellermann GmbH", "Kellermann Gesellschaft mit beschränkter Haftung", true),
    ("Lindqvist Sdn Bhd", "Lindqvist Sendirian Berhad", true), ("Нива ООО", "Niva LLC", true),
    ("トヨタ自動車株式会社", "Toyota Motor Co., Ltd.", true),
    ("شركة النور للتجارة", "Al Nour Trading Company", true),
    ("Kellermann Aktiengeselschaft", "Kellermann AG", true),
    ("KellermannAG", "Kellermann AG", true),
    ("Kellermann Aktiengesellschaft", "Hofstetter Aktiengesellschaft", false),
    ("Societatea cu răspundere limitată Vin Codru", "Vin Codru SRL", true),
    ("Con Marea SRL", "Pro Marea SRL", false),
  ]

  static let sisters: [(a: String, b: String, same: Bool)] = [
    ("Gazprom", "Rosneft", false), ("Gazprom Neft", "Gazprom Invest", false),
    ("Gazprom", "Gazprom Neft", false), ("Shell Holding", "Shell Trading", false),
    ("Bank of Ireland", "Bank of Scotland", false), ("Bank of Ireland", "Bank of Island", false),
    ("Ministry of Justice", "Ministry of Health", false), ("Alpha Bank", "Alpha Insurance", false),
    ("Hadley Motors Sweden", "Hadley Motors Norge", false),
    ("Hadley Motors Norway", "Hadley Motors Norge", true), ("Hadley Trust", "Hadley Lease", false),
    ("Investment Company", "Westbrook Investment Company", false),
    ("Nordic Shipping Ltd", "Nordic Fishing Ltd", false),
    ("Borisov Plant", "Bobruisk Plant", false),
  ]

  static let numbers: [(a: String, b: String, same: Bool)] = [
    ("School No. 12", "School No. 13", false), ("Bank No 2", "Bank No 3", false),
    ("Bank No 2", "Bank No. II", true), ("12th Brigade", "13th Brigade", false),
    ("12th Brigade", "12-я бригада", true), ("Third Army", "3rd Army", true),
    ("Third Army", "Fifth Army", false), ("Brigade Fifty 3", "Brigade 53", true),
    ("Ocean Queen II", "Ocean Queen III", false), ("Ocean Queen II", "Ocean Queen 2", true),
    ("Hadley Fund", "Hadley Fund I", true), ("Hadley Fund", "Hadley Fund II", false),
    ("Vessel 7", "Vessel 8", false), ("Twentieth Century", "20th Century", true),
  ]

  static let generic: [(a: String, b: String, same: Bool)] = [
    ("Ministry of Defence", "Ministry of Defense", true),
    ("Ministry of Defence", "Министерство обороны", true),
    ("Ministry of Defence", "Ministerstwo Obrony", true),
    ("Verteidigungsministerium", "Ministry of Defence", true),
    ("国防部", "Ministry of Defence", true), ("Bank of China", "中国银行", true),
    ("Banco de España", "Bank of Spain", true), ("World Bank", "Weltbank", true),
    ("National Bank of Ukraine", "Національний банк України", true),
    ("Bank of Wexford", "Wexford Bank", true), ("The Orient Bank", "Orient Bank", true),
    ("University of Warsaw", "Варшавский университет", true),
    ("The New York Times", "New York Times", true), ("Hadley & Sons", "Hadley and Sons", true),
    ("Müller und Söhne", "Müller & Söhne", true), ("Goldfinch Centre", "Goldfinch Center", true),
    ("Centre for Co-operation", "Center for Cooperation", true),
    ("Eastern Railway Works", "Eastern Railroad Works", false),
    ("Fondation de Quorn", "Foundation of Quorn", true),
    ("МВД Республики Беларусь", "Ministry of Internal Affairs of Belarus", true),
    ("Kestrel Lab Supplies", "Kestrel Laboratory Supplies", true),
  ]

  static let spellings: [(a: String, b: String, same: Bool)] = [
    ("Reuters", "Рейтер", true), ("Fair Play Tools", "Fairplay Tools", true),
    ("Van der Linde Corp", "Vanderlinde Corp", true), ("Kalimor.com", "Kalimor", true),
    ("Grenmore plc", "Grencore plc", true), ("KT plc", "KP plc", false),
    ("Naftan", "Нафтан", true), ("Transneft", "Транснефть", true), ("Halcyon", "Balkan", false),
    ("Halworth Holloway", "Halworth Halliday", false), ("MV Aurora", "Aurora", true),
    ("M/V Aurora", "MV Aurora", true), ("пароход Челюскин", "Cheliuskin", true),
    ("HMS Defiance", "HMS Endeavour", false), ("Lady Ursula", "Lady Imogen", false),
  ]

  static let places: [(a: String, b: String, same: Bool)] = [
    ("Minsk", "Мінск", true), ("Minsk", "Pinsk", false), ("Vilnius", "Вильнюс", true),
    ("Guinea", "Guinea-Bissau", false), ("Warsaw", "Moscow", false), ("Germany", "Германия", true),
    ("Germany", "Deutschland", true), ("New York City", "New York", true),
    ("Saint-Étienne", "St Etienne", true), ("Saint Petersburg", "Санкт-Петербург", true),
    ("North Korea", "South Korea", false), ("Niger", "Nigeria", false),
    ("Austria", "Australia", false), ("Köln", "Cologne", true), ("Minsk", "Minsk Region", false),
    ("Minsk Region", "Минская область", true), ("東京", "Tokyo", true),
  ]

  static let cases =
    (acronyms + legalForms + sisters + numbers + generic + spellings).map {
      ($0.a, $0.b, EntityType.organization, $0.same)
    } + places.map { ($0.a, $0.b, EntityType.place, $0.same) }

  @Test("names of one are likelier the same, names of two are not", arguments: cases)
  func sameOrNot(a: String, b: String, type: EntityType, same: Bool) {
    let match = Self.matcher.compare(a, b, as: type)
    #expect((match.probability > 0.5) == same, "\(match.probability): \(match.explanation)")
  }

  @Test("the score is the same in both directions, and a name is itself", arguments: cases)
  func laws(a: String, b: String, type: EntityType, same: Bool) {
    let forward = Self.matcher.compare(a, b, as: type)
    let backward = Self.matcher.compare(b, a, as: type)
    #expect(forward.probability == backward.probability)
    #expect(forward.evidence.map(\.left) == backward.evidence.map(\.right))
    #expect(Self.matcher.compare(a, a, as: type).probability == 1)
  }

  @Test(
    "a word that both names have never makes them less alike",
    arguments: cases.filter { $0.2 == .organization })
  func sharedWord(a: String, b: String, type: EntityType, same: Bool) {
    let alone = Self.matcher.compare(a, b, as: type)
    for word in ["Zabriskie", "Quorndon", "Wolfram"] {
      let more = Self.matcher.compare("\(a) \(word)", "\(b) \(word)", as: type)
      // What is known of a whole name, or that it is capitals only, is not known of a longer one.
      if alone.evidence.contains(where: { $0.rule == .knownName && $0.weight > 0 }) { continue }
      #expect(more.probability >= alone.probability, "\(word): \(alone.probability)")
    }
  }
}
