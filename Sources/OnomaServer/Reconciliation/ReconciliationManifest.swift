internal import Onoma

/// What a reconciliation service says of itself.
///
/// The versions disagree on what `suggest` and `extend` hold, so no one manifest is both. The one at the
/// base address is that of 0.2, which names the further version; the one of 1.0 is at `/reconcile/`,
/// where that version's document puts it, and at `/reconcile?version=1.0-draft`.
struct ReconciliationManifest {
  /// The address of the server, without a slash at its end.
  let base: String
  let needsKey: Bool

  private static let name = "Onoma"

  /// The manifest of 0.1 and 0.2.
  var version2: String {
    var json = JSONText()
    json.object { json in
      json.member("versions", ["0.1", "0.2", "1.0-draft"])
      json.member("name", Self.name)
      json.member("identifierSpace", base + "/entities/")
      json.member("schemaSpace", base + "/reconcile/schema/")
      json.member("documentation", base + "/")
      json.member("serviceVersion", OnomaVersion.number)
      addAuthentication(&json)
      addTypes(&json)
      json.key("view")
      json.object { $0.member("url", base + "/#/entities/{{id}}") }
      json.key("preview")
      json.object { json in
        json.member("url", base + "/reconcile/preview?id={{id}}")
        json.member("width", Self.previewWidth)
        json.member("height", Self.previewHeight)
      }
      json.key("suggest")
      json.object { json in
        for kind in ["entity", "type", "property"] {
          json.key(kind)
          json.object { json in
            json.member("service_url", base)
            json.member("service_path", "/reconcile/0.2/suggest/" + kind)
            if kind == "entity" {
              json.member("flyout_service_url", base)
              json.member("flyout_service_path", "/reconcile/0.2/flyout/entity?id=${id}")
            }
          }
        }
      }
      json.key("extend")
      json.object { json in
        json.key("propose_properties")
        json.object { json in
          json.member("service_url", base)
          json.member("service_path", "/reconcile/0.2/propose")
        }
        addSettings(&json, key: "property_settings", help: "help_text")
      }
      json.member("batchSize", 50)
      json.member("standardizedScore", true)
    }
    return json.text + "\n"
  }

  /// The manifest of the draft of 1.0.
  var version3: String {
    var json = JSONText()
    json.object { json in
      json.member("versions", ["1.0-draft", "0.2"])
      json.member("name", Self.name)
      json.member("documentation", base + "/")
      json.member("serviceVersion", OnomaVersion.number)
      addAuthentication(&json)
      addTypes(&json)
      json.key("view")
      json.object { $0.member("url", base + "/#/entities/{id}") }
      json.key("preview")
      json.object { json in
        json.member("width", Self.previewWidth)
        json.member("height", Self.previewHeight)
      }
      json.key("suggest")
      json.object { json in
        for kind in ["entity", "property", "type"] { json.member(kind, true) }
      }
      json.key("extend")
      json.object { json in
        json.member("proposeProperties", true)
        addSettings(&json, key: "propertySettings", help: "helpText")
      }
      json.member("batchSize", 50)
      json.member("standardizedScore", true)
      json.member("lang", "en")
      json.member("dir", "ltr")
    }
    return json.text + "\n"
  }

  static let previewWidth = 400
  static let previewHeight = 220

  /// Keys are sent in the URL: OpenRefine cannot send headers.
  private func addAuthentication(_ json: inout JSONText) {
    guard needsKey else { return }
    json.key("authentication")
    json.object { json in
      json.member("type", "apiKey")
      json.member("name", "api_key")
      json.member("in", "query")
    }
  }

  private func addTypes(_ json: inout JSONText) {
    json.key("defaultTypes")
    json.array { json in for type in ReconciliationType.all { json.add(type) } }
  }

  private func addSettings(_ json: inout JSONText, key: String, help: String) {
    json.key(key)
    json.array { json in
      json.object { json in
        json.member("name", "limit")
        json.member("label", "Most values")
        json.member("type", "number")
        json.member("default", 0)
        json.member(help, "How many values of a cell at most; 0 for all")
      }
    }
  }
}
