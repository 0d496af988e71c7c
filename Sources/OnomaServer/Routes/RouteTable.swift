internal import Onoma

/// Finds the operation that a request asks for and runs it.
struct RouteTable: Sendable {
  /// All operations, in the order of the documentation.
  static let routes: [Route] =
    healthRoutes + nameRoutes + entityRoutes + dossierRoutes + queueRoutes + reviewRoutes
    + reconciliationRoutes + yenteRoutes + agentRoutes + pageRoutes

  let service: OnomaService
  let gate: Gate
  let metrics: ServerMetrics

  var options: ServerOptions { gate.options }

  /// The route of a request with what the names in its path stand for; a `HEAD` is a `GET` whose
  /// answer loses its body later.
  /// - Throws: `not_found`, or `method_not_allowed` with the methods that are.
  func route(
    of request: ServiceRequest
  ) throws(ServiceError) -> (route: Route, parameters: [String: String]) {
    let path = request.path.split(separator: "/", omittingEmptySubsequences: false)
    let fitting = Self.routes.compactMap { route in
      route.match(path).map { (route: route, parameters: $0) }
    }
    guard !fitting.isEmpty else {
      throw ServiceError(
        .notFound, "there is nothing at this path; /openapi.json lists the routes")
    }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let found = fitting.first(where: { $0.route.method.rawValue == method }) else {
      var methods: [String] = []
      for fit in fitting where !methods.contains(fit.route.method.rawValue) {
        methods.append(fit.route.method.rawValue)
      }
      if methods.contains("GET") { methods.append("HEAD") }
      let list = methods.joined(separator: ", ")
      var error = ServiceError(.methodNotAllowed, "this path takes \(list)")
      error.headers = [("Allow", list)]
      throw error
    }
    var parameters: [String: String] = [:]
    for (name, value) in found.parameters {
      parameters[name] = try FormFields.decoded(value.utf8, plusIsSpace: false)
    }
    return (found.route, parameters)
  }

  /// Runs a route on a request, which may take long and blocks.
  func run(
    _ route: Route, _ parameters: [String: String], on request: ServiceRequest
  ) throws -> ServiceResponse {
    var call = Route.Call(
      known: service.snapshot, table: self, request: request, parameters: parameters)
    return try route.handler(&call)
  }
}

extension ServiceRequest {
  /// Refuses a body that does not say it is JSON.
  ///
  /// A browser asks nobody before it sends a form or plain text to another site, but it does before
  /// it sends JSON: being strict here keeps web pages from using a server on their reader's machine.
  func checkIsJSON() throws(ServiceError) { try check(["application/json"], "JSON") }

  /// Refuses a body of other kinds, a compressed one, and one that is not in UTF-8.
  ///
  /// What is compressed could be a thousand times as large as the limit on bodies allows.
  func check(_ types: [String], _ words: String) throws(ServiceError) {
    func refuse(_ message: String) -> ServiceError {
      var error = ServiceError(.unsupportedMediaType, message)
      error.headers = [("Accept-Post", types.joined(separator: ", "))]
      return error
    }
    if let encoding = contentEncoding, encoding.lowercased() != "identity" {
      throw refuse("the body must not be compressed")
    }
    guard types.contains(mediaType) else {
      throw refuse("the body must be \(words), with the header Content-Type: \(types[0])")
    }
    let parameters = (contentType ?? "").lowercased().split(separator: ";").dropFirst()
    for parameter in parameters {
      let parameter = parameter.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
      if parameter.hasPrefix("charset="), parameter != "charset=utf-8" {
        throw refuse("the body must be in UTF-8")
      }
    }
  }
}
