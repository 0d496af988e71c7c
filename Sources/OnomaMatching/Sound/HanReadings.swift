internal import OnomaText

/// How Han characters are read in the languages that write them
/// (`Data/matching/han-readings.tsv`, `Data/matching/han-spellings.tsv`).
struct HanReadings: Sendable {
  /// A way to read Han characters in Latin letters.
  enum Variety: UInt8, CaseIterable, Sendable {
    /// Standard Chinese in pinyin.
    case pinyin
    /// Standard Chinese in Wade–Giles without marks, as Taiwan and older books write names.
    case wadeGiles
    /// Cantonese as Hong Kong writes names.
    case cantonese
    /// The Sino-Japanese reading.
    case japanese
    /// The native Japanese reading.
    case japaneseNative
    /// The Sino-Vietnamese reading.
    case vietnamese
    /// Hokkien, Teochew, Hakka and others, as the Chinese of South-East Asia spell their names.
    case southern
  }

  private let lines: [UInt32: EmbeddedLine]
  private let southern: [UInt32: [String]]
  /// The syllables of pinyin, without tones, by their packed letters.
  private let pinyinSyllables: ChunkIndex

  /// The shipped readings.
  static let shipped = HanReadings()

  private init() {
    let table = EmbeddedLines("matching/han-readings.tsv")
    var lines: [UInt32: EmbeddedLine] = [:]
    lines.reserveCapacity(table.lines.count)
    var syllables = ChunkIndex()
    for line in table.lines.dropFirst() {
      guard let character = line.cell(0).unicodeScalars.first else { continue }
      lines[character.value] = line
      for reading in line.list(1) where reading.utf8.count <= Self.longestPinyin {
        _ = syllables.insert(LatinAlphabet.key(reading.utf8))
      }
    }
    self.lines = lines
    pinyinSyllables = syllables
    var southern: [UInt32: [String]] = [:]
    for line in EmbeddedLines("matching/han-spellings.tsv").lines.dropFirst() {
      guard let character = line.cell(0).unicodeScalars.first else { continue }
      for spelling in line.list(2) where southern[character.value]?.contains(spelling) != true {
        southern[character.value, default: []].append(spelling)
      }
    }
    self.southern = southern
  }

  /// The most letters of a syllable of pinyin.
  static let longestPinyin = 6

  /// Whether letters are one syllable of pinyin.
  ///
  /// Complexity: O(letters), of which there are at most ``longestPinyin``.
  func isPinyin(_ letters: ArraySlice<UInt8>) -> Bool {
    pinyinSyllables.find(LatinAlphabet.key(letters)) != nil
  }

  /// The readings of a character in Latin letters without tones, most usual first.
  ///
  /// Complexity: O(readings).
  func readings(of character: UInt32, _ variety: Variety) -> [String] {
    if variety == .southern { return southern[character] ?? [] }
    guard let line = lines[character] else { return [] }
    switch variety {
    case .pinyin: return line.list(1)
    case .wadeGiles: return line.list(1).map(Romanizations.wadeGiles(pinyin:))
    case .cantonese: return line.list(2).map(Romanizations.hongKong(jyutping:))
    case .japanese: return line.list(3)
    case .japaneseNative: return line.list(4)
    case .vietnamese: return line.list(6)
    case .southern: return []
    }
  }

  /// The Sino-Korean readings of a character, in Hangul.
  func korean(_ character: UInt32) -> [String] { lines[character]?.list(5) ?? [] }
}
