internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Finds names in scripts without capitals that put spaces between words: Hangul, Arabic, Hebrew,
/// Georgian, Indic.
///
/// A person's full name is a given name that the lexicon or the knowledge base has, in front of a word
/// that sounds like somebody's family name, or of any word where a title introduces it; then every
/// word alone that sounds like a family name of somebody known, or stands beside a title. Particles
/// that are written onto a name are taken off in every way that the language allows, and the way in
/// which the word sounds most like a name is meant.
struct CaselessDetector {
  let document: Document
  let tokens: [DocumentToken]
  let gazetteer: Gazetteer
  let search: KnowledgeSearch
  /// People whom other documents name.
  let people: KnownPeople
  /// What was found out about words before.
  let memory: CaselessMemory

  /// Probabilities from which a word is somebody's name: beside another one, and alone.
  private static let beside = 0.8
  private static let alone = 0.9
  /// Log-odds from which a whole word is somebody's full name.
  private static let known = 2.0
  /// The probability of a family name from which the whole name is looked up.
  private static let maybe = 0.4
  /// The most words of a person's name.
  private static let longest = 4

  /// What one word is, with its particles off; ranges count from its first scalar.
  struct Facts {
    var readings: [Range<Int>] = []
    var isBodyNoun = false
    var opensPhrase = false
    var suffix: (reading: Range<Int>, own: Int, kinds: Set<OrganizationWord.Kind>)?
    var isFunction = false
    /// Whether it is an ordinary word of the news.
    var isCommon = false
    var isTitleBefore = false
    var isTitleAfter = false
    var isNationality = false
    var known: (entry: GazetteerEntry?, entity: Int?, reading: Range<Int>)?
    var given: Range<Int>?
    var family: (probability: Double, reading: Range<Int>)?
    var body: (probability: Double, entity: Int, reading: Range<Int>)?
    var heard: (likeness: Double, reading: Range<Int>)?
  }

