import Foundation
import OnomaEntities
import OnomaNames
import OnomaText
import Testing

@testable import OnomaInterchange

@Suite("Exports")
struct ExportTests {
  /// Entities and documents in memory.
  struct Source: ExportSource {
    var entities: [Entity] = []
    var links: [IdentityLink] = []
    var documents: [ExportedDocument] = []

    func forEachEntity(mentions: Bool, _ body: (ExportedEntity) throws -> Void) throws {
      for entity in entities { try body(ExportedEntity(entity)) }
    }
    func forEachLink(_ body: (IdentityLink) throws -> Void) throws { try links.forEach(body) }
    func forEachDocument(_ body: (ExportedDocument) throws -> Void) throws {
      try documents.forEach(body)
    }
  }

  private func export(
    _ source: Source, _ format: any ExportFormat.Type,
    _ change: (inout ExportOptions) -> Void = { _ in }
  ) throws -> String {
    var options = ExportOptions()
    change(&options)
    var bytes: [UInt8] = []
    try Export.write(source, in: format, options: options) {
      for piece in $0 { bytes += piece.bytes }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func person(_ id: String, _ name: String, _ aliases: String...) -> Entity {
    Entity(
      id: CanonicalID(rawValue: id), type: .person, name: name, aliases: aliases.map { Alias($0) })
  }

  @Test("the catalogue has each format once, with what it needs to be found")
  func catalogue() {
    let names = ExportFormats.all.map { $0.description.name }
    #expect(Set(names).count == names.count)
    for format in ExportFormats.all.map({ $0.description }) {
      #expect(format.mediaType.contains("/") && !format.fileExtension.isEmpty)
      #expect(format.specification.hasPrefix("http") || format.specification.hasPrefix("docs/"))
      #expect(ExportFormats[format.name] != nil)
    }
  }

  @Test(
    "SHA-1 is that of FIPS 180-4",
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
      ),
      (String(repeating: "a", count: 1000), "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
    ])
  func sha1(text: String, digest: String) {
    #expect(SHA1.hexadecimal(text.utf8) == digest)
  }

  @Test("a spelling of two entities makes no rule, whatever its case and marks")
  func sharedSpellings() throws {
    let source = Source(entities: [
      person("a", "John Coale", "Cole", "Koul"), person("b", "Nat King Cole", "COLÉ", "Nat"),
    ])
    #expect(
      try export(source, SolrSynonyms.self) == "John Coale, Koul\nNat King Cole, Nat\n")
    #expect(
      try export(source, SolrExplicitSynonyms.self)
        == "John Coale, Koul => a\nNat King Cole, Nat => b\n")
  }

  @Test("what separates terms is escaped, and names without a letter make no rule")
  func escapes() throws {
    let source = Source(entities: [person("a=#1", "# A, B => C\\D\n E", "…")])
    #expect(
      try export(source, SolrExplicitSynonyms.self) == "\\# A\\, B \\=> C\\\\D E => a\\=\\#1\n")
  }

  @Test("a merge without a judge is close, with one it is exact, and unlike is nothing")
  func matches() throws {
    let (a, b) = (CanonicalID(rawValue: "a"), CanonicalID(rawValue: "b"))
    let source = Source(links: [
      IdentityLink(a, b, .same), IdentityLink(a, b, .same, author: "Ann"),
      IdentityLink(a, b, .unsure, author: "Ann"), IdentityLink(a, b, .different, author: "Ann"),
    ])
    let lines = try export(source, SKOSNTriples.self).split(separator: "\n").dropFirst()
    #expect(
      lines.map { $0.split(separator: " ")[1].split(separator: "#")[1] } == [
        "closeMatch>", "exactMatch>", "closeMatch>",
      ])
  }

  @Test("nomenklatura's target is the greater ID, and times have no zone")
  func resolverFile() throws {
    var entity = person("zzz", "Z")
    entity.identifiers = [ExternalIdentifier(scheme: "wikidata", value: "Q42")]
    let source = Source(
      entities: [entity],
      links: [
        IdentityLink(
          CanonicalID(rawValue: "a"), CanonicalID(rawValue: "zzz"), .different, author: "Ann",
          time: 86_400)
      ])
    #expect(
      try export(source, NomenklaturaResolver.self) == """
        ["Q42","zzz","positive",null,"onoma",null]
        ["zzz","a","negative",null,"Ann","1970-01-02T00:00:00"]

        """)
  }

  @Test("what a format cannot carry is an error that names it, or is counted")
  func unfit() throws {
    let source = Source(entities: [person("ok", "Fine"), person("not ok", "Other")])
    #expect(throws: ExportError.self) { _ = try export(source, FTMEntities.self) }
    let kept = try export(source, FTMEntities.self) { $0.leavesOutUnfit = true }
    #expect(kept == "{\"id\":\"ok\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Fine\"]}}\n")
  }

  @Test("brackets of a text are kept apart from annotations")
  func annotatedText() {
    let text = SourceText("[x](y) [Ann](z) ](")
    let mention = EntityMention(
      document: "d", start: 8, end: 11, surface: "Ann", type: .person,
      entity: CanonicalID(rawValue: "a b"), score: 1)
    let document = ExportedDocument(name: "d", text: text, mentions: [mention], entities: [:])
    #expect(
      ElasticsearchBulk.annotated(document, text)
        == "[x][]()(y) [[Ann](a%20b&PERSON)][]()(z) ][]()(")
  }

  @Test("files of a folder stay in it, and two never have one name")
  func fileNames() {
    var taken: Set<String> = []
    let names = [
      "../../etc/passwd", "a.txt", "a", ".hidden", "a\0b", String(repeating: "é", count: 300),
    ]
    .map { FileNames.unique($0, "txt", &taken) }
    #expect(names[0] == "_.._.._etc_passwd")
    #expect(names[1] == "a" && names[2] == "a-2" && names[3] == "_.hidden" && names[4] == "a_b")
    #expect(names[5].utf8.count <= 200)
  }

  @Test("language tags that no RDF reader takes are left out")
  func languages() {
    #expect(RDFTerm.literal("x", language: "be-Latn").text == "\"x\"@be-Latn")
    for tag in ["", "be_BY", "-be", "b e", "ё", "123456789"] {
      #expect(RDFTerm.literal("x", language: tag).text == "\"x\"")
    }
  }
}
