internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// Tokens with BIO tags, as CoNLL 2003 has them: token, tag and canonical ID, separated by tabs.
struct BIOTags: ExportFormat {
  static let description = FormatDescription(
    name: "bio", title: "CoNLL columns with BIO tags", group: .text, mediaType: "text/plain",
    fileExtension: "bio", specification: "https://aclanthology.org/W03-0419/",
    parts: [.documents, .texts], losses: ColumnText.losses + ["offsets"])

  init(_ options: ExportOptions) {}

  func write(
    _ document: ExportedDocument, to output: inout ExportOutput
  ) throws(ExportError) {
    guard let text = document.text else { return }
    let tokens = try TextTokens(document, text)
    output.write("-DOCSTART-\tO\t\(ColumnText.escaped(document.name))\n\n")
    for sentence in tokens.sentences {
      for token in sentence {
        let mention = token.mention.map { tokens.mentions[$0] }
        let tag = mention.map { (token.isFirst ? "B-" : "I-") + $0.type.rawValue } ?? "O"
        let id = mention.map { ColumnText.escaped($0.entity.rawValue) } ?? "_"
        output.write("\(text[token.range])\t\(tag)\t\(id)\n")
      }
      output.write("\n")
    }
  }
}
