/// Decodes UTF-8 into the elements of a table: letters numbered, capitals marked, ignored scalars
/// dropped.
struct ElementDecoder {
  /// What the text holds beside plain letters of the system.
  struct Findings {
    var count = 0
    /// A letter that the rules do not name: reason to look for homoglyphs.
    var hasForeignLetter = false
    /// A letter that the rules name.
    var hasOwnLetter = false
    /// A combining mark: reason to compose the text first.
    var hasMark = false
    var hasApostrophe = false
  }

  /// Writes the elements of `input` to `output`, which holds at least `input.count` of them.
  ///
  /// Bytes that are no UTF-8 become U+FFFD, as in `String(decoding:as:)`, one for each byte.
  /// Complexity: O(*n*).
  static func decode(
    _ input: UnsafeBufferPointer<UInt8>, table: UnsafePointer<RuleTableView>,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Findings {
    let table = table.pointee
    let firstOwn = UInt32(RuleTable.Symbol.first) << RuleTable.symbolShift
    let decomposesHangul = table.traits.decomposesHangul
    // Lead bytes from 0xE1 on, before which a long form hides a short one, and up to the surrogates
    // of 0xED; a table for Korean leaves the syllables, from 0xEA on, to the long way.
    let threeByteLimit: UInt8 = decomposesHangul ? 0xEA : 0xED
    let count = input.count
    var written = 0
    var hasOwnLetter = false
    // A bit for each fixed symbol that was seen.
    var seen: UInt32 = 0
    // `RuleTableView` says why every index into its arrays is in bounds. A page is looked up only
    // with 5 or 10 bits, an entry in it with 6; bytes of `input` are read only below `count`. Each
    // element takes at least one byte of `input`, so `output` holds them all.
    var index = 0
    while index < count {
      let byte = input[index]
      let element: UInt32
      if byte < 0x80 {
        element = table.pages[Int(byte)]
        index &+= 1
      } else if byte >= 0xC2, byte < 0xE0, index &+ 1 < count, isTrail(input[index &+ 1]) {
        let page = Int(byte & 0x1F)
        element = table.element(page: page, low: Int(input[index &+ 1] & 0x3F))
        index &+= 2
      } else if byte > 0xE0, byte < threeByteLimit, index &+ 2 < count,
        isTrail(input[index &+ 1]), isTrail(input[index &+ 2])
      {
        let page = Int(byte & 0x0F) << 6 | Int(input[index &+ 1] & 0x3F)
        element = table.element(page: page, low: Int(input[index &+ 2] & 0x3F))
        index &+= 3
      } else {
        let scalar = longScalar(input, &index)
        if decomposesHangul, scalar >= Hangul.firstSyllable, scalar <= Hangul.lastSyllable {
          // A syllable has three bytes and at most three letters, so the output holds them.
          Hangul.decompose(scalar) { letter in
            output[written] = table.element(letter)
            written &+= 1
          }
          hasOwnLetter = true
          continue
        }
        element = table.element(scalar)
      }
      if element >= firstOwn {
        hasOwnLetter = true
      } else {
        let symbol = element >> RuleTable.symbolShift
        seen |= 1 &<< symbol
        if symbol == UInt32(RuleTable.Symbol.ignored) { continue }
      }
      output[written] = element
      written &+= 1
    }
    func hasSeen(_ symbol: Int) -> Bool { seen >> UInt32(symbol) & 1 == 1 }
    return Findings(
      count: written, hasForeignLetter: hasSeen(RuleTable.Symbol.foreign),
      hasOwnLetter: hasOwnLetter, hasMark: hasSeen(RuleTable.Symbol.mark),
      hasApostrophe: hasSeen(RuleTable.Symbol.apostrophe))
  }

  @inline(__always)
  private static func isTrail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Decodes a scalar of three or four bytes, or one ill-formed byte, and steps behind it.
  @inline(__always)
  private static func longScalar(
    _ input: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) -> UInt32 {
    let first = UInt32(input[index])
    let length = first >= 0xF0 ? 4 : 3
    guard first >= 0xE0, first < 0xF5, index + length <= input.count else {
      index += 1
      return 0xFFFD
    }
    var value = length == 4 ? first & 0x07 : first & 0x0F
    for offset in 1..<length {
      let byte = UInt32(input[index + offset])
      guard byte & 0xC0 == 0x80 else {
        index += 1
        return 0xFFFD
      }
      value = value << 6 | byte & 0x3F
    }
    let isShortest = length == 4 ? value >= 0x10000 && value <= 0x10FFFF : value >= 0x800
    guard isShortest, !(0xD800...0xDFFF).contains(value) else {
      index += 1
      return 0xFFFD
    }
    index += length
    return value
  }

  /// Turns apostrophes that are quotation marks, not parts of words, into edges.
  ///
  /// In a source script an apostrophe is a letter only between letters, of which one is the
  /// system's own: "O'Neil" keeps its apostrophe. The modifier letters U+02B9 to U+02BC are never
  /// quotation marks: a word may start with "ʹ" where that stands for a letter.
  static func demoteQuotationMarks(
    _ elements: UnsafeMutablePointer<UInt32>, count: Int, table: UnsafePointer<RuleTableView>
  ) {
    let masks = table.pointee.masks
    let readsSourceScript = table.pointee.traits.readsSourceScript
    func symbol(_ index: Int) -> Int {
      guard index >= 0, index < count else { return RuleTable.Symbol.edge }
      return Int(elements[index] >> RuleTable.symbolShift)
    }
    func isLetter(_ index: Int) -> Bool {
      masks[symbol(index)] >> UInt64(RuleTable.MaskBit.letter) & 1 == 1
    }
    for index in 0..<count where symbol(index) == RuleTable.Symbol.apostrophe {
      if (0x2B9...0x2BC).contains(elements[index] & RuleTable.scalarMask) { continue }
      let isOwn =
        !readsSourceScript || symbol(index - 1) >= RuleTable.Symbol.first
        || symbol(index + 1) >= RuleTable.Symbol.first
      if !isLetter(index - 1) || !isOwn || (readsSourceScript && !isLetter(index + 1)) {
        elements[index] &= RuleTable.scalarMask
      }
    }
  }
}
