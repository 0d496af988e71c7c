internal import OnomaMatching
internal import OnomaNames

/// Which words of a file may be spellings of one, and how surely: for each word its kin, by number.
///
/// The search over spellings proposes, the sound model decides; words that the lexicon holds to be one
/// name are kin whatever they sound like.
struct WordKin: Sendable {
  /// A word that may be the same.
  struct Link: BitwiseCopyable {
    let word: UInt32
    /// The log-odds that the two are one, at most ``most``.
    let odds: Float
  }

  /// The links of all words, those of one word in the order of their numbers.
  private(set) var links: [Link] = []
  /// Where the links of each word begin.
  private(set) var starts: [UInt32] = [0]

  /// The log-odds of a word and itself; none are higher.
  static let most: Float = 12
  /// Links below this are left out: a name is not held up by such a word.
  static let least = 0.0
  /// The most spellings that are looked at for each way a word may sound.
  static let hitLimit = 40
  /// The most links that one side of a pair needs the other for.
  static let linkLimit = 64
  /// The largest family of given names of which all pairs are linked.
  private static let familyLimit = 400

  /// The number of words.
  var count: Int { starts.count - 1 }

  /// The links of a word.
  func range(_ word: UInt32) -> Range<Int> {
    Int(starts[Int(word)])..<Int(starts[Int(word) + 1])
  }

  /// Finds the kin of all words.
  ///
  /// Complexity: O(words · (letters · breadth + hits · letters²)).
  init(_ words: [ComparedWord], _ index: SpellingIndex, threads: Int) {
    var pairs = Self.proposed(words, index, threads: threads)
    pairs += Self.families(words)
    pairs.sort()
    var last: UInt64 = .max
    pairs.removeAll { pair in
      defer { last = pair }
      return pair == last
    }
    let odds = Self.judged(pairs, words, threads: threads)
    self.init(count: words.count, pairs, odds)
  }

  /// Takes kin that were saved.
  init(links: [Link], starts: [UInt32]) {
    self.links = links
    self.starts = starts
  }

  /// The words of a stock, ready to be compared.
  ///
  /// Complexity: O(letters).
  static func prepared(_ stock: WordStock, threads: Int) -> [ComparedWord] {
    let block = 256
    let results = BlockResults<[ComparedWord]>((stock.count + block - 1) / block, [])
    ParallelBlocks.run(results.count, threads: threads) { number in
      let range = (number * block)..<min(stock.count, (number + 1) * block)
      results[number] = range.map { ComparedWord(stock.token(UInt32($0))) }
    }
    return Array(results.all.joined())
  }

  /// The pairs of words of which one may be rendered as a spelling of the other.
  private static func proposed(
    _ words: [ComparedWord], _ index: SpellingIndex, threads: Int
  ) -> [UInt64] {
    // By script and letters: words that begin alike follow each other.
    var forms: [(first: UInt64, second: UInt64, word: UInt32, form: UInt32)] = []
    for (number, word) in words.enumerated() {
      for (place, form) in word.forms.enumerated() {
        func chunk(_ index: Int) -> UInt64 {
          index < form.count ? UInt64(form.chunks[form.stride * index]) : 0
        }
        forms.append(
          (
            UInt64(form.script.rawValue) << 48 | chunk(0) << 32 | chunk(1) << 16 | chunk(2),
            chunk(3) << 48 | chunk(4) << 32 | chunk(5) << 16 | chunk(6), UInt32(number),
            UInt32(place)
          ))
      }
    }
    forms.sort { a, b in
      if a.first != b.first { return a.first < b.first }
      if a.second != b.second { return a.second < b.second }
      return a.word != b.word ? a.word < b.word : a.form < b.form
    }
    let block = 512
    let places = forms
    let results = BlockResults<[UInt64]>((places.count + block - 1) / block, [])
    ParallelBlocks.run(results.count, threads: threads, state: { RenderingSearch() }) {
      number, search in
      var found: [UInt64] = []
      for place in places[(number * block)..<min(places.count, (number + 1) * block)] {
        let form = words[Int(place.word)].forms[Int(place.form)]
        index.forEachWord(like: form, &search, limit: hitLimit) { other in
          if other != place.word { found.append(pair(place.word, other)) }
        }
      }
      results[number] = found
    }
    return Array(results.all.joined())
  }

