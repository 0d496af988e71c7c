internal import Onoma

/// An entity as a small piece of HTML for previews; everything of the entity's is escaped.
enum EntityHTML {
  /// The most spellings that are shown.
  private static let spellingLimit = 12

  /// A text as HTML shows it, in an element or in an attribute with quotation marks.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\0", "\u{B}", "\u{C}", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// What is known of an entity, for a flyout.
  static func fragment(_ entity: Entity) -> String {
    let candidate = Candidate(entity: entity, probability: 1, features: [])
    var out = "<div class=\"onoma-preview\"><h1><bdi>\(escaped(entity.name))</bdi></h1>"
    out += "<p>\(escaped(ReconciliationType.id(of: entity.type)))"
    let description = candidate.description
    if !description.isEmpty { out += " · \(escaped(description))" }
    out += "</p>"
    let others = Array(entity.spellings.dropFirst())
    if !others.isEmpty {
      out += "<ul>"
      for spelling in others.prefix(spellingLimit) {
        out += "<li><bdi>\(escaped(spelling))</bdi></li>"
      }
      if others.count > spellingLimit { out += "<li>… \(others.count - spellingLimit) more</li>" }
      out += "</ul>"
    }
    return out + "<p><code>\(escaped(entity.id.rawValue))</code></p></div>"
  }

  /// A whole document, for a frame.
  static func page(_ entity: Entity) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>\(escaped(entity.name))</title>
    <link rel="stylesheet" href="/page/preview.css"></head>
    <body>\(fragment(entity))</body>
    </html>

    """
  }
}
