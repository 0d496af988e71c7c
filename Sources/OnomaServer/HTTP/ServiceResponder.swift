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

  @Sendable
  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    let start = ContinuousClock.now
    var path: String?
    var failure: ServiceError?
    var answer: ServiceResponse
    do {
      answer = try await self.answer(to: request) { path = $0.path }
    } catch {
      let error = ServiceError(error)
      failure = error
      answer = error.response
    }
    let seconds = start.duration(to: .now) / .seconds(1)
    // Only the route's pattern is logged: the rest of a URL, and the body, hold people's names.
    var metadata: Logger.Metadata = [
      "method": "\(request.method.rawValue.prefix(16))", "route": "\(path ?? "none")",
      "status": "\(answer.status)", "bytes": "\(answer.body.utf8.count)",
      "milliseconds": "\((seconds * 1_000_000).rounded() / 1_000)",
    ]
    if let failure { metadata["error"] = "\(failure.code.rawValue)" }
    if let detail = failure?.detail { metadata["detail"] = "\(detail)" }
    context.logger.log(
      level: answer.status >= 500 ? .error : .info, "request", metadata: metadata)
    return Self.response(answer, to: request)
  }

  private func answer(
    to request: Request, onRoute: (Route) -> Void
  ) async throws -> ServiceResponse {
    var asked = ServiceRequest(
      method: request.method.rawValue, path: request.uri.path, query: request.uri.query,
      contentType: request.headers[.contentType],
      contentEncoding: request.headers[.contentEncoding])
    let (route, id) = try table.route(of: asked)
    onRoute(route)
    asked.body = try await body(of: request)
    if route.isImmediate { return try table.run(route, id: id, on: asked) }
    return try await queue.run { [asked] in try table.run(route, id: id, on: asked) }
  }

  /// The body, as far as it may go.
  private func body(of request: Request) async throws -> [UInt8] {
    let limit = table.options.bodyLimit
    let tooLarge = ServiceError(.tooLarge, "the body is larger than \(limit) bytes")
    if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit {
      throw tooLarge
    }
    var bytes: [UInt8] = []
    for try await buffer in request.body {
      if bytes.count + buffer.readableBytes > limit { throw tooLarge }
      bytes.append(contentsOf: buffer.readableBytesView)
    }
    return bytes
  }

  private static func response(_ answer: ServiceResponse, to request: Request) -> Response {
    var headers: HTTPFields = [
      .contentType: "application/json", .cacheControl: "no-store",
      .xContentTypeOptions: "nosniff",
    ]
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    let response = Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
    return request.method == .head ? response.createHeadResponse() : response
  }
}
