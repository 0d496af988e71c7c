internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// Names that nobody listed: people, and single words that what stands around them explains.
extension MentionDetector {
  func isNameWord(_ index: Int) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    switch words.kinds[index] {
    case .given, .initial, .unknown: return true
    default: return false
    }
  }

  /// Reads a name of unknown type at a word.
  mutating func readName(_ index: Int, title: Title?) -> Int {
    switch words.kinds[index] {
    case .plain, .demonym: return index + 1
    case .acronym:
      // Acronyms in front of a name are no part of it.
      if !tokens[index].hasDigit, !isTimeZone(index),
        !words.facts(tokens[index]).isCommon
      {
        emit(index..<(index + 1), .organization, .likely, context: false)
      }
      return index + 1
    default: break
    }
    var start = index
    let end = nameEnd(index)
    // An ordinary word that opens the sentence or precedes a given name is no part of the name.
    while start < end - 1, drops(start, before: end, title: title) { start += 1 }
    if start == end { return end }
    if isStranger(start, end) {
      readSingle(start, title: title)
      return start + 1
    }
    if start > index, end - start == 1, !isNameWord(start) { return end }
    if end - start == 1 {
      readSingle(start, title: title)
    } else {
      readFull(start..<end, title: title)
    }
    return end
  }

  /// Whether the first word of a run is another name than the full name behind it: Литвы in front of
  /// Гитанас Науседа, Ціханоўскай in front of Франак Вячорка.
  func isStranger(_ start: Int, _ end: Int) -> Bool {
    guard end - start >= 3, words.kinds[start] == .unknown, words.kinds[start + 1] == .given,
      words.kinds[start + 2] == .unknown || words.kinds[start + 2] == .given,
      tokens[start + 1].gap == .space, tokens[start + 2].gap == .space,
      !words.facts(tokens[start + 2]).isPatronymic
    else { return false }
    return words.isOrdinary(tokens[start])
      || words.facts(tokens[start]).lemmas.contains {
        $0.length >= 2 || words.language == "de" || isAttested($0.lemma)
      }
  }

  /// Whether the language of a word puts endings on names.
  func isInflecting(_ index: Int) -> Bool {
    NameReader.languages(of: tokens[index].script, in: words.language).contains {
      $0 != "de" && NameInflections.shipped.inflects($0)
    }
  }

  /// Whether a word is somebody's family name, or a place.
  func isAttested(_ word: String) -> Bool {
    search.word(word).family > 0.9 || !gazetteer[NameKey.foldPhrase(word)].isEmpty
  }

  /// Whether a line ends right in front of a word, and no paragraph does.
  func isOnNextLine(_ index: Int) -> Bool {
    let between = text.scalars[
      tokens[index - 1].range.upperBound..<tokens[index].range.lowerBound]
    return between.count { $0 == "\n" } == 1
      && between.allSatisfy { $0 == "." || ScalarClass($0) == .space || $0 == "\n" || $0 == "\r" }
  }

  /// Whether a word is a title or a common noun of the document's own language, which no name holds.
  func isOwnTitle(_ index: Int) -> Bool {
    let language = words.language ?? "en"
    guard language != "en", words.kinds[index] == .unknown else { return false }
    if let honorific = words.facts(tokens[index]).honorific, honorific.language == language {
      return !honorific.isAfter
    }
    return language == "de" && words.facts(tokens[index]).context != nil
  }

  /// Where a person's name that starts at a word ends.
  func nameEnd(_ start: Int) -> Int {
    var end = start + 1
    while end < tokens.count {
      let token = tokens[end]
      switch token.gap {
      case .space: break
      case .hyphen:
        if !token.isCapitalized { return end }
      case .stop:
        guard words.kinds[end - 1] == .initial else { return end }
      case .lineEnd, .paragraph:
        guard words.kinds[end - 1] == .initial, isOnNextLine(end) else { return end }
      default: return end
      }
      if isOwnTitle(end) { return end }
      switch words.kinds[end] {
      case .given, .unknown, .initial:
        if token.hasStop, words.facts(token).honorific != nil, words.kinds[end] != .initial {
          return end
        }
        if startsElse(end, behind: start) || isHeadlineVerb(end, behind: start) { return end }
        // A role or a well-known name that follows is no family name.
        if token.gap != .hyphen, end + 1 < tokens.count || end - start >= 1 {
          if let place = gazetteerMatch(end), place.end > end + 1 || isPlaceAfterName(place) {
            return end
          }
        }
      case .particle:
        guard end + 1 < tokens.count, tokens[end + 1].gap == .space,
          isNameWord(end + 1) || words.kinds[end + 1] == .particle
        else { return end }
        // Rafael Grossi van het Internationaal Atoomenergieagentschap: a whole name, and where he is.
        if isComplete(start..<end), words.facts(token).isFunction, opensKnownName(behind: end) {
          return end
        }
        // Gesandte von Donald Trump: what has no given name before it is no family's particle.
        if words.kinds[start..<end].prefix(NameParser.tokenLimit).allSatisfy({ $0 == .unknown }),
          words.kinds[end + 1] == .given,
          end + 2 < tokens.count, tokens[end + 2].gap == .space, isNameWord(end + 2)
        {
          return end
        }
      default: return end
      }
      end += 1
    }
    return end
  }

  /// Whether words are a given name and a family name.
  ///
  /// Complexity: O(1): of a run of capitals no more is read than a name may have.
  func isComplete(_ range: Range<Int>) -> Bool {
    let kinds = words.kinds[range].prefix(NameParser.tokenLimit)
    return kinds.contains(.given) && kinds.dropFirst().contains(.unknown)
  }

  /// Whether the first capital behind small words opens a well-known name.
  func opensKnownName(behind index: Int) -> Bool {
    var next = index + 1
    while next < tokens.count, next - index < 3, tokens[next].gap == .space {
      if tokens[next].isCapitalized { return gazetteerMatch(next) != nil }
      next += 1
    }
    return false
  }

  /// Whether a capital inside a run is no part of the name before it: where something was, or the
  /// object of a verb that stands at the end, as in Donald Tramp Londonda Kir Starmeri qəbul edib.
  func startsElse(_ index: Int, behind start: Int) -> Bool {
    let token = tokens[index]
    guard token.gap == .space, words.kinds[index - 1] != .particle,
      words.kinds[index - 1] != .initial
    else { return false }
    let isWhole = isComplete(start..<index)
    let facts = words.facts(token)
    if isWhole, words.kinds[index] == .given, index + 1 < tokens.count,
      tokens[index + 1].gap == .space, words.kinds[index + 1] == .unknown,
      Self.endsWithVerb.contains(words.language ?? "")
    {
      return true
    }
    let isOpen =
      isWhole || index - start <= 2 && words.kinds[start..<index].allSatisfy { $0 == .unknown }
    guard isOpen, words.kinds[index] == .unknown else { return false }
    if isWhole, !facts.places.isEmpty, index + 1 < tokens.count, tokens[index + 1].isEnding {
      return facts.places.contains { $0.type == .place }
    }
    // Only the cases that say where: the genitive of a town may be somebody's name.
    return isInflecting(index) && words.language != "de" && facts.count >= 4
      && facts.lemmas.contains { reading in
        reading.length >= (isWhole ? 1 : 2) && reading.cases != .any
          && !reading.cases.isDisjoint(with: Self.whereCases)
          && gazetteer[NameKey.foldPhrase(reading.lemma)].contains { $0.type == .place }
      }
  }

  /// The locative and the ablative.
  private static let whereCases = NameInflections.Cases(rawValue: 1 << 5 | 1 << 8)

  /// Languages whose verb stands at the end, so that subject and object meet.
  private static let endsWithVerb: Set<String> = ["az", "kk", "ky", "tr", "tt", "uz"]

  /// Whether an ordinary word with the capital of a headline stands behind a whole name: Elena Marquez
  /// Wins the Race.
  func isHeadlineVerb(_ index: Int, behind start: Int) -> Bool {
    words.isInHeading(index) && tokens[index].gap == .space && words.kinds[index] == .unknown
      && isComplete(start..<index) && words.isOrdinary(tokens[index])
  }

  func isPlaceAfterName(_ place: (entry: GazetteerEntry, end: Int)) -> Bool {
    place.entry.type == .organization || place.entry.kind == "country"
  }

  func drops(_ index: Int, before end: Int, title: Title?) -> Bool {
    guard title == nil, words.kinds[index] != .initial, words.kinds[index] != .particle else {
      return false
    }
    let token = tokens[index]
    let next = words.kinds[index + 1]
    if tokens[index + 1].gap == .hyphen { return false }
    if words.kinds[index] == .given, next != .given { return false }
    let isOrdinary = words.isOrdinary(token)
    return isOrdinary && (token.startsSentence || next == .given || words.isInHeading(index))
  }

  mutating func readFull(_ range: Range<Int>, title: Title?) {
    let kinds = range.map { words.kinds[$0] }
    let last = tokens[range.upperBound - 1]
    if words.facts(last).context == .other, title == nil { return }
    // Deputy Special Representative is a longer title, not a deputy's name.
    if title != nil, words.facts(last).honorific != nil, !kinds.contains(.given) { return }
    let heading = words.isInHeading(range.lowerBound)
    let ordinary = range.contains {
      words.isOrdinary(tokens[$0]) && words.kinds[$0] != .given && words.kinds[$0] != .particle
    }
    if let title {
      emit(range, .person, .certain, gender: title.gender, context: true)
      return
    }
    let hasGiven = kinds.first == .given || kinds.dropLast().contains(.given)
    let hasInitial = kinds.contains(.initial) && kinds.contains { $0 == .given || $0 == .unknown }
    if hasGiven || hasInitial {
      let certainty: DetectedMention.Certainty =
        heading && (ordinary || range.count > 4 || words.isLongHeading(range.lowerBound))
        ? .needsSupport : .certain
      emit(range, .person, certainty, context: true)
      return
    }
    if let type = typeByNoun(before: range.lowerBound) {
      emit(range, type, .certain, context: true)
    } else if heading || ordinary {
      emit(range, .person, .needsSupport, context: false)
    } else if kinds.contains(.particle) && kinds.first == .particle && range.count == 2 {
      emit(range, .person, .likely, context: false)
    } else {
      emit(range, .person, .likely, context: false)
    }
  }

  /// A single capitalised word: the words around it tell what it is, or nothing does.
  mutating func readSingle(_ index: Int, title: Title?) {
    let token = tokens[index]
    let range = index..<(index + 1)
    // Model numbers and licence plates name no person, organisation or place.
    if token.hasDigit { return }
    if let title {
      let isTitle = words.facts(token).honorific != nil && words.kinds[index] != .given
      if !isTitle { emit(range, .person, .certain, gender: title.gender, context: true) }
      return
    }
    if words.kinds[index] == .particle || words.kinds[index] == .initial { return }
    if isAuthority(index) {
      emit(range, .organization, .likely, context: true)
      return
    }
    if words.isOrdinary(token) {
      // Smith is a smith and Cole is coal to nobody, but Brown and Young are words.
      emit(range, .person, .needsSupport, context: false)
      return
    }
    if token.startsSentence || words.isInHeading(index) {
      let speaks = words.isSaying(index + 1) && !words.isInHeading(index)
      emit(range, .person, speaks ? .likely : .needsSupport, context: speaks)
      return
    }
    if words.isSaying(index + 1), tokens[index + 1].gap == .space || tokens[index + 1].gap == .none
    {
      emit(range, .person, .likely, context: true)
    } else if let type = typeByNoun(before: index) {
      let end = type == .organization ? ofPhraseEnd(index + 1) : index + 1
      emit(index..<end, type, .certain, context: true)
    } else if isPlace(index) {
      emit(range, .place, .likely, context: true)
    } else if words.kinds[index] == .given {
      emit(range, .person, .needsSupport, context: false)
    } else {
      // In German every noun has a capital.
      emit(
        range, .organization, words.language == "de" && !token.isQuoted ? .needsSupport : .weak,
        context: false)
    }
  }

  /// An authority called by its kind alone (the Treasury): capitalised inside a sentence, with the
  /// article, and never in lower case in this document.
  func isAuthority(_ index: Int) -> Bool {
    let token = tokens[index]
    guard index > 0, !token.startsSentence, !words.isInHeading(index),
      tokens[index - 1].key == "the", !tokens[index - 1].isCapitalized,
      token.gap == .space || token.gap == .lineEnd, !words.isInLowerCase(token)
    else { return false }
    return words.organizationWords(token).contains { $0.kind == .government }
  }

  /// Where a name ends that goes on with `of the` and a capital: Pool of the First.
  func ofPhraseEnd(_ index: Int) -> Int {
    var end = index
    guard tokens.indices.contains(end), tokens[end].key == "of", tokens[end].gap == .space else {
      return index
    }
    end += 1
    if tokens.indices.contains(end), tokens[end].key == "the" { end += 1 }
    guard tokens.indices.contains(end), tokens[end].isCapitalized, tokens[end].gap == .space else {
      return index
    }
    return end + 1
  }

  /// The type that a noun right before the name tells: the airline Belavia, the blogger Protasevich.
  func typeByNoun(before index: Int) -> EntityType? {
    guard index > 0, tokens[index].gap == .space || tokens[index].gap == .lineEnd else {
      return nil
    }
    // The village of Oberwinkel.
    if index > 1, Self.ofWords.contains(tokens[index - 1].key),
      words.facts(tokens[index - 2]).context == .place, tokens[index - 1].gap == .space
    {
      return .place
    }
    let noun = tokens[index - 1]
    guard !noun.isCapitalized || noun.startsSentence || words.language == "de" else { return nil }
    switch words.facts(noun).context {
    case .organization: return .organization
    case .place: return .place
    default: break
    }
    if let honorific = words.facts(noun).honorific, !honorific.isAfter { return .person }
    return nil
  }

  /// Whether a single name is a place by its preposition or by the known place behind its comma.
  func isPlace(_ index: Int) -> Bool {
    if index + 1 < tokens.count, tokens[index + 1].gap == .punctuation,
      let next = gazetteerMatch(index + 1), next.entry.type == .place,
      text.scalars[tokens[index].range.upperBound] == ","
    {
      return true
    }
    guard index > 0 else { return false }
    // In Belavia's fleet: what is possessed is where, not the possessor.
    if index + 1 < tokens.count, tokens[index + 1].isEnding { return false }
    return Self.placePrepositions.contains(tokens[index - 1].key)
      && tokens[index].gap != .punctuation
  }

  /// Words that join a noun to the name of what it is about.
  static let ofWords: Set<String> = ["of", "de", "di", "von"]

  /// Prepositions that lead to places, in the languages with capitals.
  static let placePrepositions: Set<String> = [
    "in", "at", "near", "from", "en", "à", "a", "bei", "nach", "aus", "в", "во", "у", "ў", "из",
    "з", "w", "z",
    "do", "ve", "v", "i", "på", "från", "presso",
  ]

  func isTimeZone(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = tokens[index - 1]
    return before.hasDigit || before.key == "m" || before.key == "am" || before.key == "pm"
  }
}
