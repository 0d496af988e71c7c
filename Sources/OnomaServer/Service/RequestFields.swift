internal import Foundation
internal import Onoma

/// What a request says: the members of a JSON object or the parts of a query, by name.
///
/// A handler takes the fields that it knows; ``finish()`` then refuses a request with others, since a
/// misspelt option that is silently ignored gives wrong answers.
struct RequestFields {
  /// A member's value, as far as routes need to tell kinds apart.
  private enum Value: Decodable {
    case text(String)
    case boolean(Bool)
    case null
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      do {
        self = .text(try container.decode(String.self))
      } catch let error as DecodingError {
        // A text that is none, such as half a surrogate pair, is wrong JSON and not another kind.
        if case .dataCorrupted = error { throw error }
        if container.decodeNil() {
          self = .null
        } else if let boolean = try? container.decode(Bool.self) {
          self = .boolean(boolean)
        } else {
          self = .other
        }
      }
    }
  }

  private var values: [String: Value]
  private let isQuery: Bool

  // MARK: Taking fields

  /// A text that must be there.
  mutating func text(_ name: String) throws(ServiceError) -> String {
    guard let text = try optionalText(name) else {
      throw ServiceError(.missingField, "the field \"\(name)\" is missing")
    }
    return text
  }

  /// A text, or `nil` where it is missing or null.
  mutating func optionalText(_ name: String) throws(ServiceError) -> String? {
    switch values.removeValue(forKey: name) {
    case .text(let text): return text
    case nil, .null: return nil
    default: throw ServiceError(.invalidValue, "the field \"\(name)\" is not a text")
    }
  }

  /// A truth value, false where it is missing or null; in a query `true` or `false`.
  mutating func flag(_ name: String) throws(ServiceError) -> Bool {
    switch values.removeValue(forKey: name) {
    case .boolean(let flag) where !isQuery: return flag
    case .text("true") where isQuery: return true
    case .text("false") where isQuery: return false
    case nil, .null: return false
    default: throw ServiceError(.invalidValue, "the field \"\(name)\" is neither true nor false")
    }
  }

  /// A text that is one of a few, or a default where it is missing.
  mutating func choice<Choice>(
    _ name: String, _ choices: KeyValuePairs<String, Choice>, default standard: Choice
  ) throws(ServiceError) -> Choice {
    guard let text = try optionalText(name) else { return standard }
    if let choice = choices.first(where: { $0.key == text }) { return choice.value }
    let names = choices.map(\.key).joined(separator: ", ")
    throw ServiceError(.invalidValue, "the field \"\(name)\" is none of \(names)")
  }

  /// Refuses fields that nobody took.
  func finish() throws(ServiceError) {
    guard let name = values.keys.min() else { return }
    throw ServiceError(.unknownField, "there is no field \"\(name.prefix(80))\" here")
  }

  // MARK: Reading

  /// Reads the members of a JSON object (RFC 8259).
  init(json body: [UInt8]) throws(ServiceError) {
    if let offset = body.withUnsafeBufferPointer({ UTF8Bytes.firstInvalidOffset(in: $0) }) {
      throw ServiceError(.invalidUTF8, "the body is no UTF-8 at byte \(offset)")
    }
    // JSON has no NUL; a decoder that guesses encodings would take one for half of UTF-16.
    if let offset = body.firstIndex(of: 0) {
      throw ServiceError(.invalidJSON, "the body is not JSON: byte \(offset) is NUL")
    }
    let decoder = JSONDecoder()
    do {
      values = try decoder.decode([String: Value].self, from: Data(body))
    } catch DecodingError.typeMismatch {
      throw ServiceError(.invalidJSON, "the body is not a JSON object")
    } catch {
      throw ServiceError(.invalidJSON, "the body is not JSON" + Self.reason(error))
    }
    isQuery = false
  }

  /// Reads the parts of a query, escaped as HTML forms do it.
  init(query: String?) throws(ServiceError) {
    values = [:]
    isQuery = true
    for part in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
      let pair = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = try Self.decoded(pair[0], plusIsSpace: true)
      let value = pair.count > 1 ? try Self.decoded(pair[1], plusIsSpace: true) : ""
      guard values.updateValue(.text(value), forKey: name) == nil else {
        throw ServiceError(.badRequest, "the field \"\(name.prefix(80))\" is given twice")
      }
    }
  }

  /// A part of a URL without its escapes (RFC 3986, section 2.1).
  static func decoded(
    _ text: Substring.UTF8View, plusIsSpace: Bool
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
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw ServiceError(.invalidUTF8, "the URL is no UTF-8")
    }
    return decoded
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// What a decoder has to say about bytes that are no JSON.
  private static func reason(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error,
      let cause = context.underlyingError
    else { return "" }
    let description = (cause as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
    return description.map { ": \($0)" } ?? ""
  }
}
