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
  let tokens: [DocumentToken]
  private let phrases: PhraseReader
  let text: SourceText
  let gazetteer: Gazetteer
  let search: KnowledgeSearch
  var mentions: [DetectedMention] = []
  var pending: Title?

  /// A title that was just read and waits for its bearer.
  struct Title {
    let gender: Gender?
    let end: Int
  }

  init(
    _ document: Document, words: WordKinds, gazetteer: Gazetteer, search: KnowledgeSearch
  ) {
    self.words = words
    tokens = words.tokens
    phrases = PhraseReader(words: words, gazetteer: gazetteer)
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

  /// Languages that put the country behind an office without a preposition: Presiden Prancis.
  private static let namesCountryBehindOffice: Set<String> = ["id", "ms", "vi"]

  /// Reads what stands at a word; returns the next word to read.
  mutating func read(_ index: Int) -> Int {
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
      ? nil : phrases.phrase(from: index)
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
    if let place, let title, place.entry.type == .place,
      isInflecting(index) || Self.namesCountryBehindOffice.contains(words.language ?? ""),
      tokens.indices.contains(place.end),
      words.kinds[place.end] == .given
        || words.kinds[place.end] == .unknown
          && Self.namesCountryBehindOffice.contains(words.language ?? ""),
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

  mutating func emit(
    _ range: Range<Int>, _ type: EntityType, _ certainty: DetectedMention.Certainty,
    known: GazetteerEntry? = nil, entity: Int? = nil, gender: Gender? = nil, context: Bool
  ) {
    let start = tokens[range.lowerBound].range.lowerBound
    let last = tokens[range.upperBound - 1]
    // The stop belongs to an initial that ends a name.
    let hasStop = range.count > 1 && words.kinds[range.upperBound - 1] == .initial && last.hasStop
    let end = last.range.upperBound + (hasStop ? 1 : 0)
    let surface = range.count == 1 ? last.text : text[start..<end]
    mentions.append(
      DetectedMention(
        tokens: range, range: start..<end, surface: surface.withoutInvisible, type: type,
        certainty: certainty, known: known, entity: entity, gender: gender,
        isInHeading: words.isInHeading(range.lowerBound),
        key: range.count == 1 ? last.key : tokens[range].map(\.key).joined(separator: " "),
        hasContext: context))
  }
}
