internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// Brings requests from Hummingbird to the routes and answers back; the one place that knows both.
struct ServiceResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let table: RouteTable
  let queue: WorkQueue
  let metrics: ServerMetrics
  /// When bodies must have arrived.
  let deadlines: Deadlines

  private var options: ServerOptions { table.options }

  /// What came of finding a request's route, for the log and the headers.
  private struct Finding {
    var route: Route?
    var client: String?
  }

  @Sendable
  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    let start = ContinuousClock.now
    metrics.begin()
    var finding = Finding()
    var failure: ServiceError?
    var answer: ServiceResponse
    do {
      answer = try await self.answer(to: request, &finding)
    } catch {
      let error = ServiceError(error)
      failure = error
      answer = error.response
    }
    let seconds = start.duration(to: .now) / .seconds(1)
    let path = finding.route?.path ?? "none"
    let method = Self.known(request.method)
    metrics.end(route: path, method: method, status: answer.status, seconds: seconds)
    // Only the route's pattern is logged: the rest of a URL, and the body, hold people's names.
    var metadata: Logger.Metadata = [
      "method": "\(method)", "route": "\(path)", "status": "\(answer.status)",
      "bytes": "\(answer.body.utf8.count)",
      "milliseconds": "\((seconds * 1_000_000).rounded() / 1_000)",
    ]
    if let client = finding.client { metadata["client"] = "\(client)" }
    if let failure { metadata["error"] = "\(failure.code.rawValue)" }
    if let detail = failure?.detail { metadata["detail"] = "\(detail)" }
    context.logger.log(
      level: answer.status >= 500 ? .error : .info, "request", metadata: metadata)
    return response(answer, to: request, finding.route)
  }

  private func answer(
    to request: Request, _ finding: inout Finding
  ) async throws -> ServiceResponse {
    if request.uri.string.utf8.count > options.urlLimit {
      throw ServiceError(.urlTooLong, "the URL is longer than \(options.urlLimit) bytes")
    }
    var asked = ServiceRequest(
      method: request.method.rawValue, path: request.uri.path, query: request.uri.query)
    var headerBytes = 0
    for field in request.headers {
      headerBytes += field.name.rawName.utf8.count + field.value.utf8.count + 4
      let name = field.name.canonicalName
      if asked.headers[name] == nil { asked.headers[name] = field.value }
    }
    asked.headers["host"] = request.head.authority
    if headerBytes > options.headerLimit {
      throw ServiceError(
        .headersTooLarge, "the header fields have more than \(options.headerLimit) bytes")
    }
    let found = try table.route(of: asked)
    finding.route = found.route
    finding.client = try table.gate.admit(asked, to: found.route)
    asked.body = try await body(of: request)
    if found.route.traits.contains(.immediate) {
      return try table.run(found.route, found.parameters, on: asked)
    }
    return try await queue.run { [asked] in
      try table.run(found.route, found.parameters, on: asked)
    }
  }

  /// The body, as far as it may go and as long as it may take.
  private func body(of request: Request) async throws -> [UInt8] {
    let limit = options.bodyLimit
    let tooLarge = ServiceError(.tooLarge, "the body is larger than \(limit) bytes")
    if let announced = request.headers[.contentLength].flatMap({ Int($0) }) {
      if announced > limit { throw tooLarge }
      if announced == 0 { return [] }
    } else if request.headers[.transferEncoding] == nil {
      return []
    }
    let body = request.body
    let arrival = Task {
      var bytes: [UInt8] = []
      for try await buffer in body {
        if bytes.count + buffer.readableBytes > limit { throw tooLarge }
        bytes.append(contentsOf: buffer.readableBytesView)
      }
      // A body whose reading was given up ends as if it were whole.
      try Task.checkCancellation()
      return bytes
    }
    return try await withTaskCancellationHandler {
      try await deadlines.run(orElse: { arrival.cancel() }) {
        do {
          return try await arrival.value
        } catch is CancellationError {
          throw ServiceError(
            .bodyTimeout, "the body took more than \(options.bodyTimeout) seconds to arrive")
        }
      }
    } onCancel: {
      arrival.cancel()
    }
  }

  private func response(
    _ answer: ServiceResponse, to request: Request, _ route: Route?
  ) -> Response {
    var headers: HTTPFields = [
      .contentType: answer.contentType, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
    ]
    var fields = [
      ("Content-Security-Policy", ContentPolicy.data), ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    if route?.traits.contains(.crossOrigin) == true {
      fields.append(("Access-Control-Allow-Origin", "*"))
    } else {
      fields.append(("Cross-Origin-Resource-Policy", "same-origin"))
    }
    for (name, value) in fields + answer.headers {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    let response = Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
    return request.method == .head ? response.createHeadResponse() : response
  }

  /// A method's name, or `other`: whoever asks must not be able to fill the metrics with words.
  private static func known(_ method: HTTPRequest.Method) -> String {
    let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]
    return methods.contains(method.rawValue) ? method.rawValue : "other"
  }
}
