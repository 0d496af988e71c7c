import OnomaEntities
import OnomaNames
import Testing

@testable import OnomaInterchange

@Suite("Reading RDF")
struct RDFReaderTests {
  private func read(
    _ reader: some SourceReader, _ text: String
  ) throws(InterchangeError) -> (records: [SourceRecord], skipped: [String]) {
    try SourceReaderTests().read(reader, text)
  }

  private static let exported = [
    ExportedEntity(
      Entity(
        id: CanonicalID(rawValue: "a b/é"), type: .organization, name: "Guild \"of\" \u{2028}\0",
        aliases: [Alias("Гильдия")],
        country: "LV", description: "a guild", dates: ["incorporationDate": "1999"],
        identifiers: [ExternalIdentifier(scheme: "lei", value: "5:1")]),
      formerIDs: [CanonicalID(rawValue: "old one")]),
    ExportedEntity(
      Entity(
        id: CanonicalID(rawValue: "Q7"), type: .person, name: "Клара",
        aliases: [Alias("Клара", language: "uk")])),
  ]

  @Test(
    "what `onoma export` wrote as SKOS comes back with its IDs, whatever the IRIs start with",
    arguments: ["urn:onoma:", "https://example.org/names/"])
  func ownConcepts(base: String) throws {
    var options = ExportOptions()
    options.base = base
    for (format, reader) in [
      (SKOSNTriples.self as any ExportFormat.Type, RDFReader(file: "t") as any SourceReader),
      (SKOSTurtle.self, TurtleReader(file: "t")), (SKOSJSONLD.self, JSONLDReader(file: "t")),
    ] {
      var exporter = format.init(options)
      var output = ExportOutput()
      try exporter.begin(&output)
      for entity in Self.exported { try exporter.write(entity, to: &output) }
      try exporter.write(
        IdentityLink(CanonicalID(rawValue: "a b/é"), CanonicalID(rawValue: "old one"), .same),
        to: &output)
      try exporter.end(&output)
      let bytes = output.takePieces().flatMap(\.bytes)
      let (records, _) = try read(reader, String(decoding: bytes, as: UTF8.self))
      #expect(records.map(\.entity.id.rawValue) == ["a b/é", "Q7"], "\(format)")
      let guild = records.first
      #expect(guild?.entity == Self.exported[0].entity)
      #expect(guild?.formerIDs.map(\.rawValue) == ["old one"])
      #expect(records.last?.entity.identifiers == [])
    }
  }

