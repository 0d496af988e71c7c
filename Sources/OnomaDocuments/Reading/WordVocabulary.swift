internal import OnomaNames
internal import OnomaText

/// The different words of the documents of a run, each analysed once.
///
/// A text repeats its words: a flat hash table over scalars finds the entry of a word without making a
/// string of it.
///
/// Not for two threads at once.
final class WordVocabulary {
  /// A word by itself.
  struct Entry {
    /// The word as written.
    let text: String
    /// The phrase key (``NameKey/foldPhrase(_:)``).
    let key: String
    /// The script of its first letter.
    let script: Script
    /// Whether its first letter is a capital.
    let isCapitalized: Bool
    /// Whether it has at least two letters and all are capitals.
    let isAllCapitals: Bool
    /// Whether any digit is in it.
    let hasDigit: Bool
  }

  private(set) var entries: [Entry] = []
  /// Whether each word is an abbreviation, as far as it was asked.
  private var abbreviations: [Bool?] = []
  private var scalars: [Unicode.Scalar] = []
  private var starts: [Int] = [0]
  /// One more than a word's number; 0 where a slot is free.
  private var slots = [UInt32](repeating: 0, count: 1 << 12)

  /// The number of a word.
  ///
  /// Complexity: O(length).
  func number(of word: ArraySlice<Unicode.Scalar>) -> Int {
    if entries.count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var slot = Self.hash(word) & mask
    while slots[slot] != 0 {
      let found = Int(slots[slot]) - 1
      let range = starts[found]..<starts[found + 1]
      if range.count == word.count, scalars[range].elementsEqual(word) { return found }
      slot = (slot + 1) & mask
    }
    slots[slot] = UInt32(entries.count + 1)
    scalars.append(contentsOf: word)
    starts.append(scalars.count)
    entries.append(Self.entry(word))
    return entries.count - 1
  }

  /// Whether a word's stop ends no sentence: a title's, or a month's.
  func isAbbreviation(_ word: Int) -> Bool {
    if word >= abbreviations.count {
      let missing = entries.count - abbreviations.count
      abbreviations.append(contentsOf: repeatElement(nil, count: missing))
    }
    if let known = abbreviations[word] { return known }
    let entry = entries[word]
    let isAbbreviation =
      NameWords.shipped.isHonorificForm(entry.text + ".")
      || LanguageWords.shipped.contains(entry.key, .month, language: nil)
        && entry.text.unicodeScalars.count <= 5
      || entry.key == "st"
    abbreviations[word] = isAbbreviation
    return isAbbreviation
  }

  private static func entry(_ word: ArraySlice<Unicode.Scalar>) -> Entry {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: word)
    let text = String(view)
    var capitals = 0
    var letters = 0
    var hasDigit = false
    var first: Unicode.Scalar?
    for scalar in word {
      let kind = ScalarClass(scalar)
      if kind.isLetter {
        letters += 1
        first = first ?? scalar
      }
      if kind == .upper { capitals += 1 }
      if kind == .digit { hasDigit = true }
    }
    return Entry(
      text: text, key: NameKey.foldPhrase(text),
      script: Script(of: first ?? word.first ?? " "),
      isCapitalized: word.first.map { ScalarClass($0) == .upper } ?? false,
      isAllCapitals: letters > 1 && capitals == letters, hasDigit: hasDigit)
  }

  private func grow() {
    let capacity = slots.count * 4
    slots = Array(repeating: 0, count: capacity)
    for word in entries.indices {
      var slot = Self.hash(scalars[starts[word]..<starts[word + 1]]) & (capacity - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = UInt32(word + 1)
    }
  }

  private static func hash(_ word: ArraySlice<Unicode.Scalar>) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for scalar in word { hash = (hash ^ UInt64(scalar.value)) &* 0xFF51_AFD7_ED55_8CCD }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
