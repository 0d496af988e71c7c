/// For each word the names that hold it, each with another word of the same name: two words of a name
/// have to be kin of two words of the other, and this is where both are seen at once.
struct NamePostings: Sendable {
  struct Entry: BitwiseCopyable {
    /// Another word of the name, or ``none`` where the word covers all of the name.
    let partner: UInt32
    let name: UInt32
  }

  static let none = UInt32.max
  /// The entries of all words, those of one word in the order of their names.
  private(set) var entries: [Entry] = []
  /// Where the entries of each word begin.
  private(set) var starts: [UInt32]

  func range(_ word: UInt32) -> Range<Int> {
    Int(starts[Int(word)])..<Int(starts[Int(word) + 1])
  }

  /// Notes the words of all names.
  ///
  /// Complexity: O(n) for n pairs of words that stand in one name.
  init(_ names: borrowing ReadNames) {
    let words = names.stock.count
    var counts = [UInt32](repeating: 0, count: words + 1)
    Self.forEach(names) { word, _ in counts[Int(word) + 1] += 1 }
    for word in 0..<words { counts[word + 1] += counts[word] }
    starts = counts
    var entries = [Entry](
      repeating: Entry(partner: 0, name: 0), count: Int(counts[words]))
    Self.forEach(names) { word, entry in
      entries[Int(counts[Int(word)])] = entry
      counts[Int(word)] += 1
    }
    self.entries = entries
  }

  /// Calls `body` for each two words of each name, and each word that is all of a name.
  @inline(__always)
  private static func forEach(_ names: borrowing ReadNames, _ body: (UInt32, Entry) -> Void) {
    for name in 0..<names.count {
      let items = Int(names.starts[name])..<Int(names.starts[name + 1])
      let whole: UInt16 = (1 << UInt16(names.places[name])) - 1
      for index in items where names.items[index].kind != .initial {
        let item = names.items[index]
        if item.span == whole {
          body(item.word, Entry(partner: none, name: UInt32(name)))
        }
        for place in items {
          let other = names.items[place]
          if other.kind == .initial || other.span & item.span != 0 { continue }
          body(item.word, Entry(partner: other.word, name: UInt32(name)))
        }
      }
    }
  }
}
