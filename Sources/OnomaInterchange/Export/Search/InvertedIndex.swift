internal import OnomaNames
internal import OnomaEntities

/// An inverted index as a table: a row for each place where an entity is mentioned.
struct InvertedIndexTable: ExportFormat {
  static let description = FormatDescription(
    name: "index-tsv", title: "Inverted index, a row a mention", group: .search,
    mediaType: "text/tab-separated-values", fileExtension: "tsv",
    specification: "https://www.iana.org/assignments/media-types/text/tab-separated-values",
    parts: [.entities, .entityMentions],
    losses: ["everything of an entity but its ID", "entities that no document mentions"])

  init(_ options: ExportOptions) {}

  func begin(_ output: inout ExportOutput) {
    output.write("entity\tdoc\tstart\tend\tsurface\tscore\n")
  }

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    let id = OneLine.escaped(entity.entity.id.rawValue)
    for mention in entity.mentions {
      output.write(
        "\(id)\t\(OneLine.escaped(mention.document))\t\(mention.start)\t\(mention.end)\t"
          + "\(OneLine.escaped(mention.surface))\t\(mention.score)\n")
    }
  }
}

/// An inverted index as JSON Lines: an entity a line, with its documents and spans.
struct InvertedIndexLines: ExportFormat {
  static let description = FormatDescription(
    name: "index-jsonl", title: "Inverted index, a line an entity", group: .search,
    mediaType: "application/jsonl", fileExtension: "jsonl", specification: "https://jsonlines.org",
    parts: [.entities, .entityMentions],
    losses: [
      "everything of an entity but ID, type and name", "entities that no document mentions",
      "surfaces and scores of mentions",
    ])

  init(_ options: ExportOptions) {}

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    var documents: [(name: String, spans: [EntityMention])] = []
    var positions: [String: Int] = [:]
    for mention in entity.mentions {
      if let position = positions[mention.document] {
        documents[position].spans.append(mention)
      } else {
        positions[mention.document] = documents.count
        documents.append((mention.document, [mention]))
      }
    }
    if documents.isEmpty { return }
    output.writeLine { json in
      json.member("entity", entity.entity.id.rawValue)
      json.member("type", entity.entity.type.rawValue)
      json.member("name", entity.entity.name)
      json.key("documents")
      json.array { json in
        for document in documents {
          json.object { json in
            json.member("doc", document.name)
            json.key("spans")
            json.array { json in
              for span in document.spans {
                json.array { json in
                  json.number(span.start)
                  json.number(span.end)
                }
              }
            }
          }
        }
      }
    }
  }
}
