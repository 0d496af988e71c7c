internal import OnomaEntities
internal import OnomaText

/// The tokens and sentences that column formats are made of.
///
/// Words as ICU finds them (UAX #29), punctuation a character each; a token ends where a mention starts
/// or ends. A sentence ends at an empty line, and behind `.`, `!`, `?` and their like before a
/// space and anything but a small letter. It never ends inside a mention, nor behind a capitalized word of
/// at most three letters and a stop that stands before a mention, as in *Mr. Tikhanovsky*.
struct TextTokens: Sendable {
  /// A token.
  struct Token: Sendable {
    /// Where it stands, in scalars.
    let range: Range<Int>
    /// The mention it belongs to, by its place in the list.
    let mention: Int?
    /// Whether it is the first of its mention.
    let isFirst: Bool
    /// Whether white space follows.
    let hasSpace: Bool
  }

  /// The sentences in order.
  let sentences: [[Token]]
  /// The mentions that tokens refer to.
  let mentions: [EntityMention]

  /// Cuts a document's text.
  ///
  /// Complexity: O(n).
  init(_ document: ExportedDocument, _ text: SourceText) throws(ExportError) {
    mentions = document.flatMentions.filter { $0.end <= text.count }
    var cuts = Set(mentions.flatMap { [$0.start, $0.end] })
    let segments: [WordSegmenter.Segment]
    do throws(ICUError) {
      segments = try WordSegmenter().segments(of: text[0..<text.count])
    } catch { throw ExportError(document.name, error.description) }
    var position = 0
    var unit = 0
    var isWord: [Bool] = Array(repeating: false, count: text.count)
    for segment in segments {
      cuts.insert(position)
      let first = position
      while unit < segment.utf16Range.upperBound, position < text.count {
        unit += OffsetUnit.utf16.width(of: text.scalars[position])
        position += 1
      }
      if segment.isWord { for place in first..<position { isWord[place] = true } }
    }
    var sentences: [[Token]] = []
    var sentence: [Token] = []
    var mention = 0
    var start = 0
    while start < text.count {
      let scalar = text.scalars[start]
      while mention < mentions.count, mentions[mention].end <= start { mention += 1 }
      let inside = mention < mentions.count && mentions[mention].start <= start
      if Self.isSpace(scalar) {
        var end = start
        var lines = 0
        while end < text.count, Self.isSpace(text.scalars[end]) {
          if text.scalars[end] == "\n" { lines += 1 }
          end += 1
        }
        let isTitle =
          mention < mentions.count && mentions[mention].start == end
          && Self.isTitle(sentence.suffix(2), text)
        if !inside, lines > 1 || (!isTitle && Self.endsSentence(text, before: start, after: end)) {
          if !sentence.isEmpty { sentences.append(sentence) }
          sentence = []
        }
        start = end
        continue
      }
      var end = start + 1
      // A word up to the next cut; anything else one character with the marks on it.
      while end < text.count, !cuts.contains(end), !Self.isSpace(text.scalars[end]),
        isWord[start] ? isWord[end] : Self.isMark(text.scalars[end])
      {
        end += 1
      }
      sentence.append(
        Token(
          range: start..<end, mention: inside ? mention : nil,
          isFirst: inside && sentence.last?.mention != mention,
          hasSpace: end < text.count && Self.isSpace(text.scalars[end])))
      start = end
    }
    if !sentence.isEmpty { sentences.append(sentence) }
    self.sentences = sentences
  }

  /// Whether two tokens are a short capitalized word and its stop.
  private static func isTitle(_ tokens: ArraySlice<Token>, _ text: SourceText) -> Bool {
    guard tokens.count == 2, let word = tokens.first, let stop = tokens.last else { return false }
    return word.mention == nil && word.range.count <= 3
      && text.scalars[word.range.lowerBound].properties.isUppercase && text[stop.range] == "."
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  private static func endsSentence(_ text: SourceText, before: Int, after: Int) -> Bool {
    var last = before
    while last > 0, "\"'”’»)]".unicodeScalars.contains(text.scalars[last - 1]) { last -= 1 }
    guard last > 0, after < text.count, ".!?…。！？։।".unicodeScalars.contains(text.scalars[last - 1])
    else { return false }
    return !text.scalars[after].properties.isLowercase
  }
}
