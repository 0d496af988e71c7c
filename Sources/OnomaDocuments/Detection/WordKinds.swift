internal import OnomaNames
internal import OnomaText

/// What each word of a document can be, by itself and by the words around it.
struct WordKinds: Sendable {
  /// What a word can be.
  enum Kind: Sendable {
    /// No part of a name: lower case, a number, a word of the grammar, a day, a month.
    case plain
    /// An adjective or noun of a country or people.
    case demonym
    /// A known given name.
    case given
    /// An initial with its stop.
    case initial
    /// A small word that belongs to family names.
    case particle
    /// A word of capitals among others in lower case.
    case acronym
    /// A capitalised word about which the tables say nothing.
    case unknown
  }

  let tokens: [DocumentToken]
  let language: String?
  /// By token.
  let kinds: [Kind]
  /// Keys of words that the document also writes in lower case: ordinary words.
  let lowerCaseKeys: Set<String>
  /// Whether the line of a token is a heading, by line.
  private let headings: Set<Int>
  /// Headings of five words or more.
  private let longHeadings: Set<Int>

  init(_ document: Document, gazetteer: Gazetteer? = nil) {
    let tokens = DocumentTokenizer.tokens(of: document, gazetteer: gazetteer)
    // Words in capitals and small letters inside a text of another script are English until told
    // otherwise.
    let language = document.language.map { Self.caseless.contains($0) ? "en" : $0 }
    var lower: Set<String> = []
    for token in tokens where !token.isCapitalized && token.script.hasCase && !token.isEnding {
      lower.insert(token.key)
    }
    self.tokens = tokens
    self.language = language
    lowerCaseKeys = lower
    let lengths = Self.headings(tokens, language: language)
    headings = Set(lengths.keys)
    longHeadings = Set(lengths.filter { $0.value >= 5 }.keys)
    let allCapitalLines = Self.allCapitalLines(tokens)
    kinds = tokens.indices.map { index in
      Self.kind(
        tokens, index, language: language,
        isAllCapitalLine: allCapitalLines.contains(tokens[index].line))
    }
  }

  /// Languages of the word tables whose scripts have no capitals.
  private static let caseless: Set<String> = [
    "ar", "bn", "fa", "he", "hi", "ja", "ka", "ko", "th", "ur", "zh",
  ]

  /// Languages whose own family names have particles that are words of their grammar too.
  private static let ownParticles: Set<String> = [
    "de", "nl", "fr", "es", "pt", "it", "ca", "gl", "sv", "da", "nb", "nn", "no", "af", "ar", "fa",
  ]

  /// Whether a word stands in a heading or a title, where every word has a capital.
  func isInHeading(_ index: Int) -> Bool {
    if headings.contains(tokens[index].line) { return true }
    // A capitalised word of the grammar inside a sentence is a sign of a title in quotes.
    return [index - 1, index + 1].contains { neighbour in
      guard tokens.indices.contains(neighbour), tokens[neighbour].line == tokens[index].line
      else { return false }
      let token = tokens[neighbour]
      return token.isCapitalized && !token.startsSentence && !token.isAllCapitals
        && kinds[neighbour] == .plain && isFunctionWord(token)
    }
  }

  /// Whether a word stands in a headline of a sentence's length, rather than a byline or a label.
  func isLongHeading(_ index: Int) -> Bool {
    longHeadings.contains(tokens[index].line)
  }

  /// Whether a word belongs to the grammar of the document's language.
  func isFunctionWord(_ token: DocumentToken) -> Bool {
    LanguageWords.shipped.contains(Self.lookup(token), .function, language: language)
  }

  /// The honorific that a word or phrase is in the document's language.
  func honorific(_ key: String) -> Honorific? {
    NameWords.shipped.honorific(key, language: language ?? "en")
  }

  /// What a word says about the phrase it is in, in the document's language.
  func organizationWords(_ key: String) -> [OrganizationWord] {
    NameWords.shipped.organizationWords(key, language: language ?? "en")
  }

