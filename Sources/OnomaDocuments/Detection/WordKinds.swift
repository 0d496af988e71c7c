internal import OnomaNames
internal import OnomaText

/// What each word of a document can be, by itself and by the words around it.
///
/// A reference, since all that looks at a document's words holds it.
final class WordKinds {
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
  /// The numbers of keys of words that the document also writes in lower case: ordinary words.
  private let lowerCase: NumberSet
  /// Whether the line of a token is a heading, by line.
  private let headings: Set<Int>
  private let allCapitalLines: Set<Int>
  /// Headings of five words or more.
  private let longHeadings: Set<Int>

  let lexicon: WordLexicon

  init(_ document: Document, tokens: [DocumentToken], lexicon: WordLexicon) {
    var lower = NumberSet()
    for token in tokens where !token.isCapitalized && token.script.hasCase && !token.isEnding {
      lower.insert(token.word.keyNumber)
    }
    self.tokens = tokens
    self.lexicon = lexicon
    language = lexicon.language
    lowerCase = lower
    let lengths = Self.headings(tokens, lexicon)
    headings = Set(lengths.keys)
    longHeadings = Set(lengths.filter { $0.value >= 5 }.keys)
    let allCapitalLines = Self.allCapitalLines(tokens)
    self.allCapitalLines = allCapitalLines
    var kinds: [Kind] = []
    kinds.reserveCapacity(tokens.count)
    for index in tokens.indices {
      kinds.append(
        Self.kind(
          tokens, index, lexicon, isAllCapitalLine: allCapitalLines.contains(tokens[index].line)))
    }
    self.kinds = kinds
  }

  /// The language whose words a document's words in capitals and small letters are.
  ///
  /// Inside a text of another script they are English until told otherwise.
  static func casedLanguage(of document: Document) -> String? {
    document.language.map { caseless.contains($0) ? "en" : $0 }
  }

  /// What the tables say about a word.
  func facts(_ token: DocumentToken) -> WordFacts { lexicon[token.word] }

  /// Whether the document also writes a word in small letters: it is an ordinary one.
  func isInLowerCase(_ token: DocumentToken) -> Bool { lowerCase.contains(token.word.keyNumber) }

