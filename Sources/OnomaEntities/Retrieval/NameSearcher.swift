public import OnomaMatching
internal import OnomaNames

/// Searches an index in memory of its own; one for each thread.
///
/// A search goes in three steps. The words that sound like a part of the name, found in the trie or by
/// the lexicon (Aliaksandr finds Alexander), lead to the names that hold them, and each name gets what
/// its best word for each part is worth: that is what ``Settings/shortlist`` names are chosen by. Those
/// are scored by the best assignment of their words to the name's. The best of them are compared in
/// full, by ``NameMatcher``.
public final class NameSearcher {
  /// How far a search goes.
  public struct Settings: Hashable, Sendable {
    /// How far a branch of the trie may lag behind the likeliest, in nats.
    ///
    /// More finds more and takes longer. At 4 the right name is among the first hundred candidates for
    /// 95 queries of 100, at 3 for 92, in two thirds of the time (docs/retrieval.md).
    public var lag = 4.0
    /// How much further it may lag for a name of one word: no other word leads to the right name.
    public var loneLag = 2.5
    /// The most words of the index that may stand for one part of the name.
    public var wordLimit = 400
    /// Two neighbouring words are looked for as one, too, unless each has a word of the index of these
    /// log-odds or more: then it is hardly a name that is cut otherwise.
    public var joinLimit = Float.infinity
    /// How many names have their words assigned.
    public var shortlist = 400
    /// The most names that are met through words; beyond it the words that tell least are left out.
    public var postingLimit = 1_000_000
    /// The most candidates that are compared in full.
    public var comparisonLimit = 100
    /// How far the score of a candidate that is compared may lie below the best one's.
    ///
    /// The right name is hardly ever further below (docs/retrieval.md).
    public var comparisonMargin = 7.0
    /// The log-odds below which a word of the index stands for no part of the name.
    public var floor = -1.0
    /// How many names may hold a word that leads to them although it stands for no family name.
    ///
    /// Where a name has other words than its family names, a word of these that more names hold adds to
    /// those that other words lead to, and no more: thousands share a given name.
    public var bearerLimit = Int.max
    /// Whether a name that is written without spaces is looked for as one word only, not cut.
    public var isWhole = false

    /// The settings that the figures in docs/retrieval.md belong to.
    public init() {}
  }

  /// The index.
  public let index: NameIndex
  /// How far searches go.
  public var settings = Settings()
  let memory: SearchMemory
  /// Made when it is first needed: its calibration is not, for candidates alone.
  private lazy var matcher = NameMatcher()

  /// Makes a searcher with memory of its own.
  ///
  /// Complexity: O(names of the index).
  public convenience init(_ index: NameIndex) {
    self.init(index, memory: SearchMemory(names: index.count))
  }

  init(_ index: NameIndex, memory: SearchMemory) {
    self.index = index
    self.memory = memory
  }

  /// How many nodes of the trie the searches so far have looked at.
  package var visitedNodes: Int { memory.trie.visited }

  /// The names that may be the given one; see ``NameIndex/candidates(for:limit:)``.
  public func candidates(for name: PreparedName, limit: Int) -> [NameCandidate] {
    guard limit > 0, index.count > 0 else { return [] }
    let searched = SearchedName(name)
    memory.startRound()
    meet(wordLists(of: searched))
    if memory.met.isEmpty { return [] }
    var candidates = shortlisted().map { position in
      NameCandidate(
        position: Int(position),
        score: score(Int(position), searched)
          + Self.rarityWeight * Double(memory.scores[Int(position)]))
    }
    candidates.sort {
      $0.score != $1.score ? $0.score > $1.score : $0.position < $1.position
    }
    if candidates.count > limit { candidates.removeSubrange(limit...) }
    return candidates
  }

  /// The best names for the given one by the full comparison, the likeliest first.
  ///
  /// Of equally good ones the better candidate comes first, then the one that was added first. An ID
  /// with several names comes once, with the best of them.
  /// Complexity: that of ``candidates(for:limit:)`` and of the comparisons.
  /// - Parameter explains: Whether the matches have reasons, which take as long as the comparisons.
  public func matches(for name: PreparedName, limit: Int, explains: Bool = true) -> [IndexMatch] {
    let compared = compared(with: name, limit: limit).map { candidate in
      let other = memory.prepared(candidate.position, of: index)
      let probability = matcher.probability(name, other)
      let rank =
        matcher.rank(name, other, probability: probability) + Self.hearingWeight * candidate.score
      return (candidate: candidate, name: other, probability: probability, rank: rank)
    }
    let ranked = compared.sorted { a, b in
      if a.rank != b.rank { return a.rank > b.rank }
      if a.candidate.score != b.candidate.score { return a.candidate.score > b.candidate.score }
      return a.candidate.position < b.candidate.position
    }
    var seen: Set<String> = []
    var matches: [IndexMatch] = []
    for found in ranked where matches.count < limit {
      let id = index.id(at: found.candidate.position)
      guard seen.insert(id).inserted else { continue }
      matches.append(
        IndexMatch(
          position: found.candidate.position, id: id, name: found.name.name.text,
          match: explains
            ? matcher.compare(name, found.name)
            : NameMatch(
              probability: found.probability, isComparable: true, evidence: [])))
    }
    return matches
  }

