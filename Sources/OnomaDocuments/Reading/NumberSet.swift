/// A set of small numbers: the words of one document among those of a run.
///
/// A bit for each word of the run would take more room than the document itself, and `Set` mixes each
/// number with a costly hash.
struct NumberSet: Sendable {
  /// One more than a number of the set; 0 where a slot is free.
  private var slots = [UInt32](repeating: 0, count: 64)
  private var count = 0

  /// Adds a number, which is less than `UInt32.max`.
  ///
  /// Complexity: O(1), amortized.
  mutating func insert(_ number: UInt32) {
    let slot = slot(of: number)
    if slots[slot] != 0 { return }
    slots[slot] = number &+ 1
    count += 1
    if count * 2 > slots.count { grow() }
  }

  /// Whether a number is in the set.
  ///
  /// Complexity: O(1).
  func contains(_ number: UInt32) -> Bool { slots[slot(of: number)] != 0 }

  private func slot(of number: UInt32) -> Int {
    let mask = slots.count - 1
    // The golden ratio's bits spread neighbours (Knuth, 6.4).
    var slot = Int(number &* 0x9E37_79B1 >> 7) & mask
    while slots[slot] != 0, slots[slot] != number &+ 1 { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 4)
    for value in old where value != 0 { slots[slot(of: value &- 1)] = value }
  }
}
