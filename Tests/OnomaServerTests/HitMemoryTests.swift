import Onoma
import Testing

@testable import OnomaServer

@Suite("What was found is remembered, and forgotten in time")
struct HitMemoryTests {
  private static func question(_ name: String, limit: Int = 5) throws -> HitMemory.Question {
    try #require(HitMemory.Question(name, [.person], limit: limit))
  }

  @Test("the same question is answered once, another limit or other bytes are another question")
  func once() throws {
    let memory = HitMemory()
    var searches = 0
    for question in try [
      Self.question("Nausėda"), Self.question("Nausėda"), Self.question("Nausėda", limit: 6),
      Self.question("Nause\u{307}da"),
    ] {
      _ = memory.hits(for: question) {
        searches += 1
        return []
      }
    }
    #expect(searches == 3)
  }

  @Test("what nobody asks for any more is forgotten, what is asked for stays")
  func forgets() throws {
    let memory = HitMemory()
    var searches = 0
    func ask(_ name: String) throws {
      _ = memory.hits(for: try Self.question(name)) {
        searches += 1
        return []
      }
    }
    try ask("Edwin Marlowe")
    try ask("Ottilie Brandvold")
    for number in 0..<10_000 {
      try ask("stranger \(number)")
      if number % 1000 == 0 { try ask("Edwin Marlowe") }
    }
    #expect(searches == 10_002)
    try ask("Edwin Marlowe")
    #expect(searches == 10_002)
    try ask("Ottilie Brandvold")
    #expect(searches == 10_003)
  }

  @Test("a very long name is not kept")
  func long() {
    #expect(HitMemory.Question(String(repeating: "a", count: 300), [.person], limit: 5) == nil)
  }
}
