public import OnomaDocuments
public import OnomaEntities
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
    let start = text.offset(of: mention.range.lowerBound, in: unit)
    let end = text.offset(of: mention.range.upperBound, in: unit)
    return line(
      EntityMention(
        document: mention.document, start: start, end: end, surface: mention.surface,
        type: mention.type, entity: mention.entity, score: mention.score),
      reasons: explain ? mention.reasons : nil)
  }

  /// A mention as one line, with the line end, and why where that is given.
  public static func line(_ mention: EntityMention, reasons: [String]? = nil) -> String {
    var json = JSONText()
    json.object { json in
      write(mention, to: &json)
      if let reasons { json.member("reasons", reasons) }
    }
    return json.text + "\n"
  }

  /// Writes the members of a mention.
  public static func write(_ mention: EntityMention, to json: inout JSONText) {
    json.member("doc", mention.document)
    json.key("start")
    json.number(mention.start)
    json.key("end")
    json.number(mention.end)
    json.member("surface", mention.surface)
    json.member("type", mention.type.rawValue)
    json.member("entity", mention.entity.rawValue)
    json.key("score")
    json.number(mention.score)
  }
}
