internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Words that are a name alone.
extension CaselessDetector {
  func single(
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
  func knownNative(
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
      let odds = search.personOdds(text)
      if odds >= Self.known { return mention(reading, index..<(index + 1), .person, .certain) }
    }
    return nil
  }

  /// A Korean name of three syllables beside a title.
  func strangersName(_ own: Facts, _ token: DocumentToken) -> Range<Int>? {
    guard token.script == .hangul, (own.family?.probability ?? 0) < 0.5 else { return nil }
    return own.readings.reversed().first {
      $0.count == 3 && hasKoreanFamily(document.reading[$0])
    }
  }

  func hasKoreanFamily(_ text: String) -> Bool {
    EastAsianSurnames.shipped[String(text.prefix(1))].contains { $0.hasSuffix("-ko") }
  }

  /// The readings of a word, and that without a particle where one letter remains.
  func looseReadings(_ token: DocumentToken) -> [Range<Int>] {
    var readings = readings(of: token)
    if token.script == .hangul, (2...3).contains(token.range.count) {
      readings.append(token.range.lowerBound..<(token.range.lowerBound + 1))
    }
    return readings
  }

  /// Whether the word in front says that a body is named: the company, the agency.
  func isBodyNoun(_ index: Int) -> Bool {
    guard index > 0, tokens[index].gap == .space, isCandidate(tokens[index - 1]) else {
      return false
    }
    return read(index - 1).isBodyNoun
  }
}
