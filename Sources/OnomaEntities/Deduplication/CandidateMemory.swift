/// What one thread needs to find candidates: marks that are void as soon as the round is another.
struct CandidateMemory {
  fileprivate var marks: [UInt32]
  fileprivate var spans: [UInt16]
  fileprivate var seen: [UInt32]
  fileprivate var round: UInt32 = 0

  init(words: Int, names: Int) {
    marks = Array(repeating: 0, count: words)
    spans = Array(repeating: 0, count: words)
    seen = Array(repeating: 0, count: names)
  }
}

extension NameLinkage {
  /// The most postings that are looked through for one part of a name.
  ///
  /// Only words that sound like a hundred thousand names reach it, together with another such word.
  private static let postingLimit = 200_000

  /// Calls `found` for each name of which two words are kin of two words of a name, or all of it is kin
  /// of all of it.
  ///
  /// The commonest part of the name need not be looked up: whatever shares two parts shares another.
  func candidates(of name: Int, _ memory: inout CandidateMemory, found: (Int) -> Void) {
    let range = Int(names.starts[name])..<Int(names.starts[name + 1])
    memory.round += 1
    let round = memory.round
    memory.seen[name] = round
    var parts: [(cost: Int, item: Int)] = []
    for index in range where names.items[index].kind != .initial {
      let item = names.items[index]
      var cost = 0
      for link in kin.range(item.word) {
        let word = Int(kin.links[link].word)
        cost += postings.range(UInt32(word)).count
        if memory.marks[word] != round {
          memory.marks[word] = round
          memory.spans[word] = 0
        }
        memory.spans[word] |= item.span
      }
      parts.append((cost, index))
    }
    let whole: UInt16 = (1 << UInt16(names.places[name])) - 1
    parts.sort { $0.cost != $1.cost ? $0.cost < $1.cost : $0.item < $1.item }
    if parts.count > 1, names.items[parts[parts.count - 1].item].span != whole {
      parts.removeLast()
    }
    for (_, index) in parts {
      let item = names.items[index]
      var left = Self.postingLimit
      for link in kin.range(item.word) {
        let places = postings.range(kin.links[link].word)
        left -= places.count
        if left < 0 { break }
        for place in places {
          let entry = postings.entries[place]
          if entry.partner == NamePostings.none {
            guard item.span == whole else { continue }
          } else {
            guard memory.marks[Int(entry.partner)] == round,
              memory.spans[Int(entry.partner)] & ~item.span != 0
            else { continue }
          }
          if memory.seen[Int(entry.name)] == round { continue }
          memory.seen[Int(entry.name)] = round
          found(Int(entry.name))
        }
      }
    }
  }
}
