/// For each word the names that hold it, each with another word of the same name: two words of a name
/// have to be kin of two words of the other, and this is where both are seen at once.
struct NamePostings: Sendable {
  struct Entry: BitwiseCopyable {
    /// Another word of the name, or ``none`` where the word covers all of the name.
    let partner: UInt32
    let name: UInt32
  }

  static let none = UInt32.max
  /// The entries of all words, those of one word in the order of the partner and the name.
  private(set) var entries: [Entry] = []
  /// Where the entries of each word begin.
  private(set) var starts: [UInt32]

  func range(_ word: UInt32) -> Range<Int> {
    Int(starts[Int(word)])..<Int(starts[Int(word) + 1])
  }

  /// Notes the words of all names.
  ///
  /// Complexity: O(n log n) for n pairs of words that stand in one name.
  init(_ names: borrowing ReadNames) {
    var all: [(word: UInt32, entry: Entry)] = []
    all.reserveCapacity(names.items.count + names.items.count / 4)
    for name in 0..<names.count {
      let items = names.items[Int(names.starts[name])..<Int(names.starts[name + 1])]
      let whole: UInt16 = (1 << UInt16(names.places[name])) - 1
      for item in items where item.kind != .initial {
        if item.span == whole {
          all.append((item.word, Entry(partner: Self.none, name: UInt32(name))))
        }
        for other in items where other.kind != .initial && other.span & item.span == 0 {
          all.append((item.word, Entry(partner: other.word, name: UInt32(name))))
        }
      }
    }
    let words = names.stock.tokens.count
    starts = Array(repeating: 0, count: words + 1)
    for (word, _) in all { starts[Int(word) + 1] += 1 }
    for word in 0..<words { starts[word + 1] += starts[word] }
    var next = starts
    entries = Array(repeating: Entry(partner: 0, name: 0), count: all.count)
    for (word, entry) in all {
      entries[Int(next[Int(word)])] = entry
      next[Int(word)] += 1
    }
    let bounds = starts
    entries.withUnsafeMutableBufferPointer { entries in
      for word in 0..<words {
        entries[Int(bounds[word])..<Int(bounds[word + 1])].sort { a, b in
          a.partner != b.partner ? a.partner < b.partner : a.name < b.name
        }
      }
    }
  }
}
