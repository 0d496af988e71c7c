/// How much the romanized letters of two names are alike.
struct SpellingMeasure {
  /// Jaro–Winkler similarity of the names, their words in alphabetical order.
  private(set) var jaroWinkler = 0.0
  /// The edit ratio of the names as they are or with their words in order, whichever is greater.
  private(set) var edits = 0.0
  /// The mean over the words of both of the similarity to the nearest word of the other.
  private(set) var words = 0.0

  /// The most letters of one name that count, and the most words.
  private static let letterLimit = 64
  private static let wordLimit = 12

  /// Measures two names.
  ///
  /// Complexity: O(words · letters), of at most 12 words and 64 letters.
  init(_ left: UnsafeBufferPointer<WordView>, _ right: UnsafeBufferPointer<WordView>) {
    let a = UnsafeBufferPointer(rebasing: left.prefix(Self.wordLimit))
    let b = UnsafeBufferPointer(rebasing: right.prefix(Self.wordLimit))
    if !a.contains(where: { $0.latin.plainCount > 0 }) { return }
    if !b.contains(where: { $0.latin.plainCount > 0 }) { return }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.memorySize) { memory in
      guard let start = memory.baseAddress else { return }
      let positions = StringSimilarity.Positions(start)
      let free = UnsafeMutableRawPointer(start + StringSimilarity.Positions.count)
      measureWords(a, b, positions, free.assumingMemoryBound(to: Double.self))
      measureWhole(a, b, positions, free.assumingMemoryBound(to: UInt8.self))
    }
  }

  /// Memory for the positions and either a number for each word or the letters of four lines.
  private static let memorySize =
    StringSimilarity.Positions.count + max(2 * wordLimit, 4 * letterLimit / 8)

  private mutating func measureWords(
    _ a: UnsafeBufferPointer<WordView>, _ b: UnsafeBufferPointer<WordView>,
    _ positions: StringSimilarity.Positions, _ best: UnsafeMutablePointer<Double>
  ) {
    best.update(repeating: 0, count: 2 * Self.wordLimit)
    for j in b.indices where b[j].latin.plainCount > 0 {
      positions.note(b[j].latin.letters)
      for i in a.indices {
        let alike = StringSimilarity.jaroWinkler(
          a[i].latin.letters, b[j].latin.letters, positions)
        if alike > best[i] { best[i] = alike }
        if alike > best[Self.wordLimit + j] { best[Self.wordLimit + j] = alike }
      }
    }
    var counted = 0.0
    var sum = 0.0
    for i in a.indices where a[i].latin.plainCount > 0 {
      counted += 1
      sum += best[i]
    }
    for j in b.indices where b[j].latin.plainCount > 0 {
      counted += 1
      sum += best[Self.wordLimit + j]
    }
    words = sum / counted
  }

  private mutating func measureWhole(
    _ a: UnsafeBufferPointer<WordView>, _ b: UnsafeBufferPointer<WordView>,
    _ positions: StringSimilarity.Positions, _ letters: UnsafeMutablePointer<UInt8>
  ) {
    let plainA = Self.write(a, to: letters, isSorted: false)
    let plainB = Self.write(b, to: letters + Self.letterLimit, isSorted: false)
    let sortedA = Self.write(a, to: letters + 2 * Self.letterLimit, isSorted: true)
    let sortedB = Self.write(b, to: letters + 3 * Self.letterLimit, isSorted: true)
    positions.note(plainB)
    let plain = StringSimilarity.editRatio(plainA, plainB, positions)
    positions.note(sortedB)
    edits = max(plain, StringSimilarity.editRatio(sortedA, sortedB, positions))
    jaroWinkler = StringSimilarity.jaroWinkler(sortedA, sortedB, positions)
  }

  /// Writes the words one behind the other.
  private static func write(
    _ words: UnsafeBufferPointer<WordView>, to start: UnsafeMutablePointer<UInt8>, isSorted: Bool
  ) -> UnsafeBufferPointer<UInt8> {
    var count = 0
    var written: UInt32 = 0
    for step in words.indices {
      var index = step
      if isSorted {
        // The least of the words that are left; names have few.
        index = -1
        for other in words.indices where written & 1 << UInt32(other) == 0 {
          if index < 0 || precedes(words[other].latin, words[index].latin) { index = other }
        }
      }
      written |= 1 << UInt32(index)
      let latin = words[index].latin
      for position in 0..<latin.plainCount where count < letterLimit {
        start[count] = latin.plain[position]
        count += 1
      }
    }
    return UnsafeBufferPointer(start: start, count: count)
  }

  private static func precedes(_ a: LatinView, _ b: LatinView) -> Bool {
    for index in 0..<min(a.plainCount, b.plainCount) where a.plain[index] != b.plain[index] {
      return a.plain[index] < b.plain[index]
    }
    return a.plainCount < b.plainCount
  }
}
