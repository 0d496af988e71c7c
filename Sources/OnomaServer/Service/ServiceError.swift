internal import Onoma

/// Why a request has no other answer, in the terms of HTTP.
///
/// The body is always `{"error":{"code":…,"message":…}}`. Codes are for programs and stay as they
/// are; messages are for people.
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
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case tooLarge = "too_large"
    case unsupportedMediaType = "unsupported_media_type"
    case internalError = "internal_error"
    case overloaded
    case storeUnavailable = "store_unavailable"

    /// The HTTP status.
    var status: Int {
      switch self {
      case .badRequest, .invalidUTF8, .invalidJSON, .missingField, .unknownField, .invalidValue,
        .unknownSystem, .notReversible:
        400
      case .notFound: 404
      case .methodNotAllowed: 405
      case .tooLarge: 413
      case .unsupportedMediaType: 415
      case .internalError: 500
      case .overloaded, .storeUnavailable: 503
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
    json.object { json in
      json.key("error")
      json.object { json in
        json.key("code")
        json.string(code.rawValue)
        json.key("message")
        json.string(message)
      }
    }
    return ServiceResponse(status: code.status, headers: headers, body: json.text + "\n")
  }
}
