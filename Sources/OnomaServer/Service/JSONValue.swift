internal import Foundation
internal import Onoma

/// A JSON value of any kind, for requests whose members nest.
enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// How deep lists and objects may nest; no request of ours or of the clients needs a third of it.
  static let depthLimit = 32

  /// The text, if it is one.
  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The truth value, if it is one.
  var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// The whole number, if it is one, or a text that spells one.
  ///
  /// OpenRefine sends what a person typed into a form, so numbers arrive as texts.
  var wholeNumber: Int? {
    switch self {
    case .number(let value): Int(exactly: value)
    case .text(let text): Int(text)
    default: nil
    }
  }

  /// The elements, if it is a list.
  var list: [JSONValue]? { if case .list(let values) = self { values } else { nil } }

  /// The members, if it is an object.
  var object: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// A member of an object; `nil` where there is none or it is null.
  subscript(_ name: String) -> JSONValue? {
    guard let value = object?[name], value != .null else { return nil }
    return value
  }

  /// A scalar as a text, as property values are compared: `"1954"` for 1954.
  var scalarText: String? {
    switch self {
    case .text(let text): text
    case .number(let value):
      Int(exactly: value).map(String.init) ?? value.description
    case .boolean(let value): value ? "true" : "false"
    default: nil
    }
  }
}

extension JSONValue: Decodable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if decoder.codingPath.count > Self.depthLimit {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "it nests deeper than \(Self.depthLimit) levels")
    }
    do {
      self = .text(try container.decode(String.self))
      return
    } catch let error as DecodingError {
      // A text that is none, such as half a surrogate pair, is wrong JSON and not another kind.
      if case .dataCorrupted = error { throw error }
    }
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else {
      do { self = .list(try container.decode([JSONValue].self)) } catch DecodingError.typeMismatch {
        self = .object(try container.decode([String: JSONValue].self))
      }
    }
  }
}

// MARK: - Reading

extension JSONValue {
  /// Reads a JSON text (RFC 8259) in UTF-8.
  /// - Throws: `invalid_utf8` or `invalid_json`.
  init(json body: [UInt8], name: String = "the body") throws(ServiceError) {
    if let offset = body.withUnsafeBufferPointer({ UTF8Bytes.firstInvalidOffset(in: $0) }) {
      throw ServiceError(.invalidUTF8, "\(name) is no UTF-8 at byte \(offset)")
    }
    // JSON has no NUL; a decoder that guesses encodings would take one for half of UTF-16.
    if let offset = body.firstIndex(of: 0) {
      throw ServiceError(.invalidJSON, "\(name) is not JSON: byte \(offset) is NUL")
    }
    do {
      self = try JSONDecoder().decode(JSONValue.self, from: Data(body))
    } catch {
      throw ServiceError(.invalidJSON, "\(name) is not JSON" + Self.reason(error))
    }
  }

  /// Reads a JSON text in which a client put what it found in a cell, however broken that was.
  ///
  /// Half a surrogate pair becomes U+FFFD: one poisoned cell must not fail those beside it.
  init(repairing text: String, name: String) throws(ServiceError) {
    try self.init(json: Self.repaired(Array(text.utf8)), name: name)
  }

  /// What a decoder has to say about bytes that are no JSON.
  private static func reason(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error else { return "" }
    if let cause = context.underlyingError {
      let description = (cause as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
      return description.map { ": \($0)" } ?? ""
    }
    return context.debugDescription.hasPrefix("it nests") ? ": \(context.debugDescription)" : ""
  }

  /// The text with an escape of U+FFFD for every escape of half a surrogate pair.
  static func repaired(_ json: [UInt8]) -> [UInt8] {
    let backslash = UInt8(ascii: "\\")
    func unit(at index: Int) -> UInt16? {
      guard index + 6 <= json.count, json[index] == backslash, json[index + 1] == UInt8(ascii: "u")
      else { return nil }
      return UInt16(String(decoding: json[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
    guard json.contains(backslash) else { return json }
    var result: [UInt8] = []
    result.reserveCapacity(json.count)
    var index = 0
    while index < json.count {
      guard json[index] == backslash, index + 1 < json.count else {
        result.append(json[index])
        index += 1
        continue
      }
      let width: Int
      switch unit(at: index) {
      case .some(0xD800...0xDBFF):
        if case .some(0xDC00...0xDFFF) = unit(at: index + 6) {
          width = 12
        } else {
          result += Array(#"\ufffd"#.utf8)
          index += 6
          continue
        }
      case .some(0xDC00...0xDFFF):
        result += Array(#"\ufffd"#.utf8)
        index += 6
        continue
      case .some: width = 6
      case nil: width = 2
      }
      result += json[index..<(index + width)]
      index += width
    }
    return result
  }
}

extension JSONText {
  /// Writes a value; the members of objects by name, so that the same value is the same bytes.
  mutating func value(_ value: JSONValue) {
    switch value {
    case .null: number(Double.nan)
    case .boolean(let flag): boolean(flag)
    case .number(let value): number(value)
    case .text(let text): string(text)
    case .list(let values): array { json in for value in values { json.value(value) } }
    case .object(let members):
      object { json in
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
          json.key(name)
          json.value(value)
        }
      }
    }
  }

  /// Writes a member that is a text.
  mutating func member(_ name: String, _ text: String) {
    key(name)
    string(text)
  }

  /// Writes a member that is a whole number.
  mutating func member(_ name: String, _ value: Int) {
    key(name)
    number(value)
  }

  /// Writes a member that is true or false.
  mutating func member(_ name: String, _ value: Bool) {
    key(name)
    boolean(value)
  }

  /// Writes a member that is a list of texts.
  mutating func member(_ name: String, _ texts: some Sequence<String>) {
    key(name)
    array { json in for text in texts { json.string(text) } }
  }
}
