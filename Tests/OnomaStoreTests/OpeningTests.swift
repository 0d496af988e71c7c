import Foundation
import OnomaEntities
import OnomaNames
import OnomaStore
import Testing

@Suite("Opening a store")
struct OpeningTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("names.onoma")
  }

  @Test("a missing file becomes an empty, sound store")
  func createsFromNothing() throws {
    let store = try EntityStore(path: path)
    #expect(try store.knowledgeBase().entities.isEmpty)
    #expect(try store.documents().isEmpty)
    #expect(try store.judgements().isEmpty)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("an empty file becomes a store when that is asked for, and is none otherwise")
  func emptyFile() throws {
    try Data().write(to: URL(fileURLWithPath: path))
    for access in [StoreAccess.readOnly, .readWrite] {
      let error = storeError { _ = try EntityStore(path: path, access: access) }
      #expect(error?.kind == .notADatabase)
    }
    #expect(try EntityStore(path: path).knowledgeBase().entities.isEmpty)
  }

  @Test("what was recorded is there after closing and opening again")
  func reopens() throws {
    let store = try EntityStore(path: path)
    try store.record(Fixture.resolution)
    try store.record(Judgement("onm-1", "onm-2", .different, author: "Ada", reason: "no person"))
    try store.redirect("onm-9", to: "onm-1")
    let before = try store.contents()
    try store.close()
    for access in [StoreAccess.create, .readWrite, .readOnly] {
      let again = try EntityStore(path: path, access: access)
      #expect(try again.contents() == before)
      #expect(try again.integrityCheck().isEmpty)
      try again.close()
    }
  }

  @Test("a change that was broken off before there was a log is taken back")
  func brokenChange() throws {
    let store = try EntityStore(path: path)
    try store.record(Fixture.resolution)
    let copy = folder.file("copy.onoma")
    try store.backup(to: copy)
    let sound = try Data(contentsOf: URL(fileURLWithPath: copy))
    let pageSize = Int(sound[16]) << 8 | Int(sound[17])
    let pages = sound.count / pageSize
    // SQLite's rollback journal: what the first page was, and that the file had so many pages.
    func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }
    let page = Array(sound[..<pageSize])
    var sum = 7
    for place in stride(from: pageSize - 200, to: 0, by: -200) { sum += Int(page[place]) }
    var journal: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    journal += word(1) + word(7) + word(pages) + word(512) + word(pageSize)
    journal += Array(repeating: 0, count: 512 - journal.count)
    journal += word(1) + page + word(sum)
    var broken = sound
    for place in 100..<300 { broken[place] = 0 }
    broken.append(Data(repeating: 0xAA, count: 3 * pageSize))
    for access in [StoreAccess.readOnly, .readWrite, .create] {
      try broken.write(to: URL(fileURLWithPath: copy))
      try Data(journal).write(to: URL(fileURLWithPath: copy + "-journal"))
      let again = try EntityStore(path: copy, access: access)
      #expect(try again.contents() == store.contents())
      #expect(try again.integrityCheck().isEmpty)
      try again.close()
      #expect(!FileManager.default.fileExists(atPath: copy + "-journal"))
    }
  }

  @Test("a missing file is an error, not a new store, where it must exist")
  func missingFile() throws {
    for access in [StoreAccess.readOnly, .readWrite] {
      let error = storeError { _ = try EntityStore(path: path, access: access) }
      #expect(error?.kind == .cannotOpen)
      #expect(error?.message == "cannot read \(path): No such file or directory")
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("a directory, a device and a path into nowhere cannot be opened")
  func noFiles() throws {
    for path in [folder.path, "/dev/null", folder.file("no/such/folder"), "", "a\0b"] {
      let error = storeError { _ = try EntityStore(path: path) }
      #expect(error?.kind == .cannotOpen, "\(path)")
    }
  }

  @Test("names that mean more to SQLite than a file are files here")
  func speakingNames() throws {
    for name in [":memory:", "file:x?mode=memory", "a b%20c#d?e.onoma", "имя 名.onoma"] {
      let path = folder.file(name)
      try EntityStore(path: path).record(Fixture.resolution)
      #expect(FileManager.default.fileExists(atPath: path))
      #expect(try EntityStore(path: path, access: .readOnly).entity("onm-1") != nil)
    }
  }

  @Test("a file that is no database is refused and not touched")
  func textFile() throws {
    for text in ["Mira Kovalenko", String(repeating: "Mira Kovalenko\n", count: 5_000)] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      for access in [StoreAccess.readOnly, .readWrite, .create] {
        let error = storeError { _ = try EntityStore(path: path, access: access) }
        #expect(error?.kind == .notADatabase)
        #expect(error?.message.contains(path) == true)
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(text.utf8))
    }
  }

  @Test("the database of another program is refused and not touched")
  func foreignDatabase() throws {
    let store = try EntityStore(path: path)
    try store.record(Fixture.resolution)
    try store.close()
    // Bytes 68 to 71 of SQLite's header say whose file it is (sqlite.org/fileformat.html).
    var before = try Data(contentsOf: URL(fileURLWithPath: path))
    before.replaceSubrange(68..<72, with: [0, 0, 0, 0])
    try before.write(to: URL(fileURLWithPath: path))
    for access in [StoreAccess.readOnly, .readWrite, .create] {
      #expect(storeError { _ = try EntityStore(path: path, access: access) }?.kind == .notADatabase)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test("a file with migrations of a later version is refused and not touched")
  func newerVersion() throws {
    var later = StoreOptions()
    later.laterMigrations = ["v99"]
    let store = try EntityStore(path: path, access: .create, options: later)
    try store.record(Fixture.resolution)
    try store.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for access in [StoreAccess.readOnly, .readWrite, .create] {
      let error = storeError { _ = try EntityStore(path: path, access: access) }
      #expect(error?.kind == .newerVersion)
      #expect(error?.message.contains("v99") == true)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test("a file of an earlier version is upgraded when it is opened to be written, and not before")
  func earlierVersion() throws {
    let store = try EntityStore(path: path)
    try store.record(Fixture.resolution)
    let before = try store.contents()
    try store.close()
    var later = StoreOptions()
    later.laterMigrations = ["v99"]
    let error = storeError { _ = try EntityStore(path: path, access: .readOnly, options: later) }
    #expect(error?.kind == .readOnly)
    let upgraded = try EntityStore(path: path, access: .readWrite, options: later)
    #expect(try upgraded.contents() == before)
    #expect(try EntityStore(path: path, access: .readOnly, options: later).contents() == before)
  }

  @Test("a store opened to be read refuses every change")
  func readOnlyAccess() throws {
    try EntityStore(path: path).record(Fixture.resolution)
    let store = try EntityStore(path: path, access: .readOnly)
    let before = try store.contents()
    let changes: [() throws -> Void] = [
      { try store.record(Fixture.resolution) }, { try store.replace([Fixture.city]) },
      { try store.redirect("onm-1", to: "onm-2") }, { try store.removeRedirect(of: "onm-1") },
      { try store.record(Judgement("a", "b", .same, author: "Ada", reason: "")) },
    ]
    for change in changes { #expect(storeError(change)?.kind == .readOnly) }
    #expect(try store.contents() == before)
  }

  @Test("a write-protected file can be read and is an error to write", .enabled(if: geteuid() != 0))
  func writeProtectedFile() throws {
    let store = try EntityStore(path: path)
    try store.record(Fixture.resolution)
    try store.close()
    #expect(chmod(path, 0o444) == 0)
    for access in [StoreAccess.create, .readWrite] {
      let error = storeError { _ = try EntityStore(path: path, access: access) }
      #expect(error?.kind == .readOnly)
    }
    #expect(try EntityStore(path: path, access: .readOnly).entity("onm-1") == Fixture.seenMira)
    #expect(chmod(path, 0o000) == 0)
    let error = storeError { _ = try EntityStore(path: path, access: .readOnly) }
    #expect(error?.kind == .cannotOpen)
  }

  @Test("a store at rest in a write-protected folder can be read", .enabled(if: geteuid() != 0))
  func writeProtectedFolder() throws {
    let store = try EntityStore(path: path)
    try store.record(Fixture.resolution)
    try store.close()
    #expect(chmod(path, 0o444) == 0)
    #expect(chmod(folder.path, 0o555) == 0)
    defer { chmod(folder.path, 0o755) }
    #expect(try EntityStore(path: path, access: .readOnly).entity("onm-1") == Fixture.seenMira)
  }

  @Test("eight connections that create the same store at once all succeed")
  func createsOnceTogether() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          let store = try EntityStore(path: path)
          let id = CanonicalID(rawValue: "onm-\(number)")
          try store.record(
            ResolutionRecord(entities: [Entity(id: id, type: .person, name: "N\(number)")]))
        }
      }
      try await group.waitForAll()
    }
    let store = try EntityStore(path: path, access: .readOnly)
    #expect(try store.knowledgeBase().entities.count == 8)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test(
    "SQLite's codes, primary and extended, are told apart",
    arguments: [
      (5, StoreError.Kind.locked), (6, .locked), (517, .locked), (8, .readOnly), (1032, .readOnly),
      (10, .ioError), (266, .ioError), (778, .ioError), (11, .corrupted), (267, .corrupted),
      (13, .diskFull), (14, .cannotOpen), (19, .invalidInput), (26, .notADatabase),
      (1, .unexpected),
    ] as [(Int32, StoreError.Kind)])
  func resultCodes(code: Int32, kind: StoreError.Kind) {
    #expect(StoreError.Kind(resultCode: code) == kind)
  }
}
