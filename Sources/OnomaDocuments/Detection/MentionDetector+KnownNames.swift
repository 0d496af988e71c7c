internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// What the gazetteer and the knowledge base know: the names that stand at a word.
extension MentionDetector {
  func gazetteerMatch(_ index: Int) -> (entry: GazetteerEntry, end: Int)? {
    var key = ""
    var found: (GazetteerEntry, Int)?
    let facts = words.facts(tokens[index])
    let longest = facts.opensPlace ? gazetteer.longest : 1
    for end in (index + 1)...min(index + longest, tokens.count) {
      let token = tokens[end - 1]
      if end > index + 1 {
        guard
          token.gap == .space || token.gap == .lineEnd || token.gap == .stop
            || token.gap == .hyphen
        else { break }
        // U.S.-Belarusian is no hyphenated place.
        if token.gap == .hyphen, found != nil { break }
      }
      key = key.isEmpty ? token.key : "\(key) \(token.key)"
      let entries = end == index + 1 ? facts.places : gazetteer[key]
      guard let entry = best(entries) ?? inflected(index, end),
        isWritten(end - 1, words: end - index)
      else { continue }
      found = (entry, end)
    }
    guard let found else { return nil }
    // A demonym that is also a place's name in another language is read as the demonym.
    // Only English writes adjectives of countries with a capital where the country has one too.
    if found.1 == index + 1, words.kinds[index] == .demonym, tokens[index].isAllCapitals == false,
      (words.language ?? "en") == "en"
        || found.0.kind != "country" && gazetteer[tokens[index].key].isEmpty == false
    {
      return nil
    }
    return found
  }

  /// The well-known place that a word names in another case than the nominative.
  func inflected(_ index: Int, _ end: Int) -> GazetteerEntry? {
    let isAdverbial =
      words.kinds[index] == .demonym && index > 0
      && Self.placePrepositions.contains(tokens[index - 1].key) && tokens[index].gap == .space
    guard end == index + 1, words.kinds[index] == .unknown || isAdverbial,
      tokens[index].text.unicodeScalars.count >= 4
    else { return nil }
    for key in words.facts(tokens[index]).lemmaKeys {
      let entries = gazetteer[key].filter { $0.type == .place && key.utf8.count >= 4 }
      if let entry = best(entries) { return entry }
    }
    return nil
  }

  /// The organisation or place of the knowledge base that is spelt from a word on, with its end.
  func knowledgeMatch(_ index: Int) -> (entity: Int, end: Int)? {
    if search.index.isEmpty { return nil }
    var key = ""
    var found: (Int, Int)?
    let longest = search.index.opensPhrase(tokens[index].key) ? search.index.longest : 1
    for end in (index + 1)...max(index + 1, min(index + longest, tokens.count)) {
      let token = tokens[end - 1]
      if end > index + 1 {
        guard
          token.gap == .space || token.gap == .lineEnd || token.gap == .stop
            || token.gap == .hyphen || token.isEnding
        else { break }
      }
      key = key.isEmpty ? token.key : token.isEnding ? key + token.key : "\(key) \(token.key)"
      let entities = search.index.entities(spelt: key).filter {
        search.index.entities[$0].type != .person
      }
      guard let entity = entities.first else { continue }
      let isOne = end == index + 1
      // An ordinary word is a name in the middle of a sentence or in quotation marks only.
      if isOne,
        !isWritten(index, words: 1)
          || (words.isOrdinary(token) && !token.isQuoted
            && (token.startsSentence || words.isInHeading(index)))
      {
        continue
      }
      found = (entity, end)
    }
    return found
  }

  /// The well-known body behind a phrase, with or without the country in front of it.
  func knownPhrase(_ range: Range<Int>) -> GazetteerEntry? {
    for start in range.dropLast() {
      let key = tokens[start..<range.upperBound].map(\.key).joined(separator: " ")
      if let entry = best(gazetteer[key]) { return entry }
      let isModifier = words.kinds[start] == .demonym || !gazetteer[tokens[start].key].isEmpty
      if !isModifier { return nil }
    }
    return nil
  }

  /// A newspaper or another body whose name opens with the article inside a sentence: The National
  /// Interest.
  ///
  /// Returns where the name ends.
  func titledThe(_ index: Int) -> Int? {
    guard tokens[index].key == "the", !tokens[index].startsSentence, !tokens[index].isAllCapitals,
      !words.isInHeading(index), !tokens[index].isQuoted
    else { return nil }
    var end = index + 1
    while end < tokens.count, tokens[end].gap == .space, tokens[end].isCapitalized,
      words.kinds[end] != .plain
    {
      end += 1
    }
    return end - index >= 2 ? end : nil
  }

  /// A short acronym counts in capitals only: `us` and `it` are words, `US` and `IT` may be names.
  func isWritten(_ index: Int, words count: Int) -> Bool {
    if count > 1 { return true }
    let token = tokens[index]
    let length = token.key.unicodeScalars.count
    if length <= 3, !token.isAllCapitals, !token.text.contains("."), !isShortName(index) {
      return false
    }
    return words.kinds[index] != .plain
  }

  /// Whether a short word that is not in capitals is an acronym all the same: FNs, ELi with an ending,
  /// and inside a sentence Onu, Fmi, where the press writes acronyms like words.
  private func isShortName(_ index: Int) -> Bool {
    let letters = Array(tokens[index].text.unicodeScalars.prefix(2))
    if letters.count == 2, letters.allSatisfy({ ScalarClass($0) == .upper }) { return true }
    let facts = words.facts(tokens[index])
    // Nga, Mỹ, Đức: countries of a language of short words.
    if words.language == "vi", facts.places.contains(where: { $0.kind == "country" }) {
      return !tokens[index].startsSentence && !facts.isFunction
    }
    return letters.count == 2 && facts.count == 3 && !tokens[index].startsSentence
      && !words.isInHeading(index) && !facts.isFunction && !facts.isGiven
      && Self.writesAcronymsLikeWords.contains(words.language ?? "")
      && facts.places.contains { $0.kind == "international" }
  }

  private static let writesAcronymsLikeWords: Set<String> = [
    "es", "fi", "fr", "it", "no", "pt", "sv",
  ]

  /// The likeliest bearer of a name: a country before a capital before any other city.
  func best(_ entries: [GazetteerEntry]) -> GazetteerEntry? {
    let order = ["country", "capital", "international", "government", "city", "region"]
    return entries.min { a, b in
      (order.firstIndex(of: a.kind) ?? order.count, a.id)
        < (order.firstIndex(of: b.kind) ?? order.count, b.id)
    }
  }

  /// Paris Hilton, Jack London: a place's name inside a person's.
  func startsPerson(
    _ index: Int, insteadOf place: (entry: GazetteerEntry, end: Int)
  ) -> Bool {
    guard place.end == index + 1, words.kinds[index] == .given, place.entry.type == .place,
      tokens.indices.contains(index + 1)
    else { return false }
    let next = tokens[index + 1]
    return next.gap == .space && words.kinds[index + 1] == .unknown
      && gazetteer[next.key].isEmpty && !words.isOrdinary(next)
  }
}
