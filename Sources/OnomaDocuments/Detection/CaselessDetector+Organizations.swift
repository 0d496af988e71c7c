internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Words that end like an organisation.
extension CaselessDetector {
  /// A word that ends like an organisation, with the names in front of it: 미국 무역대표부, CBS 뉴스.
  func organization(_ index: Int, _ facts: Facts) -> DetectedMention? {
    guard let (reading, own, kinds) = facts.suffix else { return nil }
    var start = index
    while start > 0, tokens[start].gap == .space, isModifier(tokens[start - 1], kinds) {
      start -= 1
    }
    // The suffix alone is a common noun.
    if own == 0, start == index { return nil }
    let range = tokens[start].range.lowerBound..<reading.upperBound
    let known = gazetteer[NameKey.foldPhrase(document.reading[range])].first
    return mention(
      range, start..<(index + 1), known?.type ?? .organization, .likely, known: known)
  }

  /// The ending of a word that shows an organisation, with how many letters stand before it.
  func suffix(
    of token: DocumentToken
  ) -> (reading: Range<Int>, own: Int, kinds: Set<OrganizationWord.Kind>)? {
    guard token.script == .hangul else { return nil }
    for reading in readings(of: token) {
      let text = document.reading[reading]
      guard let suffix = NameWords.shipped.organizationSuffixes.first(where: text.hasSuffix)
      else { continue }
      let kinds = NameWords.shipped.organizationWords(NameKey.foldPhrase(suffix)).map(\.kind)
      let own = reading.count - suffix.unicodeScalars.count
      if own != 1 { return (reading, own, Set(kinds)) }
    }
    return nil
  }

  /// Whether a word may stand in front of an organisation's: an acronym, or the place that an
  /// authority belongs to.
  func isModifier(_ token: DocumentToken, _ kinds: Set<OrganizationWord.Kind>) -> Bool {
    if token.isAllCapitals { return true }
    guard kinds.contains(.government) else { return false }
    return !gazetteer[token.key].isEmpty
      || NameWords.shipped.organizationWords(token.key).contains { $0.kind == .place }
  }
}
