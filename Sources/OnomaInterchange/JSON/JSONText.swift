/// Writes JSON by hand, with keys in the order given: output must be the same bytes in every run, and
/// a coder's dictionaries promise no order.
public struct JSONText: Sendable {
  /// The JSON so far, as UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// The JSON so far.
  ///
  /// Complexity: O(length).
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Starts with nothing.
  public init() {}

  /// Writes an object whose members `body` writes.
  public mutating func object(_ body: (inout JSONText) -> Void) {
    bracket(0x7B, 0x7D, body)
  }

  /// Writes an array whose elements `body` writes.
  public mutating func array(_ body: (inout JSONText) -> Void) {
    bracket(0x5B, 0x5D, body)
  }

  /// Writes a member's name; its value must follow.
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Writes a string.
  public mutating func string(_ value: String) {
    comma()
    Self.appendQuoted(value, to: &bytes)
  }

  /// Writes a member that is a string.
  public mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// Writes a member that is a list of strings.
  public mutating func member(_ name: String, _ values: [String]) {
    key(name)
    array { json in for value in values { json.string(value) } }
  }

  /// Writes a whole number.
  public mutating func number(_ value: Int) {
    comma()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes a number.
  ///
  /// Swift's shortest form is the same on every platform; JSON has no infinities, which become
  /// null.
  public mutating func number(_ value: Double) {
    comma()
    let text =
      if !value.isFinite {
        "null"
      } else if value == value.rounded(), abs(value) < 1e15 {
        String(Int(value))
      } else {
        value.description
      }
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes true or false.
  public mutating func boolean(_ value: Bool) {
    comma()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes null.
  public mutating func null() {
    comma()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes a value that is JSON already.
  public mutating func raw(_ json: String) {
    comma()
    bytes.append(contentsOf: json.utf8)
  }

  /// A string as JSON writes it (RFC 8259), quotation marks included.
  ///
  /// Controls, quotation marks and U+2028/2029, which end lines in JavaScript, are escaped, and so is
  /// U+FEFF, which some parsers drop.
  public static func quoted(_ value: String) -> String {
    var bytes: [UInt8] = []
    appendQuoted(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func bracket(
    _ open: UInt8, _ close: UInt8, _ body: (inout JSONText) -> Void
  ) {
    comma()
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
  }

  // On bytes: an export of a million entities spends most of its time here.
  private static func appendQuoted(_ value: String, to bytes: inout [UInt8]) {
    var value = value
    bytes.append(0x22)
    value.withUTF8 { text in
      var plain = 0
      var index = 0
      while index < text.count {
        if isPlain(text[index]) {
          index += 1
          continue
        }
        let (escape, width) = escape(text, at: index)
        if let escape {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain..<index]))
          bytes.append(contentsOf: escape.utf8)
          plain = index + width
        }
        index += width
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain...]))
    }
    bytes.append(0x22)
  }

  /// Whether nothing that starts with a byte, or goes on with it, is escaped.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte < 0x80
      ? byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F
      : byte != 0xE2 && byte != 0xEF
  }

  /// How what starts at a byte is escaped, if it is, and how many bytes it has.
  private static func escape(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (String?, width: Int) {
    switch text[index] {
    case 0x22: return ("\\\"", 1)
    case 0x5C: return ("\\\\", 1)
    case 0x0A: return ("\\n", 1)
    case 0x0D: return ("\\r", 1)
    case 0x09: return ("\\t", 1)
    case let byte where byte < 0x20 || byte == 0x7F:
      return ("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16), 1)
    case 0xE2 where text.count > index + 2 && text[index + 1] == 0x80:
      switch text[index + 2] {
      case 0xA8: return ("\\u2028", 3)
      case 0xA9: return ("\\u2029", 3)
      default: return (nil, 3)
      }
    case 0xEF where text.count > index + 2 && text[index + 1] == 0xBB && text[index + 2] == 0xBF:
      return ("\\ufeff", 3)
    default: return (nil, 1)
    }
  }
}
