internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Decides about names that are doubtful by themselves with what a knowledge base knows, and notes the
/// nominatives of inflected ones.
///
/// A single word that sounds like somebody's family name, or like the name of an organisation or a
/// place, is that; a run of capitals that holds somebody's full name and more is cut there.
struct KnowledgePass {
  let search: KnowledgeSearch
  let gazetteer: Gazetteer
  let names: ParsedNames

  /// The probability from which a word is somebody's or something's name.
  private static let alone = 0.9
  /// Log-odds from which a run of words is somebody's full name.
  private static let known = 3.0

  /// The mentions of one document with what the knowledge base says.
  ///
  /// Complexity: O(mentions), and a search for each different name.
  func settled(
    _ mentions: [DetectedMention], in document: Document, words: WordKinds
  ) -> [DetectedMention] {
    if search.index.isEmpty {
      var mentions = mentions
      for place in mentions.indices { mentions[place].lemmas = lemmas(of: mentions[place], words) }
      return mentions
    }
    return mentions.flatMap { mention -> [DetectedMention] in
      var mention = mention
      mention.lemmas = lemmas(of: mention, words)
      if mention.known != nil || mention.entity != nil { return [mention] }
      if mention.tokens.count == 1 { return [single(mention, words)] }
      guard mention.type == .person else { return [mention] }
      return pieces(of: mention, in: document, words) ?? [mention]
    }
  }

  private func lemmas(of mention: DetectedMention, _ words: WordKinds) -> [String] {
    if mention.known != nil { return [] }
    guard let token = mention.tokens.last.map({ words.tokens[$0] }) else { return [] }
    if mention.tokens.count == 1 {
      return words.facts(token).lemmaKeys
    }
    guard mention.type == .person else { return [] }
    return names.lemmas(of: mention.surface, language: words.language)
  }

  private func readings(of token: DocumentToken, _ words: WordKinds) -> [String] {
    words.facts(token).lemmas.map(\.lemma)
  }

  // MARK: - Single words

  private func single(_ mention: DetectedMention, _ words: WordKinds) -> DetectedMention {
    var mention = mention
    let token = words.tokens[mention.tokens.lowerBound]
    let isTitled = mention.certainty == .certain && mention.type == .person
    if isTitled || token.text.unicodeScalars.count < 3 || token.hasDigit { return mention }
    let isOrdinary = words.isOrdinary(token) && !token.isQuoted
    for text in [token.text] + readings(of: token, words) {
      let entities = search.index.entities(spelt: NameKey.foldPhrase(text))
      guard !isOrdinary,
        let entity = entities.first(where: { search.index.entities[$0].type != .person })
      else { continue }
      mention.entity = entity
      mention.type = search.index.entities[entity].type
      mention.certainty = .certain
      return mention
    }
    if isOrdinary || token.text.unicodeScalars.count < 4 && !token.isQuoted { return mention }
    var family = 0.0
    var body = (probability: 0.0, entity: 0)
    for text in [token.text] + readings(of: token, words) {
      let word = search.word(text)
      family = max(family, word.family)
      if let entity = word.bodyEntity, word.body > body.probability {
        body = (word.body, entity)
      }
    }
    let isBody = token.isQuoted || mention.type != .person && mention.hasContext
    if body.probability >= Self.alone - (token.isQuoted ? 0.2 : 0),
      body.probability + (isBody ? 0.2 : 0) > family
    {
      mention.entity = body.entity
      mention.type = search.index.entities[body.entity].type
      mention.certainty = max(mention.certainty, .likely)
    } else if family >= Self.alone, mention.type == .person || !mention.hasContext || family > 0.97
    {
      mention.type = .person
      mention.certainty = max(mention.certainty, .likely)
      mention.hasContext = true
    }
    return mention
  }

  // MARK: - Runs of words

  /// A run that is somebody's full name and another name before or behind it; in a line of capitals
  /// every word that is known by itself.
  private func pieces(
    of mention: DetectedMention, in document: Document, _ words: WordKinds
  ) -> [DetectedMention]? {
    let tokens = mention.tokens
    if mention.certainty == .needsSupport, mention.isInHeading {
      return known(tokens, in: mention, words)
    }
    if tokens.count == 2 {
      return couple(mention, in: document, words) ?? possessor(mention, in: document, words)
        ?? openedSingle(mention, in: document, words)
    }
    guard tokens.count >= 3, tokens.count <= 5 else { return nil }
    let whole = odds(tokens, words)
    var best: (odds: Double, at: Int, isFirst: Bool)?
    for at in (tokens.lowerBound + 1)..<tokens.upperBound where words.tokens[at].gap == .space {
      // No name ends with a small word, and none that follows a full name begins with one.
      if words.kinds[at - 1] == .particle || words.kinds[at] == .particle { continue }
      let left = tokens.lowerBound..<at
      let right = at..<tokens.upperBound
      if left.count >= 2, isName(right, words) {
        let odds = odds(left, words)
        if odds > (best?.odds ?? max(Self.known, whole + 1)) { best = (odds, at, true) }
      }
      if right.count >= 2, isName(left, words) {
        let odds = odds(right, words)
        if odds > (best?.odds ?? max(Self.known, whole + 1)) { best = (odds, at, false) }
      }
    }
    guard let best else { return opened(mention, whole, in: document, words) }
    let left = part(tokens.lowerBound..<best.at, of: mention, in: document, words)
    let right = part(best.at..<tokens.upperBound, of: mention, in: document, words)
    return [left, right].map { $0.tokens.count == 1 ? single($0, words) : $0 }
  }

