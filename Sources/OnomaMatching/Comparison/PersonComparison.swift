internal import OnomaNames

/// Weighs what speaks for and against two names of persons being one.
struct PersonComparison {
  let matcher: NameMatcher
  let left: PreparedName
  let right: PreparedName

  private typealias Word = PreparedName.Word

  func evidence() -> [MatchEvidence] {
    var evidence: [MatchEvidence] = []
    let a = left.words
    let b = right.words
    let scores = a.map { x in b.map { y in score(x, y) } }
    let alignment = WordAlignment(left: a.count, right: b.count, floor: -3) { scores[$0][$1] }
    var matchedFamily = false
    var matchedGiven = false
    for pair in alignment.pairs {
      let reason = weigh(a[pair.left], b[pair.right], score: pair.score)
      evidence.append(reason)
      if reason.weight > 0 {
        if isFamily(a[pair.left]) || isFamily(b[pair.right]) { matchedFamily = true }
        if isGiven(a[pair.left]) || isGiven(b[pair.right]) { matchedGiven = true }
      }
    }
    let whole = wholeReason(evidence)
    if let whole { evidence = [whole] }
    evidence += whole == nil ? missing(alignment, against: evidence) : []
    evidence += order(alignment)
    if let reason = gender() { evidence.append(reason) }
    evidence.append(prior(matchedFamily: matchedFamily, matchedGiven: matchedGiven))
    return evidence
  }

  private func isFamily(_ word: Word) -> Bool {
    word.part.role == .family || word.part.role == .particle
  }

  private func isGiven(_ word: Word) -> Bool {
    word.part.role == .given || word.part.role == .initial
  }

  /// How well two words go together, in log-odds, for finding the assignment.
  private func score(_ x: Word, _ y: Word) -> Double {
    let roles = (x.part.role, y.part.role)
    if roles.0 == .initial || roles.1 == .initial { return initialScore(x, y) }
    if roles.0 == .suffix || roles.1 == .suffix {
      return roles.0 == roles.1 && x.part.token.key == y.part.token.key ? 1 : -.infinity
    }
    if x.part.token.key == y.part.token.key { return 6 + roleBonus(x, y) }
    if areEquivalent(x, y) { return 4.5 + roleBonus(x, y) }
    return max(-8, min(5, soundScore(x, y))) + roleBonus(x, y)
  }

  private func roleBonus(_ x: Word, _ y: Word) -> Double {
    if x.part.role == y.part.role { return 0.4 }
    // A patronymic is nobody's family name.
    return x.part.role == .patronymic || y.part.role == .patronymic ? -2 : 0
  }

  /// The best reading of two words: as they are, or with the feminine one made masculine.
  private func soundScore(_ x: Word, _ y: Word) -> Double {
    matcher.sound.logOdds(x.sounds, y.sounds)
  }

  private func initialScore(_ x: Word, _ y: Word) -> Double {
    guard !isFamily(x), !isFamily(y), let first = x.sounds.first, let second = y.sounds.first
    else { return -.infinity }
    if first == second { return 1.5 }
    // Initials of one name in two languages differ: Yevgeny, Eugene.
    let alike = matcher.sound.logOdds(Array(x.sounds.prefix(1)), Array(y.sounds.prefix(1))) > 0
    return alike ? 0.5 : -2.5
  }

  private func areEquivalent(_ x: Word, _ y: Word) -> Bool {
    x.senses.contains { sense in y.senses.contains { $0.family == sense.family } }
  }

  private func areContradictory(_ x: Word, _ y: Word) -> Bool {
    let first = x.senses.filter { !$0.isHypocorism }
    let second = y.senses.filter { !$0.isHypocorism }
    return !first.isEmpty && !second.isEmpty && !areEquivalent(x, y)
  }

