internal import OnomaNames
internal import OnomaText

/// Which words of two names of organisations go together, and which have no counterpart.
struct UnitAlignment {
  /// What makes words go together.
  enum Basis {
    /// They are the names proper, or places.
    case core
    /// They are one generic word.
    case generic
    /// They are one number.
    case number
    /// One is the acronym of the other.
    case acronym

    /// The rule of the reason that they make.
    var rule: MatchEvidence.Rule {
      switch self {
      case .core: .word
      case .generic: .genericWord
      case .number: .number
      case .acronym: .acronym
      }
    }
  }

  /// Words that go together.
  struct Pair {
    let left: String
    let right: String
    /// How likely they are one, from 0 to 1.
    let fit: Double
    /// How much they tell, in log-odds.
    let weight: Double
    /// How much it would say if they were two.
    let lack: Double
    let basis: Basis

    /// How surely they are two words rather than two spellings of one, from 0 to 1.
    var misfit: Double {
      basis == .acronym ? 0 : max(0, min(1, (UnitAlignment.sure - fit) / 0.5))
    }
  }

  /// The fit from which words are surely one.
  private static let sure = 0.75
  /// The fit below which words do not go together.
  private static let least = 0.35

  private(set) var pairs: [Pair] = []
  /// The words of the left name without a counterpart.
  private(set) var onlyLeft: [OrganizationUnit] = []
  /// The words of the right name without one.
  private(set) var onlyRight: [OrganizationUnit] = []
  private let left: OrganizationReading
  private let right: OrganizationReading

  init(_ a: OrganizationReading, _ b: OrganizationReading, fits: UnitFit) {
    left = a
    right = b
    let units = (
      Self.joined(a.units, like: b.units).filter(Self.counts),
      Self.joined(b.units, like: a.units).filter(Self.counts)
    )
    var table = [Double](repeating: 0, count: units.0.count * units.1.count)
    for (row, x) in units.0.enumerated() {
      for (column, y) in units.1.enumerated() {
        table[row * units.1.count + column] = fits.fit(x, y)
      }
    }
    let alignment = WordAlignment(left: units.0.count, right: units.1.count, floor: 0) { x, y in
      let fit = table[x * units.1.count + y]
      return fit < Self.least ? 0 : fit * (units.0[x].weight + units.1[y].weight)
    }
    for pair in alignment.pairs {
      let (x, y) = (units.0[pair.left], units.1[pair.right])
      pairs.append(
        Pair(
          left: x.text, right: y.text, fit: table[pair.left * units.1.count + pair.right],
          weight: (x.weight + y.weight) / 2, lack: min(x.lack, y.lack), basis: Self.basis(x, y)))
    }
    onlyLeft = alignment.unmatchedLeft.map { units.0[$0] }
    onlyRight = alignment.unmatchedRight.map { units.1[$0] }
    pairAcronyms()
    pairJoined(fits)
    onlyLeft.removeAll { Self.isLegalForm($0, of: b) }
    onlyRight.removeAll { Self.isLegalForm($0, of: a) }
  }

  private static func counts(_ unit: OrganizationUnit) -> Bool {
    unit.kind != .small && unit.kind != .legalForm
  }

  private static func basis(_ x: OrganizationUnit, _ y: OrganizationUnit) -> Basis {
    x.kind == .number ? .number : x.kind == .generic && y.kind == .generic ? .generic : .core
  }

  /// Whether a generic word is what the other name has as a legal form: Fondation, Foundation.
  private static func isLegalForm(_ unit: OrganizationUnit, of other: OrganizationReading) -> Bool {
    unit.kind == .generic
      && other.units.contains { form in
        form.kind == .legalForm
          && form.senses.contains { sense in unit.senses.contains { $0.terms == sense.terms } }
      }
  }

  /// The most words that one word of the other name can be written as.
  private static let joinLimit = 4

  /// The units with those taken together that the other name writes as one word: fair play, fairplay;
  /// van der linde, vanderlinde; Kellermann AG, KellermannAG.
  private static func joined(
    _ units: [OrganizationUnit], like others: [OrganizationUnit]
  ) -> [OrganizationUnit] {
    let keys = Set(units.map(\.key))
    let wanted = others.filter { $0.letters.count >= 4 && counts($0) && !keys.contains($0.key) }
    if wanted.isEmpty { return units }
    var result: [OrganizationUnit] = []
    var index = 0
    while index < units.count {
      let found = wanted.lazy.compactMap { other -> (OrganizationUnit, Int)? in
        guard other.key.hasPrefix(units[index].key) else { return nil }
        var key = units[index].key
        for end in (index + 1)..<max(index + 1, min(units.count, index + joinLimit)) {
          key += units[end].key
          if key == other.key { return (other, end - index + 1) }
        }
        return nil
      }.first
      if let (other, length) = found {
        var unit = other
        unit.words = units[index..<(index + length)].flatMap(\.words)
        unit.text = unit.words.joined(separator: " ")
        result.append(unit)
        index += length
      } else {
        result.append(units[index])
        index += 1
      }
    }
    return result
  }