  /// The mentions, in order and without overlaps.
  ///
  /// Complexity: O(words), and a search in the knowledge base for each different word.
  func mentions() -> [DetectedMention] {
    var mentions: [DetectedMention] = []
    var facts: [Int: Facts] = [:]
    for index in tokens.indices where isCandidate(tokens[index]) { facts[index] = read(index) }
    if facts.isEmpty { return [] }
    var claimed = Set<Int>()
    var families = Set<String>()
    for index in tokens.indices where !claimed.contains(index) {
      guard let own = facts[index],
        let (mention, family) = fullName(index, facts) ?? knownPhrase(index, own)
      else { continue }
      mentions.append(mention)
      claimed.formUnion(mention.tokens)
      if let family { families.insert(family) }
    }
    for index in tokens.indices where !claimed.contains(index) {
      guard let own = facts[index] else { continue }
      if let mention = knownNative(index, own, facts) {
        mentions.append(mention)
      } else if let found = organization(index, own), !claimed.contains(found.tokens.lowerBound) {
        mentions.append(found)
      } else if let mention = single(index, own, facts, families) {
        mentions.append(mention)
      }
    }
    return mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func isCandidate(_ token: DocumentToken) -> Bool {
    !token.script.hasCase && token.script != .common && !token.script.isUnspaced
      && !token.hasDigit
  }

  private var language: String {
    String((document.language ?? "").prefix { $0 != "-" })
  }

  /// The language whose particles a word may carry: by its script where the text is mixed.
  private func language(of token: DocumentToken) -> String {
    switch token.script {
    case .hangul: "ko"
    case .hebrew: "he"
    case .georgian: "ka"
    case .arabic: language == "fa" || language == "ur" ? "fa" : "ar"
    case .tamil: "ta"
    default: language
    }
  }

  // MARK: - Words

  private func read(_ index: Int) -> Facts {
    let token = tokens[index]
    let language = language(of: token)
    let question = [language, token.text]
    let start = token.range.lowerBound
    if let known = memory.facts[question] { return known.shifted(by: start) }
    let facts = analyse(token, language)
    memory.facts[question] = facts.shifted(by: -start)
    return facts
  }

  private func analyse(_ token: DocumentToken, _ language: String) -> Facts {
    var facts = Facts()
    facts.readings = readings(of: token)
    let words = LanguageWords.shipped
    facts.isFunction = words.contains(token.text, .function, language: language)
    facts.suffix = suffix(of: token)
    for reading in facts.readings {
      let key = NameKey.foldPhrase(document.reading[reading])
      if gazetteer.opensPhrase(key) || search.index.opensPhrase(key) { facts.opensPhrase = true }
      if ContextWords.shipped[key] == .organization
        || !NameWords.shipped.organizationWords(key).isEmpty
        || NameWords.shipped.organizationSuffixes.contains(where: key.hasSuffix)
      {
        facts.isBodyNoun = true
      }
      if let title = NameWords.shipped.honorific(key, language: language),
        title.language == language
      {
        if title.isAfter { facts.isTitleAfter = true } else { facts.isTitleBefore = true }
        // Most offices of Korean stand on either side of a name.
        if language == "ko", title.kind == .role { facts.isTitleBefore = true }
      }
      if Demonyms.shipped[key, language: language] != nil { facts.isNationality = true }
    }
    if facts.isFunction, !hasPrefixes(token), !GivenNames.shipped[NameKey.fold(token.text)].isEmpty
    {
      facts.given = token.range
    }
    if facts.isFunction || (facts.isTitleBefore && language != "ko") || facts.isTitleAfter {
      return facts
    }
    if facts.isNationality { return facts }
    facts.isCommon = facts.readings.contains {
      CommonWords.shipped.contains(NameKey.foldPhrase(document.reading[$0]))
    }
    for reading in facts.readings {
      let text = nominative(reading, token)
      let key = NameKey.foldPhrase(text)
      if facts.known == nil, reading.count >= 2 {
        if let entity = search.index.entities(spelt: key).first {
          facts.known = (nil, entity, reading)
        } else if let entry = gazetteer[key].first {
          facts.known = (entry, nil, reading)
        }
      }
      let isWhole = reading.count == token.range.count
      if facts.given == nil || isWhole, !GivenNames.shipped[NameKey.fold(text)].isEmpty {
        facts.given = reading
      }
      guard reading.count >= 2 || token.range.count == 1 else { continue }
      let known = search.word(text)
      if known.given > Self.alone, facts.given == nil { facts.given = reading }
      // Of readings that sound as well the one with more particles off; in Persian, whose -i ends
      // words of its own, the whole word.
      let lead = language == "fa" ? -0.05 : 0.01
      if known.family > (facts.family?.probability ?? lead) - lead {
        facts.family = (known.family, reading)
      }
      let isAdjective =
        token.script == .arabic && !isWhole && (text.hasSuffix("ي") || text.hasSuffix("ية"))
      if let entity = known.bodyEntity, known.body > (facts.body?.probability ?? 0), !isAdjective {
        facts.body = (known.body, entity, reading)
      }
      let likeness = people.likeness(NameKey.fold(text))
      if likeness > (facts.heard?.likeness ?? 0) { facts.heard = (likeness, reading) }
    }
    return facts
  }

  /// A reading as the word is written without the particle: a Tamil consonant loses its vowel again.
  private func nominative(_ reading: Range<Int>, _ token: DocumentToken) -> String {
    let text = document.reading[reading]
    guard token.script == .tamil, reading.upperBound < token.range.upperBound,
      let last = text.unicodeScalars.last, (0xB95...0xBB9).contains(last.value)
    else { return text }
    return text + "\u{BCD}"
  }

  /// The ways to take particles off a word, the whole word first.
  private func readings(of token: DocumentToken) -> [Range<Int>] {
    let scalars = document.reading.scalars[token.range]
    return AttachedParticles.shipped.readings(of: scalars, language: language(of: token))
  }

  /// Whether particles stand in front of words in a language; behind them otherwise.
  private func hasPrefixes(_ token: DocumentToken) -> Bool {
    token.script == .arabic && language(of: token) == "ar" || token.script == .hebrew
  }

  /// Whether a word may be a name, as far as the tables say.
  private func isOpen(_ facts: Facts?) -> Bool {
    guard let facts else { return false }
    return !facts.isFunction && !facts.isTitleBefore && !facts.isTitleAfter
      && !facts.isNationality
  }

  /// Whether a title stands in front of a word, with nothing but a nationality between them.
  private func isIntroduced(_ index: Int, _ facts: [Int: Facts]) -> Bool {
    var before = index - 1
    var steps = 0
    while before >= 0, steps < 3, tokens[before + 1].gap == .space {
      guard let own = facts[before] else { return false }
      if own.isTitleBefore { return true }
      let isPlace = own.known?.entry?.type == .place
      if !own.isNationality, !isPlace, steps > 0 { return false }
      before -= 1
      steps += 1
      if !own.isNationality, !isPlace, !own.isTitleAfter { return false }
    }
    return false
  }

  // MARK: - Full names

  /// A person's name of two to four words; with the key of its family name.
  private func fullName(_ index: Int, _ facts: [Int: Facts]) -> (DetectedMention, String?)? {
    let prefixes = hasPrefixes(tokens[index])
    guard var first = facts[index], isOpen(first) || first.isFunction && !prefixes else {
      return nil
    }
    let isOpener = Self.givenOpeners.contains(tokens[index].text)
    if isOpener { first.given = tokens[index].range }
    for length in stride(from: min(Self.longest, tokens.count - index), to: 1, by: -1) {
      let range = index..<(index + length)
      guard range.dropFirst().allSatisfy({ tokens[$0].gap == .space || tokens[$0].gap == .hyphen }),
        range.dropFirst().allSatisfy({ isOpen(facts[$0]) || isLink($0, facts) })
      else { continue }
      let end = index + length - 1
      guard let last = facts[end] else { continue }
      // Particles stand on the outside only.
      let start = prefixes ? (first.given ?? tokens[index].range) : tokens[index].range
      let given = first.given ?? tokens[index].range
      guard first.given != nil || length == 2 && isKnown(range, facts),
        given.upperBound == tokens[index].range.upperBound,
        prefixes || given.count == tokens[index].range.count
      else { continue }
      let inner = range.dropFirst().dropLast()
      guard
        inner.allSatisfy({ position in
          isLink(position, facts) || facts[position]?.given == tokens[position].range
            || Self.givenOpeners.contains(tokens[position - 1].text)
        })
      else { continue }
      var closing: Range<Int>?
      var isSure = last.family.map { $0.probability >= Self.beside } ?? false
      if let family = last.family, family.probability >= Self.beside,
        !prefixes || family.reading == tokens[end].range
          || isArticle(family.reading, tokens[end])
      {
        closing = family.reading
      } else if let family = last.family, family.probability >= Self.maybe, isKnown(range, facts),
        !prefixes || family.reading == tokens[end].range || isArticle(family.reading, tokens[end])
      {
        closing = family.reading
        isSure = true
      } else if let heard = last.heard, !prefixes || heard.reading == tokens[end].range {
        closing = heard.reading
      } else if isOpener, length == 3 {
        closing = tokens[end].range
      } else if !isOpener, last.known == nil, isLikelyFamily(end, last),
        length == 2 || !inner.isEmpty
      {
        closing = prefixes ? tokens[end].range : last.readings.last
        if !prefixes { closing = shortest(last.readings, tokens[end]) }
      }
      guard let closing, closing.upperBound > start.upperBound else { continue }
      // Jo is Hindi for who: it takes somebody known to make a name of it.
      if first.isFunction, !isSure || last.isCommon { continue }
      if !isSure, last.isCommon { continue }
      // A common word without its first letter may look like a given name.
      if !isSure, given != tokens[index].range, last.heard == nil, !isIntroduced(index, facts) {
        continue
      }
      let span = start.lowerBound..<closing.upperBound
      return (
        mention(span, range, .person, isSure ? .certain : .likely),
        NameKey.fold(document.reading[closing])
      )
    }
    return nil
  }

  /// Whether two words or more are somebody's full name that the knowledge base has, although the
  /// last one is too short to show it by itself: Musk, Biden.
  private func isKnown(_ range: Range<Int>, _ facts: [Int: Facts]) -> Bool {
    guard let first = facts[range.lowerBound], let last = facts[range.upperBound - 1],
      !first.isCommon, !last.isCommon, let family = last.family,
      family.probability >= Self.maybe
    else { return false }
    let start = first.given?.lowerBound ?? tokens[range.lowerBound].range.lowerBound
    guard start < family.reading.upperBound else { return false }
    let text = document.reading[start..<family.reading.upperBound]
    let odds = search.people(named: PreparedName(text, type: .person)).map(\.odds).max() ?? -9
    return odds >= (first.given == nil ? Self.known + 1 : Self.known)
  }

  /// Words that make one given name with the next: Abdel Fattah.
  private static let givenOpeners: Set<String> = ["عبد", "أبو", "ابو"]

  /// Whether a word behind a given name that the tables do not know may be a family name.
  private func isLikelyFamily(_ index: Int, _ facts: Facts) -> Bool {
    let token = tokens[index]
    if token.range.count < 2 { return false }
    if token.script == .arabic, token.text.hasPrefix("ال") { return false }
    if token.script == .hangul, token.range.count == 2 { return true }
    return NameWords.shipped.organizationWords(token.key).isEmpty
      && ContextWords.shipped[token.key] == nil
  }

  /// The reading without the particle that is likeliest: the longest that leaves two letters.
  private func shortest(_ readings: [Range<Int>], _ token: DocumentToken) -> Range<Int> {
    if token.script == .hangul, token.range.count == 2, let last = token.text.unicodeScalars.last,
      "은는이가을를과와의도에".unicodeScalars.contains(last)
    {
      return token.range.lowerBound..<(token.range.lowerBound + 1)
    }
    return readings.dropFirst().first ?? token.range
  }

  /// Whether a reading leaves out nothing but the Arabic article, which family names have.
  private func isArticle(_ reading: Range<Int>, _ token: DocumentToken) -> Bool {
    token.script == .arabic && reading.lowerBound - token.range.lowerBound == 2
      && token.text.hasPrefix("ال")
  }

  /// A small word inside a name: bin, van; one that is a word of the grammar too only behind another,
  /// as Persian dar behind fan.
  private func isLink(_ index: Int, _ facts: [Int: Facts]) -> Bool {
    let kinds = NameWords.shipped.particles(tokens[index].key)
    guard kinds.contains(.nasab) || kinds.contains(.particle) else { return false }
    guard facts[index]?.isFunction == true else { return true }
    return index > 0 && facts[index - 1]?.isFunction == false && isLink(index - 1, facts)
  }

  /// A name of several words that the gazetteer or the knowledge base has letter by letter.
  private func knownPhrase(_ index: Int, _ facts: Facts) -> (DetectedMention, String?)? {
    let longest = min(max(gazetteer.longest, search.index.longest), 6, tokens.count - index)
    guard longest > 1, facts.opensPhrase else { return nil }
    for length in stride(from: longest, to: 1, by: -1) {
      let range = index..<(index + length)
      guard range.dropFirst().allSatisfy({ tokens[$0].gap == .space || tokens[$0].gap == .hyphen })
      else { continue }
      let first = tokens[index]
      let last = tokens[index + length - 1]
      let starts = hasPrefixes(first) ? readings(of: first) : [first.range]
      let ends = hasPrefixes(last) ? [last.range] : readings(of: last)
      for start in starts {
        for end in ends where end.upperBound > start.lowerBound {
          let span = start.lowerBound..<end.upperBound
          let key = NameKey.foldPhrase(document.reading[span])
          if let entity = search.index.entities(spelt: key).first {
            return (known(span, range, nil, entity), nil)
          }
          if let entry = gazetteer[key].first { return (known(span, range, entry, nil), nil) }
        }
      }
    }
    return nil
  }

  // MARK: - Single words

  private func single(
    _ index: Int, _ own: Facts, _ facts: [Int: Facts], _ families: Set<String>
  ) -> DetectedMention? {
    let token = tokens[index]
    let range = index..<(index + 1)
    if own.isFunction { return nil }
    for reading in looseReadings(token)
    where families.contains(NameKey.fold(document.reading[reading])) {
      return mention(reading, range, .person, .likely)
    }
    if let (entry, entity, reading) = own.known { return known(reading, range, entry, entity) }
    guard isOpen(own), !own.isCommon, token.range.count >= 2 else { return nil }
    let next = facts[index + 1]
    let isAddressed =
      tokens.indices.contains(index + 1) && tokens[index + 1].gap == .space
      && next?.isTitleAfter == true
    let isIntroduced = isIntroduced(index, facts)
    if isAddressed, let reading = strangersName(own, token) {
      return mention(reading, range, .person, .likely)
    }
    let bonus = isAddressed || isIntroduced ? 0.1 : 0
    let family = (own.family?.probability ?? 0) + bonus
    let body = (own.body?.probability ?? 0) + (isBodyNoun(index) ? 0.1 : 0)
    if let found = own.body, body >= Self.alone, body > family {
      return known(found.reading, range, nil, found.entity)
    }
    if let found = own.family, family >= Self.alone {
      return mention(found.reading, range, .person, .likely)
    }
    if let heard = own.heard { return mention(heard.reading, range, .person, .likely) }
    // Somebody unknown: a title right beside a word that is nothing else.
    if isAddressed, own.readings.count == 1, isLikelyFamily(index, own) || own.given != nil {
      return mention(token.range, range, .person, .likely)
    }
    return nil
  }

  /// The name of somebody known that Korean writes as one word: 반기문, 시진핑.
  ///
  /// A family name of Korea in front or a title beside it makes it worth a search.
  private func knownNative(
    _ index: Int, _ own: Facts, _ facts: [Int: Facts]
  ) -> DetectedMention? {
    let token = tokens[index]
    guard token.script == .hangul, isOpen(own), own.known == nil else { return nil }
    let isShown =
      isIntroduced(index, facts)
      || tokens.indices.contains(index + 1) && tokens[index + 1].gap == .space
        && facts[index + 1]?.isTitleAfter == true
    for reading in own.readings.reversed() where (3...4).contains(reading.count) {
      let text = document.reading[reading]
      guard isShown || hasKoreanFamily(text) else { continue }
      let odds = search.people(named: PreparedName(text, type: .person)).map(\.odds).max() ?? -9
      if odds >= Self.known { return mention(reading, index..<(index + 1), .person, .certain) }
    }
    return nil
  }

  /// A Korean name of three syllables beside a title.
  private func strangersName(_ own: Facts, _ token: DocumentToken) -> Range<Int>? {
    guard token.script == .hangul, (own.family?.probability ?? 0) < 0.5 else { return nil }
    return own.readings.reversed().first {
      $0.count == 3 && hasKoreanFamily(document.reading[$0])
    }
  }

  private func hasKoreanFamily(_ text: String) -> Bool {
    EastAsianSurnames.shipped[String(text.prefix(1))].contains { $0.hasSuffix("-ko") }
  }

  /// The readings of a word, and that without a particle where one letter remains.
  private func looseReadings(_ token: DocumentToken) -> [Range<Int>] {
    var readings = readings(of: token)
    if token.script == .hangul, (2...3).contains(token.range.count) {
      readings.append(token.range.lowerBound..<(token.range.lowerBound + 1))
    }
    return readings
  }

  /// Whether the word in front says that a body is named: the company, the agency.
  private func isBodyNoun(_ index: Int) -> Bool {
    guard index > 0, tokens[index].gap == .space, isCandidate(tokens[index - 1]) else {
      return false
    }
    return read(index - 1).isBodyNoun
  }

  // MARK: - Organisations

  /// A word that ends like an organisation, with the names in front of it: 미국 무역대표부, CBS 뉴스.
  private func organization(_ index: Int, _ facts: Facts) -> DetectedMention? {
    guard let (reading, own, kinds) = facts.suffix else { return nil }
    var start = index
    while start > 0, tokens[start].gap == .space, isModifier(tokens[start - 1], kinds) {
      start -= 1
    }
    // The suffix alone is a common noun.
    if own == 0, start == index { return nil }
    let range = tokens[start].range.lowerBound..<reading.upperBound
    let known = gazetteer[NameKey.foldPhrase(document.reading[range])].first
    return mention(
      range, start..<(index + 1), known?.type ?? .organization, .likely, known: known)
  }

  /// The ending of a word that shows an organisation, with how many letters stand before it.
  private func suffix(
    of token: DocumentToken
  ) -> (reading: Range<Int>, own: Int, kinds: Set<OrganizationWord.Kind>)? {
    guard token.script == .hangul else { return nil }
    for reading in readings(of: token) {
      let text = document.reading[reading]
      guard let suffix = NameWords.shipped.organizationSuffixes.first(where: text.hasSuffix)
      else { continue }
      let kinds = NameWords.shipped.organizationWords(NameKey.foldPhrase(suffix)).map(\.kind)
      let own = reading.count - suffix.unicodeScalars.count
      if own != 1 { return (reading, own, Set(kinds)) }
    }
    return nil
  }

  /// Whether a word may stand in front of an organisation's: an acronym, or the place that an
  /// authority belongs to.
  private func isModifier(_ token: DocumentToken, _ kinds: Set<OrganizationWord.Kind>) -> Bool {
    if token.isAllCapitals { return true }
    guard kinds.contains(.government) else { return false }
    return !gazetteer[token.key].isEmpty
      || NameWords.shipped.organizationWords(token.key).contains { $0.kind == .place }
  }

  // MARK: - Results

  private func known(
    _ range: Range<Int>, _ tokens: Range<Int>, _ entry: GazetteerEntry?, _ entity: Int?
  ) -> DetectedMention {
    let type = entity.map { search.index.entities[$0].type } ?? entry?.type ?? .place
    return mention(
      range, tokens, type, .certain, known: entry, entity: type == .person ? nil : entity)
  }

  private func mention(
    _ range: Range<Int>, _ tokens: Range<Int>, _ type: EntityType,
    _ certainty: DetectedMention.Certainty, known: GazetteerEntry? = nil, entity: Int? = nil
  ) -> DetectedMention {
    DetectedMention(
      caseless: document.reading, range, tokens, type, certainty, known: known, entity: entity)
  }
}

extension DetectedMention {
  /// A mention in a script without capitals.
  init(
    caseless text: SourceText, _ range: Range<Int>, _ tokens: Range<Int>, _ type: EntityType,
    _ certainty: Certainty, known: GazetteerEntry? = nil, entity: Int? = nil
  ) {
    let surface = text[range].withoutInvisible
    self.init(
      tokens: tokens, range: range, surface: surface, type: type, certainty: certainty,
      known: known, entity: entity, gender: nil, isInHeading: false,
      key: NameKey.foldPhrase(surface), hasContext: true)
  }
}

extension CaselessDetector.Facts {
  /// The facts with their ranges moved.
  func shifted(by offset: Int) -> Self {
    func moved(_ range: Range<Int>) -> Range<Int> {
      (range.lowerBound + offset)..<(range.upperBound + offset)
    }
    var facts = self
    facts.readings = readings.map(moved)
    facts.suffix = suffix.map { (moved($0.reading), $0.own, $0.kinds) }
    facts.known = known.map { ($0.entry, $0.entity, moved($0.reading)) }
    facts.given = given.map(moved)
    facts.family = family.map { ($0.probability, moved($0.reading)) }
    facts.body = body.map { ($0.probability, $0.entity, moved($0.reading)) }
    facts.heard = heard.map { ($0.likeness, moved($0.reading)) }
    return facts
  }
}

/// What was found out about the words of a run in scripts without capitals.
///
/// Not for two threads at once.
final class CaselessMemory {
  var facts: [[String]: CaselessDetector.Facts] = [:]
}
