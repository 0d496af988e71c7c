internal import CICU

/// A failure that ICU reported.
///
/// The code is ICU's own `UErrorCode`, kept as it is, so that nothing is lost and the ICU
/// documentation applies.
public struct ICUError: Error, Hashable, Sendable, CustomStringConvertible {
  /// ICU's `UErrorCode`; greater than 0.
  public let code: Int32

  /// What was being done, such as `open transliterator Any-Latin`.
  public let operation: String

  /// The code's name in ICU, such as `U_INVALID_ID`.
  public var name: String { String(cString: cicu_error_name(code)) }

  /// One sentence for a person.
  public var description: String { "ICU could not \(operation): \(name)" }

  /// Throws when `code` is a failure; warnings (negative codes) pass.
  static func check(_ code: Int32, _ operation: @autoclosure () -> String) throws(ICUError) {
    if code > 0 { throw ICUError(code: code, operation: operation()) }
  }
}

/// The versions of the Unicode library that this process runs on.
public enum ICUVersion {
  /// ICU's version, such as `72.1`.
  public static var library: String { String(cString: cicu_version()) }

  /// The version of the Unicode Standard that ICU implements, such as `15.0`.
  public static var unicode: String { String(cString: cicu_unicode_version()) }
}
