import OnomaEntities
import OnomaNames
import OnomaTestSupport
import Testing

@testable import OnomaInterchange

@Suite("Reading sources")
struct SourceReaderTests {
  func read(
    _ reader: some SourceReader, _ text: String
  ) throws(InterchangeError) -> (records: [SourceRecord], skipped: [String]) {
    var reader = reader
    var items: [SourceItem] = []
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      items += try reader.read(Array(line), number: index + 1)
    }
    items += try reader.finish()
    var records: [SourceRecord] = []
    var skipped: [String] = []
    for item in items {
      switch item {
      case .record(let record): records.append(record)
      case .skipped(let reason): skipped.append(reason)
      }
    }
    return (records, skipped)
  }

  private func table(
    _ text: String, _ dialect: CSVReader.Dialect = .csv, _ options: SourceOptions = SourceOptions()
  ) throws(InterchangeError) -> [SourceRecord] {
    try read(TableReader(file: "t", dialect: dialect, options: options), text).records
  }

  // MARK: Tables

  @Test("a table's columns are found by their names, in any case, or by what is said of them")
  func columns() throws {
    let text = """
      ID,Type,Name,Aliases,Birth Date,Wikidata,identifier:crm,Sex
      c-1,person,"Edwin ""Ned"" Marlowe",E. Marlowe|Эдвин Марло,1970,Q5;Q6,77,m
      """
    let record = try #require(try table(text).first)
    let entity = record.entity
    #expect(record.key == "c-1" && record.line == 2)
    #expect(entity.id.rawValue == "c-1")
    #expect(entity.name == "Edwin \"Ned\" Marlowe")
    #expect(entity.aliases.map(\.text) == ["E. Marlowe", "Эдвин Марло"])
    #expect(entity.dates == ["birthDate": "1970"])
    #expect(entity.gender == .male)
    #expect(entity.identifiers.map(\.value) == ["77", "Q5", "Q6"])
    var options = SourceOptions()
    options.type = .organization
    options.columns = ["name": "FULL", "identifier:vat": "tax"]
    let mapped = try table("FULL,tax\nGuild,12\n", .csv, options)
    #expect(mapped.first?.entity.type == .organization)
    #expect(mapped.first?.entity.identifiers.first?.scheme == "vat")
    #expect(
      try table("first name,last name,type\nEdwin,Marlowe,PER").first?.entity.name
        == "Edwin Marlowe")
  }

  @Test("a quotation may hold line ends, and what follows it is on its own line")
  func quotedLines() throws {
    let text = "id,type,name\n1,org,\"Guild\nof\n\"\"Clocks\"\"\"\n2,org,B\r\n3,org,C\r4,org,D"
    let records = try table(text)
    #expect(records.map(\.entity.name) == ["Guild\nof\n\"Clocks\"", "B", "C", "D"])
    #expect(records.map(\.line) == [2, 5, 6, 7])
    let returns = try table("id,type,name\r\n1,org,\"Guild\r\nof\rClocks\"\r\n2,org,B\r\n")
    #expect(returns.map(\.entity.name) == ["Guild\r\nof\rClocks", "B"])
  }

  @Test("a row without a key has an ID of its content, whatever else the table holds")
  func contentKeys() throws {
    let first = try table("type,name,birth_date\nperson,Mira,1980\nperson,Mira,1981\n")
    let second = try table("type,name,birth_date\nperson,Mira,1981\nperson,Edwin,\n")
    #expect(first[1].entity.id == second[0].entity.id)
    #expect(first[0].entity.id != first[1].entity.id)
    #expect(first.allSatisfy { $0.entity.id.isMinted && $0.entity.id.isPortable })
  }

  @Test("a key that FollowTheMoney could not take gets an ID that it can, and is kept beside it")
  func foreignKeys() throws {
    let record = try #require(try table("id,type,name\na_b:c,person,Mira\n").first)
    #expect(record.entity.id.isPortable && record.entity.id.isMinted)
    #expect(record.entity.identifiers == [ExternalIdentifier(scheme: "key", value: "a_b:c")])
    var options = SourceOptions()
    options.prefix = "crm-"
    #expect(
      try table("id,type,name\n7,person,M\n", .csv, options).first?.entity.id.rawValue == "crm-7")
  }

  @Test(
    "a table that cannot be read says where and why",
    arguments: [
      ("id,type,name\n1,ship,M", 2, "the type ship"), ("id,type,name\n1,org", 2, "2 values"),
      ("id,type\n1,org", 1, "\"name\""), ("id,name\n1,M", 1, "\"type\""),
      ("id,type,name\n1,org,\"M\n\n", 2, "never closed"),
      ("id,type,name\n1,org,\"M\"x", 2, "closing quotation mark"),
    ])
  func faults(text: String, line: Int, reason: String) {
    let error = #expect(throws: InterchangeError.self) { try table(text) }
    #expect(error?.line == line)
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
  }

  @Test("a table that `entities list` wrote is read as it was")
  func ownTables() throws {
    let text = "id\ttype\tname\taliases\nQ1\tPERSON\tM\\tK\tA\\|B|C\\nD\n"
    let entity = try #require(try table(text, .tsv).first).entity
    #expect(entity.name == "M\tK")
    #expect(entity.aliases.map(\.text) == ["A|B", "C\nD"])
  }

  // MARK: Knowledge bases

  @Test("a full line is read as the entity that was written, hostile or not", arguments: 1...4)
  func lossless(seed: Int) throws {
    var hostile = HostileText(seed: UInt64(seed))
    for number in 0..<30 {
      func text() -> String { "x" + hostile.text(upTo: 12).withoutByteOrderMarks }
      var entity = Entity(
        id: CanonicalID(rawValue: "\(number)"), type: EntityType.allCases[number % 3], name: text(),
        aliases: [Alias(text(), language: "uk", count: number), Alias(text())],
        country: "LV", description: text(),
        dates: ["birthDate": "1980", "incorporationDate": "1999"],
        identifiers: [
          ExternalIdentifier(scheme: "a", value: text()),
          ExternalIdentifier(scheme: "b", value: "1"),
          ExternalIdentifier(scheme: "b", value: "2"),
        ])
      entity.prefer(PreferredName(text(), language: "uk", script: "Cyrl"))
      entity.prefer(PreferredName(text(), script: "Latn"))
      let line = KnowledgeBaseFile.fullLine(entity, formerIDs: [CanonicalID(rawValue: "old")])
      let record = try #require(
        try read(KnowledgeBaseReader(file: "t"), line).records.first)
      #expect(KnowledgeBaseFile.fullLine(record.entity, formerIDs: record.formerIDs) == line)
      #expect(record.entity == entity)
    }
  }

  // MARK: FollowTheMoney

  @Test("people and organisations of FollowTheMoney are taken, all else is told")
  func followTheMoney() throws {
    let text = """
      {"id":"NK-1","schema":"Person","caption":"Mira Kovalenko","referents":["x-1","NK-1"],"properties":{"name":["M. Kovalenko","Mira Kovalenko"],"alias":["Міра Коваленко"],"birthDate":["1980","1980-02-29"],"gender":["female"],"nationality":["ua"],"wikidataId":["Q77"]}}
      {"id":"NK-2","schema":"Company","properties":{"name":["Guild GmbH"],"jurisdiction":["de"],"leiCode":["5299"]}}
      {"id":"NK-3","schema":"Ownership","properties":{"owner":["NK-1"]}}
      {"id":"NK-4","schema":"Person","properties":{"firstName":["Edwin"],"lastName":["Marlowe"]}}
      {"id":"NK-5","schema":"Person","properties":{}}
      {"id":"NK-6","schema":"Address","properties":{"name":["Riga"],"country":["lv"]}}
      """
    let (records, skipped) = try read(FollowTheMoneyReader(file: "t"), text)
    #expect(
      records.map(\.entity.name) == ["Mira Kovalenko", "Guild GmbH", "Edwin Marlowe", "Riga"])
    #expect(records[3].entity.type == .place && records[3].entity.country == "LV")
    let mira = records[0].entity
    #expect(mira.aliases.map(\.text) == ["M. Kovalenko", "Міра Коваленко"])
    #expect(mira.dates == ["birthDate": "1980-02-29"])
    #expect(mira.country == "UA" && mira.gender == .female)
    #expect(mira.identifiers == [ExternalIdentifier(scheme: "wikidata", value: "Q77")])
    #expect(records[0].formerIDs.map(\.rawValue) == ["x-1"])
    #expect(records[1].entity.type == .organization && records[1].entity.country == "DE")
    #expect(skipped.count == 2 && skipped[0].contains("Ownership") && skipped[1] == "no name")
    for line in ["{}", "[]", #"{"id":1,"schema":"Person","properties":{}}"#, "x"] {
      let error = #expect(throws: InterchangeError.self) {
        try read(FollowTheMoneyReader(file: "t"), "\n" + line)
      }
      #expect(error?.line == 2)
    }
  }

  // MARK: Wikidata

  private static func snak(_ id: String) -> String {
    #"{"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"type":"wikibase-entityid","value":{"entity-type":"item","id":""#
      + id + #""}}}}"#
  }

  private static func item(_ id: String, class kind: String, more: String = "") -> String {
    #"{"type":"item","id":""# + id
      + #"","labels":{"en":{"language":"en","value":"Mira Kovalenko"},"uk":{"language":"uk","value":"Міра Коваленко"},"ja":{"language":"ja","value":"ミラ"}},"descriptions":{"en":{"language":"en","value":"violinist"}},"aliases":{"en":[{"language":"en","value":"M. Kovalenko"}]},"claims":{"P31":["#
      + snak(kind) + "]" + more + #"},"sitelinks":{"enwiki":{"site":"enwiki"},"ukwiki":{}}},"#
  }

  @Test("items of Wikidata are filtered by class, language and fame")
  func wikidata() throws {
    let time =
      #"{"rank":"normal","mainsnak":{"datavalue":{"value":{"time":"+1980-02-00T00:00:00Z","precision":10}}}}"#
    let more = #","P21":["# + Self.snak("Q6581072") + #"],"P569":["# + time + "]"
    let lines = [
      "[", Self.item("Q1", class: "Q5", more: more), Self.item("Q2", class: "Q43229"),
      Self.item("Q3", class: "Q11424"), #"{"type":"property","id":"P1","x":"Q5"}"#, "]",
    ]
    let text = lines.joined(separator: "\n")
    let (records, skipped) = try read(WikidataReader(file: "t"), text)
    #expect(records.map(\.key) == ["Q1", "Q2"])
    let mira = records[0].entity
    #expect(mira.type == .person && mira.gender == .female && mira.name == "Mira Kovalenko")
    #expect(mira.dates == ["birthDate": "1980-02"])
    #expect(mira.description == "violinist")
    #expect(mira.preferredName(language: "uk") == "Міра Коваленко")
    #expect(mira.preferred.count == 3)
    #expect(records[1].entity.type == .organization)
    #expect(skipped.count == 2)
    var options = SourceOptions()
    options.languages = ["uk"]
    options.classes = ["Q11424": .place]
    let own = try read(WikidataReader(file: "t", options: options), text).records
    #expect(own.count == 3)
    #expect(own[0].entity.aliases.map(\.language) == ["uk"])
    options.minimumSitelinks = 3
    #expect(try read(WikidataReader(file: "t", options: options), text).records.isEmpty)
    let error = #expect(throws: InterchangeError.self) {
      try read(WikidataReader(file: "t"), "[\n" + Self.item("Q1", class: "Q5").dropLast(40))
    }
    #expect(error?.line == 2)
  }

  // MARK: RDF

  @Test("concepts and people of N-Triples are read, a subject at a time")
  func rdf() throws {
    let skos = "http://www.w3.org/2004/02/skos/core#"
    let type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    let text = """
      # a comment
      <http://www.wikidata.org/entity/Q7> \(type) <http://schema.org/Person> .
      <http://www.wikidata.org/entity/Q7> <\(skos)prefLabel> "Clara \\"C.\\" \\u041C"@en .
      <http://www.wikidata.org/entity/Q7> <\(skos)prefLabel> "Клара"@uk .
      <http://www.wikidata.org/entity/Q7> <\(skos)altLabel> "Clare" .
      <http://www.wikidata.org/entity/Q7> <http://schema.org/birthDate> "1980"^^<http://www.w3.org/2001/XMLSchema#gYear> .

      <http://ex.org/p/2> <\(skos)prefLabel> "Guild" <http://ex.org/graph> .
      <http://ex.org/p/2> <\(skos)exactMatch> <http://www.wikidata.org/entity/Q8> .
      _:b <\(skos)prefLabel> "Nobody" .
      <http://ex.org/p/3> <http://ex.org/x> "y" .
      """
    var options = SourceOptions()
    options.type = .organization
    options.base = "http://ex.org/p/"
    let (records, skipped) = try read(RDFReader(file: "t", options: options), text)
    #expect(records.map(\.entity.id.rawValue) == ["Q7", "2"])
    let clara = records[0].entity
    #expect(clara.type == .person && clara.name == "Clara \"C.\" М")
    #expect(clara.preferredName(language: "uk") == "Клара")
    #expect(clara.aliases.contains(Alias("Clare")))
    #expect(clara.dates == ["birthDate": "1980"])
    #expect(records[1].entity.type == .organization)
    #expect(records[1].entity.identifiers.first?.value == "Q8")
    #expect(skipped.count == 2)
    #expect(records.map(\.line) == [2, 8])
  }

  @Test(
    "a line that is no triple says why",
    arguments: [
      "<a> <b>", "<a> <b> <c>", "<a> <b> \"c .", "<a <b> <c> .", "\"a\" <b> <c> .",
      "<a> _:b <c> .", "<a> <b> \"\\x\" .", "<a> <b> \"\\uD800\" .", "a b c .",
    ])
  func brokenTriples(line: String) {
    let error = #expect(throws: InterchangeError.self) { try read(RDFReader(file: "t"), line) }
    #expect(error?.line == 1)
  }

  @Test("no bytes make a reader stop the program", arguments: 1...4)
  func hostileLines(seed: Int) {
    var hostile = HostileText(seed: UInt64(seed))
    let readers: [any SourceReader] = [
      KnowledgeBaseReader(file: "t"), TableReader(file: "t", dialect: .csv),
      TableReader(file: "t", dialect: .tsv), FollowTheMoneyReader(file: "t"),
      WikidataReader(file: "t"), RDFReader(file: "t"), TurtleReader(file: "t"),
      JSONLDReader(file: "t"),
    ]
    for reader in readers {
      var reader = reader
      for number in 1...60 {
        let line = Array(hostile.text(upTo: 40).utf8.filter { $0 != 0x0A })
        _ = try? reader.read(line, number: number)
        #expect(reader.settledLines <= number)
      }
      _ = try? reader.finish()
      for bytes in HostileText.illFormed { _ = try? reader.read(bytes, number: 99) }
    }
  }
}
