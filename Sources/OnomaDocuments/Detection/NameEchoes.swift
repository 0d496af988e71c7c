internal import OnomaNames
internal import OnomaText

/// Finds the last part of a name again that a text without spaces has given in full: 朔尔茨 behind
/// 奥拉夫·朔尔茨.
///
/// A full name shows itself by its dot, its space or its title; the family name alone has none of them,
/// but it is written with the same characters.
struct NameEchoes {
  let document: Document
  let tokens: [DocumentToken]

  /// The mentions found, in order, with those of single parts of their names; single words that were
  /// cut otherwise give way.
  ///
  /// Complexity: O(n · different lengths of parts).
  func added(to found: [DetectedMention]) -> [DetectedMention] {
    let firm = found.filter { $0.type != .person || $0.known != nil || isFull($0) }
    let echoes = echoes(of: firm)
    if echoes.isEmpty { return found }
    let others = found.filter { mention in
      !echoes.contains { $0.range.overlaps(mention.range) }
    }
    return (others + echoes).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func isFull(_ mention: DetectedMention) -> Bool {
    document.reading.scalars[mention.range].contains { !NameToken.isWord($0) }
  }

  private func echoes(of found: [DetectedMention]) -> [DetectedMention] {
    let parts = lastParts(found)
    if parts.isEmpty { return [] }
    let lengths = Set(parts.map(\.count)).sorted(by: >)
    let scalars = document.reading.scalars
    let taken = found.map(\.range).sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    var echoes: [DetectedMention] = []
    for (index, token) in tokens.enumerated() where token.script.isUnspaced {
      var position = token.range.lowerBound
      while position < token.range.upperBound {
        while next < taken.count, taken[next].upperBound <= position { next += 1 }
        if next < taken.count, taken[next].lowerBound <= position {
          position = taken[next].upperBound
          continue
        }
        let limit = min(
          token.range.upperBound, next < taken.count ? taken[next].lowerBound : scalars.count)
        let length = lengths.first {
          position + $0 <= limit && parts.contains(scalars[position..<(position + $0)])
        }
        guard let length else {
          position += 1
          continue
        }
        echoes.append(
          DetectedMention(
            caseless: document.reading, position..<(position + length), index..<(index + 1),
            .person, .likely))
        position += length
      }
    }
    return echoes
  }

  /// The last parts of full names of persons, of two characters and more; of Thai three.
  private func lastParts(_ found: [DetectedMention]) -> Set<ArraySlice<Unicode.Scalar>> {
    let scalars = document.reading.scalars
    var parts: Set<ArraySlice<Unicode.Scalar>> = []
    for mention in found where mention.type == .person {
      let name = scalars[mention.range]
      guard let cut = name.lastIndex(where: { !NameToken.isWord($0) })
      else { continue }
      let part = scalars[(cut + 1)..<mention.range.upperBound]
      let least = part.first.map { Script(of: $0) } == .thai ? 3 : 2
      if part.count >= least { parts.insert(part) }
    }
    return parts
  }
}
