/// The sound of single words, for finding names in text.
public struct NameSounds: Sendable {
  private let alphabet = SoundAlphabet.shipped
  private let model = ChunkCostModel.shipped

  /// The shipped sounds.
  public static let shipped = NameSounds()

  /// The sounds of a word by its ``NameKey``, as letters a to z; empty where its script has no
  /// reading.
  ///
  /// Complexity: O(n).
  public func sounds(of key: String) -> [UInt8] { alphabet.sounds(of: key) }

  /// The log-odds that two words are spellings of one, by sound alone.
  public func logOdds(_ a: [UInt8], _ b: [UInt8]) -> Double { model.logOdds(a, b) }

  /// The log-odds that two words are spellings of one where they are more than a bound, and negative
  /// infinity where they are not; far quicker for words that are unlike.
  public func logOdds(_ a: [UInt8], _ b: [UInt8], above least: Double) -> Double {
    model.logOdds(a, b, above: least)
  }

  /// Coarse keys of a word's sound: words that are spellings of one share one nearly always.
  ///
  /// A key holds the classes of the first consonants; a letter that may belong to two classes gives two
  /// keys, and so does one that is dropped easily (h, v).
  /// - Parameter depth: How many consonants count, from 1 to 6: the more, the fewer words share a key.
  public func blockingKeys(_ sounds: [UInt8], depth: Int = 3) -> [UInt32] {
    let full = UInt32(1) << UInt32(3 * (depth - 1))
    var keys: Set<UInt32> = [0]
    for letter in sounds {
      let classes = Self.classes(letter)
      if classes.isEmpty { continue }
      keys = Set(
        keys.flatMap { key in
          // A class that repeats the one before is the same sound.
          key >= full ? [key] : classes.map { $0 == 0 || key & 7 == $0 ? key : key << 3 | $0 }
        })
      if keys.allSatisfy({ $0 >= full }) { break }
    }
    return keys.sorted()
  }

  /// The classes of a letter: lips 1, tongue and teeth 2, back of the mouth 3, liquids 4, nasals 5;
  /// 0 is a letter that may be silent.
  private static func classes(_ letter: UInt8) -> [UInt32] {
    switch letter {
    case 0x62, 0x66, 0x70: [1]
    case 0x76, 0x77: [0, 1]
    case 0x64, 0x73, 0x74, 0x7A: [2]
    case 0x63: [2, 3]
    case 0x6A: [0, 2, 3]
    case 0x67, 0x6B, 0x71, 0x78: [3]
    case 0x68: [0, 3]
    case 0x6C, 0x72: [4]
    case 0x6D, 0x6E: [5]
    default: []
    }
  }
}
