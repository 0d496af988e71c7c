import Foundation
import OnomaEntities
import OnomaNames
import OnomaStore
import Synchronization
import Testing

@Suite("Backups and damage")
struct UpkeepTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("names.onoma")
  }

  @Test("a backup holds everything in one file and goes on as the original would")
  func backup() throws {
    let store = try EntityStore(path: path)
    try store.record(Fixture.resolution)
    try store.record(Judgement("onm-1", "onm-2", .different, author: "Ada", reason: ""))
    try store.redirect("onm-9", to: "onm-1")
    let target = folder.file("backup.onoma")
    try store.backup(to: target)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.filter { $0.hasPrefix("backup") } == ["backup.onoma"])
    let backup = try EntityStore(path: target)
    #expect(try backup.contents() == store.contents())
    #expect(try backup.integrityCheck().isEmpty)
    let next = Judgement("onm-1", "Q1", .different, author: "Ada", reason: "")
    #expect(try backup.record(next).sequence == store.record(next).sequence)
  }

  @Test("a backup made in the middle of a write is the state before it")
  func backupBesideWriter() throws {
    try EntityStore(path: path).record(Fixture.resolution)
    let target = folder.file("backup.onoma")
    let reader = try EntityStore(path: path, access: .readOnly)
    let before = try reader.contents()
    var options = StoreOptions()
    options.cacheKibibytes = 64
    options.onStep = { if $0 == .mentions { try reader.backup(to: target) } }
    let writer = try EntityStore(path: path, access: .readWrite, options: options)
    try writer.record(TransactionTests.large)
    #expect(try EntityStore(path: target, access: .readOnly).contents() == before)
  }

  @Test("a backup never overwrites a file and cannot go into a missing folder")
  func backupRefusals() throws {
    let store = try EntityStore(path: path)
    let target = folder.file("precious")
    try Data("precious".utf8).write(to: URL(fileURLWithPath: target))
    #expect(storeError { try store.backup(to: target) }?.kind == .fileExists)
    #expect(storeError { try store.backup(to: path) }?.kind == .fileExists)
    #expect(storeError { try store.backup(to: folder.path) }?.kind == .fileExists)
    #expect(storeError { try store.backup(to: folder.file("no/where")) }?.kind == .cannotOpen)
    #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data("precious".utf8))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!files.contains { $0.hasSuffix(".partial") })
  }

  @Test("a file that is cut off is reported as damaged, unless nothing that counts is gone")
  func cutFile() throws {
    let store = try EntityStore(path: path)
    try store.record(TransactionTests.large)
    let before = try store.contents()
    try store.close()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for part in [1, 99, 512, 4_096, 9_000, whole.count / 2, whole.count - 1] {
      try whole.prefix(part).write(to: URL(fileURLWithPath: path))
      do {
        let store = try EntityStore(path: path, access: .readOnly)
        if try store.integrityCheck().isEmpty {
          #expect(try store.contents() == before)
          #expect(part == whole.count - 1)
        }
      } catch let error as StoreError {
        #expect(error.kind == .corrupted || error.kind == .notADatabase, "\(part): \(error)")
      }
    }
  }

  @Test("a flipped byte anywhere is an error, a reported fault, or a changed letter; never a crash")
  func flippedBytes() throws {
    let store = try EntityStore(path: path)
    try store.record(Fixture.resolution)
    try store.record(Judgement("onm-1", "onm-2", .different, author: "Ada", reason: "no person"))
    try store.close()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    // Empty space dominates: try each byte that says something, thinned out, and some that do not.
    let telling = whole.indices.filter { whole[$0] != 0 }
    let places = Array(0..<100) + stride(from: 0, to: telling.count, by: 37).map { telling[$0] }
    let damaged = folder.file("damaged.onoma")
    for place in places {
      var bytes = whole
      bytes[place] ^= UInt8(1) << UInt8(place % 8)
      try bytes.write(to: URL(fileURLWithPath: damaged))
      do {
        let store = try EntityStore(path: damaged, access: .readOnly, busyTimeout: 0)
        _ = try store.integrityCheck()
        _ = try store.contents()
        _ = try store.spellings(of: "onm-1")
        _ = try store.entities(matching: "a")
      } catch {
        #expect(error is StoreError)
      }
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: damaged + suffix)
      }
    }
  }
}
