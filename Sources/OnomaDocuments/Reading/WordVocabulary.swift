internal import OnomaNames
internal import OnomaText

/// The different words of the documents of a run, each analysed once.
///
/// A text repeats its words: a flat hash table over scalars finds a word without making a string of it.
///
/// Not for two threads at once.
final class WordVocabulary {
  /// A word by itself.
  final class Word: Sendable {
    /// Its place in the vocabulary.
    let number: Int
    /// The word as written.
    let text: String
    /// The phrase key (``NameKey/foldPhrase(_:)``).
    let key: String
    /// A number for the key, which words of one key share.
    let keyNumber: UInt32
    /// How many scalars it has.
    let count: Int
    /// The script of its first letter.
    let script: Script
    /// Whether its first letter is a capital.
    let isCapitalized: Bool
    /// Whether it has at least two letters and all are capitals.
    let isAllCapitals: Bool
    /// Whether any digit is in it.
    let hasDigit: Bool
    /// Whether it ends with a stop, as acronyms do.
    let endsWithStop: Bool

    fileprivate init(
      _ word: ArraySlice<Unicode.Scalar>, text: String, key: String, number: Int,
      keyNumber: UInt32
    ) {
      self.number = number
      self.text = text
      self.key = key
      self.keyNumber = keyNumber
      count = word.count
      let table = ScalarTable.shared
      var capitals = 0
      var letters = 0
      var hasDigit = false
      var first: Unicode.Scalar?
      for scalar in word {
        let kind = table.kind(scalar)
        if kind.isLetter {
          letters += 1
          first = first ?? scalar
        }
        if kind == .upper { capitals += 1 }
        if kind == .digit { hasDigit = true }
      }
      script = table.script(first ?? word.first ?? " ")
      isCapitalized = word.first.map { table.kind($0) == .upper } ?? false
      isAllCapitals = letters > 1 && capitals == letters
      self.hasDigit = hasDigit
      endsWithStop = word.last == "."
    }
  }

  /// By number.
  private(set) var words: [Word] = []
  private var table = Table()
  private var keys = KeyTable(capacity: 1 << 12)
  /// Whether each word is an abbreviation, as far as it was asked.
  private var abbreviations: [Bool?] = []

  /// The word that scalars spell.
  ///
  /// Complexity: O(length).
  func word(_ scalars: ArraySlice<Unicode.Scalar>) -> Word {
    let number = table.number(of: scalars)
    if number < words.count { return words[number] }
    let text = SourceText.text(of: scalars)
    let key = NameKey.foldPhrase(text)
    let word = Word(
      scalars, text: text, key: key, number: number, keyNumber: UInt32(keys.insert(key)))
    words.append(word)
    return word
  }

  /// The number of a key that some word has.
  func number(ofKey key: String) -> UInt32? { keys.number(of: key).map { UInt32($0) } }

  /// Whether a word's stop ends no sentence: a title's, or a month's.
  func isAbbreviation(_ word: Word) -> Bool {
    if word.number >= abbreviations.count {
      let missing = words.count - abbreviations.count
      abbreviations.append(contentsOf: repeatElement(nil, count: missing))
    }
    if let known = abbreviations[word.number] { return known }
    let isAbbreviation =
      NameWords.shipped.isHonorificForm(word.text + ".")
      || LanguageWords.shipped.contains(word.key, .month, language: nil) && word.count <= 5
      || word.key == "st"
    abbreviations[word.number] = isAbbreviation
    return isAbbreviation
  }

  /// The scalars of the words, and where each stands.
  private struct Table {
    private var scalars: [Unicode.Scalar] = []
    private var starts: [Int] = [0]
    /// One more than a word's number, with the high half of its hash before it; 0 where a slot is free.
    private var slots = [UInt64](repeating: 0, count: 1 << 13)

    /// The number of a word, which is the next where it was not seen before.
    mutating func number(of word: ArraySlice<Unicode.Scalar>) -> Int {
      if starts.count * 2 >= slots.count { grow() }
      let hash = Self.hash(word)
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 {
        let found = slots[slot]
        if found >> 32 == hash >> 32 {
          let number = Int(found & 0xFFFF_FFFF) - 1
          if isWord(number, word) { return number }
        }
        slot = (slot + 1) & mask
      }
      slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(starts.count)
      scalars.append(contentsOf: word)
      starts.append(scalars.count)
      return starts.count - 2
    }

    private func isWord(_ number: Int, _ word: ArraySlice<Unicode.Scalar>) -> Bool {
      var place = starts[number]
      guard starts[number + 1] - place == word.count else { return false }
      for scalar in word {
        if scalars[place] != scalar { return false }
        place += 1
      }
      return true
    }

    private mutating func grow() {
      let capacity = slots.count * 4
      slots = Array(repeating: 0, count: capacity)
      for word in 0..<(starts.count - 1) {
        let hash = Self.hash(scalars[starts[word]..<starts[word + 1]])
        var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
        slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(word + 1)
      }
    }

    private static func hash(_ word: ArraySlice<Unicode.Scalar>) -> UInt64 {
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      for scalar in word { hash = (hash ^ UInt64(scalar.value)) &* 0xFF51_AFD7_ED55_8CCD }
      return hash ^ hash >> 29
    }
  }
}