  @inline(__always)
  static func pair(_ a: UInt32, _ b: UInt32) -> UInt64 {
    UInt64(min(a, b)) << 32 | UInt64(max(a, b))
  }

  /// The pairs of words that the lexicon holds to be one name.
  private static func families(_ words: [ComparedWord]) -> [UInt64] {
    var members: [UInt64: [UInt32]] = [:]
    for (number, word) in words.enumerated() {
      for family in word.given + word.pet {
        members[UInt64(family), default: []].append(UInt32(number))
      }
      for surname in word.surnames {
        members[1 << 32 | UInt64(surname), default: []].append(UInt32(number))
      }
    }
    var pairs: [UInt64] = []
    for family in members.keys.sorted() {
      guard let words = members[family], words.count <= familyLimit else { continue }
      for (index, a) in words.enumerated() {
        for b in words[(index + 1)...] where a != b { pairs.append(pair(a, b)) }
      }
    }
    return pairs
  }

  /// The log-odds of pairs, by the sound model and the lexicon.
  private static func judged(
    _ pairs: [UInt64], _ words: [ComparedWord], threads: Int
  ) -> [Float] {
    let block = 4096
    let results = BlockResults<[Float]>((pairs.count + block - 1) / block, [])
    ParallelBlocks.run(results.count, threads: threads) { number in
      results[number] = pairs[(number * block)..<min(pairs.count, (number + 1) * block)].map {
        odds(words[Int($0 >> 32)], words[Int($0 & 0xFFFF_FFFF)])
      }
    }
    return Array(results.all.joined())
  }

  /// The log-odds that two words are one.
  static func odds(_ a: ComparedWord, _ b: ComparedWord) -> Float {
    // Tikhanovskaya is not Tikhanovsky.
    if let x = a.gender, let y = b.gender, x != y { return -most }
    let sound = a.logOdds(b, limit: least)
    // What the comparison of names takes such words to be worth (``PersonAlignment``).
    var odds = sound
    if meet(a.given, b.given) || meet(a.surnames, b.surnames) {
      odds = max(odds, 6)
    } else if meet(a.given, b.pet) || meet(a.pet, b.given) || meet(a.pet, b.pet) {
      odds = max(odds, 4)
    }
    return min(most, Float(odds))
  }

  private static func meet(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    !a.isEmpty && !b.isEmpty && a.contains { b.contains($0) }
  }

  /// Lays out the links of both sides.
  private init(count: Int, _ pairs: [UInt64], _ odds: [Float]) {
    var lists: [UInt32] = Array(repeating: 0, count: count + 1)
    let kept = pairs.indices.filter { Double(odds[$0]) >= Self.least }
    for index in kept {
      lists[Int(pairs[index] >> 32) + 1] += 1
      lists[Int(pairs[index] & 0xFFFF_FFFF) + 1] += 1
    }
    for word in 0..<count { lists[word + 1] += lists[word] + 1 }
    var next = lists
    var links = [Link](repeating: Link(word: 0, odds: 0), count: Int(lists[count]))
    // Pairs are sorted by their lower word, so each list fills in the order of its numbers: first the
    // lower words, then the word itself, then the higher ones.
    for index in kept {
      let high = Int(pairs[index] & 0xFFFF_FFFF)
      links[Int(next[high])] = Link(word: UInt32(pairs[index] >> 32), odds: odds[index])
      next[high] += 1
    }
    for word in 0..<count {
      links[Int(next[word])] = Link(word: UInt32(word), odds: Self.most)
      next[word] += 1
    }
    for index in kept {
      let low = Int(pairs[index] >> 32)
      links[Int(next[low])] = Link(
        word: UInt32(pairs[index] & 0xFFFF_FFFF), odds: odds[index])
      next[low] += 1
    }
    self.links = links
    starts = lists
  }
}
