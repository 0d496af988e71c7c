internal import OnomaNames

/// What is measured about two names of persons, in the order in which the calibration knows it.
struct PersonFeatures: Sendable {
  /// One measured fact.
  enum Feature: Int, CaseIterable, Sendable {
    case sum, least, mean, most, objective, whole, best
    case openShareMore, openShareLess, openMore, openLess, openLetters
    case wordsMore, wordsLess, links, inverted, joined
    case initials, wrongInitials, cognates, nicknames, surnames, otherGiven
    case latinWorst, latinMean, nativeWorst, nativeMean
    case chunkWorst, chunkAgainst, chunkAgainstWorst
    case family, given, familyAgainst, givenAgainst
    case letters, shortest, rarity, rarityWorst
    case exact, otherSyllables, syllables
    case jaroWinkler, edits, tokenEdits
    case scriptLatin, scriptCyrillic, scriptArabic, scriptHebrew, scriptKana, scriptHangul
    case scriptHan, scriptIndic, scriptOther, sameScript
    case openFamily, openGiven, opposed, doubtful, cognateSound
    case openBest, openSpelling, openKnown, equal
    case chunkLeast, familyLeast
  }

  /// For each feature 1 where more of it can only speak for, -1 where only against, else 0.
  static let directions: [Int] = {
    let up: Set<Feature> = [
      .sum, .least, .mean, .most, .objective, .whole, .best, .links, .latinWorst, .latinMean,
      .nativeWorst, .nativeMean, .chunkWorst, .chunkAgainst, .chunkAgainstWorst, .family, .given,
      .familyAgainst, .givenAgainst, .exact, .equal, .jaroWinkler, .edits, .tokenEdits,
      .openBest, .openSpelling, .chunkLeast, .familyLeast,
    ]
    let down: Set<Feature> = [
      .openShareMore, .openShareLess, .openMore, .openLess, .openLetters, .opposed, .doubtful,
      .otherSyllables, .wrongInitials,
    ]
    return Feature.allCases.map { up.contains($0) ? 1 : down.contains($0) ? -1 : 0 }
  }()

  /// The values by ``Feature``.
  private(set) var values = [Float](repeating: 0, count: Feature.allCases.count)

  subscript(_ feature: Feature) -> Double {
    get { Double(values[feature.rawValue]) }
    set { values[feature.rawValue] = Float(newValue) }
  }

  /// Measures an alignment.
  init(
    _ alignment: PersonAlignment, left: UnsafeBufferPointer<WordView>,
    right: UnsafeBufferPointer<WordView>, joined: (JoinedWords, JoinedWords), model: SoundModel
  ) {
    measureObjective(alignment)
    measureOpen(alignment, left, right, model)
    measureWhole(alignment, left, right, joined, model)
    self[.best] = max(self[.objective], self[.whole])
    measureWords(alignment, left, right, joined, model)
    measureRoles(alignment, left, right)
    measureSpelling(left, right)
    measureScripts(left, right)
  }

  private mutating func measureObjective(_ alignment: PersonAlignment) {
    self[.objective] = alignment.objective
    var least = PersonAlignment.most
    var most = -PersonAlignment.most
    var sum = 0.0
    var count = 0.0
    for link in alignment.links where link.kind != .particle {
      let odds = min(PersonAlignment.most, link.odds)
      sum += odds
      least = min(least, odds)
      most = max(most, odds)
      count += 1
    }
    self[.links] = count
    self[.sum] = sum
    self[.least] = count == 0 ? -PersonAlignment.most : least
    self[.mean] = count == 0 ? -PersonAlignment.most : sum / count
    self[.most] = most
  }

  private mutating func measureOpen(
    _ alignment: PersonAlignment, _ left: UnsafeBufferPointer<WordView>,
    _ right: UnsafeBufferPointer<WordView>, _ model: SoundModel
  ) {
    func open(
      _ indexes: [Int], _ words: UnsafeBufferPointer<WordView>
    ) -> (count: Double, letters: Double, full: Int) {
      var count = 0.0
      var letters = 0.0
      var full = 0
      for index in indexes {
        switch words[index].role {
        case .initial, .particle, .suffix, .honorific: count += 0.3
        case .patronymic: count += 0.5
        default: count += 1
        }
        if words[index].role == .family { self[.openFamily] += 1 }
        if words[index].role == .given { self[.openGiven] += 1 }
        if words[index].isFull { full += 1 }
        let length = words[index].latin.count
        letters += Double(length == 0 ? 4 : length)
      }
      return (count, letters, full)
    }
    let a = open(alignment.unmatchedLeft, left)
    let b = open(alignment.unmatchedRight, right)
    let shares = (a.count / Double(max(1, left.count)), b.count / Double(max(1, right.count)))
    self[.openShareMore] = max(shares.0, shares.1)
    self[.openShareLess] = min(shares.0, shares.1)
    self[.openMore] = max(a.count, b.count)
    self[.openLess] = min(a.count, b.count)
    self[.openLetters] = a.letters + b.letters
    self[.opposed] = Double(min(a.full, b.full))
    self[.openBest] = alignment.openBest
    if alignment.unmatchedLeft.count * alignment.unmatchedRight.count <= 6 {
      for i in alignment.unmatchedLeft where left[i].isFull {
        for j in alignment.unmatchedRight where right[j].isFull {
          self[.openSpelling] = max(
            self[.openSpelling], StringSimilarity.jaroWinkler(left[i].latin, right[j].latin))
          if !left[i].given.isEmpty, !right[j].given.isEmpty { self[.openKnown] = 1 }
        }
      }
    }
    var words = (0.0, 0.0)
    for word in left where !word.isSmall { words.0 += 1 }
    for word in right where !word.isSmall { words.1 += 1 }
    self[.wordsMore] = max(words.0, words.1)
    self[.wordsLess] = min(words.0, words.1)
  }

