internal import OnomaNames
internal import OnomaText

/// Splits a document into words, with what stands between them.
struct DocumentTokenizer {
  private let text: SourceText
  private let layout: LineLayout
  private let language: String?
  private let gazetteer: Gazetteer?
  private let vocabulary: WordVocabulary
  private var tokens: [DocumentToken] = []
  private let table = ScalarTable.shared
  /// The line of the text.
  private var textLine = 0
  /// The line as its writer meant it: a wrapped one goes on.
  private var line = 0
  /// Whether the language is one of ``eliding``.
  private let elides: Bool

  init(_ document: Document, gazetteer: Gazetteer?, vocabulary: WordVocabulary) {
    self.gazetteer = gazetteer
    self.vocabulary = vocabulary
    text = document.reading
    layout = LineLayout(document.reading)
    language = document.language
    elides = Self.eliding.contains(document.language ?? "")
    tokens.reserveCapacity(text.count / 6 + 8)
  }

  /// The words of the document in order.
  ///
  /// Complexity: O(n).
  /// - Parameter gazetteer: Tells U.S. Embassy from J.K. Rowling: what it knows is an acronym.
  static func tokens(
    of document: Document, gazetteer: Gazetteer?, vocabulary: WordVocabulary
  ) -> [DocumentToken] {
    var tokenizer = DocumentTokenizer(document, gazetteer: gazetteer, vocabulary: vocabulary)
    tokenizer.run()
    return tokenizer.tokens
  }

