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

  private func more(_ number: Int) -> RecordBatch {
    DeduplicatorTests.batch(
      DeduplicatorTests.records(6, seed: 40 + UInt64(number)).map {
        ("x\(number)" + $0.id, $0.name)
      })
  }

  @Test(
    "a file that was added to holds what the state in memory holds, and grows by what was added")
  func appended() throws {
    var state = try state(DeduplicatorTests.records(60, seed: 37))
    try state.save(to: path("file"))
    let first = try Data(contentsOf: URL(filePath: path("file")))
    for number in 0..<4 {
      let size = try Data(contentsOf: URL(filePath: path("file"))).count
      let file = try DedupeStateFile(path: path("file"))
      let addition = try file.add(more(number), threads: 2)
      try file.commit()
      let expected = state.add(more(number), threads: 1)
      #expect(addition.changed == expected.changed)
      #expect(
        addition.changed.prefix(more(number).count).map { file.state.recordID($0) }
          == ids(more(number)))
      let bytes = try Data(contentsOf: URL(filePath: path("file")))
      #expect(bytes.count > size && bytes[72..<first.count] == first[72...])
    }
    try state.save(to: path("a"))
    try DedupeState(path: path("file")).save(to: path("b"))
    #expect(FileManager.default.contentsEqual(atPath: path("a"), andPath: path("b")))
    try appendedDamage()
  }

  private func ids(_ batch: RecordBatch) -> [String] {
    (0..<batch.count).map { batch.ids.text($0) }
  }

  /// Every byte of a file with several parts counts.
  private func appendedDamage() throws {
    let bytes = try Data(contentsOf: URL(filePath: path("file")))
    for offset in stride(from: 0, to: bytes.count, by: 131) {
      var other = bytes
      other[offset] ^= 0x10
      try other.write(to: URL(filePath: path("cut")))
      #expect(throws: NameIndexError.self, "byte \(offset)") { try DedupeState(path: path("cut")) }
    }
    try bytes.dropLast(8).write(to: URL(filePath: path("cut")))
    #expect(throws: NameIndexError.self) { try DedupeState(path: path("cut")) }
  }

  @Test("what a killed process had added and not committed does not count and is written over")
  func uncommitted() throws {
    let state = try state(DeduplicatorTests.records(60, seed: 38))
    try state.save(to: path("file"))
    let before = try Data(contentsOf: URL(filePath: path("file")))
    _ = try DedupeStateFile(path: path("file")).add(more(1), threads: 1)
    let after = try Data(contentsOf: URL(filePath: path("file")))
    #expect(after.count > before.count)
    // A kill may leave any part of what was being written.
    for end in [before.count + 8, before.count + 100, after.count - 1, after.count] {
      try after.prefix(end).write(to: URL(filePath: path("file")))
      #expect(try clusters(DedupeState(path: path("file"))) == clusters(state))
      let file = try DedupeStateFile(path: path("file"))
      _ = try file.add(more(2), threads: 1)
      try file.commit()
      #expect(try DedupeState(path: path("file")).count == state.count + more(2).count)
      try before.write(to: URL(filePath: path("file")))
    }
  }

  @Test("a file that has grown by a quarter is written anew, with the same content")
  func compacted() throws {
    try state(DeduplicatorTests.records(20, seed: 39)).save(to: path("file"))
    var first = try Data(contentsOf: URL(filePath: path("file")))[72..<200]
    var anew = 0
    for number in 0..<40 {
      let file = try DedupeStateFile(path: path("file"))
      _ = try file.add(more(number), threads: 1)
      try file.commit()
      let bytes = try Data(contentsOf: URL(filePath: path("file")))
      if bytes[72..<200] == first { continue }
      anew += 1
      first = bytes[72..<200]
      try file.state.save(to: path("a"))
      #expect(FileManager.default.contentsEqual(atPath: path("a"), andPath: path("file")))
    }
    #expect(anew == 1)
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
