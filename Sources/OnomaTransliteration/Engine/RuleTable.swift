// One pass of a system, compiled for the engine.
//
// Letters are numbered ("symbols") so that a rule never compares text: a two-stage table turns a
// scalar into a 32-bit element that holds its symbol, whether it is a capital, and the scalar
// itself for letters that pass through. Every context class owns one bit of a mask per symbol, so a
// context costs one load, one shift and one test for each of its places. A letter whose only rule
// has no context is answered without a loop.
//
// The limits below are what these encodings hold; the compiler reports a rule file that exceeds one.

/// A compiled rule table, as the compiler hands it over; the engine reads a `RuleTableView` of it.
struct RuleTable: Sendable {
  /// 10 bits of an element.
  static let symbolLimit = 1024
  /// Bits of a class mask.
  static let classLimit = 64
  /// Rules of one pass: what a head holds beside the count of its candidates and `simpleBit`.
  static let ruleLimit = 1 << 21
  static let longestSource = 16
  static let longestContext = 8
  /// Bytes; the length of a replacement is stored in 8 bits.
  static let longestTarget = 200
  static let apostrophes: Set<Unicode.Scalar> = [
    "'", "\u{2019}", "\u{2018}", "\u{2BC}", "\u{2B9}", "\u{2BB}", "`", "\u{B4}", "\u{2032}",
  ]

  /// Bits of an element: symbol in 22...31, capital in 21, scalar in 0...20.
  static let capitalBit: UInt32 = 1 << 21
  static let scalarMask: UInt32 = capitalBit - 1
  static let symbolShift: UInt32 = 22

  /// Symbols with a fixed meaning.
  ///
  /// From `first` on, a symbol is a letter that the rules name.
  enum Symbol {
    /// Whatever is no letter: spaces, digits, punctuation, the ends of the text.
    static let edge = 0
    /// A letter that the rules do not name.
    static let foreign = 1
    /// Any kind of apostrophe.
    static let apostrophe = 2
    /// A combining mark, or another scalar that composition changes, that the rules do not name.
    static let mark = 3
    /// A scalar that is deleted.
    static let ignored = 4
    static let first = 5
  }

  /// Bits of a mask that are not classes of the rule file.
  enum MaskBit {
    static let edge = 0
    static let letter = 1
    /// Letters that have capitals.
    static let cased = 2
    static let first = 3
  }

  /// A rule, as the engine tries it.
  struct Candidate: BitwiseCopyable, Sendable {
    /// Index into `items`: the source after its first symbol, then left (nearest first), then right.
    var items: Int32
    var sourceCount: UInt8
    var leftCount: UInt8
    var rightCount: UInt8
    /// Index into `targets`, times three.
    var target: Int32
  }

  /// What the engine must know of a table beside its arrays.
  struct Traits: BitwiseCopyable, Sendable {
    /// How many edges must stand before and after the text, so that no context reads outside it.
    var padding = 1
    /// Whether text in ASCII alone comes out as it is.
    var passesASCII = true
    /// Whether a capital becomes "Zh" even inside a word in capitals.
    var keepsTitleCase = false
    /// Which words of a script without case start with a capital.
    var capitalization = WordCapitalization.none
    /// Whether Hangul syllables are read as their letters, since rules name those.
    var decomposesHangul = false
    /// Whether the table reads original text, where an apostrophe is a letter only inside a word, and
    /// not a romanization, where it may stand for a letter at a word's end.
    var readsSourceScript = true
  }

  /// The elements of all scalars of the known pages, 64 to a page.
  var pages: [UInt32] = []
  /// For each 64 scalars of the BMP, the start of their page in `pages`, or -1.
  var pageStarts = [Int32](repeating: -1, count: 1024)
  /// The elements of known scalars outside the BMP, in the order of those scalars.
  var astral: [UInt32] = []
  /// The class bits of each symbol.
  var masks: [UInt64] = []
  /// For each symbol: 0 = passes through; `simpleBit | target` = one rule without context;
  /// otherwise `first candidate << 10 | count`.
  var heads: [UInt32] = []
  static let simpleBit: UInt32 = 1 << 31
  var candidates: [Candidate] = []
  /// A place to test: below `classLimit` a bit of the mask, else `symbol + classLimit`.
  var items: [UInt16] = []
  /// Three entries a rule (lower case, title case, capitals): offset in `targetBytes` << 8 | length.
  var targets: [UInt32] = []
  /// The replacements, with 8 spare bytes at the end so that 8 can always be loaded at once.
  var targetBytes: [UInt8] = []
  var traits = Traits()

  /// The elements of the scripts that most text is in, up to Arabic, where no rule names them.
  ///
  /// Every table starts from these, so that text in another script passes through fast.
  static let unknownCommonElements: [UInt32] = (0..<0x600).map(classify)

  /// The element of a scalar that no rule names.
  static func unknownElement(_ value: UInt32) -> UInt32 {
    if value < 0x600 { return unknownCommonElements[Int(value)] }
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
      return UInt32(Symbol.foreign) << symbolShift | value
    default: return classify(value)
    }
  }

  private static func classify(_ value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return value }
    if apostrophes.contains(scalar) { return UInt32(Symbol.apostrophe) << symbolShift | value }
    let properties = scalar.properties
    // A scalar that composition never gives, such as the oxia letters of Greek Extended, asks for
    // composition as a combining mark does.
    if properties.canonicalCombiningClass != .notReordered || properties.isFullCompositionExclusion
    {
      return UInt32(Symbol.mark) << symbolShift | value
    }
    guard properties.isAlphabetic else { return value }
    let isCapital = properties.isUppercase || properties.generalCategory == .titlecaseLetter
    return UInt32(Symbol.foreign) << symbolShift | (isCapital ? capitalBit : 0) | value
  }
}
