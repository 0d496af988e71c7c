// The hot path: applies a compiled table to decoded elements.
//
// One pass from left to right. Contexts are tested on the source, never on what has been written, so
// a rule means the same wherever it stands; and every step consumes at least one element after a
// number of attempts bounded by the rules, so time is linear in the text.

/// Applies one compiled table to text.
struct RuleEngine {
  /// Rewrites `count` elements, which `table.traits.padding` edges surround, into `output`.
  static func rewrite(
    _ elements: UnsafePointer<UInt32>, count: Int, table: UnsafePointer<RuleTableView>,
    into output: inout OutputBuffer
  ) {
    // Two copies of one loop: text whose capitals follow the original pays nothing for the others.
    if case .none = table.pointee.traits.capitalization {
      run(elements, count: count, table: table, into: &output, capitalizes: false)
    } else {
      run(elements, count: count, table: table, into: &output, capitalizes: true)
    }
  }

  @inline(__always)
  private static func run(
    _ elements: UnsafePointer<UInt32>, count: Int, table: UnsafePointer<RuleTableView>,
    into output: inout OutputBuffer, capitalizes: Bool
  ) {
    // Addresses in local variables: the compiler cannot know that writing the output changes none.
    let view = table.pointee
    var capital = WordCapital(view.traits.capitalization)
    // The bytes end with eight spare ones, so there are always some.
    guard let bytes = view.targetBytes.baseAddress else { return }
    var cursor = output.cursor
    let outputEnd = output.end
    var at = elements
    let end = elements + count
    // `RuleTableView` says why every index into its arrays is in bounds. Elements are read around
    // `at` no further than the padding reaches.
    while at < end {
      if cursor >= outputEnd { cursor = output.flush(cursor) }
      let element = at.pointee
      let head = view.heads[Int(element >> RuleTable.symbolShift)]
      let target: Int
      var length = 1
      var startsWithCapital = element & RuleTable.capitalBit != 0
      if head & RuleTable.simpleBit != 0 {
        target = Int(head & ~RuleTable.simpleBit)
      } else if head != 0, let rule = firstMatch(head, at, table) {
        target = Int(rule.target)
        length = Int(rule.sourceCount)
        // A source may start with something caseless, such as an apostrophe.
        if length > 1, at[1] & RuleTable.capitalBit != 0, !isCased(element, view) {
          startsWithCapital = true
        }
      } else {
        OutputBuffer.write(scalar: element & RuleTable.scalarMask, at: &cursor)
        at += 1
        if capitalizes { capital.pass(element, view) }
        continue
      }
      // 0...2: which of the three forms of the replacement.
      var form = 0
      if startsWithCapital { form = caseOffset(at, length: length, table) }
      if capitalizes, capital.isDue {
        // A capital that the original has may ask for more than the start of a word does.
        let isCased = view.targets[target] != view.targets[target + 1]
        form = max(form, capital.form(isCased: isCased))
      }
      let reference = view.targets[target &+ form]
      OutputBuffer.write(
        bytes + Int(reference >> 8), length: Int(reference & 0xFF), at: &cursor)
      at += length
      if capitalizes { capital.rewrite(at[-1], reference: reference, view) }
    }
    _ = output.flush(cursor)
  }

  /// The first rule of a letter with several that applies.
  ///
  /// A function of its own, so that the loop around it, which most letters never leave, has the
  /// registers to itself.
  @inline(never)
  private static func firstMatch(
    _ head: UInt32, _ at: UnsafePointer<UInt32>, _ table: UnsafePointer<RuleTableView>
  ) -> RuleTable.Candidate? {
    let view = table.pointee
    let first = Int(head >> 10)
    for candidate in first..<first &+ Int(head & 1023) {
      let rule = view.candidates[candidate]
      // An edge matches no letter of a source, so the source ends with the text at the latest.
      if matches(rule, at, view) { return rule }
    }
    return nil
  }

  @inline(__always)
  private static func matches(
    _ rule: RuleTable.Candidate, _ at: UnsafePointer<UInt32>, _ view: RuleTableView
  ) -> Bool {
    var item = Int(rule.items)
    var position = 1
    // The rest of the source, then the left context outwards, then the right context.
    while position < Int(rule.sourceCount) {
      if !holds(view.items[item], at[position], view) { return false }
      item &+= 1
      position &+= 1
    }
    var left = 1
    while left <= Int(rule.leftCount) {
      if !holds(view.items[item], at[-left], view) { return false }
      item &+= 1
      left &+= 1
    }
    let end = position &+ Int(rule.rightCount)
    while position < end {
      if !holds(view.items[item], at[position], view) { return false }
      item &+= 1
      position &+= 1
    }
    return true
  }

  @inline(__always)
  private static func holds(_ item: UInt16, _ element: UInt32, _ view: RuleTableView) -> Bool {
    if Int(item) < RuleTable.classLimit { return view.mask(element) &>> UInt64(item) & 1 == 1 }
    return Int(element >> RuleTable.symbolShift) == Int(item) - RuleTable.classLimit
  }

  @inline(__always)
  private static func isCased(_ element: UInt32, _ view: RuleTableView) -> Bool {
    view.mask(element) >> UInt64(RuleTable.MaskBit.cased) & 1 == 1
  }

  /// 1 for title case, 2 for capitals: "Щ" is "Shch" in "Щука", "SHCH" in "ЩУКА".
  ///
  /// A lone capital follows the next letter; at the end of a word, the one before.
  @inline(never)
  private static func caseOffset(
    _ at: UnsafePointer<UInt32>, length: Int, _ table: UnsafePointer<RuleTableView>
  ) -> Int {
    let masks = table.pointee.masks
    func isLetter(_ element: UInt32) -> Bool {
      masks[Int(element >> RuleTable.symbolShift)] >> UInt64(RuleTable.MaskBit.letter) & 1 == 1
    }
    func isCapital(_ element: UInt32) -> Bool { element & RuleTable.capitalBit != 0 }
    for position in 1..<max(length, 1) where isLetter(at[position]) {
      if at[0] & RuleTable.capitalBit == 0 { continue }
      return isCapital(at[position]) ? 2 : 1
    }
    if table.pointee.traits.keepsTitleCase { return 1 }
    var next = at[length]
    // The padding holds at least one more edge behind an apostrophe at the very end.
    if Int(next >> RuleTable.symbolShift) == RuleTable.Symbol.apostrophe { next = at[length + 1] }
    if isLetter(next) { return isCapital(next) ? 2 : 1 }
    var previous = at[-1]
    if Int(previous >> RuleTable.symbolShift) == RuleTable.Symbol.apostrophe { previous = at[-2] }
    return isLetter(previous) && isCapital(previous) ? 2 : 1
  }
}
