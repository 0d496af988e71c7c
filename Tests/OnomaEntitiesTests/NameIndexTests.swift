import OnomaEntities
import OnomaMatching
import OnomaNames
import OnomaTestSupport
import Testing

@Suite("An index of names")
struct NameIndexTests {
  /// How many of 100 names of 3,000 are found by another spelling.
  private func found(seed: UInt64, _ spelled: (String) -> String) throws -> Int {
    let names = InventedNames.latin(3000, seed: seed)
    let index = try InventedNames.index(names)
    return stride(from: 0, to: 3000, by: 30).count { position in
      index.candidates(for: spelled(names[position]), limit: 20).contains {
        $0.position == position
      }
    }
  }

  @Test("a name in Cyrillic letters finds its Latin spelling")
  func otherScript() throws {
    let found = try found(seed: 1, InventedNames.cyrillic)
    #expect(found >= 98, "\(found) of 100")
  }

  @Test("a name spelled as in another language is found")
  func respelled() throws {
    let found = try found(seed: 2, InventedNames.respelled)
    #expect(found >= 95, "\(found) of 100")
  }

  @Test("a given name that many bear leads to nobody by itself, but adds to a family name")
  func bearers() throws {
    let names = InventedNames.latin(200, seed: 8).map { "Alexander \($0.split(separator: " ")[1])" }
    let searcher = NameSearcher(try InventedNames.index(names + ["Bronislava Quixwell"]))
    let stranger = PreparedName("Alexander Jyqwdthorpe", type: .person)
    #expect(searcher.candidates(for: stranger, limit: 20).count == 20)
    searcher.settings.bearerLimit = 100
    #expect(searcher.candidates(for: stranger, limit: 20).isEmpty)
    // Few bear this one.
    let few = PreparedName("Bronislava Jyqwdthorpe", type: .person)
    #expect(searcher.candidates(for: few, limit: 20).first?.position == 200)
    for (position, name) in names.enumerated().prefix(40) {
      let name = PreparedName(name, type: .person)
      #expect(searcher.candidates(for: name, limit: 1).first?.position == position)
    }
    // A given name alone is all that there is to go by.
    let alone = PreparedName("Alexander", type: .person)
    #expect(searcher.candidates(for: alone, limit: 20).count == 20)
  }

  @Test("a name without spaces that is looked for as one word is not cut")
  func whole() throws {
    let index = try InventedNames.index(["林", "小燕", "林小燕"])
    let searcher = NameSearcher(index)
    let name = PreparedName("林小燕", type: .person)
    #expect(searcher.candidates(for: name, limit: 5).count == 3)
    searcher.settings.isWhole = true
    #expect(searcher.candidates(for: name, limit: 5).map(\.position) == [2])
  }

  @Test("every name of the gallery finds itself, in any script")
  func itself() throws {
    let names = [
      "Ruslana Vodchenko", "Русланa Водченко", "Мирон Ганевич", "Ольга Крутас", "김보람", "박 서준",
      "高橋 美咲", "李小燕", "欧阳明月", "アンナ・ベルガ", "נועה ברקת", "ليلى الحداد", "प्रिया वर्मा",
      "Ελένη Καραμάνη", "ნინო ბერიძე", "Ô Thị Hoa", "J. R. Penhallow", "Ng",
    ]
    let index = try InventedNames.index(names)
    for (position, name) in names.enumerated() {
      let candidates = index.candidates(for: name, limit: 3)
      #expect(candidates.contains { $0.position == position }, "\(name): \(candidates)")
    }
  }

  @Test("a gallery in other scripts is found from Latin letters and from each other")
  func otherGallery() throws {
    let index = try InventedNames.index(["Мирон Ганевич", "李小燕", "نوال الحداد", "Ольга Крутас"])
    #expect(index.candidates(for: "Miron Hanevich", limit: 1).first?.position == 0)
    #expect(index.candidates(for: "Li Xiaoyan", limit: 1).first?.position == 1)
    #expect(index.candidates(for: "Nawal Al-Haddad", limit: 1).first?.position == 2)
    #expect(index.candidates(for: "オルガ・クルタス", limit: 1).first?.position == 3)
  }

  @Test("the lexicon leads from one form of a given name to the others")
  func lexicon() throws {
    let names = ["Robert Quillfeather", "Alexander Brumquist", "Norbert Quillfeather"]
    let index = try InventedNames.index(names)
    #expect(index.candidates(for: "Bob Quillfeather", limit: 1).first?.position == 0)
    #expect(index.candidates(for: "Sasha Brumquist", limit: 1).first?.position == 1)
    #expect(index.candidates(for: "Аляксандр Брумквіст", limit: 1).first?.position == 1)
  }

