import Foundation
import OnomaEntities
import OnomaNames
import OnomaStore
import Synchronization
import Testing

@Suite("Transactions: whole or not at all")
struct TransactionTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("names.onoma")
  }

  struct Injected: Error {}

  /// A resolution that replaces, adds and is too large for a small cache.
  static let large: ResolutionRecord = {
    var resolution = ResolutionRecord(documents: [Fixture.letter])
    for number in 0..<300 {
      let id = CanonicalID(rawValue: "onm-x\(number)")
      var entity = Entity(id: id, type: .person, name: "Person \(number)")
      entity.description = String(repeating: "long words ", count: 1_000)
      resolution.entities.append(entity)
      resolution.mentions.append(Fixture.mention("Person \(number)", of: id))
    }
    return resolution
  }()

  @Test("a failure after any step leaves nothing behind", arguments: StoreOptions.Step.allCases)
  func injectedFailure(step: StoreOptions.Step) throws {
    try EntityStore(path: path).record(Fixture.resolution)
    var options = StoreOptions()
    options.cacheKibibytes = 64
    options.onStep = { if $0 == step { throw Injected() } }
    let store = try EntityStore(path: path, access: .readWrite, options: options)
    let before = try store.contents()
    #expect(storeError { try store.record(Self.large) }?.kind == .unexpected)
    #expect(try store.contents() == before)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("a mention that cannot be stored leaves nothing of its resolution behind")
  func invalidMentions() throws {
    let store = try EntityStore(path: path)
    try store.record(Fixture.resolution)
    let before = try store.contents()
    let letter = Fixture.letter
    let bad = [
      Fixture.mention("Mira", of: "nobody"), Fixture.mention("Mira", of: "onm-1", at: -1),
      Fixture.mention("Mira", of: "onm-1", at: 97),
      Fixture.mention("Mira", of: "onm-1", in: Fixture.report),
      Fixture.mention("Mira", of: "onm-1", score: .nan),
      Fixture.mention("Mira", of: "onm-1", score: 1.5),
      EntityMention(
        document: letter.name, start: 5, end: 4, surface: "", type: .person, entity: "onm-1",
        score: 1),
    ]
    for mention in bad {
      var resolution = Self.large
      resolution.mentions.append(mention)
      let error = storeError { try store.record(resolution) }
      #expect(error?.kind == .invalidInput)
      #expect(error?.message.contains(mention.document) == true)
    }
    #expect(try store.contents() == before)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test(
    "a copy of the files in the middle of a write opens clean, without a trace of the write",
    arguments: StoreOptions.Step.allCases)
  func copyInMidst(step: StoreOptions.Step) throws {
    try EntityStore(path: path).record(Fixture.resolution)
    let path = path
    let copy = folder.file("copy.onoma")
    let logSize = Mutex(0)
    var options = StoreOptions()
    options.cacheKibibytes = 64
    options.onStep = { reached in
      guard reached == step else { return }
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
      }
      let log = try Data(contentsOf: URL(fileURLWithPath: copy + "-wal"))
      logSize.withLock { $0 = log.count }
    }
    let store = try EntityStore(path: path, access: .readWrite, options: options)
    let before = try store.contents()
    try store.record(Self.large)
    // The cache was too small for the write, so the copied log holds a good part of it.
    #expect(logSize.withLock { $0 } > 1_000_000)
    let copied = try EntityStore(path: copy, access: .readWrite)
    #expect(try copied.contents() == before)
    #expect(try copied.integrityCheck().isEmpty)
    try copied.record(Self.large)
    #expect(try copied.contents() == store.contents())
    #expect(try copied.integrityCheck().isEmpty)
  }

  @Test("a log that is cut off anywhere loses the last commits whole and nothing else")
  func cutLog() throws {
    let store = try EntityStore(path: path)
    var states = [try store.contents()]
    for number in 0..<12 {
      let id = CanonicalID(rawValue: "onm-\(number)")
      let document = DocumentRecord(name: "d\(number)", contentHash: "", scalarCount: 50)
      try store.record(
        ResolutionRecord(
          entities: [Entity(id: id, type: .person, name: "Mira", aliases: [Alias("Mira")])],
          documents: [document], mentions: [Fixture.mention("Mira", of: id, in: document)]))
      states.append(try store.contents())
    }
    let log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    var latest = -1
    for cut in stride(from: 0, through: log.count, by: 7_919) {
      let copy = folder.file("cut-\(cut)")
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      try log.prefix(cut).write(to: URL(fileURLWithPath: copy + "-wal"))
      let copied = try EntityStore(path: copy)
      let state = try #require(states.firstIndex(of: try copied.contents()))
      #expect(state >= latest)
      latest = state
      #expect(try copied.integrityCheck().isEmpty)
    }
    #expect(latest > 0)
  }

  @Test("a reader sees the state before a write until the write is done, and does not wait")
  func readerBesideWriter() throws {
    try EntityStore(path: path).record(Fixture.resolution)
    let path = path
    let reader = try EntityStore(path: path, access: .readOnly, busyTimeout: 0)
    let before = try reader.contents()
    let steps = Mutex(0)
    var options = StoreOptions()
    options.cacheKibibytes = 64
    options.onStep = { _ in
      steps.withLock { $0 += 1 }
      if try reader.contents() != before { throw Injected() }
      // A connection that opens only now sees the same.
      let late = try EntityStore(path: path, access: .readOnly, busyTimeout: 0)
      if try late.contents() != before { throw Injected() }
    }
    let writer = try EntityStore(path: path, access: .readWrite, options: options)
    try writer.record(Self.large)
    #expect(steps.withLock { $0 } == 3)
    #expect(try reader.contents() == writer.contents())
    #expect(try reader.contents() != before)
  }

  @Test("readers and writers at once: every reader sees whole resolutions")
  func manyAtOnce() async throws {
    let path = path
    try EntityStore(path: path).record(ResolutionRecord(entities: [Fixture.mira]))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<3 {
        group.addTask {
          let store = try EntityStore(path: path, access: .readWrite)
          for number in 0..<20 {
            let document = DocumentRecord(
              name: "\(writer)-\(number)", contentHash: "", scalarCount: 90)
            try store.record(
              ResolutionRecord(
                documents: [document],
                mentions: [
                  Fixture.mention("Mira Kovalenko", of: "onm-1", in: document),
                  Fixture.mention("Mira Kovalenko", of: "onm-1", in: document, at: 30),
                ]))
          }
        }
      }
      for _ in 0..<2 {
        group.addTask {
          let store = try EntityStore(path: path, access: .readOnly)
          for _ in 0..<40 {
            let count = try store.entity("onm-1")?.count(of: "Mira Kovalenko")
            #expect(count.map { $0 % 2 } == 0)
            #expect(try store.integrityCheck().isEmpty)
          }
        }
      }
      try await group.waitForAll()
    }
    let store = try EntityStore(path: path, access: .readOnly)
    #expect(try store.entity("onm-1")?.count(of: "Mira Kovalenko") == 120)
    #expect(try store.documents().count == 60)
  }

  @Test("a second writer waits for its time and then says that the store is locked")
  func secondWriter() throws {
    try EntityStore(path: path).record(Fixture.resolution)
    let second = try EntityStore(path: path, access: .readWrite, busyTimeout: 0.05)
    let error = Mutex<StoreError?>(nil)
    var options = StoreOptions()
    options.onStep = { step in
      guard step == .entities else { return }
      error.withLock { $0 = storeError { try second.record(Fixture.resolution) } }
    }
    let first = try EntityStore(path: path, access: .readWrite, options: options)
    try first.record(Fixture.resolution)
    #expect(error.withLock { $0?.kind } == .locked)
    #expect(error.withLock { $0?.message.contains("names.onoma") } == true)
    try second.record(Fixture.resolution)
  }

  @Test("a full disk is an error that changes nothing, and the store works on")
  func fullDisk() throws {
    var options = StoreOptions()
    options.maximumPages = 60
    let store = try EntityStore(path: path, access: .create, options: options)
    try store.record(Fixture.resolution)
    let before = try store.contents()
    let error = storeError { try store.record(Self.large) }
    #expect(error?.kind == .diskFull)
    #expect(error?.message.contains(path) == true)
    #expect(try store.contents() == before)
    #expect(try store.integrityCheck().isEmpty)
    try store.record(Judgement("onm-1", "onm-2", .different, author: "Ada", reason: ""))
  }

  @Test("operations on a closed store fail")
  func closed() throws {
    let store = try EntityStore(path: path)
    try store.close()
    #expect(storeError { _ = try store.entity("onm-1") } != nil)
    #expect(storeError { try store.record(Fixture.resolution) } != nil)
  }
}
