internal import OnomaNames
internal import OnomaText

/// Reads phrases that one of their words shows to be an organisation or a place: Minsk Dialogue
/// Council on International Relations, Klaipeda Seaport, Bureau of Industry and Security.
struct PhraseReader {
  private let words: WordKinds
  private let tokens: [DocumentToken]
  private let gazetteer: Gazetteer

  init(words: WordKinds, gazetteer: Gazetteer) {
    self.words = words
    tokens = words.tokens
    self.gazetteer = gazetteer
  }

  /// A phrase: where it ends, and what it names; no type for a prize, a war, an act.
  struct Phrase {
    let end: Int
    let type: EntityType?
  }

  /// The phrase that starts at a word, or `nil`.
  func phrase(from start: Int) -> Phrase? {
    let end = runEnd(start)
    // In a line of capitals any word may seem to show a phrase that is a piece of a sentence.
    if words.isInCapitals(start), words.isLongHeading(start) { return nil }
    if let other = otherPhrase(start, end) { return other }
    guard let head = head(start, end) else { return programme(start, end) }
    let isPlace = head.kind == .place
    var last = head.index + 1
    if head.opens { last = max(last, tail(from: last, to: end)) }
    if !isPlace { last = extended(last, head: head) }
    // One word alone (Parliament, Ministry) names nothing by itself.
    guard last - start >= 2, contains(nameIn: start..<last, besides: head.index) else { return nil }
    if words.isInHeading(start), !isKnownHeading(start..<last) { return nil }
    return Phrase(end: last, type: isPlace ? .place : .organization)
  }

  /// A run of words that one phrase may hold: capitals with spaces or hyphens between them.
  private func runEnd(_ start: Int) -> Int {
    var end = start + 1
    while end < tokens.count, end - start < Self.lengthLimit {
      let token = tokens[end]
      // U.S.-Belarusian is two words.
      if token.gap == .hyphen, words.kinds[end] == .demonym { break }
      guard token.isCapitalized || words.kinds[end] == .particle, token.script.hasCase,
        token.gap == .space || token.gap == .hyphen,
        !words.isFunctionWord(token) || token.isAllCapitals
      else { break }
      end += 1
    }
    while end > start + 1, words.kinds[end - 1] == .particle { end -= 1 }
    return end
  }

  private struct Head {
    let index: Int
    let kind: OrganizationWord.Kind
    /// Whether the name follows the word, as in Radio Free Europe.
    let opens: Bool
  }

  /// The last word of a run that shows its type; a title or a given name ends the search.
  private func head(_ start: Int, _ end: Int) -> Head? {
    var found: Head?
    for index in start..<end {
      let token = tokens[index]
      if index > start, words.kinds[index] == .given, isFollowedByName(index, end) { break }
      if index > start, isTitle(token), headKind(index, start, end) == nil { break }
      if let kind = headKind(index, start, end) { found = kind }
    }
    return found
  }

  private func headKind(_ index: Int, _ start: Int, _ end: Int) -> Head? {
    for word in words.organizationWords(tokens[index]) {
      switch word.position {
      case "first" where !hasOfPhrase(index + 1):
        // New York is a place; New before a country is an adjective.
        let isCountry = gazetteer[tokens[min(index + 1, end - 1)].key].contains {
          $0.kind == "country"
        }
        if index == start, end - start > 1, !(word.kind == .place && isCountry) {
          return Head(index: index, kind: word.kind, opens: true)
        }
      case "last":
        if index > start { return Head(index: index, kind: word.kind, opens: false) }
        if hasOfPhrase(index + 1) { return Head(index: index, kind: word.kind, opens: false) }
      default:
        if index > start || hasOfPhrase(index + 1) {
          let isLast = index == end - 1
          return Head(index: index, kind: word.kind, opens: word.kind == .place && !isLast)
        }
        if end - start > 1, word.kind == .place {
          return Head(index: index, kind: word.kind, opens: true)
        }
      }
    }
    return nil
  }

  private func isTitle(_ token: DocumentToken) -> Bool {
    guard let honorific = words.facts(token).honorific else { return false }
    return !honorific.isAfter && honorific.kind != .title
  }

  private func isFollowedByName(_ index: Int, _ end: Int) -> Bool {
    index + 1 < end && words.organizationWords(tokens[index + 1]).isEmpty
      && (words.kinds[index + 1] == .unknown || words.kinds[index + 1] == .initial)
      && headlessAfter(index + 1, end)
  }

  private func headlessAfter(_ index: Int, _ end: Int) -> Bool {
    (index..<end).allSatisfy { words.organizationWords(tokens[$0]).isEmpty }
  }

