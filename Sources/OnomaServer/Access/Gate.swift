/// Decides who may ask what, before anything of a request is worked on.
struct Gate: Sendable {
  let options: ServerOptions
  private let limiter: RateLimiter

  init(_ options: ServerOptions, limiter: RateLimiter = RateLimiter()) {
    self.options = options
    self.limiter = limiter
  }

  /// Admits a request.
  /// - Returns: The name of the client, where keys are asked for.
  /// - Throws: `forbidden`, `unauthorized` or `rate_limited`.
  func admit(_ request: ServiceRequest, to route: Route) throws(ServiceError) -> String? {
    try checkHost(request)
    if route.traits.contains(.sameOrigin) { try checkOrigin(request) }
    guard !route.traits.contains(.open) else { return nil }
    return try requireKey(request, mayBeInURL: route.traits.contains(.crossOrigin))
  }

  /// Makes sure that a request carries a key, where keys are asked for, and counts it.
  @discardableResult
  func requireKey(
    _ request: ServiceRequest, mayBeInURL: Bool = true
  ) throws(ServiceError) -> String? {
    guard let keys = options.keys else { return nil }
    guard let key = Self.key(of: request, mayBeInURL: mayBeInURL),
      let client = keys.client(with: key)
    else {
      var error = ServiceError(.unauthorized, "this needs a key: Authorization: Bearer KEY")
      error.headers = [("WWW-Authenticate", "Bearer realm=\"onoma\"")]
      throw error
    }
    try limiter.take(client)
    return client.name
  }

  /// The key that a request carries.
  ///
  /// - Parameter mayBeInURL: Whether `api_key` in the query counts: OpenRefine can send no headers.
  static func key(of request: ServiceRequest, mayBeInURL: Bool) -> String? {
    if let key = request.headers["x-api-key"] { return key }
    if let value = request.headers["authorization"] {
      let parts = value.split(separator: " ", maxSplits: 1)
      if parts.count == 2, ["bearer", "apikey"].contains(parts[0].lowercased()) {
        return String(parts[1].drop { $0 == " " })
      }
    }
    guard mayBeInURL, let query = request.query else { return nil }
    return try? FormFields.all("api_key", in: query).first
  }

  /// Refuses names that this machine's own address does not have.
  ///
  /// A web page may let its own name lead to 127.0.0.1 and so read what only this machine's users may
  /// ("DNS rebinding"); its requests then carry that name. A server with keys needs no such check, nor
  /// does one that was opened on purpose.
  private func checkHost(_ request: ServiceRequest) throws(ServiceError) {
    guard options.isLoopback, options.keys == nil, let host = request.headers["host"] else {
      return
    }
    let name = Self.name(ofHost: host)
    if ServerOptions.isLoopback(name) || name == options.host { return }
    if let url = options.publicURL, Self.host(ofURL: url) == host.lowercased() { return }
    throw ServiceError(
      .forbidden, "the server is not known by this name; start it with --public-url")
  }

  /// Refuses requests that a page of another site sends.
  private func checkOrigin(_ request: ServiceRequest) throws(ServiceError) {
    guard let origin = request.headers["origin"] else { return }
    let sender = Self.host(ofURL: origin)
    if let host = request.headers["host"]?.lowercased(), sender == host { return }
    if let url = options.publicURL, sender == Self.host(ofURL: url) { return }
    // A local tool's own page, such as an inspector on another port of this machine.
    if options.isLoopback, let sender, !request.method.isEmpty,
      ["localhost", "127.0.0.1", "[::1]"].contains(Self.name(ofHost: sender)),
      request.method == "POST", request.path == "/mcp"
    {
      return
    }
    throw ServiceError(.forbidden, "a page of another site may not do this")
  }

  /// The name or address in a `Host`, in small letters and without the port.
  static func name(ofHost host: String) -> String {
    let host = host.lowercased()
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return String(host[...end]) }
    return String(host.prefix { $0 != ":" })
  }

  /// Host and port of a URL, in small letters.
  static func host(ofURL url: String) -> String? {
    guard let scheme = url.firstRange(of: "://") else { return nil }
    let host = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return host.isEmpty ? nil : host.lowercased()
  }
}
