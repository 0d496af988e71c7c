/// A script that has letters of its own in the sound model.
///
/// Each has a table of chunk probabilities against Latin letters, learned from name pairs.
public enum SoundScript: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
  /// Latin letters against Latin letters: the spellings of different languages.
  case latin
  /// Cyrillic, the letters of all languages brought to the Russian ones.
  case cyrillic
  /// Arabic, Persian and Urdu letters without vowel points.
  case arabic
  /// Hebrew letters without points.
  case hebrew
  /// Katakana; hiragana is read as katakana.
  case kana
  /// Hangul, taken apart into its letters.
  case hangul
  /// Han characters that spell foreign names and the names of China.
  case han
  /// Devanagari; the other scripts of India are read as Devanagari.
  case indic
  /// Every other script, in ICU's romanization.
  case romanized

  /// The code that files use: ISO 15924, and `Rom` for what is romanized.
  public var code: String {
    switch self {
    case .latin: "Latn"
    case .cyrillic: "Cyrl"
    case .arabic: "Arab"
    case .hebrew: "Hebr"
    case .kana: "Kana"
    case .hangul: "Hang"
    case .han: "Hani"
    case .indic: "Deva"
    case .romanized: "Rom"
    }
  }

  /// Takes a code, or gives `nil`.
  public init?(code: String) {
    guard let script = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = script
  }

  /// The most letters of this script in one chunk.
  var longestChunk: Int {
    switch self {
    case .han: 1
    case .latin: 3
    default: 2
    }
  }

  /// The most Latin letters that one chunk answers to.
  var longestLatinChunk: Int {
    switch self {
    case .han: 5
    case .kana: 4
    default: 3
    }
  }

  /// An edit ratio of its romanization and a Latin word below which the two are not compared.
  ///
  /// Measured on pairs of names: of the words that sound alike at most one in a hundred has less, and of the others a
  /// third to two thirds do. Romanizations without vowels and of syllables say too little for that.
  var leastEditRatio: Double {
    switch self {
    case .latin, .indic, .romanized: 0.34
    case .cyrillic, .arabic, .kana: 0.2
    case .hebrew, .hangul, .han: 0
    }
  }

  /// How often a letter must occur in the training pairs to be one.
  var fewestOccurrences: Int { self == .han ? 3 : 2 }

  /// Whether a chunk of these lengths, in this script and in Latin, may occur at all.
  func allows(_ native: Int, _ latin: Int) -> Bool {
    switch (native, latin) {
    case (0, 1), (1, 0): true
    case (0, _), (_, 0): false
    // Three letters for three say nothing that shorter chunks do not.
    case (3, 3): false
    default: native <= longestChunk && latin <= longestLatinChunk
    }
  }
}
