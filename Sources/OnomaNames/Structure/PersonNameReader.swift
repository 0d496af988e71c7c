internal import OnomaText

/// Reads the roles of the words of one person's name.
struct PersonNameReader {
  private let parser: NameParser
  private let tokens: [NameToken]
  /// Whether each word is a given name: asked for several times.
  private let given: [Bool]

  init(parser: NameParser, tokens: [NameToken]) {
    self.parser = parser
    self.tokens = tokens
    given = tokens.map { parser.givenNames.contains($0.key) }
  }

  /// The parts, in the order written.
  func parts() -> [NamePart] {
    var roles = [NamePart.Role?](repeating: nil, count: tokens.count)
    markHonorifics(&roles)
    markSuffixes(&roles)
    let open = tokens.indices.filter { roles[$0] == nil }
    if open.count == 1, let only = open.first, let pieces = unspacedPieces(tokens[only]) {
      return tokens.indices.flatMap { index in
        index == only
          ? pieces : [NamePart(token: tokens[index], role: roles[index] ?? .family)]
      }
    }
    markSmallParts(open, &roles)
    markNames(tokens.indices.filter { roles[$0] == nil }, &roles)
    return tokens.indices.map { NamePart(token: tokens[$0], role: roles[$0] ?? .family) }
  }

  /// Forms of address, titles and offices before the name, and those that follow it.
  private func markHonorifics(_ roles: inout [NamePart.Role?]) {
    var start = 0
    let keys = tokens.map { NameKey.foldPhrase($0.text) }
    search: while start < tokens.count - 1, parser.words.opensHonorific(keys[start]) {
      for length in stride(from: min(3, tokens.count - 1 - start), through: 1, by: -1) {
        let span = tokens[start..<(start + length)]
        // А. Г. Лукашенко has initials, г. Лукашенко a form of address.
        if length == 1, span[start].isInitial, span[start].isCapitalized,
          span[start].text.unicodeScalars.count == 1
        {
          continue
        }
        let key = keys[start..<(start + length)].joined(separator: " ")
        guard let honorific = parser.words.honorific(key), !honorific.isAfter else { continue }
        // Dean, King and Major are names too when only one word would be left.
        let isName = length == 1 && parser.givenNames.contains(key) && !span[start].hasStop
        if isName, tokens.count - start <= 2 { break search }
        for index in start..<(start + length) { roles[index] = .honorific }
        start += length
        continue search
      }
      break
    }
    var end = tokens.count
    while end - start > 1, isAfterName(keys[end - 1]) {
      end -= 1
      roles[end] = .honorific
    }
  }

  private func isAfterName(_ key: String) -> Bool {
    parser.words.honorific(key)?.isAfter == true
  }

  private func markSuffixes(_ roles: inout [NamePart.Role?]) {
    var index = tokens.count - 1
    while index > 0, roles[index] == nil || roles[index] == .honorific {
      if roles[index] == nil {
        // A lone V or X is likelier an initial than a fifth or a tenth.
        guard parser.words.particles(tokens[index].key).contains(.suffix),
          tokens[index].text.unicodeScalars.count > 1
        else { return }
        roles[index] = .suffix
      }
      index -= 1
    }
  }

  /// Initials, particles and patronymics.
  private func markSmallParts(_ open: [Int], _ roles: inout [NamePart.Role?]) {
    for (position, index) in open.enumerated() {
      let token = tokens[index]
      if token.isInitial, open.count > 1 {
        roles[index] = .initial
      } else if position < open.count - 1, isParticle(index, isFirst: position == 0) {
        roles[index] = .particle
      } else if position > 0, open.count > 1,
        parser.patronymics.gender(of: token.key) != nil,
        open.count > 2 || given[open[0]],
        // Ivan Petrovich is a given name and a patronymic; Dmitri Shostakovich is not: only a
        // patronymic from a known given name counts in the last of two places.
        open.count > 2 && (position < open.count - 1 || given[open[position - 1]])
      {
        roles[index] = .patronymic
      }
    }
  }

  private func isParticle(_ index: Int, isFirst: Bool) -> Bool {
    let token = tokens[index]
    let kinds = parser.words.particles(token.key)
    guard kinds.contains(.particle) || kinds.contains(.nasab) else { return false }
    // Ben and Van open names as given names; a lower-case word does not.
    return !isFirst || !token.isCapitalized || !given[index]
  }

