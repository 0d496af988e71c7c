internal import OnomaText

/// What the characters of the common scripts fold to where nothing around them has a say in it.
///
/// A letter without a mark behind it always folds to the same letters, so that a name of such letters
/// folds one by one, and ICU, through whose normal forms ``NameKey`` otherwise goes, is asked about each
/// of them once. A text with any other character, such as a mark of its own, a vowel sign or an
/// invisible character, is left to the rules.
struct FoldTable: Sendable {
  /// The table of this process.
  static let shared = FoldTable()

  /// What each character below ``low`` and of Latin Extended Additional folds to: a scalar, ``dropped``,
  /// ``unsettled``, or the place of several with ``several`` added.
  private let folds: [UInt32]
  private let expansions: [[UInt8]]

  private static let low: UInt32 = 0x700
  private static let extended: Range<UInt32> = 0x1E00..<0x1F00
  private static let dropped = UInt32.max
  private static let unsettled = UInt32.max - 1
  private static let several: UInt32 = 1 << 31
  /// The most bytes that a byte of text folds to: `½` is `1⁄2`.
  private static let growth = 4

  private init() {
    var folds: [UInt32] = []
    var expansions: [[UInt8]] = []
    for value in [0..<Self.low, Self.extended].joined() {
      guard let scalar = Unicode.Scalar(value), Self.isSettled(scalar) else {
        folds.append(Self.unsettled)
        continue
      }
      let folded = NameKey.foldByRules(String(scalar))
      let scalars = folded.unicodeScalars
      if folded.utf8.count > Self.growth * UTF8.width(scalar) {
        folds.append(Self.unsettled)
        continue
      }
      if let first = scalars.first {
        if scalars.count == 1 {
          folds.append(first.value)
        } else {
          folds.append(Self.several | UInt32(expansions.count))
          expansions.append(Array(folded.utf8))
        }
      } else {
        folds.append(Self.dropped)
      }
    }
    self.folds = folds
    self.expansions = expansions
  }

  /// Whether a character stays by itself in every normal form: no mark, and nothing that begins with
  /// one or is a piece of a Hangul syllable.
  private static func isSettled(_ scalar: Unicode.Scalar) -> Bool {
    if ScalarClass(scalar) == .mark || NameKey.isUnsettled(scalar) { return false }
    let pieces = NormalizationForm.nfd.normalize(
      NormalizationForm.nfkcCasefold.normalize(String(scalar))
    ).unicodeScalars
    if let first = pieces.first, ScalarClass(first) == .mark { return false }
    return !pieces.contains { (0x1100...0x11FF).contains($0.value) }
  }

  /// Whether a character beyond the table folds to itself: Georgian letters, kana, the ideographs of
  /// Unicode's first block, Hangul syllables.
  private static func isItself(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x10D0...0x10FA, 0x3041...0x3096, 0x30A1...0x30FC, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
    default: false
    }
  }

  /// The key of a text, or `nil` where the rules have to make it.
  ///
  /// Complexity: O(n).
  func fold(_ text: String) -> String? {
    var text = text
    let folded: String?? = text.withUTF8 { bytes in
      // Small letters of ASCII fold to themselves.
      guard let start = bytes.firstIndex(where: { !(0x61...0x7A).contains($0) }) else {
        return nil
      }
      return .some(fold(bytes, from: start))
    }
    switch folded {
    case .none: return text
    case .some(let folded): return folded
    }
  }

  /// The key of bytes of which the first fold to themselves; `nil` where the rules have to make it.
  private func fold(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> String? {
    withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: start + (bytes.count - start) * Self.growth
    ) { key in
      for index in 0..<start { key[index] = bytes[index] }
      let target = UnsafeMutableBufferPointer(rebasing: key[...])
      var end = start
      var index = start
      while index < bytes.count {
        let (value, width) = UTF8Bytes.decode(bytes, at: index)
        index += width
        let fold: UInt32
        if value < Self.low {
          fold = folds[Int(value)]
        } else if Self.extended.contains(value) {
          fold = folds[Int(Self.low + value - Self.extended.lowerBound)]
        } else {
          fold = Self.isItself(value) ? value : Self.unsettled
        }
        if fold < Self.several {
          end += UTF8Bytes.write(fold, to: target, at: end)
        } else if fold == Self.unsettled {
          return nil
        } else if fold != Self.dropped {
          for byte in expansions[Int(fold ^ Self.several)] {
            target[end] = byte
            end += 1
          }
        }
      }
      return String(decoding: UnsafeBufferPointer(rebasing: target[..<end]), as: UTF8.self)
    }
  }
}
