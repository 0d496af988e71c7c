internal import CICU

/// The skeleton of a string under UTS #39: two strings with equal skeletons look alike.
///
/// `confusableSkeleton("Сole") == confusableSkeleton("Cole")` holds although the first begins with
/// a Cyrillic letter. A text with hundreds of marks on one letter is its own skeleton.
/// Complexity: O(n).
public func confusableSkeleton(_ text: String) -> String {
  ASCIISkeletons.shipped.skeleton(of: text) ?? skeletonByICU(text)
}

/// The skeletons of texts in ASCII, put together from those of their characters: half of all names, and
/// ICU opens its tables anew for each text.
private struct ASCIISkeletons: Sendable {
  static let shipped = ASCIISkeletons()

  /// The skeleton of each character; `nil` where it is not in ASCII, and may join its neighbours.
  private let characters: [[UInt8]?]

  private init() {
    characters = (UInt8(0)..<0x80).map { byte in
      let skeleton = Array(skeletonByICU(String(decoding: [byte], as: UTF8.self)).utf8)
      return skeleton.allSatisfy { $0 < 0x80 } ? skeleton : nil
    }
  }

  /// The skeleton of a text; `nil` where one of its characters has none here.
  func skeleton(of text: String) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
      guard byte < 0x80, let skeleton = characters[Int(byte)] else { return nil }
      bytes.append(contentsOf: skeleton)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The skeleton of any text, as ICU makes it.
func skeletonByICU(_ text: String) -> String {
  let units = UTF16Text.units(text)
  // ICU needs the square of the length for long runs of marks, and nothing looks like them.
  if MarkRuns.ordered(units, for: .nfd) != nil { return NormalizationForm.nfd.normalize(text) }
  let result = try? UTF16Text.filled(capacity: units.count + 16, "make skeleton") {
    target, capacity in
    var error: Int32 = 0
    let length = cicu_confusable_skeleton(
      units, Int32(clamping: units.count), target, capacity, &error)
    return (length, error)
  }
  guard let result else { return text }
  return result.withUnsafeBufferPointer { UTF16Text.string($0) }
}
