import Foundation
import OnomaEntities
import OnomaTestSupport
import Testing

@Suite("Adding records to clustered ones")
struct DedupeStateTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  private func state(_ records: [(id: String, name: String)]) throws -> DedupeState {
    let batch = DeduplicatorTests.batch(records)
    return try #require(try Deduplicator().run(batch, stage: nil, keepsState: true).state)
  }

  private func clusters(_ state: DedupeState) -> [String: CanonicalID] {
    Dictionary(
      uniqueKeysWithValues: (0..<state.count).map { (state.recordID($0), state.cluster($0)) })
  }

  @Test("added records join their persons or found new ones; nobody else's ID changes")
  func adding() throws {
    let all = DeduplicatorTests.records(80, seed: 31)
    let added =
      all.filter { $0.id.hasPrefix("b") && $0.id.hasSuffix("1") } + [("n", "Ozhkel Muntrask")]
    let first = all.filter { record in !added.contains { $0.id == record.id } }
    var state = try state(first)
    let before = clusters(state)
    let addition = state.add(DeduplicatorTests.batch(added), threads: 2)
    let after = clusters(state)
    #expect(addition.merged.isEmpty && addition.changed.count == added.count)
    for (record, cluster) in before { #expect(after[record] == cluster) }
    let right = added.dropLast().filter { after[$0.id] == after["a" + $0.id.dropFirst()] }.count
    #expect(right >= added.count - 2)
    #expect(!before.values.contains { $0 == after["n"] })
  }

  @Test("a saved state answers as it did, and the same additions give the same bytes")
  func saved() throws {
    let records = DeduplicatorTests.records(40, seed: 32)
    var state = try state(records)
    try state.save(to: path("a"))
    var loaded = try DedupeState(path: path("a"))
    #expect(clusters(loaded) == clusters(state))
    let more = DeduplicatorTests.batch(
      DeduplicatorTests.records(10, seed: 33).map { ("x" + $0.id, $0.name) })
    _ = state.add(more, threads: 1)
    _ = loaded.add(more, threads: 3)
    try state.save(to: path("b"))
    try loaded.save(to: path("c"))
    #expect(FileManager.default.contentsEqual(atPath: path("b"), andPath: path("c")))
    #expect(state.known(more.ids).count == more.count)
  }

  @Test("a state that is cut off or damaged anywhere is refused")
  func damaged() throws {
    try state(DeduplicatorTests.records(8, seed: 34)).save(to: path("whole"))
    let bytes = try Data(contentsOf: URL(filePath: path("whole")))
    for length in [0, 1, 8, 55, 56, 300, bytes.count / 2, bytes.count - 8] {
      try bytes.prefix(length).write(to: URL(filePath: path("cut")))
      #expect(throws: NameIndexError.self) { try DedupeState(path: path("cut")) }
    }
    for offset in stride(from: 0, to: bytes.count, by: 97) {
      var other = bytes
      other[offset] ^= 0x10
      try other.write(to: URL(filePath: path("cut")))
      #expect(throws: NameIndexError.self, "byte \(offset)") { try DedupeState(path: path("cut")) }
    }
  }

  @Test("a stage is taken up where it was left, and one of other words is not")
  func stage() throws {
    let batch = DeduplicatorTests.batch(DeduplicatorTests.records(30, seed: 35))
    let other = DeduplicatorTests.batch(DeduplicatorTests.records(30, seed: 36))
    let deduplicator = Deduplicator()
    let fresh = deduplicator.clusters(of: batch)
    for _ in 0..<2 {
      let found = try deduplicator.run(batch, stage: path("stage"), keepsState: false).clusters
      #expect(found == fresh)
    }
    let found = try deduplicator.run(other, stage: path("stage"), keepsState: false).clusters
    #expect(found == deduplicator.clusters(of: other))
    try Data("Dear diary".utf8).write(to: URL(filePath: path("stage")))
    #expect(throws: NameIndexError.self) {
      try deduplicator.run(batch, stage: path("stage"), keepsState: false)
    }
    #expect(try Data(contentsOf: URL(filePath: path("stage"))) == Data("Dear diary".utf8))
  }
}
