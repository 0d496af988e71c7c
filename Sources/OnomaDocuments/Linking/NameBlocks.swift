internal import OnomaMatching
internal import OnomaNames

/// Sorts full names into blocks, so that only names that may be one are compared.
///
/// Two names meet when two words of the one sound coarsely like two words of the other, in any order;
/// a name with an initial meets those whose given name may begin with it. A block that is larger than
/// ``blockLimit`` is compared only in part, so that the work stays near linear for any text.
struct NameBlocks {
  private var blocks: [UInt64: [Int]] = [:]
  private var initials: [UInt64: [(index: Int, hasInitial: Bool)]] = [:]
  private let sounds = NameSounds.shipped

  /// How many names that follow a name in its block it is compared with.
  static let blockLimit = 64

  /// Adds a name.
  ///
  /// Names come in a fixed order, since that decides what a large block leaves out.
  mutating func insert(_ name: Name, _ index: Int) {
    let words = name.parts.filter { $0.role == .family || $0.role == .given }
    let keys = words.map { sounds.blockingKeys(sounds.sounds(of: $0.token.key)) }
    var pairs: Set<UInt64> = []
    for first in keys.indices {
      for second in keys.indices where second > first {
        for x in keys[first] {
          for y in keys[second] { pairs.insert(UInt64(min(x, y)) << 32 | UInt64(max(x, y))) }
        }
      }
    }
    for pair in pairs { blocks[pair, default: []].append(index) }
    let hasInitial = name.parts.contains { $0.role == .initial }
    guard let given = name.given.first else { return }
    let first = sounds.sounds(of: given.token.key).prefix(1)
    let class0 = sounds.blockingKeys(Array(first), depth: 1).first ?? 0
    for part in name.parts(.family) {
      for key in sounds.blockingKeys(sounds.sounds(of: part.token.key)) {
        initials[UInt64(class0) << 32 | UInt64(key), default: []].append((index, hasInitial))
      }
    }
  }

  /// The pairs to compare, in order and without repeats.
  func pairs() -> [(Int, Int)] {
    var found: Set<UInt64> = []
    func note(_ a: Int, _ b: Int) {
      if a != b { found.insert(UInt64(min(a, b)) << 32 | UInt64(max(a, b))) }
    }
    for block in blocks.values {
      for (offset, a) in block.enumerated() {
        for b in block[(offset + 1)...].prefix(Self.blockLimit) { note(a, b) }
      }
    }
    for block in initials.values where block.contains(where: { $0.hasInitial }) {
      for (offset, a) in block.enumerated() {
        for b in block[(offset + 1)...].prefix(Self.blockLimit) where a.hasInitial || b.hasInitial {
          note(a.index, b.index)
        }
      }
    }
    return found.sorted().map { (Int($0 >> 32), Int($0 & 0xFFFF_FFFF)) }
  }
}
