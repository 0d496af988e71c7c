internal import OnomaNames
internal import OnomaText

/// Weighs what speaks for and against two names of organisations, vessels or places being one.
///
/// The words that go together speak for it by what they tell, with less and less added the more there
/// are, and by their share of both names. What one name lacks speaks against it, and what stands in
/// both without a counterpart speaks against it more: Shell Holding is not Shell Trading.
struct OrganizationComparison {
  let matcher: NameMatcher
  let left: PreparedName
  let right: PreparedName

  /// What holds before comparing, in log-odds.
  private static let prior = -4.0
  /// The most that shared words can say by what they tell, and the weight at which they say half.
  private static let most = 4.0
  private static let half = 3.0
  /// What it says when no word is without its counterpart.
  private static let complete = 4.0

  func evidence() -> [MatchEvidence] {
    // Both are read as what the first one is, so either may have been prepared as a person's.
    let a = left.organization ?? OrganizationReading(left.name)
    let b = right.organization ?? OrganizationReading(right.name)
    var alignment = UnitAlignment(a, b, fits: UnitFit(sound: matcher.sound.logOdds))
    alignment.dropMisspeltLegalForms()
    var evidence = [MatchEvidence(.prior, left.name.text, right.name.text, weight: Self.prior)]
    evidence += shared(alignment)
    evidence += opposed(alignment)
    if let reason = numbers(alignment) { evidence.append(reason) }
    if let reason = legalForms(a, b) { evidence.append(reason) }
    if let reason = known(a, b, alignment, sum: evidence.reduce(0) { $0 + $1.weight }) {
      evidence.append(reason)
    }
    return evidence
  }

  /// What the words that go together say, by kind.
  private func shared(_ alignment: UnitAlignment) -> [MatchEvidence] {
    let told = alignment.pairs.reduce(0) { $0 + $1.weight * $1.fit }
    guard told > 0 else { return [] }
    let lacking = (alignment.onlyLeft + alignment.onlyRight).reduce(0) { $0 + $1.weight }
    let total = alignment.pairs.reduce(0) { $0 + 2 * $1.weight } + lacking
    let sum = Self.most * told / (told + Self.half) + Self.complete * 2 * told / total
    return [UnitAlignment.Basis.core, .generic, .number, .acronym].compactMap { basis in
      let pairs = alignment.pairs.filter { $0.basis == basis }
      let part = pairs.reduce(0) { $0 + $1.weight * $1.fit }
      guard part > 0 else { return nil }
      return MatchEvidence(
        basis.rule, pairs.map(\.left).joined(separator: " "),
        pairs.map(\.right).joined(separator: " "), weight: sum * part / told)
    }
  }

  /// What the words without a counterpart say, and those that go together badly.
  private func opposed(_ alignment: UnitAlignment) -> [MatchEvidence] {
    var reasons: [MatchEvidence] = []
    for pair in alignment.pairs where pair.misfit > 0 {
      reasons.append(
        MatchEvidence(
          .word, pair.left, pair.right,
          weight: -pair.misfit * (2 * Self.lack + Self.contradiction) * pair.lack))
    }
    let onlyLeft = alignment.onlyLeft.filter { $0.kind != .number }
    let onlyRight = alignment.onlyRight.filter { $0.kind != .number }
    let lacking = (
      onlyLeft.reduce(0) { $0 + $1.lack }, onlyRight.reduce(0) { $0 + $1.lack }
    )
    guard lacking.0 + lacking.1 > 0 else { return reasons }
    let texts = (
      onlyLeft.map(\.text).joined(separator: " "), onlyRight.map(\.text).joined(separator: " ")
    )
    let isBoth = lacking.0 > 0 && lacking.1 > 0
    reasons.append(
      MatchEvidence(
        isBoth ? .word : .missingPart, texts.0, texts.1,
        weight: -Self.lack * (lacking.0 + lacking.1)
          - Self.contradiction * min(lacking.0, lacking.1)))
    return reasons
  }

  /// How much a word says that one name lacks, and how much more when the other has another word.
  private static let lack = 1.3
  private static let contradiction = 2.0

  /// Numbers keep units and vessels apart, but the first of a row is often not numbered.
  private func numbers(_ alignment: UnitAlignment) -> MatchEvidence? {
    let a = alignment.onlyLeft.compactMap(\.number)
    let b = alignment.onlyRight.compactMap(\.number)
    if a.isEmpty, b.isEmpty { return nil }
    let weight: Double =
      !a.isEmpty && !b.isEmpty ? -6 : (a + b).allSatisfy { $0 == "1" } ? -1.2 : -4
    return MatchEvidence(
      .number, a.joined(separator: " "), b.joined(separator: " "), weight: weight)
  }

  /// Legal forms of different kinds speak against it, but bodies change theirs.
  private func legalForms(_ a: OrganizationReading, _ b: OrganizationReading) -> MatchEvidence? {
    guard !a.legalForms.isEmpty, !b.legalForms.isEmpty else { return nil }
    if !a.legalForms.isDisjoint(with: b.legalForms) { return nil }
    let kinds = (
      Set(a.legalForms.compactMap { Self.kinds[$0] }),
      Set(b.legalForms.compactMap { Self.kinds[$0] })
    )
    // Limited and company are said of any kind.
    let isVague =
      !a.legalForms.isDisjoint(with: Self.vague) || !b.legalForms.isDisjoint(with: Self.vague)
    if isVague || !kinds.0.isDisjoint(with: kinds.1) { return nil }
    return MatchEvidence(.legalForm, left.name.text, right.name.text, weight: -0.8)
  }

  private static let vague: Set<String> = ["ltd", "company", "group", "corp"]

  /// Classes that are one kind of company under different laws.
  private static let kinds: [String: String] = [
    "jsc": "shares", "ojsc": "shares", "cjsc": "shares", "pjsc": "shares", "prjsc": "shares",
    "npjsc": "shares", "plc": "shares", "sas": "shares", "se": "shares", "kgaa": "shares",
    "llc": "limited", "pllc": "limited", "alc": "limited", "llp": "partners", "lp": "partners",
    "gp": "partners",
  ]

  /// Whether both whole names are known, as one body's or as two bodies'.
  private func known(
    _ a: OrganizationReading, _ b: OrganizationReading, _ alignment: UnitAlignment, sum: Double
  ) -> MatchEvidence? {
    guard !a.organizations.isEmpty, !b.organizations.isEmpty else { return nil }
    let isOne = a.organizations.contains(where: b.organizations.contains)
    if !isOne { return MatchEvidence(.knownName, left.name.text, right.name.text, weight: -3) }
    // A name with one word more is listed with its owner's; the words say what it is.
    let isLonger =
      !alignment.pairs.isEmpty && alignment.onlyLeft.isEmpty != alignment.onlyRight.isEmpty
    if sum >= 4 || isLonger { return nil }
    return MatchEvidence(.knownName, left.name.text, right.name.text, weight: 4 - sum)
  }
}
