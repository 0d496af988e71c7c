/// One operation of the API: what it is called with and what it does.
struct Route: Sendable {
  /// The method that an operation is called by.
  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    /// What a browser asks before it sends something to another site.
    case options = "OPTIONS"
  }

  /// What is special about an operation.
  struct Traits: OptionSet, Sendable {
    let rawValue: Int

    /// It answers at once, so that it need not wait behind others for a worker.
    static let immediate = Traits(rawValue: 1)
    /// It tells nothing that needs a key.
    static let open = Traits(rawValue: 2)
    /// Pages of other sites may read it, as the reconciliation API demands.
    static let crossOrigin = Traits(rawValue: 4)
    /// Pages of other sites may not even send it: it changes something, or an agent acts on it.
    static let sameOrigin = Traits(rawValue: 8)
    /// It is not part of the documented API: an answer for browsers.
    static let undocumented = Traits(rawValue: 16)
  }

  /// What an operation works on.
  struct Call {
    /// What is known, the same from the beginning of the request to its end.
    let known: ServiceSnapshot
    let table: RouteTable
    let request: ServiceRequest
    /// What the names in braces stand for, by name.
    let parameters: [String: String]
    private var read: RequestFields?

    init(
      known: ServiceSnapshot, table: RouteTable, request: ServiceRequest,
      parameters: [String: String]
    ) {
      self.known = known
      self.table = table
      self.request = request
      self.parameters = parameters
    }

    var options: ServerOptions { table.options }

    /// The segment of the path that `{id}` stands for.
    var id: String { parameters["id"] ?? "" }

    /// Works with the fields: of the query for a `GET`, of a JSON object in the body for a `POST`.
    mutating func fields<Result>(
      _ body: (inout RequestFields) throws -> Result
    ) throws -> Result {
      var fields: RequestFields
      if let read {
        fields = read
      } else if request.method == "POST" {
        try request.checkIsJSON()
        guard request.query == nil else {
          throw ServiceError(.badRequest, "a POST takes its fields in the body, not in the URL")
        }
        fields = try RequestFields(json: request.body)
      } else {
        fields = try RequestFields(query: request.query)
      }
      defer { read = fields }
      return try body(&fields)
    }

    /// The server's address as the client knows it, without a slash at its end.
    var baseURL: String {
      if let url = options.publicURL { return url.hasSuffix("/") ? String(url.dropLast()) : url }
      // A name that could end the text it is put into is no name.
      let host = request.headers["host"] ?? ""
      let isName = host.utf8.allSatisfy { byte in
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x2D && byte <= 0x3A)
          || byte == 0x5B || byte == 0x5D
      }
      return "http://" + (host.isEmpty || !isName ? "\(options.host):\(options.port)" : host)
    }

    /// Asks for a key where an operation is open in part only.
    func requireKey() throws(ServiceError) {
      try table.gate.requireKey(request)
    }

    /// Refuses fields: for operations that take none.
    mutating func finish() throws { try fields { try $0.finish() } }
  }

  let method: Method
  /// The path, such as `/entities/{id}`.
  let path: String
  let traits: Traits
  let handler: @Sendable (inout Call) throws -> ServiceResponse
  private let segments: [Substring]

  init(
    _ method: Method, _ path: String, _ traits: Traits = [],
    _ handler: @escaping @Sendable (inout Call) throws -> ServiceResponse
  ) {
    self.method = method
    self.path = path
    self.traits = traits
    self.handler = handler
    segments = path.split(separator: "/", omittingEmptySubsequences: false)
  }

  /// What the names in braces stand for, with its escapes, when a path fits; `nil` when it does not.
  func match(_ path: [Substring]) -> [String: Substring]? {
    guard path.count == segments.count else { return nil }
    var parameters: [String: Substring] = [:]
    for (asked, segment) in zip(path, segments) {
      if segment.hasPrefix("{") {
        if asked.isEmpty { return nil }
        parameters[String(segment.dropFirst().dropLast())] = asked
      } else if asked != segment {
        return nil
      }
    }
    return parameters
  }
}
