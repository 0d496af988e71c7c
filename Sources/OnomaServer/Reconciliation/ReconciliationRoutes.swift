internal import Onoma

// The reconciliation API, versions 0.1, 0.2 and 1.0-draft, below one address.

extension RouteTable {
  private static let shared: Route.Traits = [.crossOrigin]
  private static let open: Route.Traits = [.crossOrigin, .open]

  /// What reconciliation clients ask.
  static let reconciliationRoutes =
    [
      Route(.get, "/reconcile", open) { try reconcileByQuery(&$0) },
      Route(.post, "/reconcile", shared) { try reconcileByForm(&$0) },
      Route(.get, "/reconcile/", open) { ServiceResponse(body: manifest($0).version3) },
      Route(.post, "/reconcile/match", shared) { try reconcileMatch(&$0) },
      Route(.post, "/reconcile/extend", shared) { try reconcileExtend(&$0) },
      Route(.get, "/reconcile/extend/propose", shared) { try propose(&$0, version: 3) },
      Route(.get, "/reconcile/suggest/entity", shared) { try suggestEntity(&$0) },
      Route(.get, "/reconcile/suggest/type", shared) { try suggestType(&$0) },
      Route(.get, "/reconcile/suggest/property", shared) { try suggestProperty(&$0, version: 3) },
      Route(.get, "/reconcile/preview", shared) { try preview(&$0) },
      Route(.get, "/reconcile/0.2/suggest/entity", shared) { try suggestEntity(&$0) },
      Route(.get, "/reconcile/0.2/suggest/type", shared) { try suggestType(&$0) },
      Route(.get, "/reconcile/0.2/suggest/property", shared) {
        try suggestProperty(&$0, version: 2)
      },
      Route(.get, "/reconcile/0.2/flyout/entity", shared) { try flyout(&$0) },
      Route(.get, "/reconcile/0.2/propose", shared) { try propose(&$0, version: 2) },
    ]
    + [
      "/reconcile", "/reconcile/match", "/reconcile/extend", "/reconcile/extend/propose",
      "/reconcile/suggest/{kind}", "/reconcile/0.2/suggest/{kind}", "/reconcile/preview",
      "/reconcile/0.2/flyout/entity", "/reconcile/0.2/propose",
    ].map { path in
      Route(.options, path, [.crossOrigin, .open, .immediate, .undocumented]) { _ in preflight }
    }

  /// What a browser is told that asks whether another site's page may send a request.
  private static let preflight = ServiceResponse(
    status: 204,
    headers: [
      ("Access-Control-Allow-Methods", "GET, POST, HEAD, OPTIONS"),
      ("Access-Control-Allow-Headers", "Authorization, Content-Type, X-API-Key"),
      ("Access-Control-Max-Age", "600"),
    ], body: "")

  private static func manifest(_ call: Route.Call) -> ReconciliationManifest {
    ReconciliationManifest(base: call.baseURL, needsKey: call.options.keys != nil)
  }

  // MARK: Queries

  /// `GET /reconcile`: the manifest, or queries in the URL, as JSONP where a callback is named.
  private static func reconcileByQuery(_ call: inout Route.Call) throws -> ServiceResponse {
    var fields = try FormFields.read(call.request.query ?? "", repairing: true)
    let callback = fields.removeValue(forKey: "callback")
    let body: String
    if fields["queries"] != nil || fields["query"] != nil || fields["extend"] != nil {
      // The manifest is open to all; what it leads to is not.
      try call.requireKey()
      body = try answer(fields, call)
    } else {
      body =
        fields["version"]?.hasPrefix("1.0") == true
        ? manifest(call).version3 : manifest(call).version2
    }
    return try padded(body, callback)
  }

  /// `POST /reconcile`: queries in a form, as OpenRefine sends them.
  private static func reconcileByForm(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.request.check(["application/x-www-form-urlencoded"], "a form")
    let text = String(decoding: call.request.body, as: UTF8.self)
    let fields = try FormFields.read(text, repairing: true)
    return ServiceResponse(body: try answer(fields, call))
  }

