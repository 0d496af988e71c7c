internal import OnomaNames
internal import OnomaText

/// Finds names in Thai, which puts spaces between clauses and between the parts of a name, but not
/// between a title and a name, nor behind it.
///
/// A name begins where a title ends or a stretch begins. Where it ends in a longer stretch, the
/// dictionary tells (ICU's): of the cuts between its words that is taken which sounds most like
/// somebody, and without any the first that leaves a name's length.
struct ThaiNames {
  let detector: UnspacedDetector

  private var document: Document { detector.document }
  private var tokens: [DocumentToken] { detector.tokens }

  /// The longest part of a name, in characters; marks above and below count.
  private static let longestPart = 18
  /// The most cuts that are tried.
  private static let cutLimit = 8

  /// Forms of address: what follows them is a name, known or not.
  private static let addresses: Set<String> = ["นาย", "นาง", "นางสาว", "คุณ", "ดร."]

  /// What stands in front of a name.
  private enum Introduction {
    case none, office, address
  }

  /// The mentions in the stretch at an index, which moves behind what was read.
  func mentions(_ index: inout Int) -> [DetectedMention] {
    let first = index
    index += 1
    let range = tokens[first].range
    let found = names(in: range, first, isOpen: true)
    if let last = found.last, last.range.upperBound > range.upperBound { index += 1 }
    return merged(found, range, first)
  }

  /// The names of a stretch, or of the rest of one, behind titles; at its beginning too where that is
  /// open.
  private func names(in range: Range<Int>, _ token: Int, isOpen: Bool) -> [DetectedMention] {
    var found: [DetectedMention] = []
    var position = range.lowerBound
    var introduction = Introduction.none
    while position < range.upperBound {
      let length = detector.titles.leadingLength(startingAt: position, in: detector.scalars)
      if length > 0 {
        let title = document.reading[position..<min(position + length, range.upperBound)]
        introduction = Self.addresses.contains(title) ? .address : .office
        position += length
        continue
      }
      let mayBegin = introduction != .none || isOpen && position == range.lowerBound
      if mayBegin, let mention = name(from: position, in: token, introduction) {
        found.append(mention)
        position = mention.range.upperBound
      } else {
        position += 1
      }
      introduction = .none
    }
    return found
  }

  /// Those found with what is written letter by letter in the gaps between them.
  private func merged(
    _ found: [DetectedMention], _ range: Range<Int>, _ token: Int
  ) -> [DetectedMention] {
    var result: [DetectedMention] = []
    var position = range.lowerBound
    for mention in found {
      if position < mention.range.lowerBound {
        result += detector.written(in: position..<mention.range.lowerBound, token, false)
      }
      result.append(mention)
      position = mention.range.upperBound
    }
    if position < range.upperBound {
      result += detector.written(in: position..<range.upperBound, token, false)
    }
    // Behind a name that goes on into the next stretch the rest of that stretch is read too.
    if let last = found.last, last.range.upperBound > range.upperBound, token + 1 < tokens.count,
      last.range.upperBound < tokens[token + 1].range.upperBound
    {
      result += tail(last.range.upperBound..<tokens[token + 1].range.upperBound, token + 1)
    }
    return result
  }

  /// Names in the rest of a stretch whose beginning belonged to a name.
  private func tail(_ range: Range<Int>, _ token: Int) -> [DetectedMention] {
    let found = names(in: range, token, isOpen: false).filter {
      $0.range.upperBound <= range.upperBound
    }
    return merged(found, range, token)
  }

  /// The name that begins at a position of a stretch, in it or with the beginning of the next one.
  private func name(
    from start: Int, in token: Int, _ introduction: Introduction
  ) -> DetectedMention? {
    let end = tokens[token].range.upperBound
    guard start < end else { return nil }
    return detector.exactName(start..<end, token) ?? joined(start, token, introduction)
      ?? alone(start..<end, token, introduction)
  }

  /// A given name up to the end of the stretch and a family name at the beginning of the next one.
  private func joined(
    _ start: Int, _ token: Int, _ introduction: Introduction
  ) -> DetectedMention? {
    let end = tokens[token].range.upperBound
    guard (2...Self.longestPart).contains(end - start), token + 1 < tokens.count,
      tokens[token + 1].script == .thai, tokens[token + 1].gap == .space
    else { return nil }
    let next = tokens[token + 1].range
    let ends = cuts(next)
    var best: (odds: Double, end: Int)?
    for cut in ends {
      let odds = detector.best(document.reading[start..<cut])
      if odds > (best?.odds ?? UnspacedDetector.known) { best = (odds, cut) }
    }
    if let best { return detector.mention(start..<best.end, token, .person, .certain) }
    let isGiven = !GivenNames.shipped[NameKey.fold(document.reading[start..<end])].isEmpty
    let isShort = next.count <= Self.longestPart
    guard introduction == .address || introduction == .office && isGiven && isShort else {
      return nil
    }
    let last = isShort ? next.upperBound : ends.first
    return last.map { detector.mention(start..<$0, token, .person, .likely) }
  }

  /// A single name at the beginning of a stretch.
  private func alone(
    _ range: Range<Int>, _ token: Int, _ introduction: Introduction
  ) -> DetectedMention? {
    var best: (probability: Double, range: Range<Int>, entity: Int?)?
    let least = UnspacedDetector.alone - (introduction == .none ? 0 : 0.1)
    for end in cuts(range) where end - range.lowerBound >= 3 {
      let own = range.lowerBound..<end
      let word = detector.search.word(document.reading[own])
      let probability = max(word.family, word.body)
      // A longer cut that sounds as well explains more.
      if probability >= least, probability > (best?.probability ?? 0) - 0.02 {
        best = (probability, own, word.body > word.family ? word.bodyEntity : nil)
      }
    }
    if let best {
      if let entity = best.entity { return detector.known(best.range, token, entity) }
      return detector.mention(best.range, token, .person, .likely)
    }
    guard introduction == .address, (2...Self.longestPart).contains(range.count) else { return nil }
    return detector.mention(range, token, .person, .likely)
  }

  /// Where a name that begins with a stretch may end: between words of the dictionary.
  private func cuts(_ range: Range<Int>) -> [Int] {
    let text = document.reading[range]
    var ends: [Int] = []
    if let segmenter = try? WordSegmenter(language: "th"),
      let segments = try? segmenter.segments(of: text), text.utf16.count == range.count
    {
      for segment in segments {
        let end = segment.utf16Range.upperBound
        if end > Self.longestPart || ends.count == Self.cutLimit { break }
        if end >= 2 { ends.append(range.lowerBound + end) }
      }
    }
    if range.count <= Self.longestPart, ends.last != range.upperBound {
      ends.append(range.upperBound)
    }
    return ends
  }
}

extension UnspacedDetector {
  /// A whole stretch that the knowledge base or the gazetteer has letter by letter.
  func exactName(_ range: Range<Int>, _ token: Int) -> DetectedMention? {
    range.count <= 24 ? exact(range, token) : nil
  }
}
