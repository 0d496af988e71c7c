/// One operation of the API: what it is called with and what it does.
struct Route: Sendable {
  /// Where an operation takes its fields from.
  enum Method: String, Sendable {
    /// From the query.
    case get = "GET"
    /// From a JSON object.
    case post = "POST"
  }

  /// What an operation works on.
  struct Call {
    let service: OnomaService
    let options: ServerOptions
    /// The segment of the path that `{id}` stands for.
    let id: String
    /// The fields of the request.
    var fields: RequestFields
  }

  let method: Method
  /// The path, such as `/entities/{id}`.
  let path: String
  /// Whether it answers at once, so that it need not wait behind others for a worker.
  let isImmediate: Bool
  let handler: @Sendable (inout Call) throws -> ServiceResponse

  init(
    _ method: Method, _ path: String, isImmediate: Bool = false,
    _ handler: @escaping @Sendable (inout Call) throws -> ServiceResponse
  ) {
    self.method = method
    self.path = path
    self.isImmediate = isImmediate
    self.handler = handler
  }

  /// The value of `{id}` when a path fits, empty where the route has none; `nil` when it does not.
  func match(_ path: String) -> Substring? {
    guard self.path.hasSuffix("{id}") else { return path == self.path ? "" : nil }
    let prefix = self.path.dropLast("{id}".count)
    guard path.hasPrefix(prefix) else { return nil }
    let id = path.dropFirst(prefix.count)
    return id.isEmpty || id.contains("/") ? nil : id
  }
}