  /// Languages of the word tables whose scripts have no capitals.
  private static let caseless: Set<String> = [
    "ar", "bn", "fa", "he", "hi", "ja", "ka", "ko", "mr", "ne", "ta", "th", "ur", "zh",
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

  /// Whether a word stands in a line that is written in capitals throughout.
  func isInCapitals(_ index: Int) -> Bool { allCapitalLines.contains(tokens[index].line) }

  /// Whether a word stands in a headline of a sentence's length, rather than a byline or a label.
  func isLongHeading(_ index: Int) -> Bool {
    longHeadings.contains(tokens[index].line)
  }

  /// Whether a word belongs to the grammar of the document's language.
  func isFunctionWord(_ token: DocumentToken) -> Bool { lexicon[token.word].isAnyFunction }

  /// The honorific that a word or phrase is in the document's language.
  func honorific(_ key: String) -> Honorific? {
    let language = language ?? "en"
    return NameWords.shipped.honorific(key, language: language)
      ?? (key.utf8.contains(0x20)
        ? nil : NameWords.shipped.compoundRole(key, language: language))
  }

  /// What a word says about the phrase it is in, in the document's language.
  func organizationWords(_ token: DocumentToken) -> [OrganizationWord] {
    lexicon[token.word].organizationWords
  }

  /// Whether a word is a verb of saying.
  func isSaying(_ index: Int) -> Bool {
    tokens.indices.contains(index) && lexicon[tokens[index].word].isSaying
  }

  /// Whether a capitalised word is an ordinary one elsewhere.
  func isOrdinary(_ token: DocumentToken) -> Bool {
    if isInLowerCase(token) { return true }
    let facts = lexicon[token.word]
    return facts.isCommon || facts.context != nil || (facts.honorific != nil && facts.count > 3)
  }

  private static func kind(
    _ tokens: [DocumentToken], _ index: Int, _ lexicon: WordLexicon, isAllCapitalLine: Bool
  ) -> Kind {
    let token = tokens[index]
    if token.isEnding { return .plain }
    guard token.isCapitalized else {
      return !token.startsSentence && lexicon.smallKind(token.word) == .particle
        ? .particle : .plain
    }
    let facts = lexicon[token.word]
    let language = lexicon.language
    let isAddress = facts.isStoppedTitle && (facts.count > 1 || language == "fr")
    if token.isInitial, !isAddress { return .initial }
    if facts.count == 1 || facts.isNumber { return .plain }
    if token.isAllCapitals, !isAllCapitalLine, facts.isAcronym,
      // A name in capitals beside names in ordinary case is long: ЛУКАШЕНКО Александр.
      !isCapitalFamily(tokens, index, lexicon), facts.count <= 5 || !facts.isGiven
    {
      return isRoman(token.text) ? .plain : .acronym
    }
    if facts.isAcronym, token.text.contains(".") { return .acronym }
    // Nato is "then" in Slovene, and the alliance inside a sentence.
    let isName = facts.count >= 4 && !token.startsSentence && !facts.places.isEmpty
    if facts.isFunction, !isName || isAllCapitalLine { return .plain }
    let next = tokens.indices.contains(index + 1) ? tokens[index + 1] : nil
    if facts.isDate {
      // August Strindberg, but "in August Strindberg wrote".
      let isDate = index > 0 && token.gap == .space && lexicon[tokens[index - 1].word].isFunction
      let isName = facts.isGiven && !isDate && next?.isCapitalized == true && next?.gap == .space
      return isName ? .given : .plain
    }
    if facts.isDemonym {
      // Roman Protasevich is no Roman.
      guard facts.isGiven, let next, next.gap == .space, next.isCapitalized else {
        return .demonym
      }
      let other = lexicon[next.word]
      let isName = !other.isCommon && !other.isDemonym && other.organizationWords.isEmpty
      return isName ? .given : .demonym
    }
    if facts.isGiven || facts.isInflectedGiven { return .given }
    return facts.isParticle ? .particle : .unknown
  }

  /// Whether a word in capitals is a family name beside a given name or initials in ordinary case.
  ///
  /// It is in
  /// КОУЛ Джон, Джон КОУЛ, ЭЙСМОНТ Н. Н.; NATO in front of Jens Stoltenberg is none.
  private static func isCapitalFamily(
    _ tokens: [DocumentToken], _ index: Int, _ lexicon: WordLexicon
  ) -> Bool {
    let token = tokens[index]
    guard lexicon[token.word].count >= 3, token.text.unicodeScalars.contains(where: isVowel)
    else { return false }
    func isGiven(_ other: Int) -> Bool {
      guard tokens.indices.contains(other), tokens[other].isCapitalized,
        !tokens[other].isAllCapitals
      else { return false }
      let facts = lexicon[tokens[other].word]
      return tokens[other].isInitial || facts.isGiven || facts.isInflectedGiven
    }
    let next = index + 1
    if isGiven(next), tokens[next].gap == .space {
      // What follows the given name is a father's name, an initial, or no name at all.
      let after = next + 1
      guard tokens.indices.contains(after),
        tokens[after].gap == .space || tokens[after].gap == .stop, tokens[after].isCapitalized
      else { return true }
      return tokens[after].isInitial || lexicon[tokens[after].word].isPatronymic
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
  private static func headings(_ tokens: [DocumentToken], _ lexicon: WordLexicon) -> [Int: Int] {
    var headings: [Int: Int] = [:]
    var index = 0
    while index < tokens.count {
      let line = tokens[index].line
      let start = index
      while index < tokens.count, tokens[index].line == line { index += 1 }
      var words = 0
      var capitals = 0
      for token in tokens[start..<index]
      where !token.isEnding && token.script.hasCase && !token.hasDigit
        && !lexicon[token.word].isFunction
      {
        words += 1
        if token.isCapitalized { capitals += 1 }
        // Two words in small letters are an ordinary line.
        if words - capitals > 1 || words > 20 { break }
      }
      let last = tokens[index - 1]
      let isSentence = last.hasStop && !lexicon[last.word].isStoppedTitle
      // A caption may be full of names, but it has its share of ordinary words.
      let isFull = capitals == words || (words >= 6 && capitals == words - 1)
      if (2...20).contains(words), isFull, !isSentence { headings[line] = index - start }
    }
    return headings
  }

  /// Lines written in capitals throughout.
  private static func allCapitalLines(_ tokens: [DocumentToken]) -> Set<Int> {
    var lines: Set<Int> = []
    var line = 0
    var all = 0
    var capitals = 0
    func finish() {
      if all >= 2, capitals * 10 >= all * 8 { lines.insert(line) }
    }
    for token in tokens where token.script.hasCase && token.word.count > 1 {
      if token.line != line {
        finish()
        (line, all, capitals) = (token.line, 0, 0)
      }
      all += 1
      if token.isAllCapitals { capitals += 1 }
    }
    finish()
    return lines
  }
}
