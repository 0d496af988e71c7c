import OnomaTestSupport
import OnomaText
import Testing

@Suite("Tables of keys")
struct KeyTableTests {
  @Test("keys are numbered as they come, and each is found again by its bytes alone")
  func numbers() {
    var table = KeyTable()
    #expect(table.number(of: "") == nil)
    let keys = ["", "a", "ab", "а", "\u{0}", "лукашенко", "卢", "e\u{301}", "é"]
    for (number, key) in keys.enumerated() { #expect(table.insert(key) == number) }
    for (number, key) in keys.enumerated() {
      #expect(table.insert(key) == number)
      #expect(table.number(of: key) == number)
      #expect(table[number].utf8.elementsEqual(key.utf8))
    }
    #expect(table.number(of: "b") == nil)
    #expect(table.count == keys.count)
  }

  @Test("a table that grows says what a dictionary does")
  func growth() {
    var random = SplitMix64(seed: 5)
    var table = KeyTable(capacity: 3)
    var model: [String: Int] = [:]
    for _ in 0..<20_000 {
      let key = String(random.next(below: 9_000), radix: 36)
      let number = model[key] ?? model.count
      model[key] = number
      #expect(table.insert(key) == number)
    }
    for (key, number) in model { #expect(table.number(of: key) == number) }
    #expect(table.count == model.count)
    #expect(table.number(of: "?") == nil)
  }

  @Test("a set holds what was put into it and what another one held")
  func sets() {
    var set = KeySet()
    var other = KeySet()
    #expect(!set.contains("a"))
    set.insert("a")
    other.insert("b")
    other.insert("")
    set.formUnion(other)
    #expect(["a", "b", ""].allSatisfy(set.contains))
    #expect(!set.contains("c") && !other.contains("a"))
  }
}

@Suite("Table of characters")
struct ScalarTableTests {
  @Test("the table says what is known of a few characters, below its end and beyond it")
  func named() {
    let table = ScalarTable.shared
    let cases: [(Unicode.Scalar, ScalarClass, Script)] = [
      ("A", .upper, .latin), ("z", .lower, .latin), (" ", .space, .common),
      ("\n", .space, .common), ("5", .digit, .common), ("Ж", .upper, .cyrillic),
      ("\u{301}", .mark, .inherited), ("\u{AD}", .format, .common), ("ß", .lower, .latin),
      ("א", .otherLetter, .hebrew), ("ა", .otherLetter, .georgian), ("卢", .otherLetter, .han),
      ("\u{1F600}", .symbol, .common), ("؟", .punctuation, .common),
    ]
    for (scalar, kind, script) in cases {
      #expect(table.kind(scalar) == kind, "\(scalar)")
      #expect(table.script(scalar) == script, "\(scalar)")
      #expect(ScalarClass(scalar) == kind && Script(of: scalar) == script, "\(scalar)")
      #expect(
        table.isWord(scalar) == (kind.isLetter || kind == .mark || kind == .digit), "\(scalar)")
    }
  }
}
