internal import CICU

/// Changes of letter case over whole strings, by ICU's full, language-aware mappings.
public enum CaseMapping: Sendable {
  /// Lower case (`u_strToLower`).
  case lower
  /// Upper case (`u_strToUpper`).
  case upper
  /// Title case, word by word (`u_strToTitle`).
  case title

  /// The text with its case changed by the rules of a language.
  ///
  /// `CaseMapping.lower.apply(to: "BİALİATSKİ", language: "tr")` is `"bialiatski"`.
  /// - Parameter language: A BCP 47 code; the empty string is the root locale.
  /// - Complexity: O(n).
  public func apply(to text: String, language: String = "") -> String {
    let units = UTF16Text.units(text)
    guard units.count < Int(Int32.max) else { return text }
    let result = try? UTF16Text.filled(capacity: units.count + 16, "change case") {
      target, capacity in
      var error: Int32 = 0
      let length = cicu_change_case(
        icu, language, units, Int32(units.count), target, capacity, &error)
      return (length, error)
    }
    guard let result else { return text }
    return result.withUnsafeBufferPointer { UTF16Text.string($0) }
  }

  private var icu: cicu_case {
    switch self {
    case .lower: CICU_LOWER
    case .upper: CICU_UPPER
    case .title: CICU_TITLE
    }
  }
}
