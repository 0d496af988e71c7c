internal import OnomaNames

/// Weighs what speaks for and against two names of organisations, vessels or places being one.
struct OrganizationComparison {
  let matcher: NameMatcher
  let left: PreparedName
  let right: PreparedName

  func evidence() -> [MatchEvidence] {
    var evidence: [MatchEvidence] = []
    if let acronym = acronym(left, right) ?? acronym(right, left) {
      evidence.append(acronym)
    } else if isOtherAcronym {
      // One letter more is another body: IIS is not IISS.
      evidence.append(MatchEvidence(.acronym, left.name.text, right.name.text, weight: -6))
    } else {
      evidence += words()
    }
    if left.numbers.sorted() != right.numbers.sorted() {
      evidence.append(
        MatchEvidence(
          .number, left.numbers.joined(separator: " "), right.numbers.joined(separator: " "),
          weight: left.numbers.isEmpty || right.numbers.isEmpty ? -2 : -5))
    }
    if !left.legalForms.isEmpty, !right.legalForms.isEmpty,
      left.legalForms.isDisjoint(with: right.legalForms)
    {
      evidence.append(MatchEvidence(.legalForm, left.name.text, right.name.text, weight: -1))
    }
    return evidence
  }

  /// Whether both names are acronyms in one script and not the same one.
  private var isOtherAcronym: Bool {
    guard left.words.count == 1, right.words.count == 1 else { return false }
    let (a, b) = (left.words[0].part.token, right.words[0].part.token)
    return a.script == b.script && a.key != b.key
      && AcronymReader.isAcronym(a.text) && AcronymReader.isAcronym(b.text)
  }

  /// The words, by how much each tells and how well it is matched.
  private func words() -> [MatchEvidence] {
    let a = left.words
    let b = right.words
    let alignment = WordAlignment(left: a.count, right: b.count, floor: -1) { x, y in
      a[x].part.token.key == b[y].part.token.key
        ? 6 : max(-8, min(5, matcher.sound.logOdds(a[x].sounds, b[y].sounds)))
    }
    var evidence: [MatchEvidence] = []
    var matched = 0.0
    var total = 0.0
    for pair in alignment.pairs {
      let weight = (weight(a[pair.left]) + weight(b[pair.right])) / 2
      let fit = max(0, min(1, (pair.score + 1) / 5))
      matched += 2 * weight * fit
      total += 2 * weight
    }
    for index in alignment.unmatchedLeft { total += weight(a[index]) }
    for index in alignment.unmatchedRight { total += weight(b[index]) }
    let words = total > 0 ? matched / total : 0
    let whole = (matcher.sound.logOdds(left.joinedSounds, right.joinedSounds) + 2) / 6.5
    let share = max(words, min(1, whole))
    // At four fifths of the weight agreeing it is as likely as not.
    evidence.append(
      MatchEvidence(
        words >= whole ? .word : .whole, left.name.text, right.name.text,
        weight: 16 * (share - 0.8)))
    return evidence
  }

  /// Generic words tell less than names do.
  private func weight(_ word: PreparedName.Word) -> Double {
    NameWords.shipped.organizationWords(word.part.token.key).isEmpty ? 1 : 0.45
  }

  /// Whether one name is one word of capitals that spells the other's initials.
  private func acronym(_ short: PreparedName, _ long: PreparedName) -> MatchEvidence? {
    guard short.words.count == 1, let word = short.words.first, long.words.count >= 2,
      AcronymReader.isAcronym(word.part.token.text),
      AcronymReader.fits(word.part.token.text, long.name.parts.map(\.token.text))
    else { return nil }
    return MatchEvidence(.acronym, left.name.text, right.name.text, weight: 2.5)
  }
}
