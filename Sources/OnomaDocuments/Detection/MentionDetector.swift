internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// Finds the names in one document of a script with upper and lower case.
///
/// It walks over the words once. At each capitalised word it tries, in this order: a well-known name
/// of the gazetteer, a phrase that a word like Institute shows to be an organisation, a title, a
/// person's name, a single name whose type the words around it tell.
struct MentionDetector {
  let words: WordKinds
  let text: SourceText
  let gazetteer: Gazetteer
  private let search: KnowledgeSearch
  private var mentions: [DetectedMention] = []
  private var pending: Title?

  /// A title that was just read and waits for its bearer.
  private struct Title {
    let gender: Gender?
    let end: Int
  }

  init(
    _ document: Document, words: WordKinds, gazetteer: Gazetteer, search: KnowledgeSearch
  ) {
    self.words = words
    text = document.reading
    self.gazetteer = gazetteer
    self.search = search
  }

  /// The mentions, in order and without overlaps.
  ///
  /// Complexity: O(words · longest name).
  static func mentions(
    in document: Document, words: WordKinds, gazetteer: Gazetteer, search: KnowledgeSearch
  ) -> [DetectedMention] {
    var detector = MentionDetector(
      document, words: words, gazetteer: gazetteer, search: search)
    var index = 0
    while index < words.tokens.count { index = detector.read(index) }
    return detector.mentions
  }

  private var tokens: [DocumentToken] { words.tokens }

  /// Reads what stands at a word; returns the next word to read.
  private mutating func read(_ index: Int) -> Int {
    let token = tokens[index]
    guard token.isCapitalized, token.script.hasCase, !token.isEnding else {
      return index + 1
    }
    let title = pending.flatMap { $0.end == index ? $0 : nil }
    pending = nil
    // In German the noun that tells what a name is has a capital too: die Fluglinie Belavia.
    if words.language == "de", title == nil, let kind = words.facts(token).context,
      kind != .other, words.kinds[index] == .unknown, tokens.indices.contains(index + 1),
      tokens[index + 1].isCapitalized, tokens[index + 1].gap == .space
    {
      return index + 1
    }
    let place = gazetteerMatch(index)
    let organization =
      words.kinds[index] == .plain
      ? nil : PhraseReader(words: words, gazetteer: gazetteer).phrase(from: index)
    if let (entity, end) = knowledgeMatch(index),
      end > max(place?.end ?? 0, organization?.end ?? 0)
        || (place == nil && end == organization?.end)
    {
      emit(
        index..<end, search.index.entities[entity].type, .certain, entity: entity, context: true)
      return end
    }
    if title == nil, let organization, organization.end > (place?.end ?? 0) {
      if let type = organization.type {
        let known = knownPhrase(index..<organization.end)
        emit(
          index..<organization.end, known?.type ?? type, .certain, known: known, context: true)
      }
      return organization.end
    }
    // President of Lithuania in the genitive, and then his name: Президент Литвы Гитанас Науседа.
    if let place, let title, place.entry.type == .place, isInflecting(index),
      tokens.indices.contains(place.end), words.kinds[place.end] == .given,
      tokens[place.end].gap == .space
    {
      emit(index..<place.end, .place, .certain, known: place.entry, context: true)
      pending = Title(gender: title.gender, end: place.end)
      return place.end
    }
    if let place, title == nil || place.end - index > 1 || words.kinds[index] == .acronym,
      !startsPerson(index, insteadOf: place)
    {
      // The article is part of a newspaper's name and of nothing else.
      let hasArticle = place.entry.kind != "media" && place.end - index > 1 && token.key == "the"
      emit(
        (hasArticle ? index + 1 : index)..<place.end, place.entry.type, .certain,
        known: place.entry, context: true)
      return place.end
    }
    if let end = titledThe(index) {
      emit(index..<end, .organization, .likely, context: true)
      return end
    }
    if words.kinds[index] != .initial, let (honorific, end) = honorific(index),
      title == nil || honorific.kind != .role
    {
      pending = Title(gender: honorific.gender ?? title?.gender, end: end)
      return end
    }
    return readName(index, title: title)
  }

  // MARK: - Well-known names

