internal import Onoma

/// Why a request has no other answer, in the terms of HTTP.
///
/// The body is always `{"error":{"code":…,"message":…},"detail":…}`. Codes are for programs and stay as
/// they are; messages are for people. `detail` is the message again, where clients of yente read it.
struct ServiceError: Error {
  /// What went wrong, with the status that says it.
  enum Code: String, CaseIterable {
    case badRequest = "bad_request"
    case invalidUTF8 = "invalid_utf8"
    case invalidJSON = "invalid_json"
    case missingField = "missing_field"
    case unknownField = "unknown_field"
    case invalidValue = "invalid_value"
    case unknownSystem = "unknown_system"
    case notReversible = "not_reversible"
    case unauthorized
    case forbidden
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case conflict
    case tooLarge = "too_large"
    case urlTooLong = "url_too_long"
    case headersTooLarge = "headers_too_large"
    case bodyTimeout = "body_timeout"
    case rateLimited = "rate_limited"
    case unsupportedMediaType = "unsupported_media_type"
    case internalError = "internal_error"
    case notEnabled = "not_enabled"
    case overloaded
    case answerTimeout = "answer_timeout"
    case storeUnavailable = "store_unavailable"

    /// The HTTP status.
    var status: Int {
      switch self {
      case .badRequest, .invalidUTF8, .invalidJSON, .missingField, .unknownField, .invalidValue,
        .unknownSystem, .notReversible:
        400
      case .unauthorized: 401
      case .forbidden: 403
      case .notFound, .notEnabled: 404
      case .methodNotAllowed: 405
      case .bodyTimeout: 408
      case .conflict: 409
      case .tooLarge: 413
      case .urlTooLong: 414
      case .unsupportedMediaType: 415
      case .rateLimited: 429
      case .headersTooLarge: 431
      case .internalError: 500
      case .overloaded, .answerTimeout, .storeUnavailable: 503
      }
    }
  }

  let code: Code
  let message: String
  var headers: [(name: String, value: String)] = []
  /// What the log says and the client is not told, such as a file's name.
  var detail: String?

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// An error of the layers below.
  init(_ error: any Error) {
    switch error {
    case let error as ServiceError: self = error
    case let error as TransliterationError where error.code != .malformedRules:
      self.init(
        error.code == .unknownSystem ? .unknownSystem : .notReversible, error.description)
    case let error as StoreError:
      self.init(.storeUnavailable, "the store cannot be read at the moment")
      headers = [("Retry-After", "5")]
      detail = error.description
    default:
      self.init(.internalError, "a fault of the server's own")
      detail = "\(error)"
    }
  }

  /// The error as the client gets it.
  var response: ServiceResponse {
    var json = JSONText()
    json.object { json in json.add(self) }
    return ServiceResponse(status: code.status, headers: headers, body: json.text + "\n")
  }
}

extension JSONText {
  /// Writes the members that tell an error, of a request or of one query of a batch.
  mutating func add(_ error: ServiceError) {
    key("error")
    object { json in
      json.member("code", error.code.rawValue)
      json.member("message", error.message)
    }
    member("detail", error.message)
  }
}