  /// The candidates that are worth a full comparison: those near the best one, and in any case as many
  /// as make half as many IDs again as are wanted.
  private func compared(with name: PreparedName, limit: Int) -> ArraySlice<NameCandidate> {
    let candidates = candidates(for: name, limit: max(limit, settings.comparisonLimit))
    let least = (candidates.first?.score ?? 0) - settings.comparisonMargin
    var ids: Set<String> = []
    for (number, candidate) in candidates.enumerated() {
      if candidate.score < least, ids.count >= limit + limit / 2 { return candidates[..<number] }
      ids.insert(index.id(at: candidate.position))
    }
    return candidates[...]
  }

  /// A word of the index that may stand for a part of the name, and what that is worth.
  private struct Meeting {
    let item: UInt8
    let word: UInt32
    let value: Float
    /// Whether names are met through it; else it adds to names that were met already.
    let leads: Bool
  }

  /// What the words' rarity counts beside how well they are assigned.
  ///
  /// Two that sound alike are likelier one when few names hold them: without it the right name comes
  /// first for 79 queries of 100, with it for 85; from 0.2 to 1 nothing changes much.
  private static let rarityWeight = 0.7
  /// What a candidate's score counts beside the full comparison, which knows nothing of rarity.
  ///
  /// The right name comes first for 2 queries of 100 more; from 0.3 to 2 nothing changes much.
  private static let hearingWeight = 0.5
  /// What a word without a counterpart costs, as in ``PersonAlignment``.
  private static let skip = 1.5
  /// The most parts of a name that are looked for.
  private static let itemLimit = 16

  /// How much less a form's branches may lag.
  ///
  /// A reading is spelt just so or wrong, and there are a dozen of one word; the letters of Hangul
  /// say little each, so its branches are many.
  private static func caution(_ form: SearchedName.Form) -> Double {
    form.penalty > 0 ? 4 : form.script == .hangul ? 1.5 : 0
  }

  /// How much less the branches of a known given name may lag, which the lexicon leads from as well.
  private static let knownCaution = 3.0

  /// The words that may stand for each part, noted as links; the likeliest first in each part.
  private func wordLists(of name: SearchedName) -> [Meeting] {
    var beam = SoundTrieSearch.Beam()
    beam.limit = settings.wordLimit
    beam.floor = settings.floor
    let families = name.families
    let whole = settings.isWhole ? name.whole : 0
    let lag = settings.lag + (name.words == 1 ? settings.loneLag : 0)
    var meetings: [Meeting] = []
    func heard(_ item: SearchedName.Item) -> [SoundTrieSearch.Hit] {
      var hits: [SoundTrieSearch.Hit] = []
      for form in item.forms {
        beam.lag = lag - Self.caution(form) - (item.given.isEmpty ? 0 : Self.knownCaution)
        let found = memory.hits(for: form, in: index, beam: beam)
        if form.penalty == 0 {
          hits += found
        } else {
          hits += found.map { .init(word: $0.word, odds: $0.odds - Float(form.penalty)) }
        }
      }
      return hits
    }
    // The places whose words are heard well by themselves.
    var clear: UInt16 = 0
    if settings.joinLimit < .infinity, name.whole == 0 {
      for item in name.items.prefix(Self.itemLimit)
      where item.span.nonzeroBitCount == 1
        && heard(item).contains(where: { $0.odds >= settings.joinLimit })
      {
        clear |= item.span
      }
    }
    for (number, item) in name.items.prefix(Self.itemLimit).enumerated()
    where (whole == 0 || item.span == whole)
      && (item.span.nonzeroBitCount == 1 || item.span & ~clear != 0)
    {
      let isTelling = families == 0 || item.span & families != 0
      var hits = heard(item)
      // What ``PersonAligner`` gives to words that only the lexicon knows as one.
      func add(_ kind: LexiconFamilies.Kind, _ numbers: [UInt32], _ odds: Float) {
        for family in numbers {
          hits += index.families.words(kind, family).map { .init(word: $0, odds: odds) }
        }
      }
      let soundCount = hits.count
      add(.given, item.given, 6)
      add(.pet, item.given, 4)
      add(.given, item.pet, 4)
      add(.pet, item.pet, 4)
      add(.surname, item.surnames, 6)
      if item.forms.count > 1 || hits.count > soundCount {
        hits.sort { $0.odds != $1.odds ? $0.odds > $1.odds : $0.word < $1.word }
      }
      for hit in hits {
        memory.links.add(word: hit.word, item: UInt8(number), odds: hit.odds)
        let df = index.names(with: hit.word).count
        if df == 0 { continue }
        let rarity = Float(SoundChunks.log(Double(index.count) / Double(df)))
        meetings.append(
          Meeting(
            item: UInt8(number), word: hit.word,
            value: max(0.1, min(hit.odds + 1.5, 10, rarity)),
            leads: isTelling || df <= settings.bearerLimit))
      }
    }
    return meetings
  }