  private func gazetteerMatch(_ index: Int) -> (entry: GazetteerEntry, end: Int)? {
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
  private func inflected(_ index: Int, _ end: Int) -> GazetteerEntry? {
    let isAdverbial =
      words.kinds[index] == .demonym && index > 0
      && Self.placePrepositions.contains(tokens[index - 1].key) && tokens[index].gap == .space
    guard end == index + 1, words.kinds[index] == .unknown || isAdverbial,
      tokens[index].text.unicodeScalars.count >= 4
    else { return nil }
    for reading in words.facts(tokens[index]).lemmas {
      let key = NameKey.foldPhrase(reading.lemma)
      let entries = gazetteer[key].filter { $0.type == .place && key.utf8.count >= 4 }
      if let entry = best(entries) { return entry }
    }
    return nil
  }

  /// The organisation or place of the knowledge base that is spelt from a word on, with its end.
  private func knowledgeMatch(_ index: Int) -> (entity: Int, end: Int)? {
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
  private func knownPhrase(_ range: Range<Int>) -> GazetteerEntry? {
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
  private func titledThe(_ index: Int) -> Int? {
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
  private func isWritten(_ index: Int, words count: Int) -> Bool {
    if count > 1 { return true }
    let token = tokens[index]
    let length = token.key.unicodeScalars.count
    if length <= 3, !token.isAllCapitals, !token.text.contains(".") { return false }
    return words.kinds[index] != .plain
  }

  /// The likeliest bearer of a name: a country before a capital before any other city.
  private func best(_ entries: [GazetteerEntry]) -> GazetteerEntry? {
    let order = ["country", "capital", "international", "government", "city", "region"]
    return entries.min { a, b in
      (order.firstIndex(of: a.kind) ?? order.count, a.id)
        < (order.firstIndex(of: b.kind) ?? order.count, b.id)
    }
  }

  /// Paris Hilton, Jack London: a place's name inside a person's.
  private func startsPerson(
    _ index: Int, insteadOf place: (entry: GazetteerEntry, end: Int)
  ) -> Bool {
    guard place.end == index + 1, words.kinds[index] == .given, place.entry.type == .place,
      tokens.indices.contains(index + 1)
    else { return false }
    let next = tokens[index + 1]
    return next.gap == .space && words.kinds[index + 1] == .unknown
      && gazetteer[next.key].isEmpty && !words.isOrdinary(next)
  }

  // MARK: - Titles

  private func honorific(_ index: Int) -> (Honorific, Int)? {
    guard words.facts(tokens[index]).opensHonorific else { return nil }
    var key = ""
    var found: (Honorific, Int)?
    for end in (index + 1)...min(index + 5, tokens.count) {
      let token = tokens[end - 1]
      if end > index + 1, token.gap != .space, token.gap != .stop, token.gap != .lineEnd { break }
      key = key.isEmpty ? token.key : "\(key) \(token.key)"
      if let honorific = words.honorific(key), !honorific.isAfter {
        found = (honorific, end)
      }
    }
    guard let found, found.1 == index + 1 else { return found }
    // Dean Smith and King Charles: a title that is a given name too is one if a name follows alone.
    if words.kinds[index] == .given, !tokens[index].hasStop {
      let followed =
        tokens.indices.contains(index + 2) && isNameWord(index + 2)
        && tokens[index + 2].gap == .space
      if !followed { return nil }
    }
    return found
  }

  // MARK: - People and single names

  private func isNameWord(_ index: Int) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    switch words.kinds[index] {
    case .given, .initial, .unknown: return true
    default: return false
    }
  }

  /// Reads a name of unknown type at a word.
  private mutating func readName(_ index: Int, title: Title?) -> Int {
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
  private func isStranger(_ start: Int, _ end: Int) -> Bool {
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
  private func isInflecting(_ index: Int) -> Bool {
    NameReader.languages(of: tokens[index].script, in: words.language).contains {
      $0 != "de" && NameInflections.shipped.inflects($0)
    }
  }

  /// Whether a word is somebody's family name, or a place.
  private func isAttested(_ word: String) -> Bool {
    search.word(word).family > 0.9 || !gazetteer[NameKey.foldPhrase(word)].isEmpty
  }

  /// Whether a line ends right in front of a word, and no paragraph does.
  private func isOnNextLine(_ index: Int) -> Bool {
    let between = text.scalars[
      tokens[index - 1].range.upperBound..<tokens[index].range.lowerBound]
    return between.count { $0 == "\n" } == 1
      && between.allSatisfy { $0 == "." || ScalarClass($0) == .space || $0 == "\n" || $0 == "\r" }
  }

  /// Whether a word is a title or a common noun of the document's own language, which no name holds.
  private func isOwnTitle(_ index: Int) -> Bool {
    let language = words.language ?? "en"
    guard language != "en", words.kinds[index] == .unknown else { return false }
    if let honorific = words.facts(tokens[index]).honorific, honorific.language == language {
      return !honorific.isAfter
    }
    return language == "de" && words.facts(tokens[index]).context != nil
  }

  /// Where a person's name that starts at a word ends.
  private func nameEnd(_ start: Int) -> Int {
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
        // Gesandte von Donald Trump: what has no given name before it is no family's particle.
        if words.kinds[start..<end].allSatisfy({ $0 == .unknown }), words.kinds[end + 1] == .given,
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

  private func isPlaceAfterName(_ place: (entry: GazetteerEntry, end: Int)) -> Bool {
    place.entry.type == .organization || place.entry.kind == "country"
  }

  private func drops(_ index: Int, before end: Int, title: Title?) -> Bool {
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

  private mutating func readFull(_ range: Range<Int>, title: Title?) {
    let kinds = range.map { words.kinds[$0] }
    let last = tokens[range.upperBound - 1]
    if words.facts(last).context == .other, title == nil { return }
    // Deputy Special Representative is a longer title, not a deputy's name.
    if title != nil, words.facts(last).honorific != nil, !kinds.contains(.given) { return }
    let heading = words.isInHeading(range.lowerBound)
    let ordinary = range.contains { words.isOrdinary(tokens[$0]) && words.kinds[$0] != .given }
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
  private mutating func readSingle(_ index: Int, title: Title?) {
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
  private func isAuthority(_ index: Int) -> Bool {
    let token = tokens[index]
    guard index > 0, !token.startsSentence, !words.isInHeading(index),
      tokens[index - 1].key == "the", !tokens[index - 1].isCapitalized,
      token.gap == .space || token.gap == .lineEnd, !words.lowerCaseKeys.contains(token.key)
    else { return false }
    return words.organizationWords(token).contains { $0.kind == .government }
  }

  /// Where a name ends that goes on with `of the` and a capital: Pool of the First.
  private func ofPhraseEnd(_ index: Int) -> Int {
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
  private func typeByNoun(before index: Int) -> EntityType? {
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
  private func isPlace(_ index: Int) -> Bool {
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
  private static let ofWords: Set<String> = ["of", "de", "di", "von"]

  /// Prepositions that lead to places, in the languages with capitals.
  private static let placePrepositions: Set<String> = [
    "in", "at", "near", "from", "en", "à", "a", "bei", "nach", "aus", "в", "во", "у", "ў", "из",
    "з", "w", "z",
    "do", "ve", "v", "i", "på", "från", "presso",
  ]

  private func isTimeZone(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = tokens[index - 1]
    return before.hasDigit || before.key == "m" || before.key == "am" || before.key == "pm"
  }

  // MARK: - Results

  private mutating func emit(
    _ range: Range<Int>, _ type: EntityType, _ certainty: DetectedMention.Certainty,
    known: GazetteerEntry? = nil, entity: Int? = nil, gender: Gender? = nil, context: Bool
  ) {
    let start = tokens[range.lowerBound].range.lowerBound
    let last = tokens[range.upperBound - 1]
    // The stop belongs to an initial that ends a name.
    let hasStop = range.count > 1 && words.kinds[range.upperBound - 1] == .initial && last.hasStop
    let end = last.range.upperBound + (hasStop ? 1 : 0)
    mentions.append(
      DetectedMention(
        tokens: range, range: start..<end, surface: text[start..<end].withoutInvisible, type: type,
        certainty: certainty, known: known, entity: entity, gender: gender,
        isInHeading: words.isInHeading(range.lowerBound),
        key: tokens[range].map(\.key).joined(separator: " "), hasContext: context))
  }
}
