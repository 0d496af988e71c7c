internal import Onoma

/// What a request says: the members of a JSON object or the parts of a query, by name.
///
/// A handler takes the fields that it knows; ``finish()`` then refuses a request with others, since a
/// misspelt option that is silently ignored gives wrong answers.
struct RequestFields {
  private var values: [String: JSONValue]
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

  /// A whole number within bounds, or a default where it is missing.
  mutating func number(
    _ name: String, in range: ClosedRange<Int>, default standard: Int
  ) throws(ServiceError) -> Int {
    switch values.removeValue(forKey: name) {
    case nil, .null: return standard
    case .number(let value) where !isQuery && range.contains(Int(exactly: value) ?? .min):
      return Int(value)
    case .text(let text) where isQuery && range.contains(Int(text) ?? .min):
      return Int(text) ?? standard
    default:
      throw ServiceError(
        .invalidValue,
        "the field \"\(name)\" is no whole number from \(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// A number from 0 to 1, or a default where it is missing.
  mutating func probability(
    _ name: String, default standard: Double
  ) throws(ServiceError) -> Double {
    let value: Double?
    switch values.removeValue(forKey: name) {
    case nil, .null: return standard
    case .number(let number) where !isQuery: value = number
    case .text(let text) where isQuery: value = Double(text)
    default: value = nil
    }
    guard let value, (0...1).contains(value) else {
      throw ServiceError(.invalidValue, "the field \"\(name)\" is no number from 0 to 1")
    }
    return value
  }

  /// A value of any kind, or `nil` where it is missing or null.
  mutating func value(_ name: String) -> JSONValue? {
    let value = values.removeValue(forKey: name)
    return value == .null ? nil : value
  }

  /// Takes fields that mean nothing here and that a client of another service may send.
  mutating func ignore(_ names: String...) { for name in names { values[name] = nil } }

  /// Refuses fields that nobody took.
  func finish() throws(ServiceError) {
    guard let name = values.keys.min() else { return }
    throw ServiceError(.unknownField, "there is no field \"\(name.prefix(80))\" here")
  }

  // MARK: Reading

  /// Takes fields that have been read already.
  init(_ values: [String: JSONValue]) {
    self.values = values
    isQuery = false
  }

  /// Reads the members of a JSON object (RFC 8259).
  init(json body: [UInt8]) throws(ServiceError) {
    guard case .object(let members) = try JSONValue(json: body) else {
      throw ServiceError(.invalidJSON, "the body is not a JSON object")
    }
    self.init(members)
  }

  /// Reads the parts of a query, escaped as HTML forms do it.
  init(query: String?) throws(ServiceError) {
    isQuery = true
    values = try FormFields.read(query ?? "").mapValues(JSONValue.text)
  }
}
