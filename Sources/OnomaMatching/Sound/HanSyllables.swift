internal import Synchronization

/// The readings of single Han characters, kept once they were asked for; for any thread.
///
/// A character is read in seven ways, and every name has several cuts that hold it.
final class HanSyllables: Sendable {
  /// How one character is read.
  struct Readings: Sendable {
    /// For each of ``HanReadings/Variety`` the readings by the numbers of their letters, most usual
    /// first.
    let spellings: [[[UInt8]]]
    /// The Sino-Korean reading, in Hangul.
    let korean: String?
  }

  /// The most readings of one variety that count.
  static let most = 4

  private let alphabet: LatinAlphabet
  private let known = Mutex<[UInt32: Readings]>([:])

  /// How many characters are kept, about 1 KB each.
  private static let limit = 4096

  /// Keeps readings in the letters of an alphabet.
  init(_ alphabet: LatinAlphabet) { self.alphabet = alphabet }

  /// How a character is read.
  func readings(of character: UInt32) -> Readings {
    if let readings = known.withLock({ $0[character] }) { return readings }
    let spellings = HanReadings.Variety.allCases.map { variety in
      HanReadings.shipped.readings(of: character, variety).prefix(Self.most).map {
        alphabet.units(of: SoundLetters.shipped.letters(of: $0, in: .latin))
      }
    }
    let readings = Readings(
      spellings: spellings, korean: HanReadings.shipped.korean(character).first)
    known.withLock {
      if $0.count >= Self.limit { $0.removeAll(keepingCapacity: true) }
      $0[character] = readings
    }
    return readings
  }
}
