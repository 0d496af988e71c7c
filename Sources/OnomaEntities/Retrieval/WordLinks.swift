/// Which parts of the name that is looked for may be which words of an index, by word.
///
/// A flat hash table with chains: every part of every promising name asks it.
struct WordLinks {
  /// A part of the searched name for which a word may stand.
  struct Link {
    let item: UInt8
    /// The log-odds that they are one.
    var odds: Float
    /// The next link of the same word, or -1.
    fileprivate(set) var next: Int32
  }

  private(set) var links: [Link] = []
  private var words = [UInt32](repeating: .max, count: 1 << 12)
  private var firsts = [Int32](repeating: -1, count: 1 << 12)
  private var used: [Int32] = []

  /// Forgets all links.
  mutating func removeAll() {
    for slot in used {
      words[Int(slot)] = .max
      firsts[Int(slot)] = -1
    }
    used.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
  }

  /// Notes that a word may stand for an item; of two odds the greater counts.
  mutating func add(word: UInt32, item: UInt8, odds: Float) {
    if used.count * 2 >= words.count { grow() }
    let slot = slot(of: word)
    if words[slot] == .max {
      words[slot] = word
      used.append(Int32(slot))
    }
    var link = firsts[slot]
    while link >= 0 {
      if links[Int(link)].item == item {
        links[Int(link)].odds = max(links[Int(link)].odds, odds)
        return
      }
      link = links[Int(link)].next
    }
    links.append(Link(item: item, odds: odds, next: firsts[slot]))
    firsts[slot] = Int32(links.count - 1)
  }

  /// The first link of a word, or -1.
  func first(_ word: UInt32) -> Int32 { firsts[slot(of: word)] }

  private func slot(of word: UInt32) -> Int {
    let mask = words.count - 1
    var slot = Int(truncatingIfNeeded: UInt64(word) &* 0x9E37_79B9_7F4A_7C15 >> 33) & mask
    while words[slot] != word, words[slot] != .max { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = used.map { (words[Int($0)], firsts[Int($0)]) }
    let capacity = words.count * 4
    words = Array(repeating: .max, count: capacity)
    firsts = Array(repeating: -1, count: capacity)
    used.removeAll(keepingCapacity: true)
    for (word, first) in old {
      let slot = slot(of: word)
      words[slot] = word
      firsts[slot] = first
      used.append(Int32(slot))
    }
  }
}
