internal import OnomaMatching

extension WordKin {
  /// Pairs of words of which one is new, and the log-odds that they are one: none below ``least``.
  struct Addition {
    var pairs: [UInt64] = []
    var odds: [Float] = []
  }

  /// The kin of the new words of a larger stock.
  ///
  /// A new word's kin are found by its own renderings, and among the kin of those. What only an old
  /// word's rendering would have found is missed; a run over everything finds it.
  /// - Parameters:
  ///   - stock: The words that were there, and new ones behind them.
  ///   - index: The spellings of the words below `indexed`.
  /// - Complexity: O(new words · hits · letters²).
  func addition(for stock: WordStock, index: SpellingIndex, indexed: Int) -> Addition {
    let old = count
    guard stock.count > old else { return Addition() }
    var words: [UInt32: ComparedWord] = [:]
    func word(_ number: UInt32) -> ComparedWord {
      if let known = words[number] { return known }
      let word = ComparedWord(stock.token(number))
      words[number] = word
      return word
    }
    let loose = SpellingIndex(
      (indexed..<stock.count).map { word(UInt32($0)) }, first: indexed)
    var search = RenderingSearch()
    var looseSearch = RenderingSearch()
    var pairs: Set<UInt64> = []
    for number in UInt32(old)..<UInt32(stock.count) {
      var near: [UInt32] = []
      for form in word(number).forms {
        func note(_ other: UInt32) {
          if other != number, pairs.insert(Self.pair(number, other)).inserted { near.append(other) }
        }
        index.forEachWord(like: form, &search, limit: Self.hitLimit, found: note)
        loose.forEachWord(like: form, &looseSearch, limit: Self.hitLimit, found: note)
      }
      for other in near.prefix(Self.nearLimit) where other < old {
        for link in links[range(other)].sorted(by: { $0.odds > $1.odds }).prefix(Self.nearLimit)
        where link.word != number { pairs.insert(Self.pair(number, link.word)) }
      }
    }
    var addition = Addition()
    for pair in pairs.sorted() {
      let odds = Self.odds(word(UInt32(pair >> 32)), word(UInt32(pair & 0xFFFF_FFFF)))
      if Double(odds) < Self.least { continue }
      addition.pairs.append(pair)
      addition.odds.append(odds)
    }
    return addition
  }

  /// How many kin of how many kin are looked at.
  private static let nearLimit = 8

  /// The links and new ones, for so many words; every new pair has a word that is new.
  ///
  /// Complexity: O(links).
  func adding(_ addition: Addition, words count: Int) -> WordKin {
    var added: [UInt32: [Link]] = [:]
    for (pair, odds) in zip(addition.pairs, addition.odds) {
      let (a, b) = (UInt32(pair >> 32), UInt32(pair & 0xFFFF_FFFF))
      added[a, default: []].append(Link(word: b, odds: odds))
      added[b, default: []].append(Link(word: a, odds: odds))
    }
    for number in UInt32(self.count)..<UInt32(count) {
      added[number, default: []].append(Link(word: number, odds: Self.most))
    }
    var links: [Link] = []
    links.reserveCapacity(self.links.count + 2 * addition.pairs.count + count)
    var starts: [UInt32] = [0]
    starts.reserveCapacity(count + 1)
    // Between words with new links everything is copied as it is.
    var next: UInt32 = 0
    for number in added.keys.sorted() {
      append(from: next, to: number, &links, &starts)
      let own = number < self.count ? self.links[range(number)] : []
      links += (own + (added[number] ?? [])).sorted { $0.word < $1.word }
      starts.append(UInt32(links.count))
      next = number + 1
    }
    append(from: next, to: UInt32(count), &links, &starts)
    return WordKin(links: links, starts: starts)
  }

  /// Copies the links of some words.
  private func append(
    from first: UInt32, to end: UInt32, _ links: inout [Link], _ starts: inout [UInt32]
  ) {
    guard first < end else { return }
    let (low, high) = (self.starts[Int(first)], self.starts[Int(end)])
    let shift = UInt32(links.count) &- low
    links += self.links[Int(low)..<Int(high)]
    for word in (Int(first) + 1)...Int(end) { starts.append(self.starts[word] &+ shift) }
  }
}