  /// Whether a word is a verb of saying.
  func isSaying(_ index: Int) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    return LanguageWords.shipped.contains(Self.lookup(tokens[index]), .saying, language: language)
  }

  /// Whether a capitalised word is an ordinary one elsewhere.
  func isOrdinary(_ token: DocumentToken) -> Bool {
    lowerCaseKeys.contains(token.key) || CommonWords.shipped.contains(token.key)
      || (honorific(token.key) != nil && token.text.unicodeScalars.count > 3)
      || ContextWords.shipped[token.key] != nil
  }

  private static func lookup(_ token: DocumentToken) -> String {
    let scalars = token.text.unicodeScalars.map(\.lowercased)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view).replacingCurlyApostrophes
  }

  private static func kind(
    _ tokens: [DocumentToken], _ index: Int, language: String?, isAllCapitalLine: Bool
  ) -> Kind {
    let token = tokens[index]
    if token.isEnding { return .plain }
    let small = NameWords.shipped.particles(token.key)
    guard token.isCapitalized else {
      let isParticle = small.contains(.particle) || small.contains(.nasab)
      // English has no such words of its own, and `of` is nobody's particle.
      let isGrammar =
        !ownParticles.contains(language ?? "en")
        && LanguageWords.shipped.contains(lookup(token), .function, language: language ?? "en")
      return isParticle && !isGrammar && !token.startsSentence ? .particle : .plain
    }
    let isAddress =
      NameWords.shipped.isHonorificForm(token.text + ".")
      && (token.text.unicodeScalars.count > 1 || language == "fr")
    if token.isInitial, !isAddress { return .initial }
    let length = token.text.unicodeScalars.count
    if length == 1 || token.text.unicodeScalars.allSatisfy({ ScalarClass($0) == .digit }) {
      return .plain
    }
    let words = LanguageWords.shipped
    let lower = lookup(token)
    let given = GivenNames.shipped[token.key].isEmpty == false
    if token.isAllCapitals, !isAllCapitalLine, AcronymReader.isAcronym(token.text),
      // A name in capitals beside names in ordinary case is long: ЛУКАШЕНКО Александр.
      !isCapitalFamily(tokens, index, language), length <= 5 || !given
    {
      return isRoman(token.text) ? .plain : .acronym
    }
    if AcronymReader.isAcronym(token.text), token.text.contains(".") { return .acronym }
    if words.contains(lower, .function, language: language ?? "en") {
      return .plain
    }
    if words.contains(lower, .weekday, language: language ?? "en")
      || words.contains(lower, .month, language: language ?? "en")
    {
      let next = tokens.indices.contains(index + 1) ? tokens[index + 1] : nil
      // August Strindberg, but "in August Strindberg wrote".
      let isDate =
        index > 0 && token.gap == .space
        && words.contains(lookup(tokens[index - 1]), .function, language: language ?? "en")
      let isName = given && !isDate && next?.isCapitalized == true && next?.gap == .space
      return isName ? .given : .plain
    }
    if isDemonym(token.key, language) {
      // Roman Protasevich is no Roman.
      let next = tokens.indices.contains(index + 1) ? tokens[index + 1] : nil
      let isName =
        given && next?.gap == .space && next?.isCapitalized == true
        && next.map { !CommonWords.shipped.contains($0.key) && !isDemonym($0.key, language) }
          == true
        && next.map {
          NameWords.shipped.organizationWords($0.key, language: language ?? "en").isEmpty
        } == true
      return isName ? .given : .demonym
    }
    if given || isInflectedGiven(token, language) { return .given }
    if small.contains(.particle) || small.contains(.nasab) { return .particle }
    return .unknown
  }

  private static func isDemonym(_ key: String, _ language: String?) -> Bool {
    let demonyms = Demonyms.shipped
    if demonyms[key, language: language ?? "en"] != nil { return true }
    if demonyms[key, language: "en"] != nil { return true }
    // Americanist, Germanism: English makes them from any demonym.
    return ["ist", "ists", "ism", "isms"].contains { ending in
      key.hasSuffix(ending)
        && demonyms[String(key.dropLast(ending.count)), language: "en"] != nil
    }
  }

  /// Whether a word is a given name in another case than the nominative.
  private static func isInflectedGiven(_ token: DocumentToken, _ language: String?) -> Bool {
    guard token.text.unicodeScalars.count >= 4 else { return false }
    return NameReader.languages(of: token.script, in: language).contains { language in
      NameInflections.shipped.readings(of: token.text, language: language).contains { reading in
        let senses = GivenNames.shipped[NameKey.fold(reading.lemma)]
        return senses.contains { sense in
          !sense.isHypocorism
            && (reading.gender == nil || sense.gender == nil || sense.gender == reading.gender)
        }
      }
    }
  }

  /// Whether a word in capitals is a family name beside a given name or initials in ordinary case:
  /// КОУЛ Джон, Джон КОУЛ, ЭЙСМОНТ Н. Н.; NATO in front of Jens Stoltenberg is none.
  private static func isCapitalFamily(
    _ tokens: [DocumentToken], _ index: Int, _ language: String?
  ) -> Bool {
    let token = tokens[index]
    guard token.text.unicodeScalars.count >= 3, token.text.unicodeScalars.contains(where: isVowel)
    else { return false }
    func isGiven(_ other: Int) -> Bool {
      tokens.indices.contains(other) && tokens[other].isCapitalized
        && !tokens[other].isAllCapitals
        && (tokens[other].isInitial || !GivenNames.shipped[tokens[other].key].isEmpty
          || isInflectedGiven(tokens[other], language))
    }
    let next = index + 1
    if isGiven(next), tokens[next].gap == .space {
      // What follows the given name is a father's name, an initial, or no name at all.
      let after = next + 1
      guard tokens.indices.contains(after), tokens[after].gap == .space || tokens[after].gap == .stop,
        tokens[after].isCapitalized
      else { return true }
      return tokens[after].isInitial
        || Patronymics.shipped.gender(of: tokens[after].key) != nil
    }
    return isGiven(index - 1) && (token.gap == .space || token.gap == .stop)
      && !tokens[index - 1].isEnding
  }

  private static func isVowel(_ scalar: Unicode.Scalar) -> Bool {
    "AEIOUYАЕЁИОУЫЭЮЯІЇЄΑΕΗΙΟΥΩ".unicodeScalars.contains(scalar)
  }

  private static func isRoman(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { "IVXLC".unicodeScalars.contains($0) }
  }

  /// Lines in which every longer word has a capital and which do not end like a sentence, with their
  /// lengths in words.
  private static func headings(_ tokens: [DocumentToken], language: String?) -> [Int: Int] {
    var headings: [Int: Int] = [:]
    var index = 0
    while index < tokens.count {
      let line = tokens[index].line
      let start = index
      while index < tokens.count, tokens[index].line == line { index += 1 }
      let words = tokens[start..<index].filter { token in
        !token.isEnding && token.script.hasCase && !token.hasDigit
          && !LanguageWords.shipped.contains(lookup(token), .function, language: language ?? "en")
      }
      let capitals = words.count { $0.isCapitalized }
      let last = tokens[index - 1]
      let isSentence = last.hasStop && !NameWords.shipped.isHonorificForm(last.text + ".")
      // A caption may be full of names, but it has its share of ordinary words.
      let isFull = capitals == words.count || (words.count >= 6 && capitals == words.count - 1)
      if (2...20).contains(words.count), isFull, !isSentence { headings[line] = index - start }
    }
    return headings
  }

  /// Lines written in capitals throughout.
  private static func allCapitalLines(_ tokens: [DocumentToken]) -> Set<Int> {
    var counts: [Int: (capital: Int, all: Int)] = [:]
    for token in tokens where token.script.hasCase && token.text.unicodeScalars.count > 1 {
      counts[token.line, default: (0, 0)].all += 1
      if token.isAllCapitals { counts[token.line, default: (0, 0)].capital += 1 }
    }
    return Set(
      counts.filter { $0.value.all >= 2 && $0.value.capital * 10 >= $0.value.all * 8 }.keys)
  }
}

extension String {
  /// The text with typographic apostrophes made plain, as the word tables write them.
  var replacingCurlyApostrophes: String {
    var view = String.UnicodeScalarView()
    for scalar in unicodeScalars { view.append(scalar == "\u{2019}" ? "'" : scalar) }
    return String(view)
  }
}
