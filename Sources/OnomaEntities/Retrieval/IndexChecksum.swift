/// A checksum that finds accidental damage: four lanes of multiply and rotate over eight bytes each.
///
/// It reads memory as fast as the memory is, so that a loaded index can be checked whole. It is no
/// defence against a forger; ``NameIndexFile`` also checks that every number in the file is in bounds.
enum IndexChecksum {
  /// The checksum of bytes.
  ///
  /// Complexity: O(n).
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var lanes = SIMD4<UInt64>(
      0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x27D4_EB2F_1656_67C5)
    let prime: UInt64 = 0xFF51_AFD7_ED55_8CCD
    var offset = 0
    while offset + 32 <= bytes.count {
      for lane in 0..<4 {
        let word = bytes.loadUnaligned(fromByteOffset: offset + 8 * lane, as: UInt64.self)
        let mixed = (lanes[lane] ^ word) &* prime
        lanes[lane] = mixed ^ mixed >> 29
      }
      offset += 32
    }
    var sum = UInt64(bytes.count)
    for lane in 0..<4 { sum = (sum ^ lanes[lane]) &* prime ^ sum >> 31 }
    while offset < bytes.count {
      sum = (sum ^ UInt64(bytes[offset])) &* prime
      sum ^= sum >> 31
      offset += 1
    }
    return sum
  }
}
