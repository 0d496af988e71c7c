import Foundation
import OnomaDocuments
import OnomaEntities
import OnomaNames
import OnomaTestSupport
import OnomaText
import Testing

/// People and bodies that nobody has heard of, with everything that an entity may have.
private func knowledge(_ count: Int = 60) -> KnowledgeBase {
  var random = SplitMix64(seed: 5)
  let syllables = ["ba", "ro", "mi", "tel", "ga", "nus", "ko", "ri"]
  func word() -> String { (0..<3).map { _ in random.pick(syllables) }.joined().capitalized }
  var base = KnowledgeBase()
  for number in 0..<count {
    let type = EntityType.allCases[number % 3]
    base.insert(
      Entity(
        id: CanonicalID(rawValue: "K\(number)"), type: type,
        name: type == .person ? "Marta \(word())" : "\(word()) Mills",
        aliases: [
          Alias(word() + " " + word(), language: "en", count: number), Alias("米\(number)林"),
          Alias("הר\(word())"),
        ],
        gender: number % 2 == 0 ? .female : nil, country: number % 4 == 0 ? "" : "LV",
        description: number % 5 == 0 ? "a smith" : nil, dates: ["birthDate": "1970", "x": "1"],
        identifiers: [ExternalIdentifier(scheme: "lei", value: "\(number)")],
        preferred: [PreferredName("Q\(number)", language: "lv")]))
  }
  base.redirect(CanonicalID(rawValue: "old"), to: CanonicalID(rawValue: "K3"))
  return base
}

@Suite("A knowledge base made ready and kept")
struct PreparedKnowledgeTests {
  private let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path(percentEncoded: false)
  }

  private let documents = [
    Document(
      name: "1",
      text: SourceText(
        knowledge().entities.map { "On Monday \($0.name) met \($0.aliases[0].text)." }
          .joined(separator: "\n\n"))),
    Document(name: "2", text: SourceText("昨天米3林说，米12林来了。"), language: "zh"),
  ]

  @Test("what was read back is the same knowledge base and gives the same answers")
  func roundTrip() throws {
    let prepared = PreparedKnowledge(knowledge())
    try prepared.save(to: folder, origin: 7)
    let again = try PreparedKnowledge(folder: folder, origin: 7)
    #expect(again.knowledge.entities == prepared.knowledge.entities)
    #expect(again.knowledge.retiredIDs == prepared.knowledge.retiredIDs)
    #expect(again.knowledge[CanonicalID(rawValue: "old")]?.id.rawValue == "K3")
    let (first, second) = (
      Resolver(prepared).resolve(documents), Resolver(again).resolve(documents)
    )
    #expect(first.mentions == second.mentions && first.entities == second.entities)
    #expect(first.mentions.contains { $0.entity.rawValue == "K3" })
    #expect(first.mentions == Resolver(knowledge: knowledge()).resolve(documents).mentions)
  }

  @Test("the same knowledge base gives the same files")
  func bytes() throws {
    let other = folder + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try PreparedKnowledge(knowledge()).save(to: folder, origin: 7)
    try PreparedKnowledge(knowledge()).save(to: other, origin: 7)
    for name in ["people", "bodies", "words", "spellings"] {
      #expect(
        FileManager.default.contentsEqual(atPath: "\(folder)/\(name)", andPath: "\(other)/\(name)"))
    }
  }

  @Test("an empty knowledge base, and one without bodies, are kept too")
  func small() throws {
    for base in [
      KnowledgeBase(), KnowledgeBase(knowledge().entities.filter { $0.type == .person }),
    ] {
      try PreparedKnowledge(base).save(to: folder, origin: 1)
      #expect(try PreparedKnowledge(folder: folder, origin: 1).knowledge.entities == base.entities)
    }
  }

  @Test("files of another origin, of two saves mixed, missing or damaged are refused")
  func refused() throws {
    let other = folder + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try PreparedKnowledge(knowledge(30)).save(to: other, origin: 7)
    try PreparedKnowledge(knowledge()).save(to: folder, origin: 7)
    #expect(throws: NameIndexError.self) { try PreparedKnowledge(folder: folder, origin: 8) }
    #expect(throws: NameIndexError.self) { try PreparedKnowledge(folder: "/nowhere", origin: 7) }
    for name in ["people", "bodies", "words", "spellings"] {
      let url = URL(filePath: "\(folder)/\(name)")
      let whole = try Data(contentsOf: url)
      try Data(contentsOf: URL(filePath: "\(other)/\(name)")).write(to: url)
      #expect(throws: NameIndexError.self) { try PreparedKnowledge(folder: folder, origin: 7) }
      var random = SplitMix64(seed: 3)
      for _ in 0..<40 {
        var bytes = whole
        if random.next(below: 2) == 0 {
          bytes = bytes.prefix(random.next(below: bytes.count))
        } else {
          bytes[random.next(below: bytes.count)] ^= UInt8(1 + random.next(below: 255))
        }
        // Padding between sections is covered by the checksum too.
        try bytes.write(to: url)
        #expect(throws: NameIndexError.self) { try PreparedKnowledge(folder: folder, origin: 7) }
      }
      try whole.write(to: url)
    }
    #expect(try PreparedKnowledge(folder: folder, origin: 7).knowledge.entities.count == 60)
  }
}