  /// The answer to the fields of a form: a batch, a single query of 0.1, or a data extension.
  private static func answer(
    _ fields: [String: String], _ call: Route.Call
  ) throws -> String {
    if let text = fields["extend"] {
      let value = try JSONValue(repairing: text, name: "the field \"extend\"")
      return DataExtension(value).version2(call.known)
    }
    if let text = fields["queries"] {
      guard
        case .object(let queries) = try JSONValue(repairing: text, name: "the field \"queries\"")
      else { throw ServiceError(.invalidJSON, "the field \"queries\" is not a JSON object") }
      let inOrder = queries.sorted { $0.key < $1.key }
      let answers = try answers(inOrder.map(\.value), call) { known, query in
        var json = JSONText()
        json.addVersion2(
          query.map { known.candidates(for: ReconciliationQuery(version2: $0)) } ?? [])
        return json.text
      }
      var json = JSONText()
      json.object { json in
        for (query, answer) in zip(inOrder, answers) {
          json.key(query.key)
          json.raw(answer)
        }
      }
      return json.text + "\n"
    }
    guard let text = fields["query"] else {
      throw ServiceError(
        .missingField, "one of the fields \"queries\", \"query\" and \"extend\" is needed")
    }
    // In 0.1, a single query is an object or just the text.
    let value =
      text.first == "{"
      ? try JSONValue(repairing: text, name: "the field \"query\"") : JSONValue.text(text)
    var json = JSONText()
    json.addVersion2(call.known.candidates(for: ReconciliationQuery(version2: value)))
    return json.text + "\n"
  }

  /// The answers to the queries of a batch, in their order, worked out by several threads at once.
  ///
  /// A query that cannot be answered any more has no candidates: an error, or a key that is missing,
  /// would leave the cell without a word.
  /// - Parameter answer: Answers a query, or `nil` for one whose time is up.
  private static func answers(
    _ queries: [JSONValue], _ call: Route.Call,
    _ answer: @escaping @Sendable (ServiceSnapshot, JSONValue?) -> String
  ) throws -> [String] {
    try BatchClock.check(queries.count, call.options)
    let (clock, known) = (BatchClock(call.options), call.known)
    return ParallelBlocks.map(queries, threads: call.options.workers) { query in
      answer(known, (try? clock.check()) == nil ? nil : query)
    }
  }

  /// A body as JSONP, where a callback is named (0.2, section 2.2).
  static func padded(_ body: String, _ callback: String?) throws -> ServiceResponse {
    guard let callback else { return ServiceResponse(body: body) }
    let isName =
      (1...128).contains(callback.utf8.count)
      && callback.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"),
          UInt8(ascii: "."):
          true
        default: false
        }
      }
    guard isName, callback.utf8.first.map({ $0 < 0x30 || $0 > 0x39 }) == true else {
      throw ServiceError(.invalidValue, "the field \"callback\" is no name of a function")
    }
    // The comment keeps the answer from being taken for anything but a script.
    return ServiceResponse(
      contentType: "application/javascript; charset=utf-8",
      body: "/**/\(callback)(\(body.dropLast()));\n")
  }

  /// `POST /reconcile/match`: the queries of 1.0.
  private static func reconcileMatch(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.request.checkIsJSON()
    let body = try JSONValue(
      repairing: String(decoding: call.request.body, as: UTF8.self), name: "the body")
    guard let queries = body["queries"]?.list else {
      throw ServiceError(.missingField, "the field \"queries\" is not a list")
    }
    let answers = try answers(queries, call) { known, query in
      var json = JSONText()
      json.addVersion3(query.map { known.candidates(for: ReconciliationQuery(version3: $0)) } ?? [])
      return json.text
    }
    var json = JSONText()
    json.object { json in
      json.key("results")
      json.array { json in for answer in answers { json.raw(answer) } }
    }
    return ServiceResponse(body: json.text + "\n")
  }

  /// `POST /reconcile/extend`: the data extension of 1.0.
  private static func reconcileExtend(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.request.checkIsJSON()
    let body = try JSONValue(
      repairing: String(decoding: call.request.body, as: UTF8.self), name: "the body")
    guard body.object != nil else {
      throw ServiceError(.invalidJSON, "the body is not a JSON object")
    }
    return ServiceResponse(body: DataExtension(body).version3(call.known))
  }
}
