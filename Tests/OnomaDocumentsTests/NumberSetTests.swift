import OnomaTestSupport
import Testing

@testable import OnomaDocuments

@Suite("Sets of small numbers")
struct NumberSetTests {
  @Test("a set says what Swift's own says")
  func model() {
    var random = SplitMix64(seed: 8)
    for limit in [1, 10, 1000, 100_000] {
      var set = NumberSet()
      var model: Set<UInt32> = []
      for _ in 0..<3000 {
        let number = UInt32(random.next(below: limit))
        set.insert(number)
        model.insert(number)
      }
      for number in 0..<UInt32(min(limit, 5000)) {
        #expect(set.contains(number) == model.contains(number))
      }
    }
  }
}
