/// Makes text that no careful author writes: whatever can break offsets, folding or a loop.
///
/// Everything comes from the seed, so a failing text can be made again.
public struct HostileText: Sendable {
  private var random: SplitMix64

  /// Starts a sequence of texts; equal seeds give equal texts.
  public init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A text of at most some scalars, mixed from every kind of hostility.
  ///
  /// Complexity: O(count).
  public mutating func text(upTo count: Int) -> String {
    var view = String.UnicodeScalarView()
    let length = random.next(below: count + 1)
    while view.count < length {
      view.append(contentsOf: piece().prefix(length - view.count))
    }
    return String(view)
  }

  /// Words of letters from one block each, between spaces: nearly a name.
  ///
  /// Complexity: O(words).
  public mutating func name(words: Int) -> String {
    var view = String.UnicodeScalarView()
    for word in 0..<words {
      if word > 0 { view.append(" ") }
      let block = random.pick(Self.blocks)
      for _ in 0...random.next(below: 9) { view.append(scalar(in: block)) }
    }
    return String(view)
  }

  /// Bytes that are mostly UTF-8, with ill-formed sequences among them.
  ///
  /// Complexity: O(count).
  public mutating func bytes(upTo count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    let length = random.next(below: count + 1)
    while bytes.count < length {
      switch random.next(below: 8) {
      case 0: bytes += random.pick(Self.illFormed)
      case 1: bytes.append(UInt8(truncatingIfNeeded: random.next()))
      default: bytes += piece().flatMap { Array(String($0).utf8) }
      }
    }
    return bytes
  }

