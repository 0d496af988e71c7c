/// Values by packed chunk pairs: a flat hash table with linear probing.
///
/// A look-up happens at every cell of every comparison; `Dictionary` hashes with SipHash, which costs
/// more than the rest of the cell together.
struct ChunkTable: Sendable {
  private var keys: [UInt64]
  private var values: [Double]
  private let mask: Int

  /// Builds the table; keys are greater than 0.
  init(_ entries: [UInt64: Double]) {
    var capacity = 64
    while capacity < entries.count * 4 { capacity *= 2 }
    keys = Array(repeating: 0, count: capacity)
    values = Array(repeating: 0, count: capacity)
    mask = capacity - 1
    // In order, so that the layout is the same in every run.
    for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
      var slot = Self.slot(key) & mask
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = key
      values[slot] = value
    }
  }

  /// The value of a key, or `nil`.
  ///
  /// Complexity: O(1).
  subscript(_ key: UInt64) -> Double? {
    var slot = Self.slot(key) & mask
    while true {
      let found = keys[slot]
      if found == key { return values[slot] }
      if found == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }

  /// Fibonacci hashing (Knuth, TAOCP 3, 6.4).
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
