internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Persons' names of two words or more, and known phrases.
extension CaselessDetector {
  /// A person's name of two to four words; with the key of its family name.
  func fullName(_ index: Int, _ facts: [Int: Facts]) -> (DetectedMention, String?)? {
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
  func isKnown(_ range: Range<Int>, _ facts: [Int: Facts]) -> Bool {
    guard let first = facts[range.lowerBound], let last = facts[range.upperBound - 1],
      !first.isCommon, !last.isCommon, let family = last.family,
      family.probability >= Self.maybe
    else { return false }
    let start = first.given?.lowerBound ?? tokens[range.lowerBound].range.lowerBound
    guard start < family.reading.upperBound,
      first.given != nil || search.mayBePart(tokens[range.lowerBound].text)
    else { return false }
    let text = document.reading[start..<family.reading.upperBound]
    let odds = search.personOdds(text)
    return odds >= (first.given == nil ? Self.known + 1 : Self.known)
  }

  /// Words that make one given name with the next: Abdel Fattah.
  static let givenOpeners: Set<String> = ["عبد", "أبو", "ابو"]

  /// Whether a word behind a given name that the tables do not know may be a family name.
  func isLikelyFamily(_ index: Int, _ facts: Facts) -> Bool {
    let token = tokens[index]
    if token.range.count < 2 { return false }
    if token.script == .arabic, token.text.hasPrefix("ال") { return false }
    if token.script == .hangul, token.range.count == 2 { return true }
    return NameWords.shipped.organizationWords(token.key).isEmpty
      && ContextWords.shipped[token.key] == nil
  }

  /// The reading without the particle that is likeliest: the longest that leaves two letters.
  func shortest(_ readings: [Range<Int>], _ token: DocumentToken) -> Range<Int> {
    if token.script == .hangul, token.range.count == 2, let last = token.text.unicodeScalars.last,
      "은는이가을를과와의도에".unicodeScalars.contains(last)
    {
      return token.range.lowerBound..<(token.range.lowerBound + 1)
    }
    return readings.dropFirst().first ?? token.range
  }

  /// Whether a reading leaves out nothing but the Arabic article, which family names have.
  func isArticle(_ reading: Range<Int>, _ token: DocumentToken) -> Bool {
    token.script == .arabic && reading.lowerBound - token.range.lowerBound == 2
      && token.text.hasPrefix("ال")
  }

  /// A small word inside a name: bin, van; one that is a word of the grammar too only behind another,
  /// as Persian dar behind fan.
  func isLink(_ index: Int, _ facts: [Int: Facts]) -> Bool {
    let kinds = NameWords.shipped.particles(tokens[index].key)
    guard kinds.contains(.nasab) || kinds.contains(.particle) else { return false }
    guard facts[index]?.isFunction == true else { return true }
    return index > 0 && facts[index - 1]?.isFunction == false && isLink(index - 1, facts)
  }

  /// A name of several words that the gazetteer or the knowledge base has letter by letter.
  func knownPhrase(_ index: Int, _ facts: Facts) -> (DetectedMention, String?)? {
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
}
