import Testing

@testable import OnomaTransliteration

@Suite("The memory of a table")
struct PassTests {
  /// Deseret has capitals and lies outside the BMP, as 𐑅 and 𐒀 beside its letters do.
  static let rules = """
    id: test
    name: Test
    authority: nobody
    from: Dsrt
    to: Latn
    languages: en
    source: none

    [rules]
    𐐨 > i
    𐐪 > a
    𐑊 > l
    𐑋 > sh
    𐑌 { 𐐨 > E

    """

  static func transliterator() throws -> Transliterator {
    try TransliterationRegistry(ruleFiles: [("test.rules", rules)]).transliterator(id: "test")
  }

  @Test("letters outside the BMP are found between and beside those that no rule names")
  func astralLetters() throws {
    let transliterator = try Self.transliterator()
    #expect(transliterator.transliterate("𐐨𐐪𐑊𐑋 𐐀𐐂𐐢𐐣 𐐣𐐪") == "ialsh IALSH Sha")
    #expect(transliterator.transliterate("𐐩𐑌𐐨𐑅𐒀\u{10FFFF}𐀀 x") == "𐐩𐑌E𐑅𐒀\u{10FFFF}𐀀 x")
    #expect(transliterator.transliterate("中\u{E000}😀𐐨") == "中\u{E000}😀i")
  }

  @Test("every array starts a cache line, and holds what the compiler wrote")
  func arrays() throws {
    var table = RuleTable()
    table.pages = Array(0..<128)
    table.heads = [1, 2, 3]
    table.masks = [4]
    table.items = [5, 6, 7, 8, 9]
    table.targets = [10, 11, 12]
    table.targetBytes = Array(13..<30)
    table.astral = [0x10400, 0x10401]
    table.traits.padding = 7
    let pass = Pass(table)
    let view = pass.view
    withExtendedLifetime(pass) {
      #expect(Array(view.pages) == table.pages)
      #expect(Array(view.pageStarts) == table.pageStarts)
      #expect(Array(view.heads) == table.heads)
      #expect(view.candidates.isEmpty)
      #expect(Array(view.items) == table.items)
      #expect(Array(view.masks) == table.masks)
      #expect(Array(view.targets) == table.targets)
      #expect(Array(view.targetBytes) == table.targetBytes)
      #expect(Array(view.astral) == table.astral)
      #expect(view.traits.padding == 7)
      for address in [
        UnsafeRawPointer(view.heads.baseAddress), UnsafeRawPointer(view.items.baseAddress),
        UnsafeRawPointer(view.targetBytes.baseAddress),
      ] {
        #expect(UInt(bitPattern: address) % 64 == 0)
      }
    }
  }

  @Test("the tables last as long as any copy of the transliterator, and no longer")
  func lifetime() throws {
    weak var program: Program?
    do {
      let copy: Transliterator
      do {
        let original = try Self.transliterator()
        program = original.program
        copy = original
      }
      #expect(copy.transliterate("𐐨") == "i")
      #expect(program != nil)
    }
    #expect(program == nil)
  }
}
