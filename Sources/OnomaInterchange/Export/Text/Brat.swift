internal import OnomaNames
internal import OnomaEntities
internal import OnomaText

/// brat standoff: for each document its text and a file of annotations, in a folder.
///
/// Offsets count Unicode code points. A mention over several lines is written as brat does, as pieces
/// whose texts are joined by spaces. A note ties each mention to its entity.
struct Brat: ExportFormat {
  static let description = FormatDescription(
    name: "brat", title: "brat standoff", group: .text, mediaType: "text/plain",
    fileExtension: "ann", specification: "https://brat.nlplab.org/standoff.html",
    parts: [.documents, .texts], layout: .folder,
    losses: [
      "everything of an entity but ID, type and name", "entities that no document mentions",
      "scores",
    ])

  private var names: Set<String> = []

  init(_ options: ExportOptions) {}

  mutating func write(_ document: ExportedDocument, to output: inout ExportOutput) {
    guard let text = document.text else { return }
    let name = FileNames.unique(document.name, "txt", &names)
    output.startFile(name + ".txt")
    output.write(text[0..<text.count])
    output.startFile(name + ".ann")
    for (place, mention) in document.mentions.enumerated() where mention.end <= text.count {
      let number = place + 1
      let pieces = Self.pieces(mention, text)
      if pieces.isEmpty { continue }
      let spans = pieces.map { "\($0.lowerBound) \($0.upperBound)" }.joined(separator: ";")
      let surface = pieces.map { text[$0] }.joined(separator: " ")
      output.write("T\(number)\t\(Self.label(mention)) \(spans)\t\(surface)\n")
      // A reference has no spaces; what needs escaping is percent-encoded.
      let reference = IRI.encoded(mention.entity.rawValue)
      let called = OneLine.spaced(document.name(of: mention.entity))
      output.write("N\(number)\tReference T\(number) Onoma:\(reference)\t\(called)\n")
    }
  }

  /// What of a mention stands on each line.
  private static func pieces(_ mention: EntityMention, _ text: SourceText) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start: Int?
    for position in mention.start..<mention.end {
      let scalar = text.scalars[position]
      let isLineEnd = "\n\r\u{B}\u{C}\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar)
      if isLineEnd, let first = start {
        pieces.append(first..<position)
        start = nil
      } else if !isLineEnd, start == nil {
        start = position
      }
    }
    if let start { pieces.append(start..<mention.end) }
    return pieces
  }

  private static func label(_ mention: EntityMention) -> String {
    switch mention.type {
    case .person: "Person"
    case .organization: "Organization"
    case .place: "Place"
    }
  }
}
