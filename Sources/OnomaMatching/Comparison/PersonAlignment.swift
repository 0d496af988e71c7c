internal import OnomaNames

/// How the words of two names of persons go together.
struct PersonAlignment: Sendable {
  /// What makes two words go together.
  enum Kind: UInt8, Sendable, BitwiseCopyable {
    /// They sound alike.
    case sound
    /// They are one given name in different languages.
    case cognate
    /// One is a pet form of the other.
    case nickname
    /// They are spellings of one East Asian family name.
    case surname
    /// One is the other's initial.
    case initial
    /// They mark the same generation.
    case suffix
    /// They are small words of a family name.
    case particle
  }

  /// One or two words of one name with one or two of the other.
  struct Link: Sendable {
    let left: Range<Int>
    let right: Range<Int>
    let kind: Kind
    /// The log-odds that the words are one, with what the lexicon knows.
    let odds: Double
    /// The sound alone.
    let score: SoundScore
  }

  var links: [Link] = []
  var unmatchedLeft: [Int] = []
  var unmatchedRight: [Int] = []
  /// The best that two words without a counterpart sound together, where that is not beneath notice.
  var openBest = SoundScore.lowest
  /// The sum that the assignment makes greatest.
  var objective = -Double.infinity

  /// What a word without a counterpart costs, and a small word.
  static let skip = 1.5
  static let smallSkip = 0.2
  /// The most that one pair of words can say.
  static let most = 14.0
  /// What joining two words costs.
  static let joint = 0.5
  /// Words beyond so many are not aligned.
  static let wordLimit = 8
}

/// Finds the best alignment of two lists of words.
struct PersonAligner {
  let model: SoundModel
  let left: UnsafeBufferPointer<WordView>
  let right: UnsafeBufferPointer<WordView>
  let joined: JoinedWords

  /// The assignment of words with the greatest sum of log-odds, joining neighbours where that helps.
  ///
  /// Exact, by dynamic programming over subsets of the right name's words: O(left · 2^right · right).
  func best() -> PersonAlignment {
    let n = min(left.count, PersonAlignment.wordLimit)
    let m = min(right.count, PersonAlignment.wordLimit)
    guard n > 0, m > 0 else { return PersonAlignment() }
    return withUnsafeTemporaryAllocation(of: PersonAlignment.Link.self, capacity: n * m) { cells in
      for i in 0..<n { for j in 0..<m { cells.initializeElement(at: i * m + j, to: link(i, j)) } }
      let all = UnsafeBufferPointer(cells)
      let joinedRight = joints(all, n, m, onRight: true)
      let joinedLeft = joints(all, n, m, onRight: false)
      return assign(all, joinedLeft, joinedRight, n, m)
    }
  }

