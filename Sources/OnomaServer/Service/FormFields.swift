internal import Onoma

/// The parts of a query, or of a form's body: `a=1&b=%20` (the URL standard,
/// `application/x-www-form-urlencoded`).
enum FormFields {
  /// The fields by name.
  /// - Parameter repairing: Whether bytes that are no UTF-8 become U+FFFD instead of an error.
  /// - Throws: `bad_request` for a field given twice or a bad escape, `invalid_utf8`.
  static func read(
    _ text: String, repairing: Bool = false
  ) throws(ServiceError) -> [String: String] {
    var values: [String: String] = [:]
    for part in text.utf8.split(separator: UInt8(ascii: "&")) {
      let pair = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = try decoded(pair[0], plusIsSpace: true, repairing: repairing)
      let value =
        pair.count > 1 ? try decoded(pair[1], plusIsSpace: true, repairing: repairing) : ""
      guard values.updateValue(value, forKey: name) == nil else {
        throw ServiceError(.badRequest, "the field \"\(name.prefix(80))\" is given twice")
      }
    }
    return values
  }

  /// The values of a field that may be given more than once, in their order.
  static func all(_ name: String, in query: String?) throws(ServiceError) -> [String] {
    var values: [String] = []
    for part in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
      let pair = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count > 1, try decoded(pair[0], plusIsSpace: true) == name else { continue }
      values.append(try decoded(pair[1], plusIsSpace: true))
    }
    return values
  }

  /// A part of a URL without its escapes (RFC 3986, section 2.1).
  static func decoded(
    _ text: Substring.UTF8View, plusIsSpace: Bool, repairing: Bool = false
  ) throws(ServiceError) -> String {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexadecimal),
          let low = rest.popFirst().flatMap(hexadecimal)
        else { throw ServiceError(.badRequest, "the URL has a % without two digits") }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    if repairing { return String(decoding: bytes, as: UTF8.self) }
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw ServiceError(.invalidUTF8, "the URL is no UTF-8")
    }
    return decoded
  }

  /// A text as a segment of a URL's path (RFC 3986, section 3.3).
  static func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
