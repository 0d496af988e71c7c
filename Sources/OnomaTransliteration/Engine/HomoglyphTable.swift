// People type "Лукашэнкi" with a Latin i, because the keyboard at hand has no і. The table repairs
// that before anything else happens, word by word, and only where the word proves the intention: it
// must hold letters of both scripts, and every letter of the wrong one must have a twin.

/// A letter of the wrong script that was read as its twin.
public struct HomoglyphRepair: Sendable, Hashable {
  /// Where the letter starts in the text, in UTF-8 bytes.
  public let utf8Offset: Int
  /// The letter as written.
  public let original: Unicode.Scalar
  /// The letter as read.
  public let replacement: Unicode.Scalar
}

/// Letters that look alike in Latin and in the script of one system.
struct HomoglyphTable: Sendable {
  /// From a Latin scalar to the element of its twin.
  private var twins: [UInt32: UInt32] = [:]
  /// From a scalar of the system's script to its Latin twin.
  private var latin: [UInt32: UInt32] = [:]

  /// Keeps the pairs (Latin, own script) whose own letter the table knows.
  init(pairs: [(latin: Unicode.Scalar, own: Unicode.Scalar)], table: RuleTable) {
    for pair in pairs {
      let element = table.element(pair.own.value)
      guard element >> RuleTable.symbolShift >= UInt32(RuleTable.Symbol.first) else { continue }
      if twins[pair.latin.value] == nil { twins[pair.latin.value] = element }
      if latin[pair.own.value] == nil { latin[pair.own.value] = pair.latin.value }
    }
  }

  /// Repairs the words of `elements` in place and reports each change with its index.
  ///
  /// A word whose Latin letters all have twins is read in the system's script; otherwise a word
  /// whose own letters all have twins is read as Latin ("Lukаshenko" with one Cyrillic а).
  /// Complexity: O(*n*).
  func repair(
    _ elements: UnsafeMutablePointer<UInt32>, count: Int, table: borrowing RuleTable,
    report: (Int, UInt32) -> Void = { _, _ in }
  ) {
    guard !twins.isEmpty else { return }
    var start = 0
    while start < count {
      guard Self.isWordElement(elements[start], table) else {
        start += 1
        continue
      }
      var end = start
      var latinCount = 0
      var ownCount = 0
      var everyLatinHasTwin = true
      var everyOwnHasTwin = true
      while end < count, Self.isWordElement(elements[end], table) {
        let element = elements[end]
        let scalar = element & RuleTable.scalarMask
        let symbol = Int(element >> RuleTable.symbolShift)
        if symbol == RuleTable.Symbol.foreign, scalar < 0x250 {
          latinCount += 1
          if twins[scalar] == nil { everyLatinHasTwin = false }
        } else if symbol >= RuleTable.Symbol.first {
          ownCount += 1
          if latin[scalar] == nil { everyOwnHasTwin = false }
        }
        end += 1
      }
      if latinCount > 0, ownCount > 0, everyLatinHasTwin || everyOwnHasTwin {
        for index in start..<end {
          let element = elements[index]
          let scalar = element & RuleTable.scalarMask
          if everyLatinHasTwin {
            guard Int(element >> RuleTable.symbolShift) == RuleTable.Symbol.foreign,
              let twin = twins[scalar]
            else { continue }
            elements[index] = twin
          } else {
            guard let twin = latin[scalar] else { continue }
            elements[index] = table.element(twin)
          }
          report(index, elements[index] & RuleTable.scalarMask)
        }
      }
      start = end
    }
  }

  private static func isWordElement(_ element: UInt32, _ table: borrowing RuleTable) -> Bool {
    let symbol = Int(element >> RuleTable.symbolShift)
    if symbol == RuleTable.Symbol.apostrophe { return true }
    return table.masks[symbol] >> UInt64(RuleTable.MaskBit.letter) & 1 == 1
  }
}
