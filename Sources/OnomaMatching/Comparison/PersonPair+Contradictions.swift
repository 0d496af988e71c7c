internal import OnomaNames

extension PersonPair {
  private typealias Words = UnsafeBufferPointer<WordView>

  /// What no training pair teaches: that a woman is not her husband, nor a man his father or his son.
  ///
  /// - Parameter body: Told the rule, the two words that it is about or `nil` for the whole names, and
  ///   the weight.
  func forEachContradiction(
    _ fit: Fit,
    _ body: (
      _ rule: MatchEvidence.Rule, _ words: (left: Int, right: Int)?, _ weight: Double
    ) -> Void
  ) {
    if let a = left.facts.surnameGender, let b = right.facts.surnameGender {
      if a != b { body(.gender, nil, -7) }
    } else if let a = left.facts.gender, let b = right.facts.gender, a != b {
      // Which names are women's differs between countries, so a given name says less.
      body(.gender, nil, -2)
    }
    let (a, b) = (left.cuts[fit.cuts.0], right.cuts[fit.cuts.1])
    if let words = otherGender(fit, a, b) { body(.gender, words, -4) }
    if let words = patronymics(fit, a, b) { body(.patronymic, words, -6) }
    if let words = generations(a, b) { body(.generation, words, -5) }
    if isSonAndFather(fit, a, b) { body(.order, nil, -9) }
    if let words = characters(fit, a, b) { body(.givenNameContradiction, words, -6) }
    if let words = possessives(fit, a, b) { body(.familyName, words, -9) }
    if let words = otherSyllables(fit, a, b) { body(.syllables, words, -8) }
    if let words = ownAndFathers(fit, a, b) { body(.order, words, -6) }
    if let words = initials(fit, a, b) { body(.initial, words, -5) }
    if fit.features[.wrongInitials] > 0 {
      // Between scripts an initial may answer to several letters.
      body(.initial, nil, fit.features[.sameScript] > 0 ? -5 : -2)
    }
  }

  /// A man's and a woman's given name in one script that differ in little else: Mario and Maria.
  private func otherGender(_ fit: Fit, _ left: Words, _ right: Words) -> (left: Int, right: Int)? {
    guard fit.features[.sameScript] > 0 else { return nil }
    for link in fit.alignment.links where link.kind == .sound {
      let (i, j) = (link.left.lowerBound, link.right.lowerBound)
      guard left[i].role == .given, right[j].role == .given, let a = left[i].gender,
        let b = right[j].gender, a != b
      else { continue }
      return (i, j)
    }
    return nil
  }

  /// Initials of one script that found no counterpart and do not fit each other.
  private func initials(_ fit: Fit, _ left: Words, _ right: Words) -> (left: Int, right: Int)? {
    guard fit.features[.sameScript] > 0 else { return nil }
    for i in fit.alignment.unmatchedLeft where left[i].role == .initial || left[i].role == .given {
      for j in fit.alignment.unmatchedRight
      where right[j].role == .initial || (right[j].role == .given && left[i].role == .initial) {
        if Initials.logOdds(left[i], right[j], model) < 0 { return (i, j) }
      }
    }
    return nil
  }

  /// A given name on one side and a family name made of it on the other, both ways: Ivan Petrov is not
  /// Pyotr Ivanov.
  private func ownAndFathers(_ fit: Fit, _ left: Words, _ right: Words) -> (left: Int, right: Int)?
  {
    guard fit.features[.inverted] > 0, fit.features[.sameScript] > 0 else { return nil }
    var found: (left: Int, right: Int)?
    for link in fit.alignment.links where link.left.count == 1 && link.right.count == 1 {
      let (i, j) = (link.left.lowerBound, link.right.lowerBound)
      let (x, y) = (left[i], right[j])
      guard x.role != y.role, x.isFull, y.isFull, x.key != y.key else { continue }
      let (short, long) =
        x.latin.plainCount < y.latin.plainCount ? (x.latin, y.latin) : (y.latin, x.latin)
      // The family name has the given one's beginning and an ending of two letters at least.
      if short.plainCount >= 3, long.plainCount >= short.plainCount + 2,
        long.letters.prefix(short.plainCount - 1).elementsEqual(
          short.letters.prefix(short.plainCount - 1))
      {
        found = (i, j)
      }
    }
    return found
  }

