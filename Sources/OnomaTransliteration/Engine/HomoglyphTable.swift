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
  /// A Latin letter and its twin in the system's script.
  typealias Pair = (latin: Unicode.Scalar, own: Unicode.Scalar)

  /// From a Latin scalar to the element of its twin.
  private var twins: [UInt32: UInt32] = [:]
  /// From a scalar of the system's script to its Latin twin.
  private var latin: [UInt32: UInt32] = [:]

  /// Keeps the pairs (Latin, own script) whose own letter the table knows.
  init(pairs: [Pair], table: UnsafePointer<RuleTableView>) {
    for pair in pairs {
      let element = table.pointee.element(pair.own.value)
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
    _ elements: UnsafeMutablePointer<UInt32>, count: Int, table: UnsafePointer<RuleTableView>,
    report: (Int, UInt32) -> Void = { _, _ in }
  ) {
    guard !twins.isEmpty else { return }
    let masks = table.pointee.masks
    var start = 0
    while start < count {
      // Nearly every word is of one script, and asks for no twin.
      var end = start
      var hasLatin = false
      var hasOwn = false
      while end < count, Self.isWordElement(elements[end], masks) {
        if Self.isLatin(elements[end]) { hasLatin = true }
        if Self.isOwn(elements[end]) { hasOwn = true }
        end += 1
      }
      if hasLatin, hasOwn { repairWord(elements, start..<end, table: table, report: report) }
      start = end + 1
    }
  }

  /// Repairs a word that holds letters of both scripts.
  private func repairWord(
    _ elements: UnsafeMutablePointer<UInt32>, _ word: Range<Int>,
    table: UnsafePointer<RuleTableView>, report: (Int, UInt32) -> Void
  ) {
    func scalar(_ index: Int) -> UInt32 { elements[index] & RuleTable.scalarMask }
    let everyLatinHasTwin = word.allSatisfy { index in
      !Self.isLatin(elements[index]) || twins[scalar(index)] != nil
    }
    let everyOwnHasTwin = word.allSatisfy { index in
      !Self.isOwn(elements[index]) || latin[scalar(index)] != nil
    }
    guard everyLatinHasTwin || everyOwnHasTwin else { return }
    for index in word {
      if everyLatinHasTwin {
        guard Self.symbol(elements[index]) == RuleTable.Symbol.foreign,
          let twin = twins[scalar(index)]
        else { continue }
        elements[index] = twin
      } else {
        guard let twin = latin[scalar(index)] else { continue }
        elements[index] = table.pointee.element(twin)
      }
      report(index, scalar(index))
    }
  }

  private static func symbol(_ element: UInt32) -> Int { Int(element >> RuleTable.symbolShift) }

  private static func isLatin(_ element: UInt32) -> Bool {
    symbol(element) == RuleTable.Symbol.foreign && element & RuleTable.scalarMask < 0x250
  }

  private static func isOwn(_ element: UInt32) -> Bool {
    symbol(element) >= RuleTable.Symbol.first
  }

  private static func isWordElement(
    _ element: UInt32, _ masks: UnsafeBufferPointer<UInt64>
  ) -> Bool {
    symbol(element) == RuleTable.Symbol.apostrophe
      || masks[symbol(element)] >> UInt64(RuleTable.MaskBit.letter) & 1 == 1
  }
}
