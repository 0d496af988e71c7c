import OnomaDocuments
import OnomaText
import Testing

@Suite("Offsets")
struct OffsetTests {
  static let fixtures: [(name: String, text: String)] = [
    ("plain", "The smith Edwin Marlowe sang in Riga."),
    ("astral before", "😀🎉 The smith Edwin Marlowe sang 🎻 in Riga 🏁"),
    ("astral touching", "The smith 🎻Edwin Marlowe🎻 sang in 🏁Riga🏁."),
    ("family emoji", "The 👩‍👩‍👧‍👦 smith Edwin Marlowe sang in Riga 🇱🇻."),
    ("astral letters", "𝔊𝔬𝔱𝔥𝔦𝔠 𐌲𐌿𐍄 said Edwin Marlowe in Riga."),
    ("decomposed", "The painter E\u{301}lena Ma\u{301}rquez lives in Zu\u{308}rich."),
    ("marks before", "Cafe\u{301} cre\u{300}me, said Edwin Marlowe in Riga."),
    ("Windows line ends", "The smith\r\nEdwin Marlowe sang\r\nin Riga.\r\n\r\nMarlowe slept.\r\n"),
    ("old line ends", "The smith Edwin Marlowe sang.\rIn Riga Marlowe slept.\r"),
    ("byte order mark", "\u{FEFF}Edwin Marlowe sang in Riga."),
    ("zero width", "The smith \u{200B}Edwin\u{200B} Marlowe\u{200B} sang in \u{2060}Riga."),
    ("bidi", "The smith \u{202A}Edwin Marlowe\u{202C} sang in \u{2067}Riga\u{2069}."),
    ("no-break spaces", "The smith Edwin\u{A0}Marlowe sang in\u{202F}Riga."),
    ("NUL", "The smith\0 Edwin Marlowe sang\0 in Riga."),
    ("line separators", "The smith Edwin Marlowe sang.\u{2028}In Riga Marlowe slept.\u{2029}"),
    ("long", String(repeating: "É🎻e\u{301}\r\n ", count: 200) + "The smith Edwin Marlowe sang."),
  ]

  @Test("text[start:end] is the surface in all three units", arguments: fixtures)
  func spans(name: String, text: String) {
    let texts = ResolvedTexts(text)
    #expect(!texts.mentions.isEmpty, "\(name)")
    expectExactSpans(texts)
  }

  @Test("a decomposed name is found whole, in its own letters")
  func decomposed() throws {
    let texts = ResolvedTexts(
      "The painter E\u{301}lena Ma\u{301}rquez lives here.",
      "The painter Élena Márquez lives there.")
    let first = try #require(texts.mentions.first { $0.document == "1" })
    #expect(
      Array(first.surface.unicodeScalars) == Array("E\u{301}lena Ma\u{301}rquez".unicodeScalars))
    #expect(Set(texts.mentions.map(\.entity)).count == 1)
  }

  @Test("known positions in a text of all widths")
  func knownPositions() throws {
    // U+1F3BB takes 1 scalar, 4 bytes, 2 units; é 1, 2, 1; CR LF two of each.
    let texts = ResolvedTexts("🎻é\r\nThe smith Edwin Marlowe sang.")
    let mention = try #require(texts.mentions.first)
    let text = texts.documents[0].text
    #expect(mention.surface == "Edwin Marlowe")
    #expect(mention.range == 14..<27)
    #expect(text.offset(of: 14, in: .utf8) == 18)
    #expect(text.offset(of: 14, in: .utf16) == 15)
    #expect(text.offset(of: 27, in: .utf8) == 31)
    #expect(text.offset(of: 27, in: .utf16) == 28)
  }
}

@Suite("What is put around a name changes its place only")
struct MetamorphicTests {
  static let sentences = [
    "On Monday the smith Edwin Marlowe met the baker Ottilie Brandvold near the river.",
    "At noon Marlowe went to Riga, and Brandvold went with him.",
    "They had bread from the Federation of Lake Pilots (FLP).",
    "A boat of the FLP took Mr. Marlowe to Vilnius.",
  ]
  static let original = sentences.joined(separator: " ")

  @Test(
    "filler between sentences shifts every offset by its length and changes no ID",
    arguments: [
      "😀 ", "🎻🎻🎻 ", "\u{200B}", "\u{FEFF}", "\u{200E}", "\u{2060}\u{200D}", "  ", "\t", "\u{A0}",
      "e\u{301} ", "12 ",
    ])
  func filler(filler: String) {
    expectShifted(separator: " " + filler)
  }

  @Test("a Windows line end between sentences works as an LF does, one place on")
  func windowsLineEnds() {
    let unix = ResolvedTexts(Self.sentences.joined(separator: "\n"))
    let windows = ResolvedTexts(Self.sentences.joined(separator: "\r\n"))
    #expect(unix.mentions.count == windows.mentions.count)
    let lines = Self.sentences.map(\.unicodeScalars.count)
    for (a, b) in zip(unix.mentions, windows.mentions) {
      var line = 0
      var start = 0
      while start + lines[line] < a.range.lowerBound {
        start += lines[line] + 1
        line += 1
      }
      #expect(b.range.lowerBound == a.range.lowerBound + line)
      #expect(a.surface == b.surface && a.entity == b.entity && a.type == b.type)
    }
  }

  @Test(
    "emoji and invisible characters right around a name leave it as it is",
    arguments: ["🎻", "😀", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{200E}", "👩‍👧", "🇱🇻", "★"])
  func around(mark: String) {
    let plain = ResolvedTexts("On Monday the smith Edwin Marlowe met Ottilie Brandvold.")
    let marked = ResolvedTexts(
      "On Monday the smith \(mark)Edwin Marlowe\(mark) met \(mark)Ottilie Brandvold\(mark).")
    let width = mark.unicodeScalars.count
    #expect(plain.surfaces() == marked.surfaces())
    for (index, (a, b)) in zip(plain.mentions, marked.mentions).enumerated() {
      #expect(b.range.lowerBound == a.range.lowerBound + width * (2 * index + 1))
      #expect(a.entity == b.entity && a.type == b.type && a.score == b.score)
    }
  }

  @Test("text before the first name shifts everything by its length")
  func prefix() {
    let prefix = "🎻 It was cold. "
    let plain = ResolvedTexts(Self.original)
    let moved = ResolvedTexts(prefix + Self.original)
    #expect(plain.surfaces() == moved.surfaces())
    for (a, b) in zip(plain.mentions, moved.mentions) {
      #expect(b.range.lowerBound == a.range.lowerBound + prefix.unicodeScalars.count)
      #expect(a.entity == b.entity)
    }
  }

  private func expectShifted(separator: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let plain = ResolvedTexts(Self.original)
    let filled = ResolvedTexts(Self.sentences.joined(separator: separator))
    #expect(plain.surfaces() == filled.surfaces(), sourceLocation: sourceLocation)
    let extra = separator.unicodeScalars.count - 1
    for (a, b) in zip(plain.mentions, filled.mentions) {
      // The sentence that a position lies in tells how many fillers come before it.
      var number = 0
      var end = Self.sentences[0].unicodeScalars.count
      while a.range.lowerBound > end {
        number += 1
        end += Self.sentences[number].unicodeScalars.count + 1
      }
      #expect(
        b.range.lowerBound == a.range.lowerBound + number * extra, sourceLocation: sourceLocation)
      #expect(a.entity == b.entity && a.type == b.type, sourceLocation: sourceLocation)
    }
    expectExactSpans(filled, sourceLocation: sourceLocation)
  }
}
