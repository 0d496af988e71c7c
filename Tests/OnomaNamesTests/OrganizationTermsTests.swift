import OnomaNames
import Testing

@Suite("Generic words, numbers and places in all languages")
struct OrganizationTermsTests {
  @Test(
    "words of one meaning are one term",
    arguments: [
      ["bank", "банк", "banco", "银行", "بنك", "τράπεζα"],
      ["defence", "defense", "обороны", "savunma"],
      ["international", "международная", "международного", "międzynarodowych"],
    ])
  func oneTerm(words: [String]) {
    let terms = words.map { word in
      Set(OrganizationTerms.shipped.senses(NameKey.foldPhrase(word)).flatMap(\.terms))
    }
    #expect(terms.dropFirst().reduce(terms[0]) { $0.intersection($1) }.isEmpty == false)
  }

  @Test("a word that says several things has several terms, in order")
  func joined() {
    let senses = OrganizationTerms.shipped.senses("finanzministerium")
    #expect(senses.map(\.terms) == [["ministry", "finance"]])
    #expect(OrganizationTerms.shipped.senses("kellermann").isEmpty)
  }

  @Test("every term has a weight, and a company tells less than a subject")
  func weights() {
    let terms = OrganizationTerms.shipped
    #expect(terms.weight(of: "company") < terms.weight(of: "bank"))
    #expect(terms.weight(of: "bank") < terms.weight(of: "oil"))
    #expect(terms.weight(of: "kellermann") == 0)
  }

  @Test("numbers in words")
  func numbers() {
    #expect(NumberWords.shipped["forty"] == 40)
    #expect(NumberWords.shipped["двенадцатый"] == 12)
    #expect(NumberWords.shipped["bank"] == nil)
  }

  @Test("exonyms, adjectives and oblique cases name one place")
  func places() {
    let places = PlaceForms.shipped
    for key in ["germany", "deutschland", "германия", "германии", "german"] {
      #expect(places[key].contains("country-de"), "\(key)")
    }
    #expect(places["kellermann"].isEmpty)
  }
}
