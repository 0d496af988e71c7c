internal import OnomaNames
internal import OnomaEntities
internal import OnomaText

/// CoNLL-U: a token a line, with the mention and its entity in MISC.
///
/// `Entity=B-PERSON` or `I-PERSON`, `EntityID` the canonical ID, `TokenRange` the token's place in
/// Unicode code points; heads and parts of speech are not known and stand as `_`.
struct CoNLLU: ExportFormat {
  static let description = FormatDescription(
    name: "conllu", title: "CoNLL-U", group: .text, mediaType: "text/plain",
    fileExtension: "conllu", specification: "https://universaldependencies.org/format.html",
    parts: [.documents, .texts], losses: ColumnText.losses)

  init(_ options: ExportOptions) {}

  func write(
    _ document: ExportedDocument, to output: inout ExportOutput
  ) throws(ExportError) {
    guard let text = document.text else { return }
    let tokens = try TextTokens(document, text)
    output.write("# newdoc id = \(ColumnText.escaped(document.name))\n")
    for (place, sentence) in tokens.sentences.enumerated() {
      guard let first = sentence.first, let last = sentence.last else { continue }
      let whole = OneLine.spaced(text[first.range.lowerBound..<last.range.upperBound])
      output.write("# sent_id = \(place + 1)\n# text = \(whole)\n")
      for (number, token) in sentence.enumerated() {
        var misc: [String] = []
        if let mention = token.mention {
          let found = tokens.mentions[mention]
          misc.append("Entity=\(token.isFirst ? "B" : "I")-\(found.type.rawValue)")
          misc.append("EntityID=\(ColumnText.escaped(found.entity.rawValue))")
        }
        if !token.hasSpace { misc.append("SpaceAfter=No") }
        misc.append("TokenRange=\(token.range.lowerBound):\(token.range.upperBound)")
        let form = text[token.range]
        let columns =
          [String(number + 1), form == "_" ? "_" : form] + Array(repeating: "_", count: 7)
        output.write((columns + [misc.joined(separator: "|")]).joined(separator: "\t") + "\n")
      }
      output.write("\n")
    }
  }
}

/// What both column formats share.
enum ColumnText {
  static let losses = [
    "everything of an entity but ID and type", "entities that no document mentions",
    "scores", "mentions that overlap an earlier one", "which white space stands between tokens",
    "control characters",
  ]

  /// A value without what separates values there: white space, controls, `|`, `=` and `%`.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte <= 0x20 || byte == 0x7F || byte == 0x7C || byte == 0x25 || byte == 0x3D {
        let hex = String(byte, radix: 16, uppercase: true)
        bytes += Array("%\(hex.utf8.count < 2 ? "0" : "")\(hex)".utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
