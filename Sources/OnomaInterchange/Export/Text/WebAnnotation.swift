internal import OnomaNames
internal import OnomaEntities
internal import OnomaText

/// W3C Web Annotations as JSON-LD: an annotation that identifies somebody for each mention.
///
/// Positions count Unicode code points from 0, the end exclusive. `exact`, `prefix` and `suffix` are
/// the text around, so that the place is found again in a text that has changed.
struct WebAnnotation: ExportFormat {
  static let description = FormatDescription(
    name: "web-annotation", title: "W3C Web Annotation", group: .text,
    mediaType: "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
    fileExtension: "jsonld", specification: "https://www.w3.org/TR/annotation-model/",
    parts: [.documents, .texts],
    losses: [
      "everything of an entity but ID, type, name and Wikidata item",
      "entities that no document mentions", "the text but 32 characters around each mention",
    ])

  /// How many characters of the text `prefix` and `suffix` have.
  private static let context = 32

  private let iris: IRI
  private var isFirst = true

  init(_ options: ExportOptions) { iris = IRI(base: options.base) }

  func begin(_ output: inout ExportOutput) {
    output.write(
      "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":"
        + JSONText.quoted(iris.base + "annotations")
        + ",\"type\":\"AnnotationPage\",\"items\":[")
  }

  mutating func write(_ document: ExportedDocument, to output: inout ExportOutput) {
    guard let text = document.text else { return }
    let source = iris.document(document.name)
    for mention in document.mentions where mention.end <= text.count {
      var json = JSONText()
      json.object { json in
        json.member(
          "id",
          "\(iris.base)annotation/\(IRI.encoded(document.name))/\(mention.start)-\(mention.end)")
        json.member("type", "Annotation")
        json.member("motivation", "identifying")
        json.key("body")
        body(document, mention, &json)
        json.key("target")
        json.object { json in
          json.member("source", source)
          json.key("selector")
          Self.selectors(text, mention, &json)
        }
      }
      output.write(isFirst ? "\n" : ",\n")
      output.write(json.bytes)
      isFirst = false
    }
  }

  func end(_ output: inout ExportOutput) { output.write("\n]}\n") }

  private func body(
    _ document: ExportedDocument, _ mention: EntityMention, _ json: inout JSONText
  ) {
    json.array { json in
      json.object { json in
        json.member("type", "SpecificResource")
        json.member("source", iris.entity(mention.entity))
        json.member("purpose", "identifying")
      }
      for other in document.entities[mention.entity].map(IRI.elsewhere) ?? [] {
        json.object { json in
          json.member("type", "SpecificResource")
          json.member("source", other)
          json.member("purpose", "linking")
        }
      }
      json.object { json in
        json.member("type", "TextualBody")
        json.member("value", document.name(of: mention.entity))
        json.member("purpose", "describing")
      }
      json.object { json in
        json.member("type", "TextualBody")
        json.member("value", mention.type.rawValue)
        json.member("purpose", "classifying")
      }
    }
  }

  private static func selectors(
    _ text: SourceText, _ mention: EntityMention, _ json: inout JSONText
  ) {
    json.array { json in
      json.object { json in
        json.member("type", "TextPositionSelector")
        json.key("start")
        json.number(mention.start)
        json.key("end")
        json.number(mention.end)
      }
      json.object { json in
        json.member("type", "TextQuoteSelector")
        json.member("exact", text[mention.start..<mention.end])
        json.member("prefix", text[max(0, mention.start - context)..<mention.start])
        json.member("suffix", text[mention.end..<min(text.count, mention.end + context)])
      }
    }
  }
}
