internal import OnomaNames

/// Turns what the calibration says about features into reasons that a person can read.
struct PersonReasons {
  let fit: PersonPair.Fit
  let left: [PreparedName.Word]
  let right: [PreparedName.Word]
  let names: (PreparedName, PreparedName)
  let base: Double
  let contributions: [Double]

  private typealias Feature = PersonFeatures.Feature

  /// The reasons; their weights add up to the calibration's log-odds.
  func evidence() -> [MatchEvidence] {
    var reasons: [MatchEvidence] = []
    var rest = base
    var used: Set<Feature> = []
    func take(_ features: [Feature]) -> Double {
      var sum = 0.0
      for feature in features where used.insert(feature).inserted {
        sum += contributions[feature.rawValue]
      }
      return sum
    }
    let texts = (names.0.name.text, names.1.name.text)
    var spare = 0.0
    missing(
      take([
        .openShareMore, .openShareLess, .openMore, .openLess, .openLetters, .openFamily, .openGiven,
        .opposed, .openBest, .openSpelling, .openKnown,
      ]), &reasons, &spare)
    lexicon(.cognate, .givenNameEquivalent, take([.cognates, .cognateSound]), &reasons, &rest)
    lexicon(.nickname, .nickname, take([.nicknames]), &reasons, &rest)
    lexicon(.surname, .familyName, take([.surnames]), &reasons, &rest)
    lexicon(.initial, .initial, take([.initials, .wrongInitials]), &reasons, &rest)
    let order = take([.inverted])
    if fit.features[.inverted] > 0 {
      reasons.append(MatchEvidence(.order, texts.0, texts.1, weight: order))
    } else {
      rest += order
    }
    let whole = take([.whole, .joined])
    reasons.append(MatchEvidence(.whole, texts.0, texts.1, weight: whole))
    let spelling = take([.jaroWinkler, .edits, .tokenEdits])
    reasons.append(MatchEvidence(.spelling, texts.0, texts.1, weight: spelling))
    let syllables = take([.syllables, .otherSyllables, .exact])
    if fit.features[.otherSyllables] > 0 || fit.features[.exact] > 0 {
      reasons.append(MatchEvidence(.syllables, texts.0, texts.1, weight: syllables))
    } else {
      rest += syllables
    }
    rest += take([
      .scriptLatin, .scriptCyrillic, .scriptArabic, .scriptHebrew, .scriptKana, .scriptHangul,
      .scriptHan, .scriptIndic, .scriptOther, .sameScript, .wordsMore, .wordsLess,
    ])
    words(take(Feature.allCases) + spare, &reasons, &rest)
    reasons.append(MatchEvidence(.prior, texts.0, texts.1, weight: rest))
    return reasons
  }

  /// Words without a counterpart.
  private func missing(
    _ weight: Double, _ reasons: inout [MatchEvidence], _ spare: inout Double
  ) {
    let a = fit.alignment.unmatchedLeft.map { left[$0].part.token.text }
    let b = fit.alignment.unmatchedRight.map { right[$0].part.token.text }
    if a.isEmpty, b.isEmpty {
      // That nothing is missing is what the words themselves say.
      spare += weight
    } else {
      reasons.append(
        MatchEvidence(
          .missingPart, a.joined(separator: " "), b.joined(separator: " "), weight: weight))
    }
  }

  /// What the lexicon knows about a pair of words.
  private func lexicon(
    _ kind: PersonAlignment.Kind, _ rule: MatchEvidence.Rule, _ weight: Double,
    _ reasons: inout [MatchEvidence], _ rest: inout Double
  ) {
    guard let link = fit.alignment.links.first(where: { $0.kind == kind }) else {
      rest += weight
      return
    }
    let (a, b) = text(link)
    reasons.append(MatchEvidence(rule, a, b, weight: weight))
  }

  /// The sound of the words: shared out among the pairs by how well or how badly each goes together.
  private func words(_ weight: Double, _ reasons: inout [MatchEvidence], _ rest: inout Double) {
    let links = fit.alignment.links.filter {
      $0.kind != .initial && $0.kind != .particle && $0.kind != .suffix
    }
    let shares = links.map { link in
      weight >= 0 ? max(0.5, link.odds) : max(0.5, 8 - link.odds)
    }
    let total = shares.reduce(0, +)
    guard total > 0 else {
      rest += weight
      return
    }
    for (link, share) in zip(links, shares) {
      let (a, b) = text(link)
      let x = left[link.left.lowerBound].part.role
      let y = right[link.right.lowerBound].part.role
      let rule: MatchEvidence.Rule
      if x == .patronymic && y == .patronymic {
        rule = .patronymic
      } else if x == .family || y == .family {
        rule = .familyName
      } else if link.kind == .sound, fit.features[.otherGiven] > 0, link.odds < 0 {
        rule = .givenNameContradiction
      } else {
        rule = .givenName
      }
      reasons.append(MatchEvidence(rule, a, b, weight: weight * share / total))
    }
  }

  private func text(_ link: PersonAlignment.Link) -> (String, String) {
    (
      left[link.left].map(\.part.token.text).joined(separator: " "),
      right[link.right].map(\.part.token.text).joined(separator: " ")
    )
  }
}
