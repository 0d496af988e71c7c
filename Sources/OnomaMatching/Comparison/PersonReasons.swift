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
    lexicon(.cognate, take([.cognates, .cognateSound]), &reasons, &rest)
    lexicon(.nickname, take([.nicknames]), &reasons, &rest)
    lexicon(.surname, take([.surnames]), &reasons, &rest)
    lexicon(.initial, take([.initials, .wrongInitials]), &reasons, &rest)
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
    _ kind: PersonAlignment.Kind, _ weight: Double, _ reasons: inout [MatchEvidence],
    _ rest: inout Double
  ) {
    guard let rule = Self.lexiconRule(kind),
      let link = fit.alignment.links.first(where: { $0.kind == kind })
    else {
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
      if let known = Self.lexiconRule(link.kind) {
        rule = known
      } else if x == .patronymic && y == .patronymic {
        rule = .patronymic
      } else if x == .family || y == .family {
        rule = .familyName
      } else if link.kind == .sound, fit.features[.otherGiven] > 0, link.odds < 0 {
        rule = .givenNameContradiction
      } else {
        rule = .givenName
      }
      // What the lexicon says of two words and how they sound is one reason.
      let place = reasons.firstIndex { $0.rule == rule && $0.left == a && $0.right == b }
      let known = place.map { reasons.remove(at: $0).weight } ?? 0
      reasons.append(MatchEvidence(rule, a, b, weight: known + weight * share / total))
    }
  }

  private static func lexiconRule(_ kind: PersonAlignment.Kind) -> MatchEvidence.Rule? {
    switch kind {
    case .cognate: .givenNameEquivalent
    case .nickname: .nickname
    case .surname: .familyName
    case .initial: .initial
    case .sound, .suffix, .particle: nil
    }
  }

  private func text(_ link: PersonAlignment.Link) -> (String, String) {
    (
      left[link.left].map(\.part.token.text).joined(separator: " "),
      right[link.right].map(\.part.token.text).joined(separator: " ")
    )
  }
}