  /// Pairs a word of capitals that is left over with words that it has the initials of.
  private mutating func pairAcronyms() {
    if let pair = Self.acronym(onlyLeft, onlyRight, in: right) {
      pairs.append(
        Pair(
          left: pair.short.text, right: pair.long, fit: 1, weight: pair.weight, lack: 0,
          basis: .acronym))
      onlyLeft.removeAll { $0.kind != .number }
      onlyRight.removeAll { $0.kind != .number }
    } else if let pair = Self.acronym(onlyRight, onlyLeft, in: left) {
      pairs.append(
        Pair(
          left: pair.long, right: pair.short.text, fit: 1, weight: pair.weight, lack: 0,
          basis: .acronym))
      onlyLeft.removeAll { $0.kind != .number }
      onlyRight.removeAll { $0.kind != .number }
    }
  }

  private static func acronym(
    _ short: [OrganizationUnit], _ long: [OrganizationUnit], in name: OrganizationReading
  ) -> (short: OrganizationUnit, long: String, weight: Double)? {
    let candidates = short.filter { $0.kind != .number }
    let longUnits = long.filter { $0.kind != .number }
    guard candidates.count == 1, let word = candidates.first, word.words.count == 1,
      AcronymReader.isAcronym(word.text),
      longUnits.count >= 2
        || (longUnits.first?.words.count ?? 0) >= 2,
      let first = name.units.firstIndex(where: { $0.key == longUnits[0].key }),
      let last = name.units.lastIndex(where: { $0.key == longUnits[longUnits.count - 1].key }),
      first <= last
    else { return nil }
    var seen: String?
    let words = name.units[first...last].flatMap { unit -> [String] in
      defer { seen = unit.key }
      // A word that says several things stands once.
      return seen == unit.key ? [] : unit.words
    }
    guard AcronymReader.fits(word.text, words) || soundsLikeInitials(word, words) else {
      return nil
    }
    return (word, words.joined(separator: " "), Double(min(5, word.letters.count)))
  }

  /// Whether an acronym in another script reads like the initials: MID, Министерство иностранных дел.
  private static func soundsLikeInitials(_ word: OrganizationUnit, _ words: [String]) -> Bool {
    let big = words.filter { NameWords.shipped.particles(NameKey.foldPhrase($0)).isEmpty }
    guard let first = big.first?.unicodeScalars.first, Script(of: first) != word.script else {
      return false
    }
    let initials = String(
      String.UnicodeScalarView(big.compactMap { NameKey.foldPhrase($0).unicodeScalars.first }))
    let sounds = SoundAlphabet.shipped.sounds(of: initials)
    return sounds.count >= 2 && sounds == word.sounds[0]
  }

  /// Pairs what is left over on both sides where the names are cut into words differently.
  private mutating func pairJoined(_ fits: UnitFit) {
    let units = (
      onlyLeft.filter { $0.kind != .number }, onlyRight.filter { $0.kind != .number }
    )
    guard units.0.count != units.1.count, let x = Self.glued(units.0), let y = Self.glued(units.1),
      min(x.letters.count, y.letters.count) >= 6
    else { return }
    let fit = fits.spelling(x, y)
    guard fit >= Self.sure else { return }
    pairs.append(
      Pair(
        left: x.text, right: y.text, fit: fit, weight: (x.weight + y.weight) / 2,
        lack: min(x.lack, y.lack), basis: .core))
    onlyLeft.removeAll { $0.kind != .number }
    onlyRight.removeAll { $0.kind != .number }
  }

  private static func glued(_ units: [OrganizationUnit]) -> OrganizationUnit? {
    guard var unit = units.first else { return nil }
    unit.text = units.map(\.text).joined(separator: " ")
    unit.words = units.flatMap(\.words)
    unit.key = units.map(\.key).joined()
    unit.letters = Array(unit.key.unicodeScalars)
    unit.sounds = [units.flatMap { $0.sounds[0] }]
    unit.isAcronym = false
    unit.weight = min(6, units.reduce(0) { $0 + $1.weight })
    return unit
  }

  /// Takes away a short word that is a slip for the other name's legal form: Kellermann AGg, Kellermann AG.
  mutating func dropMisspeltLegalForms() {
    onlyLeft = Self.withoutSlips(onlyLeft, left, for: right)
    onlyRight = Self.withoutSlips(onlyRight, right, for: left)
  }

  private static func withoutSlips(
    _ units: [OrganizationUnit], _ own: OrganizationReading, for other: OrganizationReading
  ) -> [OrganizationUnit] {
    guard own.legalForms.isEmpty, units.count == 1, units[0].kind == .core,
      own.units.filter(counts).count > 1
    else { return units }
    let isSlip = other.units.contains { form in
      form.kind == .legalForm && form.letters.count >= 2
        && form.letters.first == units[0].letters.first
        && SpellingDistance.distance(
          form.letters, units[0].letters, limit: form.letters.count < 6 ? 1 : 2) != nil
    }
    return isSlip ? [] : units
  }
}
