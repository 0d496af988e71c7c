internal import OnomaDocuments
internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// A mention as a line of JSON.
///
/// The form is that of `MentionLines` in OnomaInterchange, on which this library must not stand: that
/// one uses Foundation, which would make this one seven times as large.
struct MentionLine {
  /// The line, with its end.
  private(set) var text = "{"

  /// Writes a mention with its offsets in a unit.
  init(_ mention: ResolvedMention, in source: SourceText, unit: OffsetUnit) {
    member("doc", Self.quoted(mention.document))
    member("start", String(source.offset(of: mention.range.lowerBound, in: unit)))
    member("end", String(source.offset(of: mention.range.upperBound, in: unit)))
    member("surface", Self.quoted(mention.surface))
    member("type", Self.quoted(mention.type.rawValue))
    member("entity", Self.quoted(mention.entity.rawValue))
    member("score", Self.number(mention.score))
    text += "}\n"
  }

  private mutating func member(_ name: String, _ value: String) {
    if text.utf8.count > 1 { text += "," }
    text += "\"\(name)\":\(value)"
  }

  /// A number as JSON writes it; whole ones without a point.
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description
  }

  /// A string as JSON writes it (RFC 8259), with controls and line separators escaped.
  private static func quoted(_ value: String) -> String {
    var out = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
