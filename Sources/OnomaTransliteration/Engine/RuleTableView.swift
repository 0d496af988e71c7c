// What the engine's loops read of a table.
//
// Arrays and spans check every index, which loops as short as these feel. Buffer pointers check in
// debug builds alone, so the tests run with the checks and users without. What keeps each index in
// bounds is how `RuleTableCompiler` builds the arrays:
//
// - `heads` and `masks` have one entry for every symbol of an element, the fixed ones included, and
//   elements come from `pages` and `RuleTable.slowElement(_:)` alone.
// - A head is zero, the place of a rule's forms in `targets`, or a range of `candidates`;
//   `RuleTable.ruleLimit` keeps both within its bits.
// - A candidate has as many `items` as it has places to test, and a rule has three `targets`; an item
//   below `RuleTable.classLimit` is a bit of a mask.
// - A target is a range of `targetBytes`, behind which eight more bytes can be read.
// - `pageStarts` has an entry for each 64 scalars of the BMP: -1, or where 64 entries of `pages`
//   start. The pages of ASCII are the first two.

/// The arrays of a `RuleTable`, valid inside `withView(_:)` only.
struct RuleTableView {
  let pages: UnsafeBufferPointer<UInt32>
  let pageStarts: UnsafeBufferPointer<Int32>
  let heads: UnsafeBufferPointer<UInt32>
  let candidates: UnsafeBufferPointer<RuleTable.Candidate>
  let items: UnsafeBufferPointer<UInt16>
  let masks: UnsafeBufferPointer<UInt64>
  let targets: UnsafeBufferPointer<UInt32>
  let targetBytes: UnsafeBufferPointer<UInt8>

  @inline(__always)
  func mask(_ element: UInt32) -> UInt64 { masks[Int(element >> RuleTable.symbolShift)] }
}

extension RuleTable {
  /// Calls `body` with the table's arrays, which must not leave it.
  @inline(__always)
  func withView(_ body: (RuleTableView) -> Void) {
    pages.withUnsafeBufferPointer { pages in
      pageStarts.withUnsafeBufferPointer { pageStarts in
        heads.withUnsafeBufferPointer { heads in
          candidates.withUnsafeBufferPointer { candidates in
            items.withUnsafeBufferPointer { items in
              masks.withUnsafeBufferPointer { masks in
                targets.withUnsafeBufferPointer { targets in
                  targetBytes.withUnsafeBufferPointer { targetBytes in
                    body(
                      RuleTableView(
                        pages: pages, pageStarts: pageStarts, heads: heads, candidates: candidates,
                        items: items, masks: masks, targets: targets, targetBytes: targetBytes))
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
