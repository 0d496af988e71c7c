import OnomaEntities
import OnomaNames
import OnomaStore
import Testing

@Suite("Snapshots")
struct SnapshotTests {
  @Test("a snapshot hands over the entities that the knowledge base holds, with what was merged")
  func entities() throws {
    let folder = try TemporaryFolder()
    let store = try EntityStore(path: folder.file("s.onoma"))
    try store.record(Fixture.resolution)
    try store.redirect("onm-2", to: "onm-1")
    var entities: [Entity] = []
    var former: [CanonicalID: [CanonicalID]] = [:]
    var mentions: [EntityMention] = []
    try store.withSnapshot { snapshot in
      try snapshot.forEachEntity(mentions: true) { entity, formerIDs, found in
        entities.append(entity)
        former[entity.id] = formerIDs
        mentions += found
      }
    }
    #expect(entities == (try store.knowledgeBase().entities))
    #expect(former["onm-1"] == ["onm-2"])
    #expect(mentions.count == Fixture.resolution.mentions.count)
    #expect(mentions.allSatisfy { $0.entity != "onm-2" })
  }

  @Test("it hands over the documents in order with their mentions and entities")
  func documents() throws {
    let folder = try TemporaryFolder()
    let store = try EntityStore(path: folder.file("s.onoma"))
    try store.record(Fixture.resolution)
    var names: [String] = []
    try store.withSnapshot { snapshot in
      try snapshot.forEachDocument { record, mentions, entities in
        names.append(record.name)
        #expect(mentions.allSatisfy { $0.document == record.name })
        #expect(Set(entities.keys) == Set(mentions.map(\.entity)))
      }
    }
    #expect(names == ["letter.txt", "report.txt"])
  }

  @Test("it sees one state, whatever is written meanwhile")
  func oneState() throws {
    let folder = try TemporaryFolder()
    let store = try EntityStore(path: folder.file("s.onoma"))
    let other = try EntityStore(path: folder.file("s.onoma"))
    try store.record(Fixture.resolution)
    var counts: [Int] = []
    try store.withSnapshot { snapshot in
      for _ in 0..<2 {
        var count = 0
        try snapshot.forEachEntity { _, _, _ in count += 1 }
        counts.append(count)
        let id = CanonicalID(rawValue: "new-\(counts.count)")
        try other.replace([Entity(id: id, type: .person, name: "New")])
      }
    }
    #expect(counts[0] == counts[1])
    #expect(try store.knowledgeBase().entities.count == counts[0] + 2)
  }

  @Test("an error of the body comes through as it is")
  func errors() throws {
    struct Mine: Error {}
    let folder = try TemporaryFolder()
    let store = try EntityStore(path: folder.file("s.onoma"))
    #expect(throws: Mine.self) { try store.withSnapshot { _ in throw Mine() } }
  }
}