  private func assign(
    _ cells: UnsafeBufferPointer<PersonAlignment.Link>, _ joinedLeft: [PersonAlignment.Link?],
    _ joinedRight: [PersonAlignment.Link?], _ n: Int, _ m: Int
  ) -> PersonAlignment {
    let subsets = 1 << m
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: (n + 2) * subsets) { best in
      withUnsafeTemporaryAllocation(of: Int16.self, capacity: (n + 2) * subsets) { choice in
        best.initialize(repeating: -.infinity)
        choice.initialize(repeating: -1)
        return assign(cells, joinedLeft, joinedRight, n, m, best, choice)
      }
    }
  }

  private func assign(
    _ cells: UnsafeBufferPointer<PersonAlignment.Link>, _ joinedLeft: [PersonAlignment.Link?],
    _ joinedRight: [PersonAlignment.Link?], _ n: Int, _ m: Int,
    _ best: UnsafeMutableBufferPointer<Double>, _ choice: UnsafeMutableBufferPointer<Int16>
  ) -> PersonAlignment {
    let subsets = 1 << m
    best[0] = 0
    func offer(_ i: Int, _ subset: Int, _ value: Double, _ how: Int) {
      let index = i * subsets + subset
      if value > best[index] {
        best[index] = value
        choice[index] = Int16(how)
      }
    }
    for i in 0..<n {
      for subset in 0..<subsets {
        let here = best[i * subsets + subset]
        if here == -.infinity { continue }
        offer(i + 1, subset, here - Self.skip(left[i]), 0)
        for j in 0..<m where subset & 1 << j == 0 {
          let bit = 1 << j
          offer(i + 1, subset | bit, here + min(PersonAlignment.most, cells[i * m + j].odds), 8 + j)
          if j + 1 < m, subset & 2 << j == 0,
            let link = joinedRight.isEmpty ? nil : joinedRight[i * m + j]
          {
            offer(
              i + 1, subset | bit | 2 << j,
              here + min(PersonAlignment.most, link.odds) - PersonAlignment.joint, 16 + j)
          }
          if i + 1 < n, let link = joinedLeft.isEmpty ? nil : joinedLeft[i * m + j] {
            offer(
              i + 2, subset | bit,
              here + min(PersonAlignment.most, link.odds) - PersonAlignment.joint, 24 + j)
          }
        }
      }
    }
    var end = 0
    var most = -Double.infinity
    for subset in 0..<subsets {
      var open = 0.0
      for j in 0..<m where subset & 1 << j == 0 { open += Self.skip(right[j]) }
      let value = best[n * subsets + subset] - open
      if value > most {
        most = value
        end = subset
      }
    }
    var result = PersonAlignment()
    result.objective = most
    var i = n
    var subset = end
    for j in 0..<m where end & 1 << j == 0 { result.unmatchedRight.append(j) }
    while i > 0 {
      let how = Int(choice[i * subsets + subset])
      let j = how & 7
      switch how >> 3 {
      case 0:
        i -= 1
        result.unmatchedLeft.append(i)
      case 1:
        i -= 1
        subset &= ~(1 << j)
        result.links.append(cells[i * m + j])
      case 2:
        i -= 1
        subset &= ~(3 << j)
        if let link = joinedRight.isEmpty ? nil : joinedRight[i * m + j] {
          result.links.append(link)
        }
      default:
        i -= 2
        subset &= ~(1 << j)
        if let link = joinedLeft.isEmpty ? nil : joinedLeft[i * m + j] { result.links.append(link) }
      }
    }
    result.links.reverse()
    result.unmatchedLeft.reverse()
    for i in result.unmatchedLeft where left[i].isFull {
      for j in result.unmatchedRight where right[j].isFull {
        let odds = cells[i * m + j].score.logOdds
        if odds >= Self.limit { result.openBest = max(result.openBest, odds) }
      }
    }
    result.unmatchedLeft += n..<left.count
    result.unmatchedRight += m..<right.count
    return result
  }

  /// Log-odds that are less than what it costs to leave both words of a pair alone.
  static let limit = -2 * PersonAlignment.skip - 0.5

  private static func skip(_ word: WordView) -> Double {
    word.isSmall ? PersonAlignment.smallSkip : PersonAlignment.skip
  }

  /// How well two words go together.
  private func link(_ i: Int, _ j: Int) -> PersonAlignment.Link {
    let x = left[i]
    let y = right[j]
    func made(_ kind: PersonAlignment.Kind, _ odds: Double, _ score: SoundScore = .none)
      -> PersonAlignment.Link
    {
      PersonAlignment.Link(
        left: i..<(i + 1), right: j..<(j + 1), kind: kind, odds: odds, score: score)
    }
    if x.role == .suffix || y.role == .suffix {
      return made(.suffix, x.role == y.role && x.key == y.key ? 1 : -10)
    }
    if x.role == .initial || y.role == .initial {
      return made(.initial, Initials.logOdds(x, y, model))
    }
    // A worse pair is never linked, so how bad it is need not be known.
    var score = model.score(x, y, limit: Self.limit)
    if x.isSmall, y.isSmall { return made(.particle, max(-3, min(1, score.logOdds)), score) }
    var odds = score.logOdds
    var kind = PersonAlignment.Kind.sound
    // Words that the lexicon links are linked whatever they sound like.
    func settle() { if odds < Self.limit { score = model.score(x, y) } }
    if x.key == y.key {
      settle()
      odds = max(score.logOdds, 7)
    } else if odds < 7 {
      if WordView.meet(x.given, y.given) {
        kind = .cognate
        settle()
        odds = max(odds, 6)
      } else if WordView.meet(x.given, y.pet) || WordView.meet(x.pet, y.given)
        || WordView.meet(x.pet, y.pet)
      {
        kind = .nickname
        settle()
        odds = max(odds, 4)
      } else if WordView.meet(x.surnames, y.surnames) {
        kind = .surname
        settle()
        odds = max(odds, 6)
      }
    }
    return made(kind, odds, score)
  }

  /// The links of one word with two neighbours of the other name, where neither neighbour alone fits;
  /// none at all where there is no such pair.
  private func joints(
    _ cells: UnsafeBufferPointer<PersonAlignment.Link>, _ n: Int, _ m: Int, onRight: Bool
  ) -> [PersonAlignment.Link?] {
    var links: [PersonAlignment.Link?] = []
    for i in 0..<(onRight ? n : n - 1) {
      for j in 0..<(onRight ? m - 1 : m) {
        let other = cells[onRight ? i * m + j + 1 : (i + 1) * m + j].odds
        guard max(cells[i * m + j].odds, other) <= 3 else { continue }
        guard onRight ? mayJoin(left, i, right, j) : mayJoin(right, j, left, i) else { continue }
        let single = onRight ? left[i] : right[j]
        let first = onRight ? right[j] : left[i]
        let second = onRight ? right[j + 1] : left[i + 1]
        guard model.mayBegin(single, first),
          let gathered = joined.gather(CollectionOfTwo(first, second), with: single.script),
          !model.areHopeless(single, gathered.word),
          !model.areApart(single, gathered.word, limit: 0)
        else { continue }
        let word = joined.lay(gathered, with: single.script, model)
        let score =
          onRight ? model.score(single, word, limit: 0) : model.score(word, single, limit: 0)
        if score.logOdds < 0 { continue }
        if links.isEmpty { links = Array(repeating: nil, count: n * m) }
        links[i * m + j] = PersonAlignment.Link(
          left: onRight ? i..<(i + 1) : i..<(i + 2), right: onRight ? j..<(j + 2) : j..<(j + 1),
          kind: .sound, odds: score.logOdds, score: score)
      }
    }
    return links
  }

  /// Whether one word can be as long as two neighbours joined.
  private func mayJoin(
    _ singles: UnsafeBufferPointer<WordView>, _ single: Int,
    _ neighbours: UnsafeBufferPointer<WordView>, _ first: Int
  ) -> Bool {
    if Self.isMark(singles[single].role) || Self.isMark(neighbours[first].role)
      || Self.isMark(neighbours[first + 1].role)
    {
      return false
    }
    let (a, b) = (neighbours[first].latin.count, neighbours[first + 1].latin.count)
    if a == 0 || b == 0 { return true }
    return Self.mayBeAsLong(singles[single].latin.count, a + b)
  }

  /// Whether a word stands for another one, or beside it, and is not joined.
  private static func isMark(_ role: NamePart.Role) -> Bool { role == .initial || role == .suffix }

  /// Whether words of so many letters can be one.
  ///
  /// Abjads leave vowels out, so that their words may be half as long. No letters are a word that is
  /// not romanized.
  static func mayBeAsLong(_ a: Int, _ b: Int) -> Bool {
    a == 0 || b == 0 || (2 * a >= b && a <= 2 * b)
  }
}

/// Two elements, without an array.
struct CollectionOfTwo<Element>: Sequence, IteratorProtocol {
  private var first: Element?
  private var second: Element?

  init(_ first: Element, _ second: Element) {
    self.first = first
    self.second = second
  }

  mutating func next() -> Element? {
    if let element = first {
      first = nil
      return element
    }
    defer { second = nil }
    return second
  }
}
