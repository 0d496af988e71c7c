internal import OnomaNames
internal import OnomaText

/// What the tables say about one word in one language.
///
/// Each table is asked when something wants to know: of a word in small letters that is hardly ever
/// more than whether it belongs to the grammar.
///
/// Not for two threads at once.
final class WordFacts {
  private let entry: WordVocabulary.Word
  private let language: String?
  private let gazetteer: Gazetteer?
  /// The language, and English where it is not known.
  private let own: String

  /// The word in small letters, with plain apostrophes.
  private(set) lazy var lower = Self.lowered(entry.text)
  /// Whether it belongs to the grammar of the language, and of any where the language is not known.
  private(set) lazy var isFunction = words.contains(lower, .function, language: own)
  private(set) lazy var isAnyFunction =
    language == nil ? words.contains(lower, .function, language: nil) : isFunction
  private(set) lazy var isDate =
    words.contains(lower, .weekday, language: own) || words.contains(lower, .month, language: own)
  private(set) lazy var isSaying = words.contains(lower, .saying, language: language)
  private(set) lazy var isDemonym = Self.isDemonym(entry.key, own)
  private(set) lazy var isGiven = GivenNames.shipped.contains(entry.key)
  private(set) lazy var isInflectedGiven = count >= 4 && Self.isGiven(lemmas)
  /// Whether it is a small word of family names.
  private(set) lazy var isParticle = {
    let kinds = NameWords.shipped.particles(entry.key)
    return kinds.contains(.particle) || kinds.contains(.nasab)
  }()
  /// Whether it is one in the language itself.
  private(set) lazy var isOwnParticle =
    isParticle && NameWords.shipped.isParticle(entry.key, of: own)
  /// Whether it is an honorific that is written with a stop: Mr.
  private(set) lazy var isStoppedTitle = NameWords.shipped.isHonorificForm(entry.text + ".")
  private(set) lazy var honorific =
    NameWords.shipped.honorific(entry.key, language: own) ?? compoundRole
  private(set) lazy var opensHonorific =
    NameWords.shipped.opensHonorific(entry.key) || compoundRole != nil
  private lazy var compoundRole = NameWords.shipped.compoundRole(entry.key, language: own)
  private(set) lazy var organizationWords = NameWords.shipped.organizationWords(
    entry.key, language: own)
  private(set) lazy var context = ContextWords.shipped[entry.key]
  private(set) lazy var isCommon = CommonWords.shipped.contains(entry.key)
  private(set) lazy var isAcronym = AcronymReader.isAcronym(entry.text)
  private(set) lazy var isPatronymic = Patronymics.shipped.gender(of: entry.key) != nil
  private(set) lazy var isNumber = entry.text.unicodeScalars.allSatisfy {
    ScalarClass($0) == .digit
  }
  /// How many scalars it has.
  var count: Int { entry.count }
  /// Those in the gazetteer that bear it.
  private(set) lazy var places = gazetteer?[entry.key] ?? []
  private(set) lazy var opensPlace = gazetteer?.opensPhrase(entry.key) ?? false
  /// The nominatives that it may come from.
  private(set) lazy var lemmas =
    entry.isCapitalized
    ? NameReader.languages(of: entry.script, in: language).flatMap {
      NameInflections.shipped.readings(of: entry.text, language: $0)
    } : []

  /// Their keys.
  private(set) lazy var lemmaKeys = lemmas.map { NameKey.foldPhrase($0.lemma) }

  init(_ entry: WordVocabulary.Word, language: String?, gazetteer: Gazetteer?) {
    self.entry = entry
    self.language = language
    self.gazetteer = gazetteer
    own = language ?? "en"
  }

  private var words: LanguageWords { .shipped }

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
  /// What each word in small letters can be, by number: 0 where it was not asked.
  private var smallKinds: [UInt8] = []

  init(_ vocabulary: WordVocabulary, language: String?, gazetteer: Gazetteer?) {
    self.vocabulary = vocabulary
    self.language = language
    self.gazetteer = gazetteer
  }

  /// The facts of a word.
  subscript(_ word: WordVocabulary.Word) -> WordFacts {
    if word.number < facts.count, let known = facts[word.number] { return known }
    if word.number >= facts.count {
      let missing = vocabulary.words.count - facts.count
      facts.append(contentsOf: repeatElement(nil, count: missing))
    }
    let new = WordFacts(word, language: language, gazetteer: gazetteer)
    facts[word.number] = new
    return new
  }

  /// What a word in small letters can be.
  enum SmallKind: UInt8 {
    /// No part of a name.
    case plain = 1
    /// A small word of family names.
    case particle
  }

  /// What a word in small letters can be, which nothing around it changes but the start of a sentence.
  ///
  /// Most words of a text are asked for this and nothing else.
  func smallKind(_ word: WordVocabulary.Word) -> SmallKind {
    if word.number < smallKinds.count, let known = SmallKind(rawValue: smallKinds[word.number]) {
      return known
    }
    if word.number >= smallKinds.count {
      let missing = vocabulary.words.count - smallKinds.count
      smallKinds.append(contentsOf: repeatElement(0, count: missing))
    }
    let facts = self[word]
    // English has no such words of its own, and `of` is nobody's particle.
    let isOwn = Self.ownParticles.contains(language ?? "en") && facts.isOwnParticle
    let isGrammar = facts.isFunction && !isOwn
    let kind = facts.isParticle && !isGrammar ? SmallKind.particle : .plain
    smallKinds[word.number] = kind.rawValue
    return kind
  }

  /// Languages whose own family names have particles that are words of their grammar too.
  private static let ownParticles: Set<String> = [
    "de", "nl", "fr", "es", "pt", "it", "ca", "gl", "sv", "da", "nb", "nn", "no", "af", "ar", "fa",
  ]
}