  @Test("on a small gallery the best candidate is the one that comparing every name finds")
  func bruteForce() throws {
    let names = InventedNames.latin(150, seed: 3)
    let index = try InventedNames.index(names)
    let matcher = NameMatcher()
    let prepared = names.map { PreparedName($0, type: .person) }
    var agreed = 0
    for position in stride(from: 0, to: 150, by: 5) {
      let query = PreparedName(InventedNames.cyrillic(names[position]), type: .person)
      let ranks = prepared.map {
        matcher.rank(query, $0, probability: matcher.probability(query, $0))
      }
      let best = ranks.indices.max { (ranks[$0], $1) < (ranks[$1], $0) }
      let match = NameSearcher(index).matches(for: query, limit: 1).first
      if match?.position == best { agreed += 1 }
    }
    #expect(agreed == 30)
  }

  @Test("equal names come in the order in which they were added")
  func ties() throws {
    let index = try InventedNames.index(["Tolm Barek", "Vask Orin", "Tolm Barek", "Tolm Barek"])
    let positions = index.candidates(for: "Tolm Barek", limit: 10).map(\.position)
    #expect(positions.prefix(3) == [0, 2, 3])
  }

  @Test("an ID with several names comes once")
  func aliases() throws {
    var builder = NameIndexBuilder()
    for name in ["Tolm Barek", "Толм Барек", "Tolme Bareck"] {
      try builder.add(id: "a", name: name)
    }
    try builder.add(id: "b", name: "Vask Orin")
    let matches = try builder.build().matches(for: "Tolm Barek", limit: 10)
    #expect(matches.filter { $0.id == "a" }.count == 1)
    #expect(matches.first?.name == "Tolm Barek")
  }

  @Test("an empty gallery finds nothing")
  func empty() throws {
    let index = try NameIndexBuilder().build()
    #expect(index.count == 0)
    #expect(index.candidates(for: "Tolm Barek", limit: 10).isEmpty)
    #expect(index.matches(for: "Tolm Barek", limit: 10).isEmpty)
  }

  @Test("hostile names are indexed and looked for without harm")
  func hostile() throws {
    var hostile = HostileText(seed: 5)
    var names = (0..<300).map { _ in hostile.text(upTo: 60) }
    names += ["", " ", "\0", "a\0b", String(repeating: "Аб", count: 50_000), "...", "123 456"]
    names += [String(repeating: "x ", count: 5000), String(repeating: "가", count: 200)]
    let index = try InventedNames.index(names)
    for (position, name) in names.enumerated() {
      _ = index.candidates(for: name, limit: 5)
      #expect(index.name(at: position) == name)
    }
    #expect(index.candidates(for: "Tolm", limit: 0).isEmpty)
    #expect(index.candidates(for: "Tolm", limit: -1).isEmpty)
  }

  @Test("the number of threads changes nothing")
  func threads() throws {
    // More names than one block holds.
    let names = InventedNames.latin(20_000, seed: 6)
    let one = try InventedNames.index(names, threads: 1)
    let queries = stride(from: 0, to: 20_000, by: 400).map { InventedNames.cyrillic(names[$0]) }
    let expected = queries.map { one.candidates(for: $0, limit: 5) }
    for threads in [2, 8] {
      let index = try InventedNames.index(names, threads: threads)
      #expect(index.fingerprint == one.fingerprint && index.statistics == one.statistics)
      let results = Results(queries.count)
      ParallelBlocks.run(queries.count, threads: threads) { number in
        results.set(number, index.candidates(for: queries[number], limit: 5))
      }
      #expect(results.all == expected)
    }
  }

  @Test("a search looks at a number of nodes that grows less than the gallery")
  func growth() throws {
    func visited(_ count: Int) throws -> Int {
      let names = InventedNames.latin(count, seed: 7)
      let searcher = NameSearcher(try InventedNames.index(names))
      for position in 0..<20 {
        let name = PreparedName(InventedNames.cyrillic(names[position]), type: .person)
        _ = searcher.candidates(for: name, limit: 10)
      }
      return searcher.visitedNodes
    }
    let (small, large) = (try visited(2000), try visited(8000))
    #expect(large > small && large < 4 * small)
  }

  @Test("the fingerprint is that of the names, the IDs and the type")
  func fingerprint() throws {
    var a = NameIndexBuilder()
    var b = NameIndexBuilder()
    var c = NameIndexBuilder(type: .place)
    try a.add(id: "1", name: "Tolm")
    try b.add(id: "1T", name: "olm")
    try c.add(id: "1", name: "Tolm")
    #expect(Set([a.fingerprint, b.fingerprint, c.fingerprint]).count == 3)
    #expect(try a.build().fingerprint == a.fingerprint)
  }
}

/// Candidates that threads find in any order.
private final class Results: @unchecked Sendable {
  private let found: UnsafeMutablePointer<[NameCandidate]>
  private let count: Int

  init(_ count: Int) {
    self.count = count
    found = .allocate(capacity: count)
    found.initialize(repeating: [], count: count)
  }

  deinit {
    found.deinitialize(count: count)
    found.deallocate()
  }

  func set(_ number: Int, _ candidates: [NameCandidate]) { found[number] = candidates }

  var all: [[NameCandidate]] { (0..<count).map { found[$0] } }
}
