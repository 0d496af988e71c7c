public import OnomaDocuments
internal import OnomaEntities
internal import OnomaNames
public import OnomaText

/// Writes mentions as JSON Lines, the machine form of `onoma resolve`.
public enum MentionLines {
  /// A mention as one line, with the line end.
  ///
  /// `{"doc":…,"start":…,"end":…,"surface":…,"type":…,"entity":…,"score":…}`; with `unit` other than
  /// scalars the positions count that, and with `explain` a list `reasons` follows.
  /// - Parameter text: The document's text, for other units.
  public static func line(
    _ mention: ResolvedMention, text: SourceText, unit: OffsetUnit = .scalar, explain: Bool = false
  ) -> String {
    var json = JSONText()
    json.object { json in
      json.key("doc")
      json.string(mention.document)
      json.key("start")
      json.number(text.offset(of: mention.range.lowerBound, in: unit))
      json.key("end")
      json.number(text.offset(of: mention.range.upperBound, in: unit))
      json.key("surface")
      json.string(mention.surface)
      json.key("type")
      json.string(mention.type.rawValue)
      json.key("entity")
      json.string(mention.entity.rawValue)
      json.key("score")
      json.number(mention.score)
      if explain {
        json.key("reasons")
        json.array { json in for reason in mention.reasons { json.string(reason) } }
      }
    }
    return json.text + "\n"
  }
}