  /// A full name behind the word that opens the sentence, which has its capital from there.
  private func opened(
    _ mention: DetectedMention, _ whole: Double, in document: Document, _ words: WordKinds
  ) -> [DetectedMention]? {
    let first = mention.tokens.lowerBound
    let rest = (first + 1)..<mention.tokens.upperBound
    guard words.tokens[first].startsSentence, words.kinds[first] == .unknown,
      words.tokens[first + 1].gap == .space, words.kinds[first + 1] != .particle,
      odds(rest, words) > max(Self.known, whole + 1)
    else { return nil }
    return [part(rest, of: mention, in: document, words)]
  }

  /// A family name behind the word that opens the sentence: Novinarima Reutersa, Хвала Урсули.
  private func openedSingle(
    _ mention: DetectedMention, in document: Document, _ words: WordKinds
  ) -> [DetectedMention]? {
    let first = mention.tokens.lowerBound
    guard words.tokens[first].startsSentence, words.kinds[first] == .unknown,
      mention.certainty < .certain, words.tokens[first + 1].gap == .space
    else { return nil }
    let rest = part((first + 1)..<(first + 2), of: mention, in: document, words)
    let token = words.tokens[first + 1]
    let isPlace = words.facts(token).places.first.map { $0.type != .person } ?? false
    let isKnown = ([token.text] + readings(of: token, words)).contains {
      let word = search.word($0)
      return word.family >= Self.alone || word.body >= Self.alone
    }
    guard isKnown, !isPlace, odds(mention.tokens, words) < 0 else { return nil }
    return [single(rest, words)]
  }

  /// What somebody known possesses, where nouns have capitals: Merkels Büro.
  private func possessor(
    _ mention: DetectedMention, in document: Document, _ words: WordKinds
  ) -> [DetectedMention]? {
    let first = mention.tokens.lowerBound
    guard words.language == "de", mention.certainty < .certain,
      words.kinds[first] == .unknown, words.tokens[first + 1].gap == .space,
      words.tokens[first].key.hasSuffix("s"),
      readings(of: words.tokens[first], words).contains(where: {
        search.word($0).family >= Self.alone
      }), odds(mention.tokens, words) < 0
    else { return nil }
    return [single(part(first..<(first + 1), of: mention, in: document, words), words)]
  }

  /// Two family names side by side that are nobody's full name: Coale’em Łukaszenka ułaskawił.
  private func couple(
    _ mention: DetectedMention, in document: Document, _ words: WordKinds
  ) -> [DetectedMention]? {
    let first = mention.tokens.lowerBound
    guard words.kinds[first] == .unknown, words.kinds[first + 1] == .unknown,
      words.tokens[first + 1].gap == .space, mention.certainty < .certain,
      isName(first..<(first + 1), words), isName((first + 1)..<(first + 2), words),
      odds(mention.tokens, words) < 0
    else { return nil }
    return [first..<(first + 1), (first + 1)..<(first + 2)].map {
      single(part($0, of: mention, in: document, words), words)
    }
  }

  /// Whether words are a name of their own: a word that somebody bears as a family name, a place, or
  /// several words.
  private func isName(_ range: Range<Int>, _ words: WordKinds) -> Bool {
    if range.count > 1 { return true }
    let token = words.tokens[range.lowerBound]
    if token.isInitial || words.kinds[range.lowerBound] == .given { return false }
    return ([token.text] + readings(of: token, words)).contains { text in
      search.word(text).family >= Self.alone || !gazetteer[NameKey.foldPhrase(text)].isEmpty
    }
  }

  /// The log-odds of the likeliest person of some words, in any case.
  private func odds(_ range: Range<Int>, _ words: WordKinds) -> Double {
    let text = range.map { words.tokens[$0].text }.joined(separator: " ")
    let name = NameParser.shipped.parse(text, as: .person)
    let readings = NameReader(attested: KeySet()).readings(of: name, language: words.language)
    return readings.prefix(3).map { search.personOdds($0.text) }.max() ?? -9
  }

  private func part(
    _ range: Range<Int>, of mention: DetectedMention, in document: Document, _ words: WordKinds
  ) -> DetectedMention {
    let start = words.tokens[range.lowerBound].range.lowerBound
    let end =
      range.upperBound == mention.tokens.upperBound
      ? mention.range.upperBound : words.tokens[range.upperBound - 1].range.upperBound
    var part = mention
    part.tokens = range
    part.range = start..<end
    part.surface = document.reading[start..<end].withoutInvisible
    part.key = words.tokens[range].map(\.key).joined(separator: " ")
    part.lemmas = lemmas(of: part, words)
    if range.count == 1 { part.certainty = .likely }
    return part
  }

  /// The words of a heading that are names by themselves.
  private func known(
    _ range: Range<Int>, in mention: DetectedMention, _ words: WordKinds
  ) -> [DetectedMention]? {
    var found: [DetectedMention] = []
    for index in range {
      let token = words.tokens[index]
      guard token.isCapitalized, !words.isOrdinary(token), token.text.unicodeScalars.count >= 4
      else { continue }
      var part = mention
      part.tokens = index..<(index + 1)
      part.range = token.range
      part.surface = token.text
      part.key = token.key
      part.lemmas = lemmas(of: part, words)
      part.certainty = .likely
      if let entry = gazetteer[token.key].first, entry.type == .place {
        part.type = .place
        part.known = entry
        found.append(part)
        continue
      }
      let settled = single(part, words)
      let isKnown =
        settled.entity != nil
        || ([token.text] + readings(of: token, words)).contains {
          search.word($0).family >= Self.alone
        }
      if isKnown { found.append(settled) }
    }
    // A full name in a heading stays whole.
    return found.isEmpty || odds(range, words) >= Self.known ? nil : found
  }
}