  /// Two family names in -sky, one of them with the possessive ending and one without.
  private func possessives(_ fit: Fit, _ left: Words, _ right: Words) -> (left: Int, right: Int)? {
    for link in fit.alignment.links where link.left.count == 1 && link.right.count == 1 {
      let (i, j) = (link.left.lowerBound, link.right.lowerBound)
      guard left[i].role == .family, right[j].role == .family,
        let a = left[i].hasPossessive, let b = right[j].hasPossessive, a != b
      else { continue }
      return (i, j)
    }
    return nil
  }

  /// A family name in pinyin and a given name that is pinyin too, but of other syllables: Xi Jinbing is
  /// not 习近平.
  ///
  /// Without the family name nobody knows that pinyin is what the letters are.
  private func otherSyllables(_ fit: Fit, _ left: Words, _ right: Words) -> (left: Int, right: Int)?
  {
    guard fit.features[.otherSyllables] > 0 else { return nil }
    var isPinyin = false
    var other: (left: Int, right: Int)?
    for link in fit.alignment.links where link.kind == .sound || link.kind == .surname {
      let isLeft = left[link.left.lowerBound].script == .han
      let (hans, latins) = isLeft ? (link.left, link.right) : (link.right, link.left)
      let word = isLeft ? left[hans.lowerBound] : right[hans.lowerBound]
      guard hans.count == 1, word.pinyinCount > 0 else { continue }
      var letters: [UInt8] = []
      for index in latins { letters += (isLeft ? right : left)[index].latin.letters }
      if word.readings.prefix(word.pinyinCount).contains(where: {
        $0.letters.elementsEqual(letters)
      }) {
        isPinyin = true
      } else if !word.readings.contains(where: { $0.letters.elementsEqual(letters) }),
        PinyinSyllables.isSequence(letters, count: word.syllables)
      {
        other = (link.left.lowerBound, link.right.lowerBound)
      }
    }
    return isPinyin ? other : nil
  }

  /// Given names of other characters in two names that are both written in them.
  private func characters(_ fit: Fit, _ left: Words, _ right: Words) -> (left: Int, right: Int)? {
    for link in fit.alignment.links where link.kind == .sound {
      let (i, j) = (link.left.lowerBound, link.right.lowerBound)
      guard left[i].script == .han, right[j].script == .han, (1...2).contains(left[i].syllables),
        (1...2).contains(right[j].syllables), !Self.haveSameLetters(left[i], right[j])
      else { continue }
      return (i, j)
    }
    return nil
  }

  private static func haveSameLetters(_ x: WordView, _ y: WordView) -> Bool {
    guard let a = x.natives.first, let b = y.natives.first else {
      return x.natives.isEmpty && y.natives.isEmpty
    }
    return a.hasLetters(of: b)
  }

  /// Two patronymics from two fathers.
  private func patronymics(_ fit: Fit, _ left: Words, _ right: Words) -> (left: Int, right: Int)? {
    guard let x = left.firstIndex(where: { $0.role == .patronymic }),
      let y = right.firstIndex(where: { $0.role == .patronymic })
    else { return nil }
    for link in fit.alignment.links
    where left[link.left.lowerBound].role == .patronymic
      && right[link.right.lowerBound].role == .patronymic
    {
      // Fathers' names vary in spelling as all names do.
      if link.odds > 1 { return nil }
    }
    return (x, y)
  }

  private func generations(_ left: Words, _ right: Words) -> (left: Int, right: Int)? {
    guard let a = left.firstIndex(where: { $0.role == .suffix }),
      let b = right.firstIndex(where: { $0.role == .suffix }), left[a].key != right[b].key
    else { return nil }
    return (a, b)
  }

  /// Whether one name's bearer is the other's father: around a nasab the order is the meaning, and
  /// Salman bin Muhammad is Muhammad's son.
  private func isSonAndFather(_ fit: Fit, _ left: Words, _ right: Words) -> Bool {
    guard let a = nasab(left), let b = nasab(right) else { return false }
    func goTogether(_ x: Int, _ y: Int) -> Bool {
      fit.alignment.links.contains {
        $0.left.contains(x) && $0.right.contains(y) && $0.odds > 2
      }
    }
    return goTogether(a.son, b.father) && goTogether(a.father, b.son)
  }

  /// The words before and behind the first nasab.
  private func nasab(_ words: Words) -> (son: Int, father: Int)? {
    guard words.count > 2 else { return nil }
    for index in 1..<(words.count - 1)
    where words[index].isNasab && words[index - 1].isFull && words[index + 1].isFull {
      return (index - 1, index + 1)
    }
    return nil
  }
}
