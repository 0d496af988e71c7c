// What the engine reads of a table: addresses and numbers, nothing that is counted.
//
// A table of arrays costs an atomic count for every array that a call touches, and threads that share
// a table then wait for each other's counts. A view is copied and dropped for free.
//
// Arrays and spans check every index, which loops as short as the engine's feel. Buffer pointers check
// in debug builds alone, so the tests run with the checks and users without. What keeps each index in
// bounds is how `RuleTableCompiler` builds the arrays:
//
// - `heads` and `masks` have one entry for every symbol of an element, the fixed ones included, and
//   elements come from `pages` and `slowElement(_:astral:)` alone.
// - A head is zero, the place of a rule's forms in `targets`, or a range of `candidates`;
//   `RuleTable.ruleLimit` keeps both within its bits.
// - A candidate has as many `items` as it has places to test, and a rule has three `targets`; an item
//   below `RuleTable.classLimit` is a bit of a mask.
// - A target is a range of `targetBytes`, behind which eight more bytes can be read.
// - `pageStarts` has an entry for each 64 scalars of the BMP: -1, or where 64 entries of `pages`
//   start. The pages of ASCII are the first two.

/// The arrays of a compiled table, in memory that a `Pass` owns.
///
/// Valid as long as that pass.
struct RuleTableView: BitwiseCopyable {
  let pages: UnsafeBufferPointer<UInt32>
  let pageStarts: UnsafeBufferPointer<Int32>
  let heads: UnsafeBufferPointer<UInt32>
  let candidates: UnsafeBufferPointer<RuleTable.Candidate>
  let items: UnsafeBufferPointer<UInt16>
  let masks: UnsafeBufferPointer<UInt64>
  let targets: UnsafeBufferPointer<UInt32>
  let targetBytes: UnsafeBufferPointer<UInt8>
  /// The elements of known scalars outside the BMP, in the order of those scalars.
  let astral: UnsafeBufferPointer<UInt32>
  let traits: RuleTable.Traits

  /// The class bits of an element's symbol.
  @inline(__always)
  func mask(_ element: UInt32) -> UInt64 { masks[Int(element >> RuleTable.symbolShift)] }

  /// The element of any scalar.
  @inline(__always)
  func element(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x10000 { return element(page: Int(scalar >> 6), low: Int(scalar & 63)) }
    return Self.slowElement(scalar, astral: astral)
  }

  /// The element of the scalar `page` × 64 + `low`, for pages of the BMP.
  @inline(__always)
  func element(page: Int, low: Int) -> UInt32 {
    let start = pageStarts[page]
    if start >= 0 { return pages[Int(start) + low] }
    return Self.slowElement(UInt32(page << 6 | low), astral: astral)
  }

  /// The element of a scalar that is on no page.
  ///
  /// Complexity: O(log *n*) in the number of known scalars outside the BMP.
  @inline(never)
  private static func slowElement(
    _ scalar: UInt32, astral: UnsafeBufferPointer<UInt32>
  ) -> UInt32 {
    var low = 0
    var high = astral.count
    while low < high {
      let middle = (low + high) / 2
      if astral[middle] & RuleTable.scalarMask < scalar { low = middle + 1 } else { high = middle }
    }
    if low < astral.count, astral[low] & RuleTable.scalarMask == scalar { return astral[low] }
    return RuleTable.unknownElement(scalar)
  }
}