  /// Gives every name that holds a word what its best word for each part is worth.
  private func meet(_ meetings: [Meeting]) {
    let leading = meetings.filter(\.leads)
    meet(leading, opens: true)
    if leading.count < meetings.count, !memory.met.isEmpty {
      meet(meetings.filter { !$0.leads }, opens: false)
    }
  }

  /// The same for some of the words.
  ///
  /// - Parameter opens: Whether names are met; else those that were met already get more.
  private func meet(_ meetings: [Meeting], opens: Bool) {
    var meetings = meetings
    var left = settings.postingLimit
    let all = meetings.reduce(0) { $0 + index.names(with: $1.word).count }
    if all > left {
      meetings.sort { a, b in
        if a.value != b.value { return a.value > b.value }
        return (a.item, a.word) < (b.item, b.word)
      }
    }
    let round = memory.round << 16
    memory.marks.withUnsafeMutableBufferPointer { marks in
      memory.scores.withUnsafeMutableBufferPointer { scores in
        for meeting in meetings {
          let names = index.names(with: meeting.word)
          left -= names.count
          if left < 0, !memory.met.isEmpty { break }
          let bit = UInt32(1) << UInt32(meeting.item)
          for name in names {
            let mark = marks[Int(name)]
            if mark & 0xFFFF_0000 != round {
              if !opens { continue }
              marks[Int(name)] = round | bit
              scores[Int(name)] = meeting.value
              memory.met.append(name)
            } else if mark & bit == 0 {
              marks[Int(name)] = mark | bit
              scores[Int(name)] += meeting.value
            }
          }
        }
      }
    }
  }

  /// The names with the highest scores so far, as many as ``Settings/shortlist`` says.
  private func shortlisted() -> [UInt32] {
    let met = memory.met
    let limit = max(1, settings.shortlist)
    if met.count <= limit { return met }
    // By counting: scores lie between 0 and 160.
    let steps: Float = 16
    var counts = [Int](repeating: 0, count: 2561)
    func step(_ name: UInt32) -> Int { min(2560, Int(memory.scores[Int(name)] * steps)) }
    for name in met { counts[step(name)] += 1 }
    var lowest = counts.count
    var total = 0
    while total < limit, lowest > 0 {
      lowest -= 1
      total += counts[lowest]
    }
    var open = limit - (total - counts[lowest])
    return met.filter { name in
      let step = step(name)
      if step != lowest { return step > lowest }
      open -= 1
      return open >= 0
    }
  }

  /// How well the words of a name of the index go together with those of the searched one.
  private func score(_ position: Int, _ name: SearchedName) -> Double {
    memory.matched.removeAll(keepingCapacity: true)
    for part in Int(index.partStarts[position])..<Int(index.partStarts[position + 1]) {
      var link = memory.links.first(index.partWords[part])
      while link >= 0 {
        let entry = memory.links.links[Int(link)]
        let span = index.partSpans[part]
        let isJoined = span & (span &- 1) != 0
        memory.matched.append(
          MatchedPart(
            odds: min(14, entry.odds) - (isJoined ? 0.5 : 0), item: entry.item, span: span))
        link = entry.next
      }
    }
    // Best first; there are few, and all orders must end the same.
    memory.matched.sort { a, b in
      if a.odds != b.odds { return a.odds > b.odds }
      return (a.item, a.span) < (b.item, b.span)
    }
    var ours: UInt16 = 0
    var theirs: UInt16 = 0
    var sum = 0.0
    for match in memory.matched {
      let span = name.items[Int(match.item)].span
      if ours & span != 0 || theirs & match.span != 0 { continue }
      ours |= span
      theirs |= match.span
      sum += Double(match.odds)
    }
    let size = Int(index.sizes[position])
    let places = max(1, size & 15)
    let words = Double(size >> 4)
    let openTheirs = words * Double(places - theirs.nonzeroBitCount) / Double(places)
    let openOurs =
      Double(name.words) * Double(name.places - ours.nonzeroBitCount) / Double(max(1, name.places))
    return sum - Self.skip * (openTheirs + openOurs)
  }
}
