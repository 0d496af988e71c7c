internal import Onoma

/// Finds the operation that a request asks for and runs it.
struct RouteTable: Sendable {
  /// All operations, in the order of the documentation.
  static let routes: [Route] =
    healthRoutes + [
      Route(.post, "/resolve", resolve),
      Route(.get, "/compare", compare),
      Route(.post, "/compare", compare),
      Route(.get, "/transliterate", transliterate),
      Route(.post, "/transliterate", transliterate),
      Route(.get, "/systems", systems),
      Route(.get, "/entities/{id}", entity),
    ]

  let service: OnomaService
  let options: ServerOptions

  /// The route of a request; a `HEAD` is a `GET` whose answer loses its body later.
  /// - Throws: `not_found`, or `method_not_allowed` with the methods that are.
  func route(of request: ServiceRequest) throws(ServiceError) -> (route: Route, id: String) {
    let fitting = Self.routes.compactMap { route in
      route.match(request.path).map { (route: route, id: $0) }
    }
    guard !fitting.isEmpty else {
      throw ServiceError(
        .notFound, "there is nothing at this path; docs/server.md lists the routes")
    }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let found = fitting.first(where: { $0.route.method.rawValue == method }) else {
      var methods = fitting.map(\.route.method.rawValue)
      if methods.contains("GET") { methods.append("HEAD") }
      let list = methods.joined(separator: ", ")
      var error = ServiceError(.methodNotAllowed, "this path takes \(list)")
      error.headers = [("Allow", list)]
      throw error
    }
    let id = try RequestFields.decoded(found.id.utf8, plusIsSpace: false)
    return (found.route, id)
  }

  /// Runs a route on a request, which may take long and blocks.
  func run(_ route: Route, id: String, on request: ServiceRequest) throws -> ServiceResponse {
    let fields: RequestFields
    switch route.method {
    case .get: fields = try RequestFields(query: request.query)
    case .post:
      try Self.checkMediaType(request)
      guard request.query == nil else {
        throw ServiceError(.badRequest, "a POST takes its fields in the body, not in the URL")
      }
      fields = try RequestFields(json: request.body)
    }
    var call = Route.Call(service: service, options: options, id: id, fields: fields)
    return try route.handler(&call)
  }

  /// Refuses a body that does not say it is JSON.
  ///
  /// A browser asks nobody before it sends a form or plain text to another site, but it does before
  /// it sends JSON: being strict here keeps web pages from using a server on their reader's machine.
  private static func checkMediaType(_ request: ServiceRequest) throws(ServiceError) {
    func refuse(_ message: String) -> ServiceError {
      var error = ServiceError(.unsupportedMediaType, message)
      error.headers = [("Accept-Post", "application/json")]
      return error
    }
    if let encoding = request.contentEncoding, encoding.lowercased() != "identity" {
      throw refuse("the body must not be compressed")
    }
    let parts = (request.contentType ?? "").lowercased().split(separator: ";").map { part in
      String(part.filter { $0 != " " && $0 != "\t" && $0 != "\"" })
    }
    guard parts.first == "application/json" else {
      throw refuse("the body must be JSON, with the header Content-Type: application/json")
    }
    for parameter in parts.dropFirst()
    where parameter.hasPrefix("charset=") && parameter != "charset=utf-8" {
      throw refuse("the body must be in UTF-8")
    }
  }
}
