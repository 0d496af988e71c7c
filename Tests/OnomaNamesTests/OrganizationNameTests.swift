import OnomaNames
import OnomaText
import Testing

@Suite("The parts of an organisation's name")
struct OrganizationNameTests {
  static let forms: [(text: String, form: String, rest: [String])] = [
    ("Siemens AG", "AG", ["Siemens"]), ("Apple Inc.", "Inc", ["Apple"]),
    ("ОАО «Газпром»", "ОАО", ["Газпром"]), ("Müller GmbH", "GmbH", ["Müller"]),
    ("Danone S.A.", "S A", ["Danone"]), ("Orlen Sp. z o.o.", "Sp z o o", ["Orlen"]),
    ("BP plc", "plc", ["BP"]), ("Acme Limited", "Limited", ["Acme"]),
    (
      "Общество с ограниченной ответственностью Ромашка",
      "Общество с ограниченной ответственностью",
      ["Ромашка"]
    ),
  ]

  @Test("a legal form is set apart from the name", arguments: forms)
  func legalForm(case: (text: String, form: String, rest: [String])) {
    let parts = NameParser.shipped.parse(`case`.text, as: .organization).parts
    let form = parts.filter { $0.role == .legalForm }.map(\.token.text).joined(separator: " ")
    #expect(form == `case`.form)
    #expect(parts.filter { $0.role != .legalForm }.map(\.token.text) == `case`.rest)
  }

  static let classes: [(a: String, b: String, same: Bool)] = [
    ("Inc", "Incorporated", true), ("Ltd", "Limited", true), ("ООО", "LLC", true),
    ("GmbH", "LLC", true), ("Inc", "Foundation", false),
  ]

  @Test("forms of one kind are one class in every language", arguments: classes)
  func oneClass(case: (a: String, b: String, same: Bool)) {
    let a = LegalForms.shipped.formClass(NameKey.foldPhrase(`case`.a))
    let b = LegalForms.shipped.formClass(NameKey.foldPhrase(`case`.b))
    #expect((a == b) == `case`.same, "\(a ?? "-") \(b ?? "-")")
  }

  @Test("a legal form alone is a name, numbers are numbers, small words are small")
  func otherParts() {
    func roles(_ text: String) -> [NamePart.Role] {
      NameParser.shipped.parse(text, as: .organization).parts.map(\.role)
    }
    #expect(roles("AG") == [.word])
    #expect(roles("School No. 12").last == .number)
    #expect(roles("Bank of Ireland") == [.word, .particle, .word])
    #expect(roles("") == [])
  }

  static let acronyms: [(acronym: String, words: String, fits: Bool)] = [
    ("IIS", "Institute of International Studies", true),
    ("IISS", "Institute of International Studies", false),
    ("IISS", "International Institute for Strategic Studies", true),
    ("IIS", "International Institute for Strategic Studies", false),
    ("EU", "European Union", true), ("EU", "Eurasian Economic Union", false),
    ("EAEU", "European Union", false), ("U.S.", "United States", true),
    ("USA", "United States of America", true), ("UN", "United Nations", true),
    ("NATO", "North Atlantic Treaty Organization", true), ("BoE", "Bank of England", true),
    ("BE", "Bank of England", true), ("ЕС", "Европейский союз", true),
    ("КДБ", "Камітэт дзяржаўнай бяспекі", true), ("CIA", "Federal Bureau of Investigation", false),
    ("A", "Alpha", false), ("UN", "", false), ("", "United Nations", false),
  ]

  @Test("an acronym fits the initials of its words and no others", arguments: acronyms)
  func acronym(case: (acronym: String, words: String, fits: Bool)) {
    let words = `case`.words.split(separator: " ").map(String.init)
    #expect(AcronymReader.fits(`case`.acronym, words) == `case`.fits)
  }

  static let shapes: [(text: String, isAcronym: Bool)] = [
    ("EU", true), ("U.S.", true), ("UNESCO", true), ("K.G.B.", true), ("AT&T", true), ("КДБ", true),
    ("BoE", true), ("Europe", false), ("A", false), ("习近平", false), ("", false),
    ("ABCDEFGHI", false),
    ("Mc", false), ("2024", false),
  ]

  @Test("an acronym looks like one", arguments: shapes)
  func shape(case: (text: String, isAcronym: Bool)) {
    #expect(AcronymReader.isAcronym(`case`.text) == `case`.isAcronym)
  }
}
