internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Finds names in scripts that put no spaces between words: Chinese, Japanese, Thai.
///
/// Foreign names stand out by their letters: a run of katakana, or of the characters with which Chinese
/// spells sounds, with middle dots between the parts. Where such a run begins and ends the knowledge
/// base tells, by the cut that sounds most like somebody; else a dot or a title beside it makes it a
/// name. Names of the languages themselves are found letter by letter, or by a family name beside a
/// title.
struct UnspacedDetector {
  let document: Document
  let tokens: [DocumentToken]
  let gazetteer: Gazetteer
  let search: KnowledgeSearch

  private let characters = TranscriptionCharacters.shipped
  let titles = UnspacedTitles.shipped
  private let surnames = EastAsianSurnames.shipped

  init(
    document: Document, tokens: [DocumentToken], gazetteer: Gazetteer, search: KnowledgeSearch
  ) {
    self.document = document
    self.tokens = tokens
    self.gazetteer = gazetteer
    self.search = search
  }

  /// Log-odds from which a name of several parts is somebody known.
  static let known = 1.0
  /// The probability from which a word is the name of somebody or something known.
  static let alone = 0.85
  /// The same for katakana, whose runs are cut by nothing but the script.
  private static let katakana = 0.75
  /// The same for names of five letters and more, which are nothing else by chance.
  private static let long = 0.5
  /// What a character more is worth beside the log-odds: a longer cut explains more of the run.
  private static let reach = 0.4
  /// The longest run that is looked at.
  private static let longest = 24

  var scalars: [Unicode.Scalar] { document.reading.scalars }

  /// The mentions, in order and without overlaps.
  ///
  /// Complexity: O(n), and a search in the knowledge base for each different run.
  func mentions() -> [DetectedMention] {
    NameEchoes(document: document, tokens: tokens).added(to: firstMentions())
  }

  private func firstMentions() -> [DetectedMention] {
    var mentions: [DetectedMention] = []
    var index = 0
    while index < tokens.count {
      guard tokens[index].script.isUnspaced else {
        index += 1
        continue
      }
      if tokens[index].script == .thai {
        mentions += ThaiNames(detector: self).mentions(&index)
        continue
      }
      let first = index
      index += 1
      while index < tokens.count, tokens[index].script.isUnspaced,
        isDotted(tokens[index - 1].range.upperBound..<tokens[index].range.lowerBound)
      {
        index += 1
      }
      let region = tokens[first].range.lowerBound..<tokens[index - 1].range.upperBound
      mentions += names(in: region, first)
    }
    return mentions
  }

  /// Whether nothing but middle dots stands between two words.
  private func isDotted(_ range: Range<Int>) -> Bool {
    scalars[range].allSatisfy(Self.isDot)
  }

