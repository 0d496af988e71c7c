internal import CICU

/// A Unicode normalization form (UAX #15), computed by ICU.
///
/// ICU's normalizers are immutable and shared by all threads without a lock.
public enum NormalizationForm: String, CaseIterable, Sendable {
  /// Canonical composition (`unorm2_getNFCInstance`).
  case nfc
  /// Canonical decomposition (`unorm2_getNFDInstance`).
  case nfd
  /// Compatibility composition (`unorm2_getNFKCInstance`).
  case nfkc
  /// Compatibility composition with case folding and default-ignorables removed
  /// (`unorm2_getNFKCCasefoldInstance`).
  case nfkcCasefold

  /// The text in this form.
  ///
  /// `NormalizationForm.nfkcCasefold.normalize("ＬＵＫÁŠ")` is `"lukáš"`. Text longer than
  /// 2^31 - 1 UTF-16 units is returned as it is. Complexity: O(n).
  public func normalize(_ text: String) -> String {
    if self != .nfkcCasefold, text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    let units = normalize(UTF16Text.units(text))
    return units.withUnsafeBufferPointer { UTF16Text.string($0) }
  }

  /// Whether the text is in this form already.
  ///
  /// Complexity: O(n).
  public func isNormalized(_ text: String) -> Bool {
    let units = UTF16Text.units(text)
    if let ordered = MarkRuns.ordered(units, for: self) { return icuNormalize(ordered) == units }
    return cicu_is_normalized(icu, units, Int32(clamping: units.count))
  }

  /// Whether text before this scalar never interacts with it under this form.
  ///
  /// Complexity: O(1).
  func hasBoundary(before scalar: UInt32) -> Bool {
    cicu_normalization_boundary_before(icu, scalar)
  }

  /// The UTF-16 units in this form; the input itself should ICU refuse it.
  func normalize(_ units: [UInt16]) -> [UInt16] {
    icuNormalize(MarkRuns.ordered(units, for: self) ?? units)
  }

  /// As ``normalize(_:)-([UInt16])``, with ICU alone: quadratic on long runs of unordered marks.
  func icuNormalize(_ units: [UInt16]) -> [UInt16] {
    guard units.count < Int(Int32.max) else { return units }
    let result = try? UTF16Text.filled(capacity: units.count + 16, "normalize") {
      target, capacity in
      var error: Int32 = 0
      let length = cicu_normalize(icu, units, Int32(units.count), target, capacity, &error)
      return (length, error)
    }
    return result ?? units
  }

  private var icu: cicu_form {
    switch self {
    case .nfc: CICU_NFC
    case .nfd: CICU_NFD
    case .nfkc: CICU_NFKC
    case .nfkcCasefold: CICU_NFKC_CASEFOLD
    }
  }
}
