/// A text of any length in pieces, cut where no name is cut.
///
/// A piece ends behind a paragraph; where none ends in its second half, behind a line, a sentence, a
/// word, or at last a character. Behind the first, each piece begins with the end of the one before it,
/// so that a family name alone finds its bearer across the cut.
struct TextPieces {
  /// A piece.
  struct Piece {
    let bytes: [UInt8]
    /// How many bytes of it the piece before it had already.
    let context: Int
    /// Where it begins in the text, context and all: in bytes, and in lines from 0.
    let start: Int
    let line: Int
  }

  private let source: InputSource
  private let size: Int
  private let overlap: Int
  private var buffer: [UInt8] = []
  /// How many bytes of the buffer a piece had already.
  private var context = 0
  private var start = 0
  private var line = 0
  private var isRead = false
  private var isAtEnd = false

  /// - Parameters:
  ///   - size: The most bytes of a piece.
  ///   - overlap: The most bytes that a piece has of the one before it.
  init(_ source: InputSource, size: Int, overlap: Int) {
    self.source = source
    self.size = max(16, size)
    self.overlap = min(overlap, self.size / 2)
  }

  /// The next piece, or `nil` at the end; an empty text is one empty piece.
  mutating func next() throws -> Piece? {
    while !isRead, buffer.count <= size {
      guard let chunk = try source.nextChunk() else {
        isRead = true
        break
      }
      buffer += chunk
    }
    if isAtEnd { return nil }
    if buffer.count <= size {
      isAtEnd = true
      return Piece(bytes: buffer, context: context, start: start, line: line)
    }
    let end = Self.lastCut(in: buffer[..<size], from: max(context + 1, size / 2))
    let piece = Piece(bytes: Array(buffer[..<end]), context: context, start: start, line: line)
    let kept = Self.firstCut(in: buffer[..<end], from: end - min(overlap, end - context))
    line += buffer[..<kept].count { $0 == 0x0A }
    start += kept
    context = end - kept
    buffer.removeSubrange(..<kept)
    return piece
  }

  /// Whether a place lies behind the end of a paragraph, of a line, of a sentence or of a word.
  private static let cuts: [@Sendable (ArraySlice<UInt8>, Int) -> Bool] = [
    { text, at in
      text[at - 1] == 0x0A
        && (at >= 2 && text[at - 2] == 0x0A
          || at >= 3 && text[at - 2] == 0x0D && text[at - 3] == 0x0A)
    },
    { text, at in text[at - 1] == 0x0A },
    { text, at in
      text[at - 1] == 0x20 && at >= 2 && [0x2E, 0x21, 0x3F].contains(text[at - 2])
        || at >= 3 && text[at - 3] == 0xE3 && text[at - 2] == 0x80 && text[at - 1] == 0x82
    },
    { text, at in text[at - 1] == 0x20 },
    { text, at in at == text.endIndex || text[at] & 0xC0 != 0x80 },
  ]

  /// The last place to cut at from a place on; a text that is no UTF-8 is cut anywhere.
  private static func lastCut(in text: ArraySlice<UInt8>, from low: Int) -> Int {
    for isCut in cuts {
      for at in stride(from: text.endIndex - 1, through: low, by: -1) where isCut(text, at) {
        return at
      }
    }
    return text.endIndex
  }

  /// The first place to cut at from a place on, or the end.
  private static func firstCut(in text: ArraySlice<UInt8>, from low: Int) -> Int {
    if low == 0 { return 0 }
    for isCut in cuts.dropLast() {
      for at in low..<text.endIndex where isCut(text, at) { return at }
    }
    return text.endIndex
  }
}