  @Test("Turtle as people write it: prefixes, bases, blank nodes, lists, long texts, comments")
  func turtle() throws {
    let text = #"""
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> . # a comment.
      @prefix : <http://ex.org/p/>.
      PREFIX s: <https://schema.org/>
      @base <http://ex.org/p/x> .

      :1 a s:Person, skos:Concept ;
        skos:prefLabel "Clara \"C.\" \u041C"@en, 'Клара'@uk ;
        skos:altLabel """Clara
      "the" Clock. # no comment
      """ ; ;
        s:address [ s:addressCountry "LV" ; s:x [ s:y ( 1 2.5 true ) ] ] ;
        skos:exactMatch <http://www.wikidata.org/entity/Q8> .
      :1 s:birthDate "1980"^^<http://www.w3.org/2001/XMLSchema#gYear> .
      <2> a s:Organization ; s:name "Guild" . <#3> a s:Place ; s:name "Riga"
      .
      [] a s:Person ; s:name "Nobody" .
      :a.b\,c a s:Place; s:name "Dots".
      """#.replacing("\\\\", with: "\\")
    var options = SourceOptions()
    options.base = "http://ex.org/p/"
    let (records, skipped) = try read(TurtleReader(file: "t", options: options), text)
    #expect(records.map(\.key) == ["1", "2", "x#3", "a.b,c"])
    let clara = try #require(records.first).entity
    #expect(clara.type == .person && clara.name == "Clara \"C.\" М")
    #expect(clara.preferredName(language: "uk") == "Клара")
    #expect(clara.aliases.contains(Alias("Clara\n\"the\" Clock. # no comment\n")))
    #expect(clara.dates == ["birthDate": "1980"])
    #expect(clara.identifiers.first?.value == "Q8")
    #expect(records.map(\.line) == [6, 14, 14, 17])
    #expect(skipped.contains("a blank node"))
  }

  @Test(
    "Turtle that cannot be read says where and why",
    arguments: [
      ("<a> <b> <c>\n<d> <e> <f> .", 2, "full stop"), ("x:a <b> <c> .", 1, "x:"),
      ("<a> <b> \"c\n .", 1, "never closed"), ("\n<a> <b> [ <c> <d> .", 2, "bracket"),
      ("<a> <b> \"\\x\" .", 1, "escape"), ("\"a\" <b> <c> .", 1, "literal"),
      ("<a> <b> ( 1 2 .", 1, "wanted"), ("<a> <b> \"\"\"c .\n\n", 1, "never closed"),
      ("<a> \"b\" <c> .", 1, "predicate"), ("@prefix x <y> .", 1, "colon"),
      ("<a> <b> " + String(repeating: "[ <b> ", count: 100) + ".", 1, "deep"),
    ])
  func brokenTurtle(text: String, line: Int, reason: String) {
    let error = #expect(throws: InterchangeError.self) {
      try read(TurtleReader(file: "t"), text)
    }
    #expect(error?.reason.contains(reason) == true, "\(error?.description ?? "")")
    #expect(error.map { $0.line >= line } == true)
  }

  @Test(
    "references are made whole as RFC 3986 says",
    arguments: [
      ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
      ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"),
      ("#s", "http://a/b/c/d;p?q#s"), ("", "http://a/b/c/d;p?q"), ("..", "http://a/b/"),
      ("../g", "http://a/b/g"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
      ("g:h", "g:h"), (".", "http://a/b/c/"), ("g?y/./x", "http://a/b/c/g?y/./x"),
    ])
  func references(reference: String, whole: String) {
    #expect(IRIReference.resolved(reference, base: "http://a/b/c/d;p?q") == whole)
  }

  @Test("JSON-LD in its forms: a graph, a list, schema.org, languages, nodes in nodes")
  func jsonLD() throws {
    let graph = """
      {"@context":{"skos":"http://www.w3.org/2004/02/skos/core#","s":"https://schema.org/",
        "name":{"@id":"skos:prefLabel","@container":"@language"},"@base":"http://ex.org/p/",
        "same":{"@id":"skos:exactMatch","@type":"@id"},"id":"@id","type":"@type"},
       "@graph":[
        {"id":"1","type":"s:Person","name":{"en":"Clara ]}","uk":["Клара"]},
         "same":"http://www.wikidata.org/entity/Q8","s:birthDate":1980},
        {"@id":"2","@type":["s:Organization"],"skos:prefLabel":[{"@value":"Guild","@language":"en"}],
         "s:founder":{"id":"3","type":"s:Person","name":{"@none":"Mira"}}}
       ]}
      """
    var options = SourceOptions()
    options.base = "http://ex.org/p/"
    let records = try read(JSONLDReader(file: "t", options: options), graph).records
    #expect(records.map(\.key) == ["1", "2", "3"])
    #expect(records.map(\.entity.name) == ["Clara ]}", "Guild", "Mira"])
    #expect(records[0].entity.preferredName(language: "uk") == "Клара")
    #expect(records[0].entity.dates == ["birthDate": "1980"])
    #expect(records[0].entity.identifiers.first?.value == "Q8")
    #expect(records.map(\.line) == [5, 7, 7])
    let schema = """
      {"@context":"https://schema.org/","@type":"Person","@id":"http://ex.org/p/4","name":"Ida",
       "sameAs":["https://viaf.org/viaf/77"]}
      {"@context":"http://schema.org","@type":"Place","@id":"http://ex.org/p/5","name":"Riga"}
      """
    let people = try read(JSONLDReader(file: "t", options: options), schema).records
    #expect(people.map(\.entity.name) == ["Ida", "Riga"])
    #expect(people[0].entity.identifiers == [ExternalIdentifier(scheme: "viaf", value: "77")])
    let list = """
      [{"@id":"http://ex.org/p/6","@type":["http://schema.org/Person"],
        "http://schema.org/name":[{"@value":"\u{FEFF}Ada"}]}]
      """
    let listed = try read(JSONLDReader(file: "t", options: options), list).records
    #expect(listed.map(\.key) == ["6"] && listed.first?.entity.name == "\u{FEFF}Ada")
  }

  @Test(
    "JSON-LD that cannot be read says where and why",
    arguments: [
      ("x", 1, "no object"), ("{\n\"a\":", 1, "never closed"), ("[\n1]", 2, "no object"),
      ("\n{\"a\":tru}", 2, "JSON"), ("{\"@context\":\"http://ex.org/c\"}", 1, "not fetched"),
      ("{\"a\":" + String(repeating: "[", count: 200), 1, "deep"),
    ])
  func brokenJSONLD(text: String, line: Int, reason: String) {
    let error = #expect(throws: InterchangeError.self) {
      try read(JSONLDReader(file: "t"), text)
    }
    #expect(error?.reason.contains(reason) == true, "\(error?.description ?? "")")
    #expect(error?.line == line)
  }

  @Test("a Turtle file can be taken up where any of its settled lines ends")
  func resumed() throws {
    let text = """
      @prefix s: <https://schema.org/> .
      <a> a s:Person ;
        s:name "A" .
      <b> a s:Person ; s:name "B" .
      <b> s:birthDate "1980" .
      <c> a s:Person ; s:name "C" .
      """
    let lines = text.split(separator: "\n").map { Array($0.utf8) }
    let all = try read(TurtleReader(file: "t"), text).records
    var reader = TurtleReader(file: "t")
    for end in lines.indices {
      _ = try reader.read(lines[end], number: end + 1)
      let settled = reader.settledLines
      var again = TurtleReader(file: "t")
      var items: [SourceItem] = []
      for (index, line) in lines.enumerated() {
        if index < settled {
          try again.passOver(line, number: index + 1)
        } else {
          items += try again.read(line, number: index + 1)
        }
      }
      items += try again.finish()
      let keys = items.compactMap { if case .record(let record) = $0 { record.key } else { nil } }
      #expect(keys == Array(all.map(\.key).suffix(keys.count)))
      #expect(settled < 4 || keys == ["c"] || keys == ["b", "c"])
    }
  }
}
