import OnomaTestSupport
import OnomaText
import Testing

@Suite("Offsets in a source text")
struct SourceTextTests {
  static let fixtures: [(name: String, text: String)] = [
    ("empty", ""),
    ("ASCII", "Ada Lovelace"),
    ("astral", "😀Ż𝒜𐌰 Ada 🏳️‍🌈"),
    ("combining", "Lukas\u{30C}enka \u{301}\u{301}"),
    ("CRLF", "Keith\r\nKellogg\r\n"),
    ("byte order mark", "\u{FEFF}Ada"),
    ("NUL and controls", "A\0B\u{7F}\u{85}\u{2028}"),
    ("exactly one checkpoint", String(repeating: "ż", count: 64)),
    ("one more than a checkpoint", String(repeating: "😀", count: 65)),
    ("several checkpoints", String(repeating: "aż中😀", count: 100)),
  ]

  @Test("every position goes to each unit and comes back", arguments: fixtures)
  func roundTrip(fixture: (name: String, text: String)) {
    #expect(Self.broken(fixture.text) == [])
  }

  @Test("positions survive random hostile text")
  func hostileRoundTrip() {
    var hostile = HostileText(seed: 1)
    for _ in 0..<60 {
      let text = hostile.text(upTo: 200)
      let broken = Self.broken(text)
      #expect(broken == [], "\(text.unicodeScalars.map { $0.value })")
    }
  }

  @Test("offsets are those that Swift's own views count")
  func agreesWithSwift() {
    for (name, text) in Self.fixtures {
      let source = SourceText(text)
      #expect(source.count == text.unicodeScalars.count, "\(name)")
      #expect(source.offset(of: source.count, in: .utf8) == text.utf8.count, "\(name)")
      #expect(source.offset(of: source.count, in: .utf16) == text.utf16.count, "\(name)")
    }
  }

  @Test("an offset inside a scalar, before the start or past the end has no position")
  func noPosition() {
    let source = SourceText("ż😀b")
    #expect(source.position(of: 1, in: .utf8) == nil)
    for inside in 3...5 { #expect(source.position(of: inside, in: .utf8) == nil) }
    #expect(source.position(of: 2, in: .utf16) == nil)
    for unit in OffsetUnit.allCases {
      #expect(source.position(of: -1, in: unit) == nil)
      #expect(source.position(of: 8, in: unit) == nil)
      #expect(source.position(of: .max, in: unit) == nil)
    }
  }

  @Test("the text is kept as it was given: mark, line ends and decomposed letters")
  func keepsEverything() {
    let text = "\u{FEFF}A\r\ne\u{301}\u{1100}\u{1161}\0"
    #expect(Array(SourceText(text).scalars) == Array(text.unicodeScalars))
    #expect(Array(SourceText(text)[0..<4].unicodeScalars) == ["\u{FEFF}", "A", "\r", "\n"])
  }

  @Test("bytes that are UTF-8 give the same text as the string they spell")
  func fromBytes() throws {
    for (name, text) in Self.fixtures {
      let source = try Array(text.utf8).withUnsafeBufferPointer { try SourceText(utf8: $0) }
      #expect(source.scalars == Array(text.unicodeScalars), "\(name)")
    }
  }

  @Test("bytes that are no UTF-8 are refused with the byte and the line")
  func refusesBytes() {
    for sequence in HostileText.illFormed {
      let bytes = Array("Ada\nŻ\n".utf8) + sequence
      let error = #expect(throws: InvalidUTF8.self) {
        try bytes.withUnsafeBufferPointer { try SourceText(utf8: $0) }
      }
      #expect(error?.offset == 7)
      #expect(error?.line == 3)
      #expect(error?.description == "invalid UTF-8 on line 3, at byte 7")
    }
  }

  /// The positions that do not come back, or whose order or width is wrong.
  static func broken(_ text: String) -> [String] {
    let source = SourceText(text)
    var broken: [String] = []
    for unit in OffsetUnit.allCases {
      var expected = 0
      for position in 0...source.count {
        let offset = source.offset(of: position, in: unit)
        if offset != expected { broken.append("\(unit) offset of \(position)") }
        if source.position(of: offset, in: unit) != position {
          broken.append("\(unit) position of \(offset)")
        }
        if position < source.count { expected += unit.width(of: source.scalars[position]) }
      }
    }
    return broken
  }
}