  /// The names as one word each, where their words do not go together well.
  private mutating func measureWhole(
    _ alignment: PersonAlignment, _ left: UnsafeBufferPointer<WordView>,
    _ right: UnsafeBufferPointer<WordView>, _ joined: (JoinedWords, JoinedWords),
    _ model: SoundModel
  ) {
    self[.whole] = SoundScore.lowest
    guard let first = left.first, let second = right.first,
      alignment.objective < 6 || left.count != right.count, left.count + right.count > 2,
      left.count <= PersonAlignment.wordLimit, right.count <= PersonAlignment.wordLimit,
      // Names of several words each that share none are not one name cut otherwise.
      min(left.count, right.count) == 1 || alignment.links.contains(where: { $0.odds > 0 }),
      let gathered = joined.0.gather(left, with: second.script)
    else { return }
    var laid: WordView?
    // Whatever is less says no more than this, or than the words did one by one.
    let limit = max(PersonAligner.limit, alignment.objective)
    let count = right.count
    for start in [0, count - 1, 1]
    where start < count && (start == 0 || count > (start == 1 ? 2 : 1)) {
      let order = (0..<count).lazy.map { right[(start + $0) % count] }
      guard let other = joined.1.gather(order, with: first.script),
        PersonAligner.mayBeAsLong(gathered.word.latin.count, other.word.latin.count),
        !model.areHopeless(gathered.word, other.word),
        !model.areApart(gathered.word, other.word, limit: limit)
      else { continue }
      let a = laid ?? joined.0.lay(gathered, with: second.script, model)
      laid = a
      let b = joined.1.lay(other, with: first.script, model)
      guard model.mayBegin(a, b) else { continue }
      let odds = model.score(a, b, limit: max(limit, self[.whole])).logOdds
      if odds >= limit { self[.whole] = max(self[.whole], odds) }
    }
  }

  private mutating func measureWords(
    _ alignment: PersonAlignment, _ left: UnsafeBufferPointer<WordView>,
    _ right: UnsafeBufferPointer<WordView>, _ joined: (JoinedWords, JoinedWords),
    _ model: SoundModel
  ) {
    var sounded = 0.0
    self[.chunkWorst] = 8
    self[.shortest] = 20
    var lastRight = -1
    for link in alignment.links {
      if link.kind != .particle {
        if link.right.lowerBound < lastRight { self[.inverted] = 1 }
        lastRight = link.right.lowerBound
      }
      if link.left.count + link.right.count > 2 { self[.joined] += 1 }
      if link.odds < 0, link.kind != .initial { self[.doubtful] += 1 }
      switch link.kind {
      case .initial:
        self[link.odds > 0 ? .initials : .wrongInitials] += 1
        continue
      case .suffix, .particle: continue
      case .cognate:
        self[.cognates] += 1
        self[.cognateSound] = min(self[.cognateSound], link.score.logOdds)
      case .nickname: self[.nicknames] += 1
      case .surname: self[.surnames] += 1
      case .sound: break
      }
      measureLength(link, left, right)
      if link.kind != .sound { continue }
      sounded += 1
      self[.latinWorst] = min(self[.latinWorst], link.score.latinGivenNative)
      self[.latinMean] += link.score.latinGivenNative
      self[.nativeWorst] = min(self[.nativeWorst], link.score.nativeGivenLatin)
      self[.nativeMean] += link.score.nativeGivenLatin
      if link.score.information == SoundScore.exactReading.information { self[.exact] += 1 }
      if left[link.left.lowerBound].key == right[link.right.lowerBound].key { self[.equal] += 1 }
      let path = link.odds > -4 ? Self.path(link, left, right, joined, model) : .none
      self[.chunkWorst] = min(self[.chunkWorst], path.worst)
      self[.chunkAgainst] += path.against
      self[.chunkLeast] = min(self[.chunkLeast], path.leastGiven)
      if left[link.left.lowerBound].role == .family || right[link.right.lowerBound].role == .family
      {
        self[.familyLeast] = min(self[.familyLeast], path.leastGiven)
      }
      self[.chunkAgainstWorst] = min(self[.chunkAgainstWorst], path.against)
      measureSyllables(link, left, right)
    }
    if sounded > 0 {
      self[.latinMean] /= sounded
      self[.nativeMean] /= sounded
    }
  }

