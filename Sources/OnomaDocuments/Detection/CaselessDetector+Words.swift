internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// What one word is.
extension CaselessDetector {
  func read(_ index: Int) -> Facts {
    let token = tokens[index]
    let language = language(of: token)
    let question = [language, token.text]
    let start = token.range.lowerBound
    if let known = memory.facts[question] { return known.shifted(by: start) }
    let facts = analyse(token, language)
    memory.facts[question] = facts.shifted(by: -start)
    return facts
  }

  func analyse(_ token: DocumentToken, _ language: String) -> Facts {
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
  func nominative(_ reading: Range<Int>, _ token: DocumentToken) -> String {
    let text = document.reading[reading]
    guard token.script == .tamil, reading.upperBound < token.range.upperBound,
      let last = text.unicodeScalars.last, (0xB95...0xBB9).contains(last.value)
    else { return text }
    return text + "\u{BCD}"
  }

  /// The ways to take particles off a word, the whole word first.
  func readings(of token: DocumentToken) -> [Range<Int>] {
    let scalars = document.reading.scalars[token.range]
    return AttachedParticles.shipped.readings(of: scalars, language: language(of: token))
  }

  /// Whether particles stand in front of words in a language; behind them otherwise.
  func hasPrefixes(_ token: DocumentToken) -> Bool {
    token.script == .arabic && language(of: token) == "ar" || token.script == .hebrew
  }

  /// Whether a word may be a name, as far as the tables say.
  func isOpen(_ facts: Facts?) -> Bool {
    guard let facts else { return false }
    return !facts.isFunction && !facts.isTitleBefore && !facts.isTitleAfter
      && !facts.isNationality
  }

  /// Whether a title stands in front of a word, with nothing but a nationality between them.
  func isIntroduced(_ index: Int, _ facts: [Int: Facts]) -> Bool {
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
