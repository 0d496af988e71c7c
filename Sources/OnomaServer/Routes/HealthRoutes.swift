internal import Onoma

extension RouteTable {
  /// What monitors ask for.
  static let healthRoutes = [
    Route(.get, "/healthz", isImmediate: true) { call in
      try call.fields.finish()
      return ServiceResponse(body: "{\"status\":\"ok\"}\n")
    },
    Route(.get, "/readyz") { call in
      try call.fields.finish()
      try call.service.checkStore()
      return ServiceResponse(body: "{\"status\":\"ok\"}\n")
    },
    Route(.get, "/version", isImmediate: true) { call in
      try call.fields.finish()
      return ServiceResponse(body: version)
    },
  ]

  /// The versions of all that answers depend on, as JSON.
  private static let version: String = {
    var json = JSONText()
    json.object { json in
      let versions = [
        ("onoma", OnomaVersion.number), ("icu", ICUVersion.library),
        ("unicode", ICUVersion.unicode), ("data", EmbeddedData.version),
      ]
      for (name, value) in versions {
        json.key(name)
        json.string(value)
      }
    }
    return json.text + "\n"
  }()
}
