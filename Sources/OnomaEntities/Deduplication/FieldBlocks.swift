/// Pairs of records worth comparing because they have values in common.
///
/// Every field alone and every two fields together make blocks; a block of many records says little and
/// is left out, since whoever belongs together shares other values too.
struct FieldBlocks {
  /// The largest block of which all pairs are compared.
  static let blockLimit = 24
  /// The most pairs of fields that make blocks.
  private static let combinationLimit = 45
  /// The most pairs that one such block-making gives, and that all give together, a record.
  private static let pairsARecord = (one: 6, all: 24)

  /// The pairs, each once, in the order of their numbers.
  ///
  /// Complexity: O(f² n log n) for f fields and n records.
  static func pairs(_ fields: [FieldValues], count: Int, threads: Int) -> [UInt64] {
    var combinations: [(Int, Int)] = []
    for a in fields.indices {
      for b in a..<fields.count where fields[a].field.kind != .code || fields[b].field.kind != .code
      {
        combinations.append((a, b))
      }
    }
    if combinations.count > combinationLimit {
      combinations.removeSubrange(combinationLimit...)
    }
    let chosen = combinations
    let results = BlockResults<[UInt64]>(chosen.count, [])
    ParallelBlocks.run(chosen.count, threads: threads) { number in
      results[number] = block(fields[chosen[number].0], fields[chosen[number].1], count)
    }
    // The most telling first, as far as there is room: whoever belongs together shares more than one.
    var left = pairsARecord.all * count
    var pairs: [UInt64] = []
    for found in results.all.sorted(by: { $0.count < $1.count }) where found.count <= left {
      left -= found.count
      pairs += found
    }
    pairs.sort()
    var last = UInt64.max
    pairs.removeAll { pair in
      defer { last = pair }
      return pair == last
    }
    return pairs
  }

  private static func block(_ a: FieldValues, _ b: FieldValues, _ count: Int) -> [UInt64] {
    var keys: [(key: UInt64, node: UInt32)] = []
    for node in 0..<count where a.numbers[node] != 0 && b.numbers[node] != 0 {
      keys.append(
        (UInt64(a.numbers[node]) << 32 | UInt64(b.numbers[node]), UInt32(node)))
    }
    keys.sort { $0.key != $1.key ? $0.key < $1.key : $0.node < $1.node }
    var pairs: [UInt64] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].key == keys[start].key { end += 1 }
      if pairs.count > pairsARecord.one * count { return [] }
      if end - start > 1, end - start <= blockLimit {
        for first in start..<end {
          for second in (first + 1)..<end {
            pairs.append(UInt64(keys[first].node) << 32 | UInt64(keys[second].node))
          }
        }
      }
      start = end
    }
    return pairs
  }
}