  /// How far a name reaches that follows its showing word.
  private func tail(from start: Int, to end: Int) -> Int {
    var last = start
    while last < end {
      // A given name may name the place (Lake Victoria), but not with a family name behind it.
      if words.kinds[last] == .given, last + 1 < end, words.kinds[last + 1] != .plain { break }
      last += 1
    }
    return last
  }

  /// Whether `of`, `for` or `on` and a capitalised word follow.
  private func hasOfPhrase(_ index: Int) -> Bool { ofPhraseStart(index) != nil }

  private func ofPhraseStart(_ index: Int) -> Int? {
    var index = index
    guard tokens.indices.contains(index), tokens[index].gap == .space,
      Self.links.contains(tokens[index].key)
    else { return nil }
    index += 1
    if tokens.indices.contains(index), Self.articles.contains(tokens[index].key) { index += 1 }
    guard tokens.indices.contains(index), tokens[index].isCapitalized,
      tokens[index].gap == .space,
      words.kinds[index] != .plain || !words.isFunctionWord(tokens[index])
    else { return nil }
    return index
  }

  /// The phrase with what `of`, `for`, `on` and `and` add to it.
  private func extended(_ end: Int, head: Head) -> Int {
    guard head.kind == .government || head.kind == .institution || head.kind == .party,
      head.index == end - 1, let next = ofPhraseStart(end)
    else { return end }
    // Embassy of Belarus is one name; Bank of Belarus's chairman is not asked here.
    var last = min(runEnd(next), partEnd(next))
    // Industry and Security: one more word after a conjunction, if no known name starts there.
    if tokens.indices.contains(last + 1), tokens[last].gap == .space,
      Self.conjunctions.contains(tokens[last].key), tokens[last + 1].isCapitalized,
      tokens[last + 1].gap == .space, gazetteer[tokens[next].key].isEmpty,
      gazetteer[tokens[last + 1].key].isEmpty, words.kinds[last + 1] == .unknown
    {
      last = runEnd(last + 1)
    }
    return last
  }

  /// The part of a run before a person's name starts.
  private func partEnd(_ start: Int) -> Int {
    var end = start
    while end < tokens.count,
      end == start || tokens[end].gap == .space || tokens[end].gap == .hyphen,
      tokens[end].isCapitalized
    {
      if end > start, words.kinds[end] == .given { break }
      end += 1
    }
    return max(end, start + 1)
  }

  /// The Russia and Eurasia Programme: the article shows that the first word is no country.
  private func programme(_ start: Int, _ end: Int) -> Phrase? {
    guard start > 0, Self.articles.contains(tokens[start - 1].key), end - start <= 2,
      tokens.indices.contains(end + 1), tokens[end].gap == .space,
      Self.conjunctions.contains(tokens[end].key), tokens[end + 1].isCapitalized,
      tokens[end + 1].gap == .space, !gazetteer[tokens[start].key].isEmpty || end - start == 1,
      !gazetteer[tokens[start].key].contains(where: { $0.id == "country-us" })
    else { return nil }
    let last = runEnd(end + 1)
    guard last - end >= 3 || last - end == 2,
      let head = head(end + 1, last), head.index == last - 1, head.kind != .place
    else { return nil }
    return Phrase(end: last, type: .organization)
  }

  /// A prize, a war, an act: capitalised, but none of the three.
  private func otherPhrase(_ start: Int, _ end: Int) -> Phrase? {
    guard end - start >= 2, words.facts(tokens[end - 1]).context == .other,
      words.kinds[start] != .given, gazetteer[tokens[start].key].isEmpty,
      !words.isInHeading(start)
    else { return nil }
    return Phrase(end: end, type: nil)
  }

  /// Whether the phrase has a word of its own besides the showing one and ordinary openers.
  private func contains(nameIn range: Range<Int>, besides head: Int) -> Bool {
    range.contains { index in
      index != head && tokens[index].isCapitalized
        && !(index == range.lowerBound && tokens[index].startsSentence
          && words.isOrdinary(tokens[index]) && range.count == 2)
        && !(words.facts(tokens[index]).honorific != nil && range.count == 2)
    }
  }

  /// In a heading any two words are capitalised: a phrase counts only with a known name in it.
  private func isKnownHeading(_ range: Range<Int>) -> Bool {
    !range.contains {
      words.isOrdinary(tokens[$0]) && words.organizationWords(tokens[$0]).isEmpty
    }
  }

  /// The most words that a phrase has: a longer run of capitals is no name.
  private static let lengthLimit = 16

  private static let links: Set<String> = [
    "of", "for", "on", "de", "für", "fur", "des", "der", "du",
  ]
  private static let articles: Set<String> = ["the", "la", "le", "der", "die", "das"]
  private static let conjunctions: Set<String> = [
    "and", "und", "et", "y", "e", "i", "и", "і", "та", "&",
  ]
}
