/// What a position in a text counts.
public enum OffsetUnit: String, CaseIterable, Sendable {
  /// Unicode scalar values: what Python counts, and what Onoma counts unless asked otherwise.
  case scalar
  /// Bytes of UTF-8.
  case utf8
  /// UTF-16 code units: what JavaScript and Java count.
  case utf16

  /// How many units a scalar takes.
  @inlinable
  public func width(of scalar: Unicode.Scalar) -> Int {
    switch self {
    case .scalar: 1
    case .utf8: UTF8.width(scalar)
    case .utf16: UTF16.width(scalar)
    }
  }
}
