import OnomaText
import Testing

@testable import OnomaTransliteration

@Suite("The shipped systems")
struct ShippedSystemsTests {
  static let registry = TransliterationRegistry.shipped
  static let systems = registry.systems

  @Test("every file is read without a problem")
  func noProblems() {
    #expect(Self.registry.problems == [])
    #expect(Self.systems.count >= 280)
  }

  @Test("every system keeps the examples of its file", arguments: systems)
  func examples(system: RomanizationSystem) throws {
    let transliterator = try Self.registry.transliterator(id: system.id)
    let examples = try Self.registry.examples(id: system.id)
    #expect(!examples.isEmpty)
    for example in examples {
      #expect(transliterator.transliterate(example.original) == example.romanized)
    }
  }

  @Test("no letter of its own alphabet passes a system unread", arguments: systems)
  func completeForItsAlphabet(system: RomanizationSystem) throws {
    guard system.to == "Latn" else { return }
    let transliterator = try Self.registry.transliterator(id: system.id)
    for language in system.languages {
      // A language may be written in a second script, which has no alphabet here.
      guard let alphabet = Alphabets.byLanguage[language],
        let first = alphabet.unicodeScalars.first,
        Script(of: first) == Script(system.from)
      else { continue }
      for letter in alphabet.unicodeScalars {
        for form in [String(letter), String(letter).uppercased()] {
          let result = transliterator.transliterate(form)
          let left = result.unicodeScalars.filter(Self.isSourceLetter)
          #expect(left.isEmpty, "\(system.id): \(form) became \(result)")
        }
      }
      let result = transliterator.transliterate(alphabet)
      #expect(!result.unicodeScalars.contains(where: Self.isSourceLetter), "\(system.id)")
    }
  }

  @Test("a reversible system leads back to the original", arguments: systems)
  func roundTrips(system: RomanizationSystem) throws {
    guard system.isReversible else {
      let error = #expect(throws: TransliterationError.self) {
        try Self.registry.transliterator(id: system.id, reversed: true)
      }
      #expect(error?.code == .notReversible)
      return
    }
    let forward = try Self.registry.transliterator(id: system.id)
    let back = try Self.registry.transliterator(id: system.id, reversed: true)
    for example in try Self.registry.examples(id: system.id) {
      #expect(back.transliterate(example.romanized) == example.original, "\(system.id)")
    }
    var random = SplitMix(state: 7)
    for language in system.languages {
      let letters = Array((Alphabets.byLanguage[language] ?? "").unicodeScalars)
      guard !letters.isEmpty else { continue }
      for _ in 0..<300 {
        var word = ""
        for _ in 0..<(1 + random.next(12)) {
          word.unicodeScalars.append(letters[random.next(letters.count)])
        }
        let romanized = forward.transliterate(word)
        #expect(back.transliterate(romanized) == word, "\(system.id): \(word) → \(romanized)")
      }
    }
  }

  @Test("ASCII text comes out of every system that reads another script as it is")
  func asciiPassesThrough() throws {
    let text = "O'Neil-Smith, J. (1961) \"x\" a@b.c"
    for system in Self.systems where system.from != "Latn" {
      #expect(try Self.registry.transliterator(id: system.id).transliterate(text) == text)
    }
  }

  @Test("names that others use for a system find it")
  func aliases() {
    #expect(Self.registry.system(id: "iuliia:wikipedia")?.id == "ru-press-english")
    #expect(
      Self.registry.system(id: "interscript:un-bel-Cyrl-Latn-2007")?.id == "be-national-2007")
    #expect(Self.registry.system(id: "base-ru") == nil)
  }

  @Test("an unknown system is refused with close suggestions")
  func unknownSystem() {
    let error = #expect(throws: TransliterationError.self) {
      try Self.registry.transliterator(id: "be-bgn-pcgn-1997")
    }
    #expect(error?.code == .unknownSystem)
    #expect(error?.suggestions.first == "be-bgn-pcgn-1979")
  }

  @Test("the presses of twenty-two languages spell Russian, Belarusian and Ukrainian names")
  func conventions() {
    let targets = Set(
      Self.systems.filter { $0.languages.contains("ru") }.compactMap(\.targetLanguage))
    #expect(targets.count >= 22)
    for language in ["be", "uk"] {
      let others = Self.systems.filter { $0.languages.contains(language) }
      #expect(Set(others.compactMap(\.targetLanguage)) == targets)
    }
    #expect(Self.registry.conventions(from: "be", to: "de").first?.id == "be-press-german")
  }

  @Test("the output of a system on its own alphabet is in Latin script", arguments: systems)
  func outputScript(system: RomanizationSystem) throws {
    guard system.to == "Latn" else { return }
    let transliterator = try Self.registry.transliterator(id: system.id)
    let letters = RuleModel(try Self.registry.resolved(system.id)).letters
    guard !letters.isEmpty else { return }
    var random = SplitMix(state: 3)
    for _ in 0..<60 {
      var text = ""
      for _ in 0..<(1 + random.next(16)) {
        text.unicodeScalars.append(letters[random.next(letters.count)])
      }
      let result = transliterator.transliterate(text)
      for scalar in result.unicodeScalars {
        // Mongolists write γ, which Unicode has as a Greek letter.
        let isGamma = system.from == "Mong" && scalar == "γ"
        #expect(
          isGamma || [.latin, .common, .inherited].contains(Script(of: scalar)),
          "\(system.id): \(text) became \(result)")
      }
    }
  }

  static func isSourceLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x370...0x3FF, 0x400...0x52F, 0x531...0x587, 0x10A0...0x10FF, 0x1C90...0x1CBF: true
    default: false
    }
  }
}
