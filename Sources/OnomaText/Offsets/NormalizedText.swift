/// A text in a normalization form, with a way back from every position to the original.
///
/// The map is total and monotone: it goes segment by segment, where a segment is the text between two
/// normalization boundaries (UAX #15, section 9.1), so one normalized scalar leads to the whole
/// cluster that made it.
public struct NormalizedText: Sendable {
  /// The scalars in the normal form.
  public let scalars: [Unicode.Scalar]

  /// For every normalized scalar, where its segment starts in the original; one more at the end.
  private let starts: [Int]
  private let ends: [Int]
  private let originalCount: Int

  /// Normalizes scalars.
  ///
  /// Complexity: O(n) for text whose segments are short; a segment is at most as long as its run of
  /// combining marks.
  public init(_ original: some Collection<Unicode.Scalar>, form: NormalizationForm) {
    let original = Array(original)
    var scalars: [Unicode.Scalar] = []
    var starts: [Int] = []
    var ends: [Int] = []
    scalars.reserveCapacity(original.count)
    starts.reserveCapacity(original.count)
    ends.reserveCapacity(original.count)
    var start = 0
    while start < original.count {
      var end = start + 1
      while end < original.count, !form.hasBoundary(before: original[end].value) { end += 1 }
      let first = original[start]
      if end == start + 1, first.value < 0x80 {
        scalars.append(form == .nfkcCasefold ? first.lowercased : first)
        starts.append(start)
        ends.append(end)
      } else {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: original[start..<end])
        for scalar in form.normalize(String(view)).unicodeScalars {
          scalars.append(scalar)
          starts.append(start)
          ends.append(end)
        }
      }
      start = end
    }
    self.scalars = scalars
    self.starts = starts
    self.ends = ends
    originalCount = original.count
  }

  /// The normalized text.
  public var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The scalars of the original that a range of normalized scalars stands for.
  ///
  /// An empty range leads to an empty range. Complexity: O(1).
  public func originalRange(of range: Range<Int>) -> Range<Int> {
    guard let last = range.last else {
      let position = range.lowerBound < starts.count ? starts[range.lowerBound] : originalCount
      return position..<position
    }
    return starts[range.lowerBound]..<ends[last]
  }
}
