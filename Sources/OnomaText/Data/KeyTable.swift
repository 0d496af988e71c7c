/// Different strings with a number each, in the order in which they came: a hash table over their bytes.
///
/// `Dictionary` hashes the canonical form of a string, which costs more than all else where tables of
/// names are read and words looked up by the thousand. Keys are folded and composed, so that equal ones
/// have equal bytes; here two strings are one only if their bytes are.
public struct KeyTable: Sendable {
  /// One more than a key's number; 0 where a slot is free.
  private var slots: [UInt32]
  /// The high half of each key's hash, by number: most others differ in it.
  private var hashes: [UInt32] = []
  private var bytes: [UInt8] = []
  private var starts: [UInt32] = [0]

  /// An empty table.
  ///
  /// - Parameter capacity: How many keys it will have, about.
  public init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    hashes.reserveCapacity(capacity)
    starts.reserveCapacity(capacity + 1)
    bytes.reserveCapacity(capacity * 8)
  }

  /// How many keys there are.
  public var count: Int { hashes.count }

  /// The number of a key; `nil` where it is not in the table.
  ///
  /// Complexity: O(length).
  public func number(of key: String) -> Int? {
    if hashes.isEmpty { return nil }
    var key = key
    return key.withUTF8 { number(of: $0) }
  }

  /// The number of a key by its bytes; `nil` where it is not in the table.
  ///
  /// Complexity: O(length).
  public func number(of key: UnsafeBufferPointer<UInt8>) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      let slot = self.slot(of: key, Self.hash(key), slots)
      return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
    }
  }

  /// The number of a key, which is the next where it was not in the table.
  ///
  /// Complexity: O(length), amortized.
  public mutating func insert(_ key: String) -> Int {
    var key = key
    return key.withUTF8 { insert($0) }
  }

  /// The number of a key by its bytes, which is the next where it was not in the table.
  ///
  /// Complexity: O(length), amortized.
  public mutating func insert(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    if hashes.count * 2 >= slots.count { grow() }
    let hash = Self.hash(key)
    let slot = slots.withUnsafeBufferPointer { self.slot(of: key, hash, $0) }
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    hashes.append(UInt32(truncatingIfNeeded: hash >> 32))
    slots[slot] = UInt32(hashes.count)
    bytes.append(contentsOf: key)
    starts.append(UInt32(bytes.count))
    return hashes.count - 1
  }

  /// A key by its number.
  ///
  /// Complexity: O(length).
  public subscript(_ number: Int) -> String {
    String(decoding: bytes[Int(starts[number])..<Int(starts[number + 1])], as: UTF8.self)
  }

  /// Where a key stands, or would.
  private func slot(
    of key: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ slots: UnsafeBufferPointer<UInt32>
  ) -> Int {
    let mask = slots.count - 1
    let high = UInt32(truncatingIfNeeded: hash >> 32)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let found = Int(slots[slot]) - 1
      if hashes[found] == high, isKey(found, key) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func isKey(_ number: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[number])
    guard Int(starts[number + 1]) - start == key.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<key.count where bytes[start + index] != key[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    let size = slots.count * 4
    var slots = [UInt32](repeating: 0, count: size)
    for number in hashes.indices {
      let range = Int(starts[number])..<Int(starts[number + 1])
      let hash = bytes.withUnsafeBufferPointer {
        Self.hash(UnsafeBufferPointer(rebasing: $0[range]))
      }
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(number + 1)
    }
    self.slots = slots
  }

  /// Multiplies and folds; keys are words of our tables and texts of any kind, so the last step mixes the
  /// high bits, which all letters reach, into those that choose the slot.
  private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0xFF51_AFD7_ED55_8CCD }
    return hash ^ hash >> 29
  }
}