  /// Given and family names among the words that are left.
  private func markNames(_ open: [Int], _ roles: inout [NamePart.Role?]) {
    guard let first = open.first, let last = open.last else { return }
    if first == last {
      let hasGiven = roles.contains { $0 == .initial || $0 == .patronymic }
      let addressed = roles.contains(.honorific)
      let alone = given[first] && !hasGiven && !addressed
      roles[first] = alone ? .given : .family
      return
    }
    if let comma = open.first(where: { tokens[$0].followsComma }) {
      for index in open { roles[index] = index < comma ? .family : .given }
      return
    }
    let familyFirst = isFamilyFirst(open, roles)
    let groups = hyphenGroups(open)
    for (position, group) in groups.enumerated() {
      let isFamily: Bool
      if familyFirst {
        isFamily = position == 0
      } else if position == groups.count - 1 {
        isFamily = true
      } else {
        // A middle word that is no known given name is likelier a second family name.
        let known = group.contains { given[$0] }
        isFamily =
          position > 0 && !known && isFollowedByFamily(group) && !isBeforeParticle(group, roles)
      }
      for index in group { roles[index] = isFamily ? .family : .given }
    }
  }

  private func isFollowedByFamily(_ group: [Int]) -> Bool {
    // Latin names with two family names are common only where the first given name is known.
    group.allSatisfy { tokens[$0].script == .latin }
  }

  /// Whether the family name begins behind a word, with a particle that joins it to nothing before:
  /// Conway in Greta Conway Van Susteren, but not Fernández in María Fernández de la Vega.
  private func isBeforeParticle(_ group: [Int], _ roles: [NamePart.Role?]) -> Bool {
    guard let last = group.last, last + 1 < tokens.count, roles[last + 1] == .particle else {
      return false
    }
    return !["de", "del", "da", "do", "das", "dos", "y", "e", "i"].contains(tokens[last + 1].key)
  }

  private func isFamilyFirst(_ open: [Int], _ roles: [NamePart.Role?]) -> Bool {
    let (firstIndex, lastIndex) = (open[0], open[open.count - 1])
    let (first, last) = (tokens[firstIndex], tokens[lastIndex])
    // Лукашенко Александр Григорьевич: the patronymic ends the name.
    if let patronymic = roles.lastIndex(of: .patronymic), patronymic > open[open.count - 1] {
      return true
    }
    // Коул Дж. П.: the initials end it.
    if let initial = roles.lastIndex(of: .initial), initial > open[open.count - 1] { return true }
    if first.isAllCapitals, !last.isAllCapitals { return true }
    if given[lastIndex], !given[firstIndex] { return true }
    // Kim Jong-un, Xi Jinping: a surname of the East and nothing that looks Western behind it.
    if parser.eastAsian.contains(first.key), !given[firstIndex],
      !parser.eastAsian.contains(last.key)
    {
      return true
    }
    return isKoreanStyle(open)
  }

  /// Kim Jong-un, although Kim is a given name too: two short syllables behind a family name.
  private func isKoreanStyle(_ open: [Int]) -> Bool {
    guard open.count == 3, parser.eastAsian.contains(tokens[open[0]].key) else { return false }
    return open.dropFirst().allSatisfy { index in
      tokens[index].script == .latin && (2...5).contains(tokens[index].key.utf8.count)
        && !given[index]
    }
  }

  /// Words that hyphens join play one role.
  private func hyphenGroups(_ open: [Int]) -> [[Int]] {
    var groups: [[Int]] = []
    for index in open {
      if tokens[index].isJoined, let previous = groups.last?.last, previous == index - 1 {
        groups[groups.count - 1].append(index)
      } else {
        groups.append([index])
      }
    }
    return groups
  }

  /// Family and given name of an unspaced Chinese or Korean name.
  private func unspacedPieces(_ token: NameToken) -> [NamePart]? {
    guard token.script == .han || token.script == .hangul else { return nil }
    let scalars = Array(token.text.unicodeScalars)
    guard (2...4).contains(scalars.count) else { return nil }
    let length = parser.eastAsian.length(in: scalars)
    // Three characters behind a family name of one are a foreign name (卢卡申科).
    guard scalars.count <= length + 2 else { return nil }
    let family = token.piece(0..<length)
    // Without a known surname it may be anything, among others a foreign family name.
    guard parser.eastAsian.contains(family.key) else { return nil }
    return [
      NamePart(token: family, role: .family),
      NamePart(token: token.piece(length..<scalars.count), role: .given),
    ]
  }
}
