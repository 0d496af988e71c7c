/// A request, free of the framework that received it.
struct ServiceRequest: Sendable {
  /// The method, in capitals as HTTP writes it.
  var method: String
  /// The path as it was sent, with its escapes.
  var path: String
  /// The query as it was sent, with its escapes.
  var query: String?
  /// The header fields by name in small letters; the first where one comes twice.
  var headers: [String: String] = [:]
  /// The bytes of the body.
  var body: [UInt8] = []

  /// The value of `Content-Type`.
  var contentType: String? { headers["content-type"] }
  /// The value of `Content-Encoding`.
  var contentEncoding: String? { headers["content-encoding"] }

  /// The media type of the body in small letters, without parameters.
  var mediaType: String {
    let type = (contentType ?? "").prefix { $0 != ";" }
    return type.lowercased().filter { $0 != " " && $0 != "\t" }
  }
}

/// An answer, free of the framework that sends it.
struct ServiceResponse: Sendable {
  /// The HTTP status.
  var status = 200
  /// Headers beside those that every answer has.
  var headers: [(name: String, value: String)] = []
  /// The media type.
  var contentType = "application/json"
  /// A JSON text, or what the media type says.
  var body: String
}

/// What a browser may do with an answer (Content Security Policy, level 3).
enum ContentPolicy {
  /// Nothing: data is no page.
  static let data = "default-src 'none'; frame-ancestors 'none'"
  /// The page: its own scripts and styles, and requests to its own server.
  static let page =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  /// A preview, which OpenRefine shows in a frame: no scripts at all.
  static let preview =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    + "frame-ancestors *"
}
