internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// Tasks for Label Studio with the mentions as predictions.
///
/// Offsets count UTF-16 units, as its editor in the browser does. The labelling configuration needs a
/// `Text` called `text` and `Labels` called `label` with PERSON, ORG and PLACE.
struct LabelStudio: ExportFormat {
  static let description = FormatDescription(
    name: "label-studio", title: "Label Studio tasks", group: .text,
    mediaType: "application/json", fileExtension: "json",
    specification: "https://labelstud.io/guide/predictions.html", parts: [.documents, .texts],
    losses: [
      "everything of an entity but ID, type and name", "entities that no document mentions",
    ])

  private var isFirst = true

  init(_ options: ExportOptions) {}

  func begin(_ output: inout ExportOutput) { output.write("[") }

  mutating func write(_ document: ExportedDocument, to output: inout ExportOutput) {
    guard let text = document.text else { return }
    let mentions = document.mentions.filter { $0.end <= text.count }
    var json = JSONText()
    json.object { json in
      json.key("data")
      json.object { json in
        json.member("text", text[0..<text.count])
        json.member("doc", document.name)
      }
      json.key("predictions")
      json.array { json in
        json.object { json in
          json.member("model_version", "onoma")
          json.key("score")
          let total = mentions.reduce(0) { $0 + $1.score }
          // Four decimals: the mean of scores is no better known than they are.
          json.number(
            mentions.isEmpty ? 0 : (total / Double(mentions.count) * 10_000).rounded() / 10_000)
          json.key("result")
          json.array { json in
            for (place, mention) in mentions.enumerated() {
              json.object { json in
                json.member("id", "m\(place + 1)")
                json.member("from_name", "label")
                json.member("to_name", "text")
                json.member("type", "labels")
                json.key("score")
                json.number(mention.score)
                json.key("value")
                json.object { json in
                  json.key("start")
                  json.number(text.offset(of: mention.start, in: .utf16))
                  json.key("end")
                  json.number(text.offset(of: mention.end, in: .utf16))
                  json.member("text", text[mention.start..<mention.end])
                  json.member("labels", [mention.type.rawValue])
                }
                json.key("meta")
                json.object { json in
                  json.member("entity", [mention.entity.rawValue])
                  json.member("text", [document.name(of: mention.entity)])
                }
              }
            }
          }
        }
      }
    }
    output.write(isFirst ? "\n" : ",\n")
    output.write(json.bytes)
    isFirst = false
  }

  func end(_ output: inout ExportOutput) { output.write("\n]\n") }
}
