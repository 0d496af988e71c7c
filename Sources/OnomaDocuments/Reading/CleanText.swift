internal import OnomaText

/// A text as names are looked for in it: composed (NFC), and without the invisible characters that
/// stand inside and around words; with the way back to the text as it came.
///
/// What a reader cannot see must change no name: with this form that holds for every script by
/// construction, and no rule need know of soft hyphens or direction marks. The joiners U+200C and
/// U+200D stay, since Persian and the scripts of India spell with them.
struct CleanText: Sendable {
  /// The scalars that are left.
  let scalars: [Unicode.Scalar]
  /// For each of them, where what it stands for begins and ends in the text as it came.
  private let starts: [Int]
  private let ends: [Int]

  /// Cleans a text; `nil` where there is nothing to do.
  ///
  /// Complexity: O(n).
  init?(_ original: [Unicode.Scalar]) {
    var hasInvisible = false
    var hasMarks = false
    for scalar in original where scalar.value >= 0xAD {
      if Self.isRemoved(scalar) { hasInvisible = true }
      if !hasMarks, Self.mayCompose(scalar) { hasMarks = true }
    }
    if hasMarks {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: original)
      hasMarks = !NormalizationForm.nfc.isNormalized(String(view))
    }
    guard hasInvisible || hasMarks else { return nil }
    var visible: [Unicode.Scalar] = []
    var positions: [Int] = []
    visible.reserveCapacity(original.count)
    positions.reserveCapacity(original.count)
    for (position, scalar) in original.enumerated() where !Self.isRemoved(scalar) {
      visible.append(scalar)
      positions.append(position)
    }
    guard hasMarks else {
      scalars = visible
      starts = positions
      ends = positions.map { $0 + 1 }
      return
    }
    let composed = NormalizedText(visible, form: .nfc)
    let origins = composed.scalars.indices.map { composed.originalRange(of: $0..<($0 + 1)) }
    var scalars: [Unicode.Scalar] = []
    var starts: [Int] = []
    var ends: [Int] = []
    func add(_ scalar: Unicode.Scalar, _ origin: Range<Int>) {
      scalars.append(scalar)
      starts.append(positions[origin.lowerBound])
      ends.append(positions[origin.upperBound - 1] + 1)
    }
    var index = 0
    while index < origins.count {
      // What stands for the same characters goes together, and each of it stands for its own part: two
      // names next to each other must not overlap in the text as it came.
      var origin = origins[index]
      var next = index + 1
      while next < origins.count, origins[next].lowerBound < origin.upperBound {
        origin = origin.lowerBound..<max(origin.upperBound, origins[next].upperBound)
        next += 1
      }
      let rest = origin.count - (next - index)
      if rest >= 0 {
        for place in index..<next {
          let end = origin.lowerBound + rest + place - index + 1
          add(composed.scalars[place], (place == index ? origin.lowerBound : end - 1)..<end)
        }
      } else {
        // A character that Unicode only ever takes apart stays as it came.
        for position in origin { add(visible[position], position..<(position + 1)) }
      }
      index = next
    }
    self.scalars = scalars
    self.starts = starts
    self.ends = ends
  }

  /// The range of the text as it came that a range of the clean one stands for.
  ///
  /// Complexity: O(1).
  func original(_ range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return 0..<0 }
    return starts[range.lowerBound]..<max(ends[last], starts[range.lowerBound])
  }

  /// Whether a scalar may belong to one before it: a mark, or a part of a Korean syllable.
  private static func mayCompose(_ scalar: Unicode.Scalar) -> Bool {
    (0x1100...0x11FF).contains(scalar.value)
      || scalar.value >= 0x300 && ScalarClass(scalar) == .mark
  }

  /// Whether a scalar is invisible and no part of any word's spelling.
  private static func isRemoved(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF:
      true
    default: false
    }
  }
}
