internal import OnomaMatching
internal import OnomaNames

/// Sorts full names into blocks, so that only names that may be one are compared.
///
/// Two names meet when two words of the one sound coarsely like two words of the other, in any order;
/// a name with an initial meets those whose given name may begin with it. In a block that is larger than
/// ``blockLimit`` more of the sounds must agree, and what is too large even so is compared only in part,
/// so that the work stays near linear for any text.
struct NameBlocks {
  private var blocks: [UInt64: [Int]] = [:]
  private var initials: [UInt64: [(index: Int, hasInitial: Bool)]] = [:]
  /// The sounds of each name's words.
  private var words: [Int: [[UInt8]]] = [:]
  private let sounds = NameSounds.shipped

  /// How many sounds of a word count in large blocks.
  private static let deep = 5
  /// How many names that follow a name in its block it is compared with.
  static let blockLimit = 64

  /// Adds a name.
  ///
  /// Names come in a fixed order, since that decides what a large block leaves out.
  mutating func insert(_ name: Name, _ index: Int) {
    let words = name.parts.filter { $0.role == .family || $0.role == .given }
      .map { sounds.sounds(of: $0.token.key) }
    for pair in keys(of: words, depth: 3) { blocks[pair, default: []].append(index) }
    self.words[index] = words
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

  /// The keys of every two words.
  private func keys(of words: [[UInt8]], depth: Int) -> Set<UInt64> {
    let keys = words.map { sounds.blockingKeys($0, depth: depth) }
    var pairs: Set<UInt64> = []
    for first in keys.indices {
      for second in keys.indices where second > first {
        for x in keys[first] {
          for y in keys[second] { pairs.insert(UInt64(min(x, y)) << 32 | UInt64(max(x, y))) }
        }
      }
    }
    return pairs
  }

  /// The names of large blocks, in order, by more of their sounds.
  private func deepBlocks() -> [UInt64: [Int]] {
    var names: Set<Int> = []
    for block in blocks.values where block.count > Self.blockLimit { names.formUnion(block) }
    var deep: [UInt64: [Int]] = [:]
    for name in names.sorted() {
      for key in keys(of: words[name] ?? [], depth: Self.deep) {
        deep[key, default: []].append(name)
      }
    }
    return deep
  }

  /// The pairs to compare, in order and without repeats.
  func pairs() -> [(Int, Int)] {
    var found: Set<UInt64> = []
    func note(_ a: Int, _ b: Int) {
      if a != b { found.insert(UInt64(min(a, b)) << 32 | UInt64(max(a, b))) }
    }
    let small = blocks.values.lazy.filter { $0.count <= Self.blockLimit }
    for blocks in [AnySequence(small), AnySequence(deepBlocks().values)] {
      for block in blocks {
        for (offset, a) in block.enumerated() {
          for b in block[(offset + 1)...].prefix(Self.blockLimit) { note(a, b) }
        }
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