  /// Byte sequences that are no UTF-8: overlong forms, surrogates, values above U+10FFFF, bytes that
  /// never occur, lone continuations and cut-off sequences (The Unicode Standard, table 3-7).
  public static let illFormed: [[UInt8]] = [
    [0x80], [0xBF], [0x80, 0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF],
    [0xE0, 0x9F, 0xBF], [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x8F, 0xBF, 0xBF], [0xC0, 0x80],
    [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
    [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xED, 0xA0, 0x80],
    [0xED, 0xAF, 0xBF], [0xED, 0xB0, 0x80], [0xED, 0xBF, 0xBF],
    [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
    [0xC3], [0xD0], [0xE2, 0x82], [0xE2], [0xF0, 0x9F, 0x98], [0xF0, 0x9F], [0xF0],
    [0xC3, 0x28], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xF0, 0x28, 0x8C, 0xBC],
    [0xF0, 0x90, 0x28, 0xBC], [0xF0, 0x90, 0x8C, 0x28], [0xC3, 0xC3, 0xA9],
  ]

  /// A letter of nearly every script in which names are written, and of some in which none are.
  public static let scripts: [(name: String, letters: ClosedRange<UInt32>)] = [
    ("Latin", 0x41...0x5A), ("Latin-1", 0xC0...0xD6), ("Latin Extended-A", 0x100...0x17F),
    ("Latin Extended-B", 0x180...0x24F), ("IPA", 0x250...0x2AF), ("Greek", 0x391...0x3A1),
    ("Greek Extended", 0x1F00...0x1F15), ("Cyrillic", 0x400...0x45F), ("Armenian", 0x531...0x556),
    ("Hebrew", 0x5D0...0x5EA), ("Arabic", 0x620...0x64A), ("Syriac", 0x710...0x72F),
    ("Thaana", 0x780...0x7A5), ("NKo", 0x7CA...0x7EA), ("Devanagari", 0x904...0x939),
    ("Bengali", 0x995...0x9A8), ("Gurmukhi", 0xA15...0xA28), ("Gujarati", 0xA95...0xAA8),
    ("Tamil", 0xBAE...0xBB9), ("Telugu", 0xC15...0xC28), ("Kannada", 0xC95...0xCA8),
    ("Malayalam", 0xD15...0xD28), ("Sinhala", 0xD9A...0xDB1), ("Thai", 0xE01...0xE30),
    ("Lao", 0xE94...0xE97), ("Tibetan", 0xF40...0xF47), ("Myanmar", 0x1000...0x1021),
    ("Georgian", 0x10D0...0x10F0), ("Mtavruli", 0x1C90...0x1CB0), ("Jamo", 0x1100...0x1112),
    ("Vowel jamo", 0x1161...0x1175), ("Ethiopic", 0x1200...0x1248), ("Cherokee", 0x13A0...0x13F4),
    ("Khmer", 0x1780...0x17B3), ("Mongolian", 0x1820...0x1842), ("Hiragana", 0x3041...0x3096),
    ("Katakana", 0x30A1...0x30FA), ("Bopomofo", 0x3105...0x312D), ("Han", 0x4E00...0x9FA5),
    ("Compatibility Han", 0xF900...0xFA0D), ("Hangul", 0xAC00...0xD7A3),
    ("Arabic ligatures", 0xFDF0...0xFDFB), ("Halfwidth", 0xFF66...0xFF9D),
    ("Fullwidth", 0xFF21...0xFF3A), ("Gothic", 0x10330...0x1034A),
    ("Deseret", 0x10400...0x1044F), ("Mathematical", 0x1D400...0x1D433),
    ("Han Extension B", 0x20000...0x2A6D6), ("Adlam", 0x1E900...0x1E943),
  ]

  private static let blocks = scripts.map(\.letters)
  /// Bidi controls, joiners, byte order mark, soft hyphen, variation selectors, tags.
  private static let invisible: [UInt32] = [
    0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060,
    0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF, 0xAD, 0x34F, 0x61C, 0x180E, 0xFE0E, 0xFE0F,
    0xE0020, 0xE0041, 0xE007F, 0xE0100, 0x115F, 0x1160, 0x3164,
  ]
  private static let controls: [UInt32] = [
    0, 1, 7, 8, 9, 0xA, 0xB, 0xC, 0xD, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xA0, 0x2028, 0x2029,
  ]
  /// Noncharacters, private use, unassigned, replacement.
  private static let outsiders: [UInt32] = [
    0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xE000, 0xF8FF, 0xF0000, 0x378, 0xFFFD, 0xFFFC,
  ]
  private static let punctuation: [UInt32] = [
    0x20, 0x20, 0x27, 0x2019, 0x2BC, 0x60, 0xB4, 0x2D, 0x2010, 0x2011, 0x2014, 0x2E, 0x2C, 0xB7,
    0x3B, 0x28, 0x29, 0x22, 0x3001, 0x30FB, 0x60C, 0x5BE, 0x5F3, 0x640, 0x24, 0x31, 0x39, 0x660,
    0x2160, 0x2460, 0x3000,
  ]
  /// Latin, Cyrillic and Greek letters that look alike.
  private static let homoglyphs: [UInt32] = Array(
    "aаαoоοpрρcсxхyуeеiіjјsѕAАΑBВΒEЕΕHНΗKКΚMМΜOОΟPРΡTТΤXХΧıİIl1ſßẞ".unicodeScalars.map(\.value))
  /// Letters whose decompositions, compositions or foldings take several scalars.
  private static let shifting: [UInt32] = [
    0x1E9E, 0xDF, 0x130, 0x131, 0x149, 0x1F0, 0x390, 0x3B0, 0x587, 0x1E96, 0x1F80, 0x1FB3, 0x1FFC,
    0xFB00, 0xFB03, 0xFB13, 0x344, 0x345, 0xF73, 0xF81, 0x958, 0x2126, 0x212A, 0x212B, 0x3C2,
    0x3A3, 0x1D15E, 0x2F800, 0xFDFA, 0x3200, 0x32FF, 0xFB1D, 0x9DC, 0xAC01, 0x1100, 0x1161,
    0x11A8, 0x0439, 0x045E, 0x0419, 0x1C4, 0x1C5, 0x140, 0x2057, 0xFF9E,
  ]

  private mutating func scalar(in range: ClosedRange<UInt32>) -> Unicode.Scalar {
    let value = range.lowerBound + UInt32(random.next(below: range.count))
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private mutating func scalar(of values: [UInt32]) -> Unicode.Scalar {
    Unicode.Scalar(random.pick(values)) ?? "\u{FFFD}"
  }

  private mutating func piece() -> [Unicode.Scalar] {
    switch random.next(below: 14) {
    case 0: [scalar(of: Self.invisible)]
    case 1: [scalar(of: Self.controls)]
    case 2: [scalar(of: Self.outsiders)]
    case 3, 4: [scalar(of: Self.punctuation)]
    case 5: (0...random.next(below: 4)).map { _ in scalar(of: Self.homoglyphs) }
    case 6: [scalar(of: Self.shifting)]
    case 7: flood(random.next(below: 40))
    case 8: [scalar(in: 0x1F300...0x1F64F), "\u{200D}", scalar(in: 0x1F300...0x1F64F)]
    case 9: [scalar(in: 0...0x10FFFF)]
    case 10: [scalar(in: 0x1F1E6...0x1F1FF), scalar(in: 0x1F1E6...0x1F1FF)]
    default: letters()
    }
  }

  private mutating func letters() -> [Unicode.Scalar] {
    let block = random.pick(Self.blocks)
    return (0...random.next(below: 6)).map { _ in scalar(in: block) }
  }

  /// Combining marks of several classes in no order.
  private mutating func flood(_ count: Int) -> [Unicode.Scalar] {
    let blocks: [ClosedRange<UInt32>] = [
      0x300...0x36F, 0x300...0x36F, 0x591...0x5BD, 0x64B...0x65F, 0x93C...0x94D, 0xE31...0xE3A,
      0x1AB0...0x1ABD, 0x20D0...0x20F0, 0x3099...0x309A, 0x1D165...0x1D169,
    ]
    return (0...count).map { _ in scalar(in: random.pick(blocks)) }
  }
}
