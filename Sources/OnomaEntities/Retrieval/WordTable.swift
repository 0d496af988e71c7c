/// Distinct words of Latin letters, numbered in the order in which they came.
///
/// One arena and one flat hash table with linear probing: an index of millions of names has millions
/// of words, and a `Dictionary` of arrays would cost an allocation for each.
struct WordTable {
  private(set) var letters: [UInt8] = []
  private(set) var starts: [UInt32] = [0]
  /// One more than a word's number; 0 where a slot is free.
  private var slots = [UInt32](repeating: 0, count: 1024)

  /// The number of words.
  var count: Int { starts.count - 1 }

  /// Where a word's letters lie in ``letters``.
  func range(_ word: Int) -> Range<Int> { Int(starts[word])..<Int(starts[word + 1]) }

  /// The number of a word, which gets the next free one when it is new.
  ///
  /// Complexity: O(letters).
  mutating func insert(_ word: some Collection<UInt8>) -> Int {
    if count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var slot = Self.hash(word) & mask
    while true {
      let found = slots[slot]
      if found == 0 {
        slots[slot] = UInt32(count + 1)
        letters.append(contentsOf: word)
        starts.append(UInt32(letters.count))
        return count - 1
      }
      if letters[range(Int(found) - 1)].elementsEqual(word) { return Int(found) - 1 }
      slot = (slot + 1) & mask
    }
  }

  private mutating func grow() {
    let capacity = slots.count * 4
    slots = Array(repeating: 0, count: capacity)
    let mask = capacity - 1
    for word in 0..<count {
      var slot = Self.hash(letters[range(word)]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(word + 1)
    }
  }

  private static func hash(_ word: some Collection<UInt8>) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for letter in word { hash = (hash ^ UInt64(letter)) &* 0xFF51_AFD7_ED55_8CCD }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }

  /// The words' numbers in the order of their letters.
  ///
  /// Complexity: O(n log n).
  func sorted() -> [UInt32] {
    // Eight letters in one number decide nearly every comparison.
    let heads = (0..<count).map { word -> (head: UInt64, word: UInt32) in
      var head: UInt64 = 0
      let range = range(word)
      for offset in 0..<8 {
        head = head << 8 | (offset < range.count ? UInt64(letters[range.lowerBound + offset]) : 0)
      }
      return (head, UInt32(word))
    }
    return heads.sorted { a, b in
      if a.head != b.head { return a.head < b.head }
      return letters[range(Int(a.word))].lexicographicallyPrecedes(letters[range(Int(b.word))])
    }.map(\.word)
  }
}
