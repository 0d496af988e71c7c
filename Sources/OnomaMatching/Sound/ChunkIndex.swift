/// Numbers by 64-bit key: a flat hash table with linear probing, for look-ups on the hot path.
///
/// `Dictionary` hashes with SipHash, which costs more than all else that a look-up is needed for.
struct ChunkIndex: Sendable {
  private var slots: [UInt64] = Array(repeating: 0, count: 16)
  private var values: [Int32] = Array(repeating: 0, count: 16)
  private var mask = 15
  /// The number of keys.
  private(set) var count = 0

  /// The number of a key, or `nil`.
  ///
  /// Keys are above 0. Complexity: O(1).
  func find(_ key: UInt64) -> Int? {
    var slot = Self.slot(key) & mask
    while true {
      let found = slots[slot]
      if found == key { return Int(values[slot]) }
      if found == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }

  /// The number of a key, which gets the next free one when it is new.
  mutating func insert(_ key: UInt64) -> Int {
    if count * 2 >= slots.count { grow() }
    var slot = Self.slot(key) & mask
    while true {
      let found = slots[slot]
      if found == key { return Int(values[slot]) }
      if found == 0 {
        slots[slot] = key
        values[slot] = Int32(count)
        count += 1
        return count - 1
      }
      slot = (slot + 1) & mask
    }
  }

  /// Calls `body` for every key with its number, in no particular order.
  func forEach(_ body: (UInt64, Int) -> Void) {
    for slot in slots.indices where slots[slot] != 0 { body(slots[slot], Int(values[slot])) }
  }

  private mutating func grow() {
    let old = (slots, values)
    let capacity = slots.count * 2
    slots = Array(repeating: 0, count: capacity)
    values = Array(repeating: 0, count: capacity)
    mask = capacity - 1
    for index in old.0.indices where old.0[index] != 0 {
      var slot = Self.slot(old.0[index]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = old.0[index]
      values[slot] = old.1[index]
    }
  }

  /// Fibonacci hashing (Knuth, TAOCP 3, 6.4).
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 36)
  }
}