  private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB7, 0x2022, 0x2027, 0x30A0, 0x30FB, 0xFF1D, 0xFF65: true
    default: false
    }
  }

  private static func isKatakana(_ scalar: Unicode.Scalar) -> Bool {
    (0x30A1...0x30FA).contains(scalar.value) || scalar.value == 0x30FC
  }

  // MARK: - Regions

  private func names(in region: Range<Int>, _ token: Int) -> [DetectedMention] {
    var found: [DetectedMention] = []
    let isJapanese =
      document.language == "ja" || scalars[region].contains { (0x3041...0x3096).contains($0.value) }
    var position = region.lowerBound
    while position < region.upperBound {
      let scalar = scalars[position]
      if Self.isKatakana(scalar) {
        let end = runEnd(position, region, Self.isKatakana)
        if let mention = katakana(position..<end, token) { found.append(mention) }
        position = end
      } else if !isJapanese, characters.contains(scalar) {
        let end = runEnd(position, region, characters.contains)
        if end - position >= 2, let mention = transcribed(position..<end, region, token) {
          found.append(mention)
        }
        position = end
      } else {
        position += 1
      }
    }
    var result: [DetectedMention] = []
    position = region.lowerBound
    for mention in found + [nil] as [DetectedMention?] {
      let end = mention?.range.lowerBound ?? region.upperBound
      if position < end { result += written(in: position..<end, token, isJapanese) }
      if let mention {
        result.append(mention)
        position = mention.range.upperBound
      }
    }
    return result
  }

  /// Where a run of letters ends that dots may join.
  private func runEnd(
    _ start: Int, _ region: Range<Int>, _ belongs: (Unicode.Scalar) -> Bool
  ) -> Int {
    var end = start
    while end < region.upperBound, end - start < Self.longest {
      if belongs(scalars[end]) {
        end += 1
      } else if Self.isDot(scalars[end]), end + 1 < region.upperBound, belongs(scalars[end + 1]) {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  // MARK: - Katakana

  private func katakana(_ run: Range<Int>, _ token: Int) -> DetectedMention? {
    let text = document.reading[run]
    let pieces = text.unicodeScalars.split(whereSeparator: Self.isDot).map { String(Substring($0)) }
    if let known = exact(run, token) { return known }
    let isAddressed = titles.length(startingAt: run.upperBound, in: scalars) > 0
    guard let first = pieces.first, let last = pieces.last else { return nil }
    if pieces.count > 1 {
      let odds = best(text)
      if odds >= Self.known { return mention(run, token, .person, .certain) }
      let isName =
        !GivenNames.shipped[NameKey.fold(first)].isEmpty || search.word(last).family > 0.8
      return isName || isAddressed ? mention(run, token, .person, .likely) : nil
    }
    guard run.count >= 2 else { return nil }
    let word = search.word(text)
    let bonus = isAddressed ? 0.1 : 0
    if let entity = word.bodyEntity, word.body >= Self.alone, word.body > word.family + bonus {
      return known(run, token, entity)
    }
    if word.family + bonus >= (run.count >= 5 ? Self.long : Self.katakana) {
      return mention(run, token, .person, .likely)
    }
    return isAddressed && run.count >= 3 ? mention(run, token, .person, .likely) : nil
  }

  // MARK: - Transcribed names

  private func transcribed(
    _ run: Range<Int>, _ region: Range<Int>, _ token: Int
  ) -> DetectedMention? {
    if let known = exact(run, token) { return known }
    let hasDot = scalars[run].contains(where: Self.isDot)
    var best: (score: Double, range: Range<Int>, entity: Int?)?
    let firstDot = scalars[run].firstIndex(where: Self.isDot) ?? run.upperBound
    let lastDot = scalars[run].lastIndex(where: Self.isDot) ?? run.lowerBound
    let lastStart = max(
      run.lowerBound, min(run.lowerBound + 3, firstDot - 1, run.upperBound - 2))
    let isWhole = hasDot && self.odds(ofDotted: document.reading[run]) >= Self.known
    for start in run.lowerBound...lastStart {
      for end in stride(
        from: run.upperBound, through: max(run.upperBound - 3, lastDot + 2, start + 2), by: -1)
      {
        let range = start..<end
        let text = document.reading[range]
        let bonus = Self.reach * Double(range.count)
        if hasDot {
          // A name with a dot ends where its characters do; only words of the language are cut off.
          let rest = end..<run.upperBound
          if isWhole, !rest.isEmpty, scalars[rest].contains(where: characters.isSound) { continue }
          let odds = self.odds(ofDotted: text)
          if odds >= Self.known, odds + bonus > (best?.score ?? 0) {
            best = (odds + bonus, range, nil)
          }
        } else {
          if !gazetteer[NameKey.foldPhrase(text)].isEmpty, !isIntroduced(start) { continue }
          let word = search.word(text)
          let probability = max(word.family, word.body)
          // Two characters that are words of their own as well must sound just like a name.
          if range.count == 2, !scalars[range].allSatisfy(characters.isSound),
            probability < 0.9 || !scalars[range].contains(where: characters.isSound)
          {
            continue
          }
          let isLong = range.count >= 5 && scalars[range].allSatisfy(characters.contains)
          guard probability >= (isLong ? Self.long : Self.alone) else { continue }
          let score = Self.logit(probability) + bonus
          if score > (best?.score ?? 0) {
            best = (score, range, word.body > word.family ? word.bodyEntity : nil)
          }
        }
      }
    }
    if let best {
      if let entity = best.entity { return known(best.range, token, entity) }
      return mention(best.range, token, .person, hasDot ? .certain : .likely)
    }
    return stranger(run, region, token, hasDot)
  }

  /// A transcribed name of nobody known: a dot shows it, or a title beside it.
  private func stranger(
    _ run: Range<Int>, _ region: Range<Int>, _ token: Int, _ hasDot: Bool
  ) -> DetectedMention? {
    let cut = trimmed(run, in: region)
    let isShown =
      hasDot || isIntroduced(cut.lowerBound)
      || titles.length(startingAt: cut.upperBound, in: scalars) > 0
    let sounds = scalars[cut].count { characters.isSound($0) }
    guard isShown, cut.count >= 2, sounds * 5 >= cut.count * 3,
      gazetteer[NameKey.foldPhrase(document.reading[cut])].isEmpty
    else { return nil }
    return mention(cut, token, .person, .likely)
  }

  /// A run without the beginning and the end that are parts of ordinary words (丈|夫).
  private func trimmed(_ run: Range<Int>, in region: Range<Int>) -> Range<Int> {
    let text = document.reading[region]
    guard let segmenter = try? WordSegmenter(language: "zh"),
      let segments = try? segmenter.segments(of: text),
      text.utf16.count == region.count
    else { return run }
    var range = run
    for segment in segments where segment.isWord && segment.utf16Range.count > 1 {
      let start = region.lowerBound + segment.utf16Range.lowerBound
      let end = region.lowerBound + segment.utf16Range.upperBound
      if start < run.lowerBound, end > run.lowerBound, end < run.upperBound {
        range = max(end, range.lowerBound)..<range.upperBound
      }
      if start < run.upperBound, end > run.upperBound, start > range.lowerBound {
        range = range.lowerBound..<min(start, range.upperBound)
      }
    }
    return range
  }

  /// The log-odds of the likeliest person of a name.
  func best(_ text: String) -> Double {
    search.personOdds(text)
  }

  /// The same for a name with dots, which is looked for where its first and its last part are names.
  private func odds(ofDotted text: String) -> Double {
    let parts = text.unicodeScalars.split(whereSeparator: Self.isDot)
    guard let first = parts.first, let last = parts.last,
      search.mayBePart(String(Substring(last))), search.mayBePart(String(Substring(first)))
    else { return -9 }
    return best(text)
  }

  private func isIntroduced(_ position: Int) -> Bool {
    titles.length(endingAt: position, in: scalars) > 0
  }

  private static func logit(_ p: Double) -> Double {
    let p = min(max(p, 1e-6), 1 - 1e-6)
    return SoundChunks.log(p / (1 - p))
  }

  // MARK: - Names written as they are

  /// Names that the gazetteer or the knowledge base has letter by letter, longest first from the left,
  /// and native names beside titles.
  func written(
    in range: Range<Int>, _ token: Int, _ isJapanese: Bool
  ) -> [DetectedMention] {
    var mentions: [DetectedMention] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let rest = Substring(document.reading[position..<min(range.upperBound, position + 24)])
      let own = search.index.longestUnspacedPrefix(of: rest.unicodeScalars)
      let other = gazetteer.longestUnspacedPrefix(of: rest.unicodeScalars)
      let length = max(own?.unicodeScalars.count ?? 0, other?.unicodeScalars.count ?? 0)
      if length >= 2, let mention = exact(position..<(position + length), token) {
        mentions.append(mention)
        position += length
      } else if let length = nativeLength(position, range, isJapanese) {
        mentions.append(
          mention(position..<(position + length), token, .person, .likely))
        position += length
      } else {
        position += 1
      }
    }
    return mentions
  }

  /// The length of a native name at a position: a known family name and a title on either side.
  private func nativeLength(
    _ start: Int, _ range: Range<Int>, _ isJapanese: Bool
  ) -> Int? {
    guard Script(of: scalars[start]) == .han else { return nil }
    var end = start
    while end < range.upperBound, end - start < 6, Script(of: scalars[end]) == .han { end += 1 }
    let isFirst =
      start == range.lowerBound || Script(of: scalars[start - 1]) != .han || isIntroduced(start)
    var best: (title: Int, length: Int)?
    for length in stride(from: min(5, end - start), to: 0, by: -1) {
      let title = titles.length(startingAt: start + length, in: scalars)
      // Of two cuts that of the longer title: 習近平|国家主席, not 習近平国家|主席.
      guard title > (best?.title ?? 0), isFirst,
        let family = familyLength(start, length, isJapanese),
        length > family || isJapanese && length >= 2
      else { continue }
      best = (title, length)
    }
    if let best { return best.length }
    if let length = knownJapaneseLength(start, end) { return length }
    guard !isJapanese, titles.length(endingAt: start, in: scalars) > 1,
      let family = familyLength(start, 2, false)
    else {
      return nil
    }
    let given = scalars[(start + family)..<end].prefix { !Self.grammar.contains($0) }.count
    return given == 0 ? nil : family + min(2, given)
  }

  /// The length of the name of somebody known that begins with a Japanese family name of two
  /// characters.
  private func knownJapaneseLength(_ start: Int, _ end: Int) -> Int? {
    guard end - start >= 3,
      surnames[NameKey.fold(document.reading[start..<(start + 2)])].contains(where: {
        $0.hasSuffix("-ja")
      })
    else { return nil }
    return [4, 3, 5].first { length in
      length <= end - start && best(document.reading[start..<(start + length)]) >= 2
    }
  }

  private func familyLength(_ start: Int, _ limit: Int, _ isJapanese: Bool) -> Int? {
    for length in stride(from: min(isJapanese ? 3 : 2, limit), to: 0, by: -1) {
      let families = surnames[NameKey.fold(document.reading[start..<(start + length)])]
      if families.contains(where: { isJapanese || !$0.hasSuffix("-ja") }) { return length }
    }
    return nil
  }

  /// Characters that follow a name and are seldom in one.
  private static let grammar: Set<Unicode.Scalar> = Set(
    "说說称稱表在和与與的将將于於就对對已是等曾为為向会會也至到从從被把让讓及或并並此该該其因由出去访訪今昨又".unicodeScalars)

  // MARK: - Results

  /// What the knowledge base or the gazetteer has letter by letter.
  func exact(_ range: Range<Int>, _ token: Int) -> DetectedMention? {
    let key = NameKey.foldPhrase(document.reading[range])
    if let entity = search.index.entities(spelt: key).first { return known(range, token, entity) }
    guard let entry = gazetteer[key].first else { return nil }
    return DetectedMention(
      caseless: document.reading, range, token..<(token + 1), entry.type, .certain, known: entry)
  }

  func known(_ range: Range<Int>, _ token: Int, _ entity: Int) -> DetectedMention {
    let type = search.index.entities[entity].type
    return DetectedMention(
      caseless: document.reading, range, token..<(token + 1), type, .certain,
      entity: type == .person ? nil : entity)
  }

  func mention(
    _ range: Range<Int>, _ token: Int, _ type: EntityType,
    _ certainty: DetectedMention.Certainty
  ) -> DetectedMention {
    DetectedMention(caseless: document.reading, range, token..<(token + 1), type, certainty)
  }
}
