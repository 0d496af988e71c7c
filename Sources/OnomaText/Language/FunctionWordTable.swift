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
      var hash = Hash()
      for letter in letters { hash.combine(letter) }
      var slot = hash.value & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(self.languages.count + 1)
      self.languages.append(languages)
      scalars += letters
      starts.append(scalars.count)
      longest = max(longest, letters.count)
    }
  }

  /// The hash of a word, which is taken while the word is read.
  struct Hash {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Adds a letter in lower case.
    mutating func combine(_ scalar: Unicode.Scalar) {
      state = (state ^ UInt64(scalar.value)) &* 0xFF51_AFD7_ED55_8CCD
    }

    var value: Int { Int(truncatingIfNeeded: (state ^ state >> 32) & 0x7FFF_FFFF) }
  }

  /// The languages, by index, in which a word belongs to the grammar when it is in lower case.
  ///
  /// - Parameter hash: That of the word in lower case.
  /// - Complexity: O(length).
  func languages(of word: UnsafeBufferPointer<Unicode.Scalar>, _ hash: Hash) -> [Int] {
    if word.count > longest { return [] }
    var slot = hash.value & (slots.count - 1)
    while slots[slot] != 0 {
      let found = Int(slots[slot]) - 1
      if isWord(found, word) { return languages[found] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return []
  }

  private func isWord(_ number: Int, _ word: UnsafeBufferPointer<Unicode.Scalar>) -> Bool {
    var place = starts[number]
    guard starts[number + 1] - place == word.count else { return false }
    for scalar in word {
      if scalars[place] != scalar.lowercased { return false }
      place += 1
    }
    return true
  }
}
