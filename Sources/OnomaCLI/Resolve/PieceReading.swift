internal import Onoma

/// Reads a plain text piece by piece and knows where each begins in every unit.
struct PieceReading {
  private let source: InputSource
  private let name: String
  private var pieces: TextPieces
  private var language: String?
  private var start = (scalars: 0, utf8: 0, utf16: 0)

  init(_ source: InputSource, name: String, window: Int) {
    self.source = source
    self.name = name
    pieces = TextPieces(source, size: window, overlap: min(DocumentBatches.overlap, window / 4))
  }

  /// The next piece, or `nil` at the end.
  mutating func part() throws -> DocumentBatches.Part? {
    guard let piece = try pieces.next() else { return nil }
    let text: SourceText
    do { text = try piece.bytes.withUnsafeBufferPointer { try SourceText(utf8: $0) } } catch {
      guard let invalid = error as? InvalidUTF8 else { throw error }
      let line = piece.line + invalid.line
      let place = piece.start + invalid.offset
      throw fail(
        "\(source.name):\(line): invalid UTF-8 on line \(line), at byte \(place)",
        code: .badInput)
    }
    let document = Document(name: name, text: text, language: language)
    language = document.language
    // The context was counted with the piece that had it first.
    let context = text.position(of: piece.context, in: .utf8) ?? 0
    let begin = (
      scalars: start.scalars - context, utf8: start.utf8 - piece.context,
      utf16: start.utf16 - text.offset(of: context, in: .utf16)
    )
    start = (
      begin.scalars + text.count, begin.utf8 + text.offset(of: text.count, in: .utf8),
      begin.utf16 + text.offset(of: text.count, in: .utf16)
    )
    return DocumentBatches.Part(
      document: document, start: begin, context: context, bytes: piece.bytes.count,
      fingerprint: piece.bytes.withUnsafeBytes(ContentFingerprint.of))
  }
}
