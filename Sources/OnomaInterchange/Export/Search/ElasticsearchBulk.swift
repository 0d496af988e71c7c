internal import OnomaNames
internal import OnomaEntities
internal import OnomaText

/// Documents for the `_bulk` endpoint of Elasticsearch and OpenSearch.
///
/// `entity_ids` is the field to search by; `entities` has the names, `mentions` the spans, `annotated`
/// the text in the form of the plugin mapper-annotated-text, so that an ID matches as a word of the
/// text. A document whose text is not at hand becomes an update that adds these fields to the one in
/// the index.
struct ElasticsearchBulk: ExportFormat {
  static let description = FormatDescription(
    name: "elasticsearch", title: "Elasticsearch and OpenSearch bulk documents", group: .search,
    mediaType: "application/x-ndjson", fileExtension: "ndjson",
    specification:
      "https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk",
    parts: [.documents],
    losses: [
      "everything of an entity but ID, type and names", "entities that no document mentions",
      "in `annotated`: mentions whose text holds a square bracket",
    ])

  private let index: String

  init(_ options: ExportOptions) { index = options.index }

  func write(_ document: ExportedDocument, to output: inout ExportOutput) throws(ExportError) {
    guard document.name.utf8.count <= 512 else {
      throw ExportError(document.name, "Elasticsearch takes document IDs of at most 512 bytes")
    }
    output.writeLine { json in
      json.key(document.text == nil ? "update" : "index")
      json.object { json in
        json.member("_index", index)
        json.member("_id", document.name)
      }
    }
    output.writeLine { json in
      guard document.text == nil else {
        fields(document, &json)
        return
      }
      json.key("doc")
      json.object { fields(document, &$0) }
      json.key("doc_as_upsert")
      json.boolean(true)
    }
  }

  private func fields(_ document: ExportedDocument, _ json: inout JSONText) {
    json.member("doc", document.name)
    if let text = document.text {
      json.member("text", text[0..<text.count])
      json.member("annotated", Self.annotated(document, text))
    }
    json.member("entity_ids", document.mentionedIDs.map(\.rawValue))
    json.key("entities")
    json.array { json in
      for id in document.mentionedIDs {
        json.object { json in
          json.member("id", id.rawValue)
          if let entity = document.entities[id] {
            json.member("type", entity.type.rawValue)
            json.member("name", entity.name)
            json.member("spellings", entity.spellings)
          }
        }
      }
    }
    json.key("mentions")
    json.array { json in
      for mention in document.mentions {
        json.object { json in
          json.key("start")
          json.number(mention.start)
          json.key("end")
          json.number(mention.end)
          json.member("surface", mention.surface)
          json.member("entity", mention.entity.rawValue)
          json.key("score")
          json.number(mention.score)
        }
      }
    }
  }

  /// The text with each mention as `[surface](ID&TYPE)`.
  ///
  /// The plugin's reader takes every `[…](…)` for an annotation and has no escape; one without a
  /// value it drops, so an empty one keeps brackets of the text itself apart.
  static func annotated(_ document: ExportedDocument, _ text: SourceText) -> String {
    var result = ""
    var position = 0
    for mention in document.flatMentions where mention.end <= text.count {
      let surface = text[mention.start..<mention.end]
      if surface.unicodeScalars.contains(where: { $0 == "[" || $0 == "]" }) { continue }
      result += apart(text[position..<mention.start])
      result += "[\(surface)](\(IRI.encoded(mention.entity.rawValue))&\(mention.type.rawValue))"
      position = mention.end
    }
    return result + apart(text[position..<text.count])
  }

  private static func apart(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "(", view.last == "]" { view.append(contentsOf: "[]()".unicodeScalars) }
      view.append(scalar)
    }
    return String(view)
  }
}