  /// What one pair of words says.
  private func weigh(_ x: Word, _ y: Word, score: Double) -> MatchEvidence {
    let pair = (x.part.token.text, y.part.token.text)
    if x.part.role == .initial || y.part.role == .initial {
      return MatchEvidence(.initial, pair.0, pair.1, weight: score > 0 ? 1 : -4)
    }
    if x.part.role == .suffix || y.part.role == .suffix {
      return MatchEvidence(.generation, pair.0, pair.1, weight: 1)
    }
    if x.part.role == .patronymic, y.part.role == .patronymic {
      return MatchEvidence(
        .patronymic, pair.0, pair.1, weight: score > 0 ? min(2, score) : max(-5, 2 * score))
    }
    if isFamily(x), isFamily(y) {
      return MatchEvidence(.familyName, pair.0, pair.1, weight: max(-7, min(4, score)))
    }
    if x.part.token.key != y.part.token.key, areEquivalent(x, y) {
      return MatchEvidence(.givenNameEquivalent, pair.0, pair.1, weight: 3)
    }
    if areContradictory(x, y), score < 4.5 {
      // Known as two names, but spelt so alike that one may be a slip for the other.
      return MatchEvidence(
        .givenNameContradiction, pair.0, pair.1, weight: min(-1.5, max(-6, score - 4)))
    }
    return MatchEvidence(.givenName, pair.0, pair.1, weight: max(-6, min(3, score)))
  }

  /// Words without a counterpart: a missing middle name costs little, a family name much.
  private func missing(
    _ alignment: WordAlignment, against evidence: [MatchEvidence]
  ) -> [MatchEvidence] {
    var reasons: [MatchEvidence] = []
    let bothOpen = !alignment.unmatchedLeft.isEmpty && !alignment.unmatchedRight.isEmpty
    // Two patronymics that found no counterpart in each other have two fathers.
    let fathers = (
      alignment.unmatchedLeft.first { left.words[$0].part.role == .patronymic },
      alignment.unmatchedRight.first { right.words[$0].part.role == .patronymic }
    )
    if let a = fathers.0, let b = fathers.1 {
      reasons.append(
        MatchEvidence(
          .patronymic, left.words[a].part.token.text, right.words[b].part.token.text, weight: -5))
    }
    for (words, indexes, isLeft) in [
      (left.words, alignment.unmatchedLeft, true), (right.words, alignment.unmatchedRight, false),
    ] {
      for index in indexes {
        let word = words[index]
        let weight: Double =
          switch word.part.role {
          case .initial, .particle: -0.2
          case .patronymic: bothOpen ? -1 : -0.3
          case .suffix: -1.2
          case .given: bothOpen ? -2.5 : -0.8
          default: bothOpen ? -3.5 : -1.5
          }
        let text = word.part.token.text
        reasons.append(
          MatchEvidence(.missingPart, isLeft ? text : "", isLeft ? "" : text, weight: weight))
      }
    }
    return reasons
  }

  /// Names that are cut differently (Kim Jongun, Kim Jong-un; VanDick, Van Dick) but sound alike as a
  /// whole: then the words say less than the whole does.
  private func wholeReason(_ evidence: [MatchEvidence]) -> MatchEvidence? {
    guard left.words.count != right.words.count, min(left.words.count, right.words.count) > 0
    else { return nil }
    let sum = evidence.reduce(0) { $0 + $1.weight }
    let odds = matcher.sound.logOdds(left.joinedSounds, right.joinedSounds)
    guard odds > 3, odds > sum else { return nil }
    return MatchEvidence(.whole, left.name.text, right.name.text, weight: odds + 1)
  }

  private func order(_ alignment: WordAlignment) -> [MatchEvidence] {
    let swapped = zip(alignment.pairs, alignment.pairs.dropFirst()).contains {
      $1.right < $0.right
    }
    guard swapped else { return [] }
    // Around a nasab the order is the meaning: Salman bin Muhammad is Muhammad's son.
    let nasab = (left.words + right.words).contains {
      NameWords.shipped.particles($0.part.token.key).contains(.nasab)
    }
    return [MatchEvidence(.order, left.name.text, right.name.text, weight: nasab ? -9 : -0.3)]
  }

  private func gender() -> MatchEvidence? {
    guard let a = left.name.gender, let b = right.name.gender, a != b else { return nil }
    return MatchEvidence(.gender, left.name.text, right.name.text, weight: -5)
  }

  /// What holds before comparing: two single words that agree say less than two full names, since
  /// many people share a surname and more share a given name.
  private func prior(matchedFamily: Bool, matchedGiven: Bool) -> MatchEvidence {
    let full = matchedFamily && matchedGiven
    return MatchEvidence(
      .prior, left.name.text, right.name.text, weight: full ? -2.5 : matchedFamily ? -1.5 : -3)
  }
}
