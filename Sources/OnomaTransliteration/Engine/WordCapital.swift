// Romanizations of scripts without case write names with capitals. Where a word starts is known only
// while the original is read: afterwards its letters look like any other Latin text. An article or a
// sign without case, such as the one for ayin, may stand before the letter that takes the capital.

/// Keeps track of whether the next letter starts a word.
struct WordCapital {
  /// Whether the next cased letter that is written is a capital.
  var isDue: Bool
  private let everyWord: Bool
  private let everyLetter: Bool

  init(_ capitalization: WordCapitalization) {
    isDue = if case .none = capitalization { false } else { true }
    everyWord = if case .words = capitalization { true } else { false }
    everyLetter = if case .all = capitalization { true } else { false }
  }

  /// 1 for a replacement in title case, 2 for one in capitals, 0 where it has no case.
  mutating func form(isCased: Bool) -> Int {
    if everyLetter { return 2 }
    guard isCased else { return 0 }
    isDue = false
    return 1
  }

  /// Takes notice of a scalar that passed through.
  mutating func pass(_ element: UInt32, _ table: RuleTableView) {
    if Self.isEdge(element, table) {
      if everyWord { isDue = Self.startsWord(after: element & RuleTable.scalarMask, isDue) }
    } else if !everyLetter {
      isDue = false
    }
  }

  /// Takes notice of a replacement, whose original ended with `element`.
  mutating func rewrite(_ element: UInt32, reference: UInt32, _ table: RuleTableView) {
    guard everyWord else { return }
    let length = Int(reference & 0xFF)
    if length > 0, table.targetBytes[Int(reference >> 8) + length - 1] == UInt8(ascii: " ") {
      isDue = true
    } else if Self.isEdge(element, table) {
      isDue = Self.startsWord(after: element & RuleTable.scalarMask, isDue)
    }
  }

  private static func isEdge(_ element: UInt32, _ table: RuleTableView) -> Bool {
    table.mask(element) >> UInt64(RuleTable.MaskBit.edge) & 1 == 1
  }

  private static func startsWord(after scalar: UInt32, _ isDue: Bool) -> Bool {
    switch scalar {
    // Hyphens, digits, and signs inside words.
    case 0x2D, 0x2010, 0x2011, 0x30...0x39: false
    case 0x200B...0x200F, 0xAD: isDue
    default: true
    }
  }
}
