internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Finds names in scripts without capitals: by the gazetteer, by words that show an organisation, and
/// by the sound of people who are known from elsewhere.
struct CaselessDetector {
  let document: Document
  let tokens: [DocumentToken]
  let gazetteer: Gazetteer
  /// The people whose names may be spelt here.
  let people: KnownPeople

  /// The mentions, in order and without overlaps.
  ///
  /// Complexity: O(words · people), bounded by ``KnownPeople``'s first-letter index.
  func mentions() -> [DetectedMention] {
    var mentions: [DetectedMention] = []
    var index = 0
    while index < tokens.count {
      guard isCandidate(tokens[index]) else {
        index += 1
        continue
      }
      if let (found, next) = organization(index) {
        mentions.append(found)
        index = next
      } else {
        mentions += names(in: index)
        index += 1
      }
    }
    return mentions
  }

  private func isCandidate(_ token: DocumentToken) -> Bool {
    !token.script.hasCase && token.script != .common && token.text.unicodeScalars.count >= 2
  }

  private var language: String {
    document.language ?? ""
  }

  /// The language whose particles a word may carry: by its script where the text is mixed.
  private func language(of token: DocumentToken) -> String {
    switch token.script {
    case .hangul: "ko"
    case .hiragana, .katakana: "ja"
    case .hebrew: "he"
    case .arabic: language == "fa" || language == "ur" ? "fa" : "ar"
    default: language
    }
  }

  /// A word that ends like an organisation, with the names in front of it: 미국 무역대표부, CBS 뉴스.
  private func organization(_ index: Int) -> (DetectedMention, Int)? {
    let token = tokens[index]
    guard token.script == .hangul || token.script == .han else { return nil }
    let scalars = document.text.scalars[token.range]
    for reading in AttachedParticles.shipped.readings(of: scalars, language: language(of: token)) {
      let text = document.text[reading]
      guard let suffix = NameWords.shipped.organizationSuffixes.first(where: text.hasSuffix)
      else { continue }
      let kinds = Set(NameWords.shipped.organizationWords(NameKey.foldPhrase(suffix)).map(\.kind))
      let own = reading.count - suffix.unicodeScalars.count
      var start = index
      while start > 0, tokens[start].gap == .space, isModifier(tokens[start - 1], kinds) {
        start -= 1
      }
      // The suffix alone is a common noun.
      if own == 0, start == index { continue }
      if own == 1 { continue }
      let range = tokens[start].range.lowerBound..<reading.upperBound
      return (mention(range, start..<(index + 1), .organization, .likely), index + 1)
    }
    return nil
  }

  /// Whether a word may stand in front of an organisation's: an acronym, or the place that an
  /// authority belongs to.
  private func isModifier(_ token: DocumentToken, _ kinds: Set<OrganizationWord.Kind>) -> Bool {
    if token.isAllCapitals { return true }
    guard kinds.contains(.government) else { return false }
    return !gazetteer[token.key].isEmpty
      || NameWords.shipped.organizationWords(token.key).contains { $0.kind == .place }
  }

  /// The names inside one word.
  private func names(in index: Int) -> [DetectedMention] {
    let token = tokens[index]
    let scalars = document.text.scalars[token.range]
    let readings = AttachedParticles.shipped.readings(of: scalars, language: language(of: token))
    for reading in readings {
      let key = NameKey.foldPhrase(document.text[reading])
      if let entry = gazetteer[key].first {
        return [mention(reading, index..<(index + 1), entry.type, .certain, known: entry)]
      }
    }
    if token.script.isUnspaced { return namesInUnspaced(index) }
    // With a particle a name sounds less like itself than without.
    var best: (odds: Double, reading: Range<Int>)?
    for reading in readings where reading.count >= 2 {
      let odds = people.likeness(NameKey.fold(document.text[reading]))
      if odds > (best?.odds ?? 0) { best = (odds, reading) }
    }
    guard let best else { return [] }
    return [mention(best.reading, index..<(index + 1), .person, .likely)]
  }

  /// The gazetteer's names in a run without spaces, longest first from the left.
  private func namesInUnspaced(_ index: Int) -> [DetectedMention] {
    var mentions: [DetectedMention] = []
    let range = tokens[index].range
    var position = range.lowerBound
    while position < range.upperBound {
      let rest = document.text[position..<min(range.upperBound, position + 24)]
      if let name = gazetteer.longestUnspacedPrefix(of: Substring(rest).unicodeScalars),
        let entry = gazetteer[name].first, name.unicodeScalars.count >= 2
      {
        let end = position + name.unicodeScalars.count
        mentions.append(
          mention(position..<end, index..<(index + 1), entry.type, .likely, known: entry))
        position = end
      } else {
        position += 1
      }
    }
    return mentions
  }

  private func mention(
    _ range: Range<Int>, _ tokens: Range<Int>, _ type: EntityType,
    _ certainty: DetectedMention.Certainty, known: GazetteerEntry? = nil
  ) -> DetectedMention {
    let surface = document.text[range]
    return DetectedMention(
      tokens: tokens, range: range, surface: surface, type: type, certainty: certainty,
      known: known, gender: nil, isInHeading: false, key: NameKey.foldPhrase(surface),
      hasContext: true)
  }
}
