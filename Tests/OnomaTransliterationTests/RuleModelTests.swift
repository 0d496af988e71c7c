import Testing

@testable import OnomaTransliteration

@Suite("The compiled tables")
struct RuleModelTests {
  @Test(
    "do what the rules say", arguments: TransliterationRegistry.shipped.systems.map(\.id))
  func agreesWithModel(id: String) throws {
    let registry = TransliterationRegistry.shipped
    let file = try registry.resolved(id)
    let model = RuleModel(file)
    let transliterator = try registry.transliterator(id: id)
    var random = SplitMix(state: 11)
    for language in file.system.languages where file.preparation == nil {
      var letters = Array((Alphabets.byLanguage[language] ?? "").unicodeScalars)
      if letters.isEmpty { letters = Self.alphabet(of: model, in: file.system) }
      if letters.isEmpty { continue }
      letters += [" ", "-"]
      for _ in 0..<40 {
        var text = ""
        for _ in 0..<random.next(24) {
          text.unicodeScalars.append(letters[random.next(letters.count)])
        }
        // The model knows nothing of capitals.
        let result = transliterator.transliterate(text)
        let expected = model.transliterate(text)
        if file.capitalization == .none {
          #expect(result == expected, "\(id): \(text)")
        } else {
          #expect(result.lowercased() == expected.lowercased(), "\(id): \(text)")
        }
      }
    }
  }

  /// The letters of a script without case: Hangul syllables, or what the rules replace.
  ///
  /// Letters that composition changes are left out, since the model does not compose.
  static func alphabet(
    of model: RuleModel, in system: RomanizationSystem
  ) -> [Unicode.Scalar] {
    if system.from == "Hang" { return Array("가강고구김녕라려력명박불석선여옥월읽있죽층퀴한흥".unicodeScalars) }
    return model.letters.filter {
      $0.properties.lowercaseMapping == String($0) && $0.properties.uppercaseMapping == String($0)
        && !$0.properties.isFullCompositionExclusion && $0.properties.isAlphabetic
        && $0.properties.canonicalCombiningClass == .notReordered
    }
  }
}
