/// A failure of this module: what went wrong, where, and a sentence about it.
///
/// Text never causes an error, since every string can be transliterated. Errors come from unknown
/// system IDs, from asking a system for a direction that it does not have, and from malformed rule
/// files.
public struct TransliterationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is, for programs.
  public enum Code: String, Sendable, Hashable {
    /// No system has the ID or alias that was asked for; `suggestions` holds close ones.
    case unknownSystem
    /// The system is not published in the direction that was asked for.
    case notReversible
    /// A rule file breaks the rule language; `file` and `line` say where.
    case malformedRules
  }

  /// What kind of failure it is.
  public let code: Code
  /// One sentence for a person, without the position.
  public let message: String
  /// The rule file, where one is at fault.
  public let file: String?
  /// The line of the rule file, counted from 1.
  public let line: Int?
  /// IDs close to the unknown one, the closest first.
  public let suggestions: [String]

  /// The position, where there is one, and the message.
  public var description: String {
    if let file, let line { return "\(file):\(line): \(message)" }
    if let file { return "\(file): \(message)" }
    return message
  }

  static func malformed(_ message: String, file: String, line: Int) -> Self {
    Self(code: .malformedRules, message: message, file: file, line: line, suggestions: [])
  }

  static func unknown(_ id: String, suggestions: [String]) -> Self {
    var message = "no romanization system is called \"\(id)\""
    if !suggestions.isEmpty { message += "; close: \(suggestions.joined(separator: ", "))" }
    return Self(
      code: .unknownSystem, message: message, file: nil, line: nil, suggestions: suggestions)
  }

  static func notReversible(_ id: String) -> Self {
    Self(
      code: .notReversible,
      message: "\"\(id)\" runs one way only: different originals share a spelling",
      file: nil, line: nil, suggestions: [])
  }
}
