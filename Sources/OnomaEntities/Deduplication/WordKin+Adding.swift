internal import OnomaMatching

extension WordKin {
  /// The kin of the words of a larger stock: that of the first words is known.
  ///
  /// A new word's kin are found by its own renderings, and among the kin of those. What only an old
  /// word's rendering would have found is missed; a run over everything finds it.
  /// - Parameters:
  ///   - stock: The words that were there, and new ones behind them.
  ///   - index: The spellings of the words below `indexed`.
  /// - Complexity: O(links + new words · hits · letters²).
  func adding(_ stock: WordStock, index: SpellingIndex, indexed: Int) -> WordKin {
    let old = count
    guard stock.count > old else { return self }
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
    let sorted = pairs.sorted()
    let odds = sorted.map {
      Self.odds(word(UInt32($0 >> 32)), word(UInt32($0 & 0xFFFF_FFFF)))
    }
    return merged(count: stock.count, sorted, odds)
  }

  /// How many kin of how many kin are looked at.
  private static let nearLimit = 8

  /// The links and new ones; every new pair has a word that is new.
  private func merged(count: Int, _ pairs: [UInt64], _ odds: [Float]) -> WordKin {
    var added: [UInt32: [Link]] = [:]
    for (pair, odds) in zip(pairs, odds) where Double(odds) >= Self.least {
      let (a, b) = (UInt32(pair >> 32), UInt32(pair & 0xFFFF_FFFF))
      added[a, default: []].append(Link(word: b, odds: odds))
      added[b, default: []].append(Link(word: a, odds: odds))
    }
    for number in UInt32(self.count)..<UInt32(count) {
      added[number, default: []].append(Link(word: number, odds: Self.most))
    }
    var links: [Link] = []
    links.reserveCapacity(self.links.count + 2 * pairs.count + count)
    var starts: [UInt32] = [0]
    starts.reserveCapacity(count + 1)
    for number in 0..<UInt32(count) {
      let own = number < self.count ? self.links[range(number)] : []
      if let new = added[number] {
        links += (own + new).sorted { $0.word < $1.word }
      } else {
        links += own
      }
      starts.append(UInt32(links.count))
    }
    return WordKin(links: links, starts: starts)
  }
}
