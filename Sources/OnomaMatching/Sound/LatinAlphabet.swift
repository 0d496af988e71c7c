/// The Latin letters of the sound model, numbered from 1, and how other letters become them.
struct LatinAlphabet: Sendable {
  /// The letters, in the order of their numbers.
  let letters: [UInt32]
  /// For each number the ASCII letters that its letter is without marks; none for 0.
  let plain: [[UInt8]]
  private let units: [UInt32: UInt8]

  /// Takes the letters that count as letters of their own; at most 255.
  init(_ letters: [UInt32]) {
    self.letters = letters
    var units: [UInt32: UInt8] = [:]
    for (index, letter) in letters.enumerated() { units[letter] = UInt8(index + 1) }
    self.units = units
    plain = [[]] + letters.map { SoundLetters.plain($0).map { UInt8($0) } }
  }

  /// The units of a word's letters: a letter with marks that is none of its own counts without them.
  ///
  /// Complexity: O(n).
  func units(of letters: [UInt32]) -> [UInt8] {
    var units: [UInt8] = []
    units.reserveCapacity(letters.count)
    for letter in letters {
      if let unit = self.units[letter] {
        units.append(unit)
      } else {
        for plain in SoundLetters.plain(letter) {
          if let unit = self.units[plain] { units.append(unit) }
        }
      }
    }
    return units
  }

  /// A chunk of units packed into a key above 0.
  static func key(_ units: some Sequence<UInt8>) -> UInt64 {
    var key: UInt64 = 1
    for unit in units { key = key << 8 | UInt64(unit) }
    return key
  }

  /// The units that a key was packed from.
  static func units(ofKey key: UInt64) -> [UInt8] {
    var units: [UInt8] = []
    var rest = key
    while rest > 1 {
      units.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
    return units.reversed()
  }
}
