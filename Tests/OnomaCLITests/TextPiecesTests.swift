import Foundation
import Onoma
import OnomaTestSupport
import Testing

@testable import OnomaCLI

@Suite("A text in pieces")
struct TextPiecesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func pieces(_ bytes: [UInt8], size: Int, overlap: Int) throws -> [TextPieces.Piece] {
    var pieces = TextPieces(
      try InputSource(path: try folder.write("text", bytes)), size: size, overlap: overlap)
    var all: [TextPieces.Piece] = []
    while let piece = try pieces.next() { all.append(piece) }
    return all
  }

  @Test("pieces without what they repeat are the text, at any size", arguments: 0..<40)
  func whole(seed: Int) throws {
    var hostile = HostileText(seed: UInt64(seed))
    var random = SplitMix64(seed: UInt64(seed))
    let bytes = Array(hostile.text(upTo: 3000).utf8)
    let size = 16 + random.next(below: 600)
    let overlap = random.next(below: 300)
    var joined: [UInt8] = []
    for (number, piece) in try pieces(bytes, size: size, overlap: overlap).enumerated() {
      #expect(piece.bytes.count <= size)
      #expect(piece.context <= overlap)
      #expect(number > 0 || piece.context == 0)
      #expect(piece.start + piece.context == joined.count)
      #expect(piece.line == bytes[..<piece.start].count { $0 == 0x0A })
      joined += piece.bytes[piece.context...]
      // Every piece is text by itself: no character is cut.
      #expect(String(validating: piece.bytes, as: UTF8.self) != nil)
    }
    #expect(joined == bytes)
  }

  @Test("a piece ends with a paragraph, else with a line, a sentence, a word")
  func cuts() throws {
    let texts = [
      "Anna Berg came.\n\nAnna Berg": "Anna Berg came.\n\n",
      "Anna Berg came.\nAnna Berg went": "Anna Berg came.\n",
      "Anna Berg came. Anna Berg went": "Anna Berg came. ",
      "Anna Berg came and Anna Berg went": "Anna Berg came and Anna ",
    ]
    for (text, first) in texts {
      let piece = try #require(try pieces(Array(text.utf8), size: 25, overlap: 0).first)
      #expect(String(decoding: piece.bytes, as: UTF8.self) == first)
    }
  }

  @Test("bytes that are no text end too")
  func illFormed() throws {
    let bytes = [UInt8](repeating: 0x80, count: 1000)
    #expect(try pieces(bytes, size: 64, overlap: 16).last != nil)
    #expect(try pieces([], size: 64, overlap: 16).map(\.bytes) == [[]])
  }
}