  private mutating func run() {
    var index = 0
    var gap = Between()
    let scalars = text.scalars
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == " " {
        gap.noteSpace()
        index += 1
        continue
      }
      if table.isWord(scalar) {
        let end = word(from: index, after: gap)
        index = afterFlood(end)
        gap = Between()
        gap.hasOther = index > end
        continue
      }
      gap.note(scalar)
      if scalar == "\n" {
        let end = textLine < layout.ends.count ? layout.ends[textLine] : .paragraph
        gap.noteLineEnd(end)
        textLine += 1
        if end != .wrapped { line += 1 }
      }
      index += 1
    }
  }

  /// What was seen since the last word.
  private struct Between {
    var hasSpace = false
    var hasHyphen = false
    var hasStop = false
    var hasSentenceEnd = false
    var hasOther = false
    var hasOpening = false
    var lineEnd: LineLayout.End?
    var isEmpty = true

    mutating func noteSpace() {
      isEmpty = false
      hasOpening = false
      hasSpace = true
    }

    mutating func note(_ scalar: Unicode.Scalar) {
      isEmpty = false
      hasOpening = Self.isOpening(scalar) || (hasOpening && ScalarClass(scalar) == .format)
      switch scalar {
      case ".", "…": hasStop = true
      case "!", "?", "。", "！", "？", ":", "|", "•", "*", "։", "।": hasSentenceEnd = true
      case "-", "\u{2010}", "\u{2011}": hasHyphen = true
      default:
        switch ScalarClass(scalar) {
        case .space: hasSpace = true
        case .format: break
        default: hasOther = true
        }
      }
    }

    mutating func noteLineEnd(_ end: LineLayout.End) {
      if lineEnd != nil || end == .paragraph {
        lineEnd = .paragraph
      } else {
        lineEnd = end
      }
    }

    private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "“", "„", "«", "‘", "\"", "「", "『", "《", "‚", "‹": true
      default: false
      }
    }
  }

  /// Reads a word and what is attached to it; returns where it ends.
  private mutating func word(from start: Int, after between: Between) -> Int {
    let scalars = text.scalars
    let isCapital = table.kind(scalars[start]) == .upper
    if isCapital, start + 1 < scalars.count, scalars[start + 1] == ".",
      let end = acronym(from: start)
    {
      append(start..<end, after: between)
      return end
    }
    if let end = plainEnd(from: start, isCapital: isCapital) {
      append(start..<end, after: between)
      return end
    }
    var end = start
    var breaks: [Int] = []
    var script = Script(of: scalars[start])
    var marks = 0
    while end < scalars.count {
      let scalar = scalars[end]
      if table.isWord(scalar) {
        marks = table.kind(scalar) == .mark ? marks + 1 : 0
        if marks > Self.markLimit { break }
        let next = table.script(scalar)
        if next != .common, next != .inherited, next != script {
          if script == .common {
            script = next
          } else if script.isUnspaced != next.isUnspaced || script == .hangul || next == .hangul {
            break
          }
        }
        end += 1
      } else if let next = invisibleEnd(end), next < scalars.count,
        NameToken.isWord(scalars[next])
      {
        end = next
      } else if Self.isApostrophe(scalar), end + 1 < scalars.count,
        ScalarClass(scalars[end + 1]).isLetter, end > start
      {
        breaks.append(end)
        end += 1
      } else if isGershayim(end) {
        end += 1
      } else if scalar == ".", isSiteName(start, end) {
        end += 1
      } else {
        break
      }
    }
    return split(start..<end, at: breaks, after: between)
  }

  /// Where a word ends that is nothing but letters of one script below U+0530, with nothing behind it
  /// that may belong to it; `nil` where it has to be read with more care.
  private func plainEnd(from start: Int, isCapital: Bool) -> Int? {
    let scalars = text.scalars
    let script = table.script(scalars[start])
    guard script == .latin || script == .cyrillic || script == .greek else { return nil }
    var end = start
    while end < scalars.count {
      let scalar = scalars[end]
      if scalar.value >= 0x530 {
        // Dashes, quotation marks that no name holds, and ellipses end a word.
        let isEnd = (0x2012...0x2015).contains(scalar.value) || scalar.value == 0x2026
        return isEnd ? end : nil
      }
      let kind = table.kind(scalar)
      if kind.isLetter {
        if table.script(scalar) != script { return nil }
        end += 1
        continue
      }
      let mayGoOn =
        kind == .mark || kind == .digit || kind == .format || Self.isApostrophe(scalar)
        || isCapital && scalar == "."
      return mayGoOn ? nil : end
    }
    return end
  }

  /// The most combining marks in a row that count to a word: the limit of stream-safe text (UAX #15,
  /// section 13).
  ///
  /// What orders marks, in ICU's transforms and in the comparison of strings, takes quadratic time over a
  /// longer run.
  static let markLimit = 30

  /// Where the marks end that were too many for the word in front of them.
  private func afterFlood(_ end: Int) -> Int {
    let scalars = text.scalars
    guard end < scalars.count, ScalarClass(scalars[end]) == .mark else { return end }
    return scalars[end...].firstIndex {
      ScalarClass($0) != .mark && ScalarClass($0) != .format
    } ?? scalars.count
  }

  /// Whether a quotation mark stands inside a Hebrew acronym, in front of its last letter: האו"ם.
  private func isGershayim(_ index: Int) -> Bool {
    let scalars = text.scalars
    guard scalars[index] == "\"" || scalars[index] == "\u{5F4}", index > 0,
      index + 1 < scalars.count, Script(of: scalars[index - 1]) == .hebrew,
      Script(of: scalars[index + 1]) == .hebrew
    else { return false }
    return index + 2 >= scalars.count || Script(of: scalars[index + 2]) != .hebrew
  }

  /// Where a run of invisible characters ends; `nil` where none begins.
  private func invisibleEnd(_ start: Int) -> Int? {
    var end = start
    while end < text.count, ScalarClass(text.scalars[end]) == .format { end += 1 }
    return end > start ? end : nil
  }

  /// Whether a stop stands inside a web site's name, such as Caliber.Az: a capital on either side and
  /// two or three letters behind it.
  private func isSiteName(_ start: Int, _ stop: Int) -> Bool {
    let scalars = text.scalars
    guard stop - start > 1, stop + 2 < scalars.count, ScalarClass(scalars[start]) == .upper,
      ScalarClass(scalars[stop + 1]) == .upper,
      scalars[start..<stop].contains(where: { ScalarClass($0) == .lower })
    else { return false }
    let rest = scalars[(stop + 1)...].prefix(5).prefix { ScalarClass($0).isLetter }
    return (2...3).contains(rest.count)
  }

  /// Cuts elided articles (l'ONU) and endings (Coale's, Lukaşenko'nun) from a word.
  private mutating func split(_ range: Range<Int>, at breaks: [Int], after between: Between) -> Int
  {
    let scalars = text.scalars
    var start = range.lowerBound
    var between = between
    for apostrophe in breaks where apostrophe > start {
      let left = apostrophe - start
      let next = scalars[apostrophe + 1]
      let isElision =
        left <= 5 && ScalarClass(next) == .upper
        && (ScalarClass(scalars[start]) == .lower || (left == 1 && elides))
        || left <= 2 && elides && ScalarClass(scalars[start]) == .upper
          && "lLdDjJnNsScCtTqQ".unicodeScalars.contains(scalars[start])
      if isElision {
        append(start..<apostrophe, after: between)
        between = Between()
        between.hasOther = false
        start = apostrophe + 1
        continue
      }
      let rest = range.upperBound - apostrophe - 1
      let isGenitive = rest == 1 && (next == "s" || next == "S")
      let isEnding =
        ScalarClass(next) == .lower && left >= 3 && ScalarClass(scalars[start]) == .upper
        && !writesEndingsIntoNames
      if isGenitive || (isEnding && rest <= 6) || turkishEnding(scalars, apostrophe, range) {
        append(start..<apostrophe, after: between)
        append((apostrophe + 1)..<range.upperBound, after: Between(), isEnding: true)
        return range.upperBound
      }
    }
    append(start..<range.upperBound, after: between)
    return range.upperBound
  }

  /// Languages that part an ending from a foreign name by an apostrophe, but count it to the word:
  /// Coale’em, Coale’as.
  private var writesEndingsIntoNames: Bool {
    ["pl", "cs", "sk", "lt", "lv", "sl", "hr", "sr", "bs"].contains(language ?? "")
  }

  /// In Turkish capitals the ending is capital too: LUKAŞENKO'NUN.
  private func turkishEnding(
    _ scalars: [Unicode.Scalar], _ apostrophe: Int, _ range: Range<Int>
  ) -> Bool {
    language == "tr" && apostrophe - range.lowerBound >= 3
  }

  /// Languages whose articles and prepositions lose their vowel before a name.
  private static let eliding: Set<String> = ["fr", "it", "ca"]

  /// An acronym with stops: two or more single capitals, each with its stop (U.S., K.G.B.).
  private func acronym(from start: Int) -> Int? {
    let scalars = text.scalars
    var index = start
    var letters = 0
    while index + 1 < scalars.count, ScalarClass(scalars[index]) == .upper,
      scalars[index + 1] == "."
    {
      letters += 1
      index += 2
    }
    guard letters >= 2, letters > 3 || !areInitials(start..<index) else { return nil }
    guard index >= scalars.count || !NameToken.isWord(scalars[index]) else { return nil }
    return index
  }

  /// Whether capitals with stops are somebody's initials.
  ///
  /// A name follows them, as in А.Г. Лукашенко.
  private func areInitials(_ range: Range<Int>) -> Bool {
    let scalars = text.scalars
    let key = NameKey.foldPhrase(text[range])
    if let gazetteer, !gazetteer[key].isEmpty { return false }
    var next = range.upperBound
    while next < scalars.count, next - range.upperBound < 2, ScalarClass(scalars[next]) == .space {
      next += 1
    }
    let isFollowed =
      next + 1 < scalars.count && ScalarClass(scalars[next]) == .upper
      && ScalarClass(scalars[next + 1]) == .lower
    // Two letters before a word with a capital may be a country; three hardly are in Latin letters.
    return isFollowed && gazetteer != nil
  }

  private mutating func append(
    _ range: Range<Int>, after between: Between, isEnding: Bool = false
  ) {
    let scalars = text.scalars
    let word = vocabulary.word(scalars[range])
    let gap = gap(between)
    tokens.append(
      DocumentToken(
        word: word, range: range, script: word.script,
        gap: isEnding ? .none : gap, startsSentence: startsSentence(between, gap, word),
        isQuoted: between.hasOpening,
        hasStop: range.upperBound < scalars.count && scalars[range.upperBound] == ".",
        line: line, isCapitalized: word.isCapitalized, isAllCapitals: word.isAllCapitals,
        isEnding: isEnding, hasDigit: word.hasDigit))
  }

  private func gap(_ between: Between) -> DocumentToken.Gap {
    if tokens.isEmpty || between.lineEnd == .paragraph { return .paragraph }
    if between.hasOther || between.hasSentenceEnd || between.hasOpening { return .punctuation }
    if between.hasStop {
      return endsWithAbbreviation && between.lineEnd != .short ? .stop : .punctuation
    }
    if between.lineEnd == .short { return .lineEnd }
    if between.hasHyphen { return between.hasSpace ? .punctuation : .hyphen }
    return between.isEmpty ? .none : .space
  }

  private func startsSentence(
    _ between: Between, _ gap: DocumentToken.Gap, _ word: WordVocabulary.Word
  ) -> Bool {
    switch gap {
    case .paragraph: true
    case .lineEnd: tokens.last.map { $0.hasStop } ?? true
    case .stop: false
    case .punctuation:
      between.hasSentenceEnd || (between.hasStop && !endsWithAbbreviation)
        || (between.hasOpening && !(tokens.last?.isCapitalized ?? false))
    default:
      // An acronym's last stop may end a sentence too; a word of the grammar after it tells.
      tokens.last?.word.endsWithStop == true
        && LanguageWords.shipped.contains(word.key, .function, language: language)
    }
  }

  /// Whether the word before is one whose stop ends no sentence: an initial, a title, a month.
  private var endsWithAbbreviation: Bool {
    guard let last = tokens.last, last.hasStop else { return false }
    if last.isInitial { return true }
    return vocabulary.isAbbreviation(last.word)
  }

  /// Whether an apostrophe may join or part what stands around it; a middle dot, which a name may hold,
  /// parts words of a text.
  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x2019, 0x2BC, 0x2BB, 0x2018, 0x60, 0xB4: true
    default: false
    }
  }
}