  /// How long and how rare the words of a link are.
  private mutating func measureLength(
    _ link: PersonAlignment.Link, _ left: UnsafeBufferPointer<WordView>,
    _ right: UnsafeBufferPointer<WordView>
  ) {
    var length = 0
    var marginal = -Double.infinity
    func see(_ word: WordView) {
      length = max(length, word.latin.count)
      if word.latin.count > 0 { marginal = max(marginal, Double(word.latin.marginals[0])) }
    }
    for index in link.left { see(left[index]) }
    for index in link.right { see(right[index]) }
    if marginal == -Double.infinity { marginal = 0 }
    self[.letters] += Double(length)
    self[.shortest] = min(self[.shortest], Double(length))
    self[.rarity] -= marginal
    self[.rarityWorst] = self[.rarityWorst] == 0 ? -marginal : min(self[.rarityWorst], -marginal)
  }

  /// A given name of Chinese syllables against a word that is syllables too, but others.
  private mutating func measureSyllables(
    _ link: PersonAlignment.Link, _ left: UnsafeBufferPointer<WordView>,
    _ right: UnsafeBufferPointer<WordView>
  ) {
    func measure(_ word: WordView, _ others: UnsafeBufferPointer<WordView>, _ range: Range<Int>) {
      guard word.script == .han, !word.readings.isEmpty,
        others[range.lowerBound].script == .latin
      else { return }
      self[.syllables] += 1
      var letters: [UInt8] = []
      for index in range {
        let latin = others[index].latin
        for position in 0..<latin.plainCount { letters.append(latin.plain[position]) }
      }
      let isReading = word.readings.contains { reading in
        reading.plainCount == letters.count
          && (0..<letters.count).allSatisfy { reading.plain[$0] == letters[$0] }
      }
      if !isReading, PinyinSyllables.isSequence(letters, count: word.syllables) {
        self[.otherSyllables] += 1
      }
    }
    if link.left.count == 1 { measure(left[link.left.lowerBound], right, link.right) }
    if link.right.count == 1 { measure(right[link.right.lowerBound], left, link.left) }
  }

  private static func path(
    _ link: PersonAlignment.Link, _ left: UnsafeBufferPointer<WordView>,
    _ right: UnsafeBufferPointer<WordView>, _ joined: (JoinedWords, JoinedWords),
    _ model: SoundModel
  ) -> ChunkPath {
    let x =
      link.left.count == 1
      ? left[link.left.lowerBound]
      : joined.0.join(left[link.left], with: right[link.right.lowerBound].script, model)
    let y =
      link.right.count == 1
      ? right[link.right.lowerBound]
      : joined.1.join(right[link.right], with: left[link.left.lowerBound].script, model)
    guard let x, let y else { return .none }
    return model.path(x, y, form: link.score.form)
  }

  private mutating func measureRoles(
    _ alignment: PersonAlignment, _ left: UnsafeBufferPointer<WordView>,
    _ right: UnsafeBufferPointer<WordView>
  ) {
    self[.family] = -14
    self[.given] = -14
    for link in alignment.links {
      let x = left[link.left.lowerBound]
      let y = right[link.right.lowerBound]
      let odds = min(PersonAlignment.most, link.odds)
      if x.role == .family || y.role == .family {
        self[.family] = max(self[.family], odds)
        self[.familyAgainst] = min(self[.familyAgainst], odds)
      } else if x.role == .given || y.role == .given {
        self[.given] = max(self[.given], odds)
        self[.givenAgainst] = min(self[.givenAgainst], odds)
      }
      if link.kind == .sound, x.key != y.key, !x.given.isEmpty, !y.given.isEmpty,
        !WordView.meet(x.given, y.given)
      {
        self[.otherGiven] += 1
      }
    }
  }

  private mutating func measureSpelling(
    _ left: UnsafeBufferPointer<WordView>, _ right: UnsafeBufferPointer<WordView>
  ) {
    let measured = SpellingMeasure(left, right)
    self[.jaroWinkler] = measured.jaroWinkler
    self[.edits] = measured.edits
    self[.tokenEdits] = measured.words
  }

  private mutating func measureScripts(
    _ left: UnsafeBufferPointer<WordView>, _ right: UnsafeBufferPointer<WordView>
  ) {
    let a = left.first?.script ?? .latin
    let b = right.first?.script ?? .latin
    if a == b { self[.sameScript] = 1 }
    let feature: Feature =
      switch a == .latin ? b : a {
      case .latin: .scriptLatin
      case .cyrillic: .scriptCyrillic
      case .arabic: .scriptArabic
      case .hebrew: .scriptHebrew
      case .kana: .scriptKana
      case .hangul: .scriptHangul
      case .han: .scriptHan
      case .indic: .scriptIndic
      case .romanized: .scriptOther
      }
    self[feature] = 1
  }
}
