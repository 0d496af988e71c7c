internal import OnomaNames
internal import OnomaText

/// A word of a name before it is known what it means: a token, letters with stops taken together
/// (Q.R.V.), or a part of a token that is written without spaces.
struct NamePiece {
  let text: String
  let key: String
  let script: Script
  let isLegalForm: Bool
  /// An article, a preposition or another word that says nothing.
  let isSmall: Bool

  /// The pieces of a name, in order; beyond the most tokens that a name has they are ignored.
  static func pieces(of name: Name) -> [NamePiece] {
    var pieces: [NamePiece] = []
    let parts = name.parts
    var index = 0
    while index < parts.count, pieces.count < NameParser.tokenLimit {
      let run = dottedRun(parts, at: index)
      if run > 1 {
        let text = parts[index..<(index + run)].map(\.token.text).joined()
        let key = NameKey.foldPhrase(text)
        pieces.append(
          NamePiece(
            text: text, key: key, script: parts[index].token.script,
            isLegalForm: run < parts.count && LegalForms.shipped.formClass(key) != nil,
            isSmall: false))
        index += run
        continue
      }
      if let joined = hyphenated(parts, at: index) {
        pieces.append(joined)
        index += 2
        continue
      }
      pieces += cut(parts, at: index, alone: parts.count == 1)
      index += 1
    }
    return Array(pieces.prefix(NameParser.tokenLimit))
  }

  /// How many single letters with stops between them begin at a part.
  private static func dottedRun(_ parts: [NamePart], at start: Int) -> Int {
    var end = start
    while end < parts.count, parts[end].token.text.unicodeScalars.count == 1,
      ScalarClass(parts[end].token.text.unicodeScalars.first ?? " ").isLetter
    {
      end += 1
      guard end < parts.count, parts[end - 1].token.hasStop,
        parts[end].token.range.lowerBound == parts[end - 1].token.range.upperBound + 1
      else { break }
    }
    return end - start
  }

  /// Two parts with a hyphen between them that are one word without it: co-operation.
  private static func hyphenated(_ parts: [NamePart], at index: Int) -> NamePiece? {
    guard index + 1 < parts.count, parts[index + 1].token.isJoined else { return nil }
    let text = parts[index].token.text + parts[index + 1].token.text
    let key = NameKey.foldPhrase(text)
    guard !OrganizationTerms.shipped.senses(key).isEmpty else { return nil }
    return NamePiece(
      text: text, key: key, script: parts[index].token.script, isLegalForm: false, isSmall: false)
  }

  private static func cut(_ parts: [NamePart], at index: Int, alone: Bool) -> [NamePiece] {
    let part = parts[index]
    let key = NameKey.foldPhrase(part.token.text)
    let isFirst = parts[..<index].allSatisfy { $0.role == .legalForm || isCompanyWord($0) }
    if part.role != .legalForm, UnspacedSegmenter.isUnspaced(part.token.script) {
      let words = UnspacedSegmenter.shipped.pieces(key, limit: NameParser.tokenLimit)
      return words.map {
        NamePiece(
          text: words.count == 1 ? part.token.text : $0, key: $0, script: part.token.script,
          isLegalForm: (words.count > 1 || !alone) && LegalForms.shipped.formClass($0) != nil,
          isSmall: isSmall($0, isFirst: isFirst))
      }
    }
    return [
      NamePiece(
        text: part.token.text, key: key, script: part.token.script,
        // The Lithuanian ĮĮ is a legal form; II is a number.
        isLegalForm: part.role == .legalForm && NumberReader.roman(part.token.text) == nil,
        isSmall: isSmall(key, isFirst: isFirst) || isDomainEnding(parts, at: index)
          || (part.token.isJoined && index > 0 && NumberReader.isOrdinalEnding(key)
            && NumberReader.figures(parts[index - 1].token.key) != nil)
      )
    ]
  }

  /// Whether a word says nothing.
  ///
  /// A name that begins with a preposition has it as a name (Con Marea, Pro Marea).
  private static func isSmall(_ key: String, isFirst: Bool) -> Bool {
    alwaysSmall.contains(key) || (!isFirst && !NameWords.shipped.particles(key).isEmpty)
  }

  /// Whether a part is a word that stands before a name as a legal form does: societatea.
  private static func isCompanyWord(_ part: NamePart) -> Bool {
    OrganizationTerms.shipped.senses(part.token.key).contains { $0.terms == ["company"] }
  }

  /// Articles, and what links a kind of body to its name even after a legal form (Foundation of).
  private static let alwaysSmall: Set<String> = [
    "of", "for", "des", "du", "di", "del", "della", "do", "da", "van", "von", "fur", "для", "im",
    "the", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "gli", "al",
    "de", "het", "den", "det", "els", "ال",
  ]

  /// Whether a part is the end of an address on the web: the com of Amazon.com.
  private static func isDomainEnding(_ parts: [NamePart], at index: Int) -> Bool {
    guard index > 0, parts[index - 1].token.hasStop,
      parts[index].token.range.lowerBound == parts[index - 1].token.range.upperBound + 1,
      parts[index - 1].token.text.unicodeScalars.count > 1
    else { return false }
    return domainEndings.contains(parts[index].token.key)
  }

  private static let domainEndings: Set<String> = [
    "com", "net", "org", "info", "biz", "io", "co", "eu", "ru", "by", "ua", "de", "fr", "uk", "ai",
    "pl", "it", "cn", "jp", "in", "br", "tv", "me", "news", "online", "рф", "бел",
  ]
}
