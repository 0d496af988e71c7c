internal import OnomaNames
internal import OnomaEntities
internal import OnomaText

/// One HTML page with the documents' texts, each mention marked and led to its entity.
struct HTMLText: ExportFormat {
  static let description = FormatDescription(
    name: "html", title: "HTML with mentions marked", group: .text, mediaType: "text/html",
    fileExtension: "html", specification: "https://html.spec.whatwg.org/",
    parts: [.documents, .texts],
    losses: [
      "everything of an entity but ID, type and name", "entities that no document mentions",
      "mentions that overlap an earlier one",
      "control characters: HTML has none, so such a text is refused",
    ])

  init(_ options: ExportOptions) {}

  func begin(_ output: inout ExportOutput) {
    output.write(
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Mentions</title>
      <style>
      pre { white-space: pre-wrap; font: inherit; }
      mark { background: #ddd; } mark.person { background: #ffe58a; }
      mark.organization { background: #b9e3ff; } mark.place { background: #c8f0c0; }
      </style></head><body>

      """)
  }

  func write(
    _ document: ExportedDocument, to output: inout ExportOutput
  ) throws(ExportError) {
    guard let text = document.text else { return }
    if let bad = MarkupText.unfitForHTML(text[0..<text.count])
      ?? MarkupText.unfitForHTML(document.name)
    {
      try output.leaveOut(document.name, "HTML cannot carry \(bad), which the text holds")
      return
    }
    // A parser drops a line end right behind <pre>, so there is always one to drop.
    output.write(
      "<article data-doc=\"\(MarkupText.escaped(document.name))\"><h1>"
        + "\(MarkupText.escaped(document.name))</h1><pre>\n")
    var position = 0
    for mention in document.flatMentions where mention.end <= text.count {
      let name = document.name(of: mention.entity)
      if let bad = MarkupText.unfitForHTML(mention.entity.rawValue + name) {
        try output.leaveOut(mention.entity.rawValue, "HTML cannot carry \(bad)")
        continue
      }
      output.write(MarkupText.escaped(text[position..<mention.start], isAttribute: false))
      output.write(
        "<mark class=\"\(Self.label(mention))\" data-entity=\""
          + "\(MarkupText.escaped(mention.entity.rawValue))\" data-score=\"\(mention.score)\" "
          + "title=\"\(MarkupText.escaped(name))\">")
      output.write(
        MarkupText.escaped(text[mention.start..<mention.end], isAttribute: false) + "</mark>")
      position = mention.end
    }
    output.write(
      MarkupText.escaped(text[position..<text.count], isAttribute: false) + "</pre></article>\n")
  }

  func end(_ output: inout ExportOutput) { output.write("</body></html>\n") }

  private static func label(_ mention: EntityMention) -> String {
    switch mention.type {
    case .person: "person"
    case .organization: "organization"
    case .place: "place"
    }
  }
}
