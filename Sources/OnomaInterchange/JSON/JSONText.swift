/// Writes JSON by hand, with keys in the order given: output must be the same bytes in every run, and
/// a coder's dictionaries promise no order.
public struct JSONText: Sendable {
  /// The JSON so far.
  public private(set) var text = ""
  private var needsComma = false

  /// Starts with nothing.
  public init() {}

  /// Writes an object whose members `body` writes.
  public mutating func object(_ body: (inout JSONText) -> Void) {
    bracket("{", "}", body)
  }

  /// Writes an array whose elements `body` writes.
  public mutating func array(_ body: (inout JSONText) -> Void) {
    bracket("[", "]", body)
  }

  /// Writes a member's name; its value must follow.
  public mutating func key(_ name: String) {
    string(name)
    text += ":"
    needsComma = false
  }

  /// Writes a string.
  public mutating func string(_ value: String) {
    comma()
    text += Self.quoted(value)
  }

  /// Writes a whole number.
  public mutating func number(_ value: Int) {
    comma()
    text += String(value)
  }

  /// Writes a number.
  ///
  /// Swift's shortest form is the same on every platform; JSON has no infinities, which become
  /// null.
  public mutating func number(_ value: Double) {
    comma()
    if !value.isFinite {
      text += "null"
    } else if value == value.rounded(), abs(value) < 1e15 {
      text += String(Int(value))
    } else {
      text += value.description
    }
  }

  /// Writes true or false.
  public mutating func boolean(_ value: Bool) {
    comma()
    text += value ? "true" : "false"
  }

  /// Writes a value that is JSON already.
  public mutating func raw(_ json: String) {
    comma()
    text += json
  }

  /// A string as JSON writes it (RFC 8259), quotation marks included.
  ///
  /// Controls, quotation marks and U+2028/2029, which end lines in JavaScript, are escaped, and so is
  /// U+FEFF, which some parsers drop.
  public static func quoted(_ value: String) -> String {
    var out = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private mutating func bracket(
    _ open: String, _ close: String, _ body: (inout JSONText) -> Void
  ) {
    comma()
    text += open
    needsComma = false
    body(&self)
    text += close
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { text += "," }
    needsComma = true
  }
}
