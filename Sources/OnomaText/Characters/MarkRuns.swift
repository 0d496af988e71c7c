/// Puts long runs of combining marks in canonical order before ICU sees them.
///
/// ICU sorts marks by insertion, which costs the square of a run's length when they come in no order:
/// a name of a million marks would take hours. Sorting a run first changes nothing in the result
/// (canonical ordering, The Unicode Standard, D109) and takes linear time. Text of ordinary length
/// never comes here.
enum MarkRuns {
  /// The longest text that ICU may sort by itself, in UTF-16 units: about a tenth of a millisecond.
  private static let limit = 1024

  /// An equivalent of the text under the form whose marks are in order, or `nil` where the text has
  /// no run long enough to matter.
  ///
  /// Complexity: O(n).
  static func ordered(_ units: [UInt16], for form: NormalizationForm) -> [UInt16]? {
    guard units.count > limit, hasLongRun(units, form) else { return nil }
    var mapped: [UInt32: [(scalar: UInt32, order: UInt8)]] = [:]
    var result: [UInt16] = []
    result.reserveCapacity(units.count)
    var run: [(scalar: UInt32, order: UInt8)] = []
    forEachScalar(in: units) { scalar in
      let pieces: [(scalar: UInt32, order: UInt8)]
      if let known = mapped[scalar] {
        pieces = known
      } else {
        pieces = Self.pieces(of: scalar, form)
        mapped[scalar] = pieces
      }
      for piece in pieces {
        if piece.order == 0 {
          flush(&run, into: &result)
          append(piece.scalar, to: &result)
        } else {
          run.append(piece)
        }
      }
    }
    flush(&run, into: &result)
    return result
  }

  /// Whether some run without a normalization boundary is longer than the limit.
  private static func hasLongRun(_ units: [UInt16], _ form: NormalizationForm) -> Bool {
    var length = 0
    var longest = 0
    forEachScalar(in: units) { scalar in
      length = scalar < 0x80 || form.hasBoundary(before: scalar) ? 0 : length + 1
      longest = max(longest, length)
    }
    return longest > limit / 2
  }

  /// What a scalar decomposes to under the form, with combining classes.
  private static func pieces(
    of scalar: UInt32, _ form: NormalizationForm
  ) -> [(scalar: UInt32, order: UInt8)] {
    var units: [UInt16] = []
    append(scalar, to: &units)
    var pieces: [(scalar: UInt32, order: UInt8)] = []
    forEachScalar(in: NormalizationForm.nfd.icuNormalize(form.icuNormalize(units))) { piece in
      let order = Unicode.Scalar(piece)?.properties.canonicalCombiningClass.rawValue ?? 0
      pieces.append((piece, order))
    }
    return pieces
  }

  /// Writes a run by counting its classes: stable, and linear.
  private static func flush(
    _ run: inout [(scalar: UInt32, order: UInt8)], into result: inout [UInt16]
  ) {
    if run.count > 1 {
      var starts = [Int](repeating: 0, count: 257)
      for piece in run { starts[Int(piece.order) + 1] += 1 }
      for order in 1...256 { starts[order] += starts[order - 1] }
      var sorted = [UInt32](repeating: 0, count: run.count)
      for piece in run {
        sorted[starts[Int(piece.order)]] = piece.scalar
        starts[Int(piece.order)] += 1
      }
      for scalar in sorted { append(scalar, to: &result) }
    } else if let only = run.first {
      append(only.scalar, to: &result)
    }
    run.removeAll(keepingCapacity: true)
  }

  private static func append(_ scalar: UInt32, to units: inout [UInt16]) {
    if scalar < 0x10000 {
      units.append(UInt16(scalar))
    } else {
      units.append(UInt16(0xD7C0 + scalar >> 10))
      units.append(UInt16(0xDC00 + scalar & 0x3FF))
    }
  }

  private static func forEachScalar(in units: [UInt16], _ body: (UInt32) -> Void) {
    var index = 0
    while index < units.count {
      let unit = UInt32(units[index])
      index += 1
      if unit & 0xFC00 == 0xD800, index < units.count, units[index] & 0xFC00 == 0xDC00 {
        body(0x10000 + (unit & 0x3FF) << 10 + UInt32(units[index] & 0x3FF))
        index += 1
      } else {
        body(unit)
      }
    }
  }
}
