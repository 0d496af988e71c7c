import Foundation
import OnomaEntities
import OnomaTestSupport
import Testing

@Suite("The file of an index")
struct NameIndexFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  @Test("loading and saving again gives the same bytes and the same answers")
  func roundTrip() throws {
    let names = InventedNames.latin(500, seed: 11) + ["Мирон Ганевич", "李小燕", ""]
    let index = try InventedNames.index(names)
    try index.save(to: path("a"))
    let loaded = try NameIndex.load(path("a"))
    try loaded.save(to: path("b"))
    let first = try Data(contentsOf: URL(filePath: path("a")))
    let second = try Data(contentsOf: URL(filePath: path("b")))
    #expect(first == second)
    #expect(loaded.fingerprint == index.fingerprint && loaded.statistics == index.statistics)
    for position in stride(from: 0, to: names.count, by: 50) {
      let query = InventedNames.cyrillic(names[position])
      #expect(loaded.candidates(for: query, limit: 10) == index.candidates(for: query, limit: 10))
      #expect(loaded.name(at: position) == names[position])
      #expect(loaded.id(at: position) == String(position))
    }
  }

  @Test("an empty index is saved and loaded")
  func empty() throws {
    try NameIndexBuilder().build().save(to: path("empty"))
    let index = try NameIndex.load(path("empty"))
    #expect(index.count == 0 && index.candidates(for: "Tolm", limit: 1).isEmpty)
  }

  @Test("a file that is cut off anywhere is refused")
  func truncated() throws {
    try InventedNames.index(InventedNames.latin(60, seed: 12)).save(to: path("whole"))
    let bytes = try Data(contentsOf: URL(filePath: path("whole")))
    for length in [0, 1, 7, 8, 100, 511, 512, 513, bytes.count / 2, bytes.count - 1] {
      try bytes.prefix(length).write(to: URL(filePath: path("cut")))
      #expect(throws: NameIndexError.self) { try NameIndex.load(path("cut")) }
    }
    try (bytes + [0]).write(to: URL(filePath: path("cut")))
    #expect(throws: NameIndexError.self) { try NameIndex.load(path("cut")) }
  }

  @Test("a file with any bit turned is refused")
  func flipped() throws {
    try InventedNames.index(InventedNames.latin(40, seed: 13)).save(to: path("whole"))
    let bytes = try Data(contentsOf: URL(filePath: path("whole")))
    var random = SplitMix64(seed: 14)
    for _ in 0..<400 {
      var damaged = bytes
      damaged[random.next(below: bytes.count)] ^= 1 << UInt8(random.next(below: 8))
      try damaged.write(to: URL(filePath: path("damaged")))
      #expect(throws: NameIndexError.self) { try NameIndex.load(path("damaged")) }
    }
  }

  @Test("what is no index is called so, and what is not there an I/O error")
  func foreign() throws {
    try Data("id\tname\n1\tTolm\n".utf8).write(to: URL(filePath: path("table")))
    #expect(kind(path("table")) == .foreign)
    #expect(kind(path("absent")) == .io)
    #expect(kind(folder.path(percentEncoded: false)) == .io)
  }

  private func kind(_ path: String) -> NameIndexError.Kind? {
    do throws(NameIndexError) {
      _ = try NameIndex.load(path)
      return nil
    } catch { return error.kind }
  }
}
