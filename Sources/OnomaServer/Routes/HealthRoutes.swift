internal import Onoma

extension RouteTable {
  /// What monitors ask for.
  static let healthRoutes = [
    Route(.get, "/healthz", [.immediate, .open]) { call in
      try call.finish()
      return ServiceResponse(body: "{\"status\":\"ok\"}\n")
    },
    Route(.get, "/readyz", .open) { call in
      try call.finish()
      try call.known.checkStore()
      return ServiceResponse(body: "{\"status\":\"ok\"}\n")
    },
    Route(.get, "/version", [.immediate, .open]) { call in
      try call.finish()
      return ServiceResponse(body: version)
    },
    Route(.get, "/metrics", .immediate) { call in
      try call.finish()
      let gauges = [
        ("onoma_entities", "Entities that are known.", call.known.knowledge.entities.count),
        ("onoma_loads", "How often entities were loaded.", call.table.service.generation),
      ]
      return ServiceResponse(
        contentType: "text/plain; version=0.0.4; charset=utf-8",
        body: call.table.metrics.text(gauges: gauges.map { (name: $0.0, help: $0.1, value: $0.2) }))
    },
    Route(.post, "/reload", .sameOrigin) { call in
      try call.finish()
      return try reload(&call)
    },
  ]

  /// `/reload`: loads the store and the knowledge base anew.
  static func reload(_ call: inout Route.Call) throws -> ServiceResponse {
    let service = call.table.service
    guard service.canReload else {
      throw ServiceError(.notEnabled, "there is no file that could be loaded anew")
    }
    let isLoaded: Bool
    do { isLoaded = try service.reload() } catch {
      call.table.metrics.noteFailedReload()
      throw error
    }
    guard isLoaded else { throw ServiceError(.conflict, "another reload is under way") }
    var json = JSONText()
    json.object { json in
      json.member("status", "ok")
      json.member("entities", service.snapshot.knowledge.entities.count)
    }
    return ServiceResponse(body: json.text + "\n")
  }

  /// The versions of all that answers depend on, as JSON.
  private static let version: String = {
    var json = JSONText()
    json.object { json in
      json.member("onoma", OnomaVersion.number)
      json.member("icu", ICUVersion.library)
      json.member("unicode", ICUVersion.unicode)
      json.member("data", EmbeddedData.version)
    }
    return json.text + "\n"
  }()
}
