/// A hash that is the same in every process and on every machine: FNV-1a with 64 bits.
///
/// Swift's `Hasher` is seeded at random on purpose; identifiers need a hash that never changes.
/// Source: Fowler, Noll, Vo, draft-eastlake-fnv. It is no defence against chosen collisions.
public struct StableHash: Sendable {
  /// The hash of everything combined so far.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Starts an empty hash.
  public init() {}

  /// Adds bytes.
  ///
  /// Complexity: O(n).
  public mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// Adds a string's UTF-8 and a separator, so that `"a", "b"` differs from `"ab"`.
  public mutating func combine(_ text: String) {
    combine(text.utf8)
    combine(CollectionOfOne(0xFF))
  }
}
