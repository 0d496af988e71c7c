/// The words of the grammar of all languages, found by their scalars without a string being made.
///
/// Every word of every document is looked for when its language is guessed, so the words stand in one
/// flat hash table with open addressing.
struct FunctionWordTable: Sendable {
  private var slots: [UInt32]
  private var scalars: [Unicode.Scalar] = []
  private var starts: [Int] = [0]
  private var languages: [[Int]] = []
  private var longest = 0

  /// Takes words, each once, with the languages that have them.
  init(_ words: [(word: String, languages: [Int])]) {
    var size = 16
    while size < words.count * 3 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for (word, languages) in words {
      let letters = Array(word.unicodeScalars)
      var slot = Self.hash(letters[...]) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(self.languages.count + 1)
      self.languages.append(languages)
      scalars += letters
      starts.append(scalars.count)
      longest = max(longest, letters.count)
    }
  }

  /// The languages, by index, in which a lower-case word belongs to the grammar.
  ///
  /// Complexity: O(length).
  func languages(of word: ArraySlice<Unicode.Scalar>) -> [Int] {
    if word.count > longest { return [] }
    var slot = Self.hash(word) & (slots.count - 1)
    while slots[slot] != 0 {
      let found = Int(slots[slot]) - 1
      let range = starts[found]..<starts[found + 1]
      if range.count == word.count, scalars[range].elementsEqual(word) { return languages[found] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return []
  }

  private static func hash(_ word: ArraySlice<Unicode.Scalar>) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for scalar in word { hash = (hash ^ UInt64(scalar.value)) &* 0xFF51_AFD7_ED55_8CCD }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
