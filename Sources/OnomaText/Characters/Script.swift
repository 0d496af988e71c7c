internal import CICU

/// A script by its ISO 15924 code, such as `Cyrl`.
public struct Script: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The code's four ASCII letters, most significant first.
  public let rawValue: UInt32

  /// Takes the code as a number.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Takes a four-letter ISO 15924 code; `nil` for anything else.
  ///
  /// `Script("Cyrl") == .cyrillic`.
  public init?(_ code: String) {
    guard code.utf8.count == 4, code.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    rawValue = code.utf8.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The script of a scalar (`uscript_getScript`).
  ///
  /// Complexity: O(1).
  public init(of scalar: Unicode.Scalar) { self = ScalarTable.shared.script(scalar) }

  /// The script of a scalar that ``ScalarTable`` does not hold.
  @usableFromInline
  init(other scalar: Unicode.Scalar) { self.init(icu: scalar.value) }

  /// The script by ICU.
  init(icu value: UInt32) { rawValue = cicu_script(value) }

  /// The four-letter code.
  public var description: String {
    String(
      decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: rawValue >> $0) }, as: UTF8.self)
  }

  /// By code, alphabetically.
  public static func < (a: Script, b: Script) -> Bool { a.rawValue < b.rawValue }

  /// Arabic.
  public static let arabic = Script(rawValue: 0x4172_6162)
  /// Armenian.
  public static let armenian = Script(rawValue: 0x4172_6D6E)
  /// Characters that belong to no script, such as digits and most punctuation.
  public static let common = Script(rawValue: 0x5A79_7979)
  /// Cyrillic.
  public static let cyrillic = Script(rawValue: 0x4379_726C)
  /// Devanagari.
  public static let devanagari = Script(rawValue: 0x4465_7661)
  /// Georgian.
  public static let georgian = Script(rawValue: 0x4765_6F72)
  /// Greek.
  public static let greek = Script(rawValue: 0x4772_656B)
  /// Han.
  public static let han = Script(rawValue: 0x4861_6E69)
  /// Hangul.
  public static let hangul = Script(rawValue: 0x4861_6E67)
  /// Hebrew.
  public static let hebrew = Script(rawValue: 0x4865_6272)
  /// Hiragana.
  public static let hiragana = Script(rawValue: 0x4869_7261)
  /// Characters that take the script of what they follow, such as combining accents.
  public static let inherited = Script(rawValue: 0x5A69_6E68)
  /// Katakana.
  public static let katakana = Script(rawValue: 0x4B61_6E61)
  /// Latin.
  public static let latin = Script(rawValue: 0x4C61_746E)
  /// Tamil.
  public static let tamil = Script(rawValue: 0x5461_6D6C)
  /// Thai.
  public static let thai = Script(rawValue: 0x5468_6169)

  /// Whether the script has upper and lower case in ordinary use.
  ///
  /// Georgian has capitals only for all-caps text, so it counts as caseless here.
  public var hasCase: Bool {
    self == .latin || self == .cyrillic || self == .greek || self == .armenian
  }

  /// Whether running text puts no spaces between words.
  public var isUnspaced: Bool {
    self == .han || self == .hiragana || self == .katakana || self == .thai
      || self == Self.khmer || self == Self.lao || self == Self.myanmar
  }

  private static let khmer = Script(rawValue: 0x4B68_6D72)
  private static let lao = Script(rawValue: 0x4C61_6F6F)
  private static let myanmar = Script(rawValue: 0x4D79_6D72)
}

/// A maximal run of characters in one script.
public struct ScriptRun: Hashable, Sendable {
  /// The run's script.
  public let script: Script
  /// Where it lies, in scalars from the start of the text.
  public let range: Range<Int>

  /// Splits text into runs.
  ///
  /// Common and inherited characters join the run before them, or the first real one at the start;
  /// text with no script at all is one run of ``Script/common``.
  ///
  /// The runs cover the text without gaps. Complexity: O(n).
  public static func runs(in text: some Sequence<Unicode.Scalar>) -> [ScriptRun] {
    var runs: [ScriptRun] = []
    var current: Script?
    var start = 0
    var position = 0
    for scalar in text {
      let script = Script(of: scalar)
      if script != .common, script != .inherited, script != current {
        if let current {
          runs.append(ScriptRun(script: current, range: start..<position))
          start = position
        }
        current = script
      }
      position += 1
    }
    if position > start {
      runs.append(ScriptRun(script: current ?? .common, range: start..<position))
    }
    return runs
  }
}
