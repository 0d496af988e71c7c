internal import CICU

/// The skeleton of a string under UTS #39: two strings with equal skeletons look alike.
///
/// `confusableSkeleton("Сole") == confusableSkeleton("Cole")` holds although the first begins with
/// a Cyrillic letter. A text with hundreds of marks on one letter is its own skeleton.
/// Complexity: O(n).
public func confusableSkeleton(_ text: String) -> String {
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
