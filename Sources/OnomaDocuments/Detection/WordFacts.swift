internal import OnomaNames
internal import OnomaText

/// What the tables say about one word in one language.
final class WordFacts {
  /// The word in small letters, with plain apostrophes.
  let lower: String
  /// Whether it belongs to the grammar of the language, and of any where the language is not known.
  let isFunction: Bool
  let isAnyFunction: Bool
  let isDate: Bool
  let isSaying: Bool
  let isDemonym: Bool
  let isGiven: Bool
  let isInflectedGiven: Bool
  /// Whether it is a small word of family names.
  let isParticle: Bool
  /// Whether it is one in the language itself.
  let isOwnParticle: Bool
  /// Whether it is an honorific that is written with a stop: Mr.
  let isStoppedTitle: Bool
  let honorific: Honorific?
  let opensHonorific: Bool
  let organizationWords: [OrganizationWord]
  let context: ContextWords.Kind?
  let isCommon: Bool
  let isAcronym: Bool
  let isPatronymic: Bool
  let isNumber: Bool
  /// How many scalars it has.
  let count: Int
  /// Those in the gazetteer that bear it.
  let places: [GazetteerEntry]
  let opensPlace: Bool
  /// The nominatives that it may come from.
  let lemmas: [NameInflections.Reading]

  init(_ entry: WordVocabulary.Entry, language: String?, gazetteer: Gazetteer?) {
    let own = language ?? "en"
    let words = LanguageWords.shipped
    let lower = Self.lowered(entry.text)
    self.lower = lower
    isFunction = words.contains(lower, .function, language: own)
    isAnyFunction =
      language == nil ? words.contains(lower, .function, language: nil) : isFunction
    isDate =
      words.contains(lower, .weekday, language: own) || words.contains(lower, .month, language: own)
    isSaying = words.contains(lower, .saying, language: language)
    isDemonym = Self.isDemonym(entry.key, own)
    isGiven = !GivenNames.shipped[entry.key].isEmpty
    let small = NameWords.shipped.particles(entry.key)
    isParticle = small.contains(.particle) || small.contains(.nasab)
    isStoppedTitle = NameWords.shipped.isHonorificForm(entry.text + ".")
    isOwnParticle = isParticle && NameWords.shipped.isParticle(entry.key, of: own)
    let compound = NameWords.shipped.compoundRole(entry.key, language: own)
    honorific = NameWords.shipped.honorific(entry.key, language: own) ?? compound
    opensHonorific = NameWords.shipped.opensHonorific(entry.key) || compound != nil
    organizationWords = NameWords.shipped.organizationWords(entry.key, language: own)
    context = ContextWords.shipped[entry.key]
    isCommon = CommonWords.shipped.contains(entry.key)
    isAcronym = AcronymReader.isAcronym(entry.text)
    isPatronymic = Patronymics.shipped.gender(of: entry.key) != nil
    isNumber = entry.text.unicodeScalars.allSatisfy { ScalarClass($0) == .digit }
    count = entry.text.unicodeScalars.count
    places = gazetteer?[entry.key] ?? []
    opensPlace = gazetteer?.opensPhrase(entry.key) ?? false
    lemmas =
      entry.isCapitalized
      ? NameReader.languages(of: entry.script, in: language).flatMap {
        NameInflections.shipped.readings(of: entry.text, language: $0)
      } : []
    isInflectedGiven = count >= 4 && Self.isGiven(lemmas)
  }

  private static func lowered(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      view.append(scalar == "\u{2019}" ? "'" : scalar.lowercased)
    }
    return String(view)
  }

  private static func isDemonym(_ key: String, _ language: String) -> Bool {
    let demonyms = Demonyms.shipped
    if demonyms[key, language: language] != nil { return true }
    if demonyms[key, language: "en"] != nil { return true }
    // Americanist, Germanism: English makes them from any demonym.
    return ["ist", "ists", "ism", "isms"].contains { ending in
      key.hasSuffix(ending)
        && demonyms[String(key.dropLast(ending.count)), language: "en"] != nil
    }
  }

  private static func isGiven(_ lemmas: [NameInflections.Reading]) -> Bool {
    lemmas.contains { reading in
      GivenNames.shipped[NameKey.fold(reading.lemma)].contains { sense in
        !sense.isHypocorism
          && (reading.gender == nil || sense.gender == nil || sense.gender == reading.gender)
      }
    }
  }
}

/// The facts of the words of a run in one language, each looked up once.
///
/// Not for two threads at once.
final class WordLexicon {
  let vocabulary: WordVocabulary
  let language: String?
  let gazetteer: Gazetteer?
  private var facts: [WordFacts?] = []

  init(_ vocabulary: WordVocabulary, language: String?, gazetteer: Gazetteer?) {
    self.vocabulary = vocabulary
    self.language = language
    self.gazetteer = gazetteer
  }

  /// The facts of a word, by its number.
  subscript(_ word: Int) -> WordFacts {
    if word < facts.count, let known = facts[word] { return known }
    if word >= facts.count {
      let missing = vocabulary.entries.count - facts.count
      facts.append(contentsOf: repeatElement(nil, count: missing))
    }
    let new = WordFacts(vocabulary.entries[word], language: language, gazetteer: gazetteer)
    facts[word] = new
    return new
  }
}
