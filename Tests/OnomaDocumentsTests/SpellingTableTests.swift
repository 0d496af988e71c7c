@testable import OnomaDocuments
import OnomaTestSupport
import Testing

@Suite("The table of spellings")
struct SpellingTableTests {
  @Test("answers as dictionaries would", arguments: [1, 40, 3000])
  func model(count: Int) {
    var random = SplitMix64(seed: UInt64(count))
    let letters = Array("abc林米山é ")
    func key() -> String { String((0...random.next(below: 5)).map { _ in random.pick(letters) }) }
    var builder = SpellingTable.Builder()
    var entities: [String: [Int]] = [:]
    var openers: Set<String> = []
    var unspaced: Set<String> = []
    for entity in 0..<count {
      for _ in 0..<3 {
        let key = key()
        let isUnspaced = key.unicodeScalars.allSatisfy { $0.value > 0x3000 }
        builder.add(key, entity: entity, isUnspaced: isUnspaced)
        if entities[key]?.last != entity { entities[key, default: []].append(entity) }
        if isUnspaced { unspaced.insert(key) }
        if let space = key.utf8.firstIndex(of: 0x20) {
          builder.add(opener: key[..<space].utf8)
          openers.insert(String(key[..<space]))
        }
      }
    }
    let table = builder.finished()
    for _ in 0..<2000 {
      let text = key() + key()
      #expect(table.entities(spelt: text) == entities[text] ?? [])
      #expect(table.opensPhrase(text) == openers.contains(text))
      let prefixes = (0...text.unicodeScalars.count).map {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix($0)))
      }
      let scalars = Substring(text).unicodeScalars
      #expect(
        table.longestUnspacedPrefix(of: scalars) == prefixes.last(where: unspaced.contains))
    }
    for (key, own) in entities { #expect(table.entities(spelt: key) == own) }
  }
}
