/// A request, free of the framework that received it.
struct ServiceRequest: Sendable {
  /// The method, in capitals as HTTP writes it.
  var method: String
  /// The path as it was sent, with its escapes.
  var path: String
  /// The query as it was sent, with its escapes.
  var query: String?
  /// The value of `Content-Type`.
  var contentType: String?
  /// The value of `Content-Encoding`.
  var contentEncoding: String?
  /// The bytes of the body.
  var body: [UInt8] = []
}

/// An answer, free of the framework that sends it.
struct ServiceResponse: Sendable {
  /// The HTTP status.
  var status = 200
  /// Headers beside those that every answer has.
  var headers: [(name: String, value: String)] = []
  /// A JSON text.
  var body: String
}
