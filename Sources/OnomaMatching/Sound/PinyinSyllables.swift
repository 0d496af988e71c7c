/// Whether Latin letters are syllables of Standard Chinese.
enum PinyinSyllables {
  /// Whether a word can be cut into just so many syllables of pinyin.
  ///
  /// `jinping` is two, `andersen` none. Complexity: O(letters).
  static func isSequence(_ letters: [UInt8], count: Int) -> Bool {
    guard letters.count <= HanReadings.longestPinyin * count, letters.count >= count else {
      return false
    }
    // reachable[i] holds, as bits, in how many syllables the first i letters can be read.
    var reachable = [UInt32](repeating: 0, count: letters.count + 1)
    reachable[0] = 1
    for start in letters.indices where reachable[start] != 0 {
      for length in 1...min(HanReadings.longestPinyin, letters.count - start) {
        if HanReadings.shipped.isPinyin(letters[start..<(start + length)]) {
          reachable[start + length] |= reachable[start] << 1
        }
      }
    }
    return count < 32 && reachable[letters.count] & (1 << UInt32(count)) != 0
  }
}
