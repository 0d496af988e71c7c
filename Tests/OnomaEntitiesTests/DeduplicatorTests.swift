import Foundation
import OnomaEntities
import OnomaTestSupport
import Testing

@Suite("Telling records apart")
struct DeduplicatorTests {
  /// Invented persons, each under a Latin name and a Cyrillic one, and some turned round.
  static func records(_ count: Int, seed: UInt64) -> [(id: String, name: String)] {
    var records: [(id: String, name: String)] = []
    for (number, name) in InventedNames.latin(count, seed: seed).enumerated() {
      records.append(("a\(number)", name))
      records.append(("b\(number)", InventedNames.cyrillic(name)))
      if number % 3 == 0 {
        records.append(
          ("c\(number)", name.split(separator: " ").reversed().joined(separator: ", ")))
      }
    }
    return records
  }

  static func batch(_ records: [(id: String, name: String)]) -> RecordBatch {
    var batch = RecordBatch()
    for record in records { batch.append(id: record.id, name: record.name) }
    return batch
  }

  private func clusters(
    _ records: [(id: String, name: String)], threads: Int = 2
  ) -> [String: CanonicalID] {
    var deduplicator = Deduplicator()
    deduplicator.threads = threads
    let found = deduplicator.clusters(of: Self.batch(records))
    return Dictionary(uniqueKeysWithValues: zip(records.map(\.id), found))
  }

  @Test("two scripts and two orders of one name are one person, other names are others")
  func scripts() {
    let records = Self.records(60, seed: 21)
    let found = clusters(records)
    var right = 0
    for number in 0..<60 where found["a\(number)"] == found["b\(number)"] { right += 1 }
    #expect(right >= 57)
    for number in stride(from: 0, to: 60, by: 3) {
      #expect(found["a\(number)"] == found["c\(number)"])
    }
    #expect(Set(found.values).count >= 58)
  }

  @Test("the order of the input and the number of threads change nothing")
  func order() {
    let records = Self.records(80, seed: 22)
    let first = clusters(records, threads: 1)
    var random = SplitMix64(seed: 5)
    for threads in [1, 2, 7] {
      var shuffled = records
      for place in shuffled.indices {
        shuffled.swapAt(place, place + random.next(below: shuffled.count - place))
      }
      #expect(clusters(shuffled, threads: threads) == first)
    }
  }

  @Test("IDs fit FollowTheMoney's pattern and are no record's own")
  func identifiers() throws {
    let found = clusters(Self.records(20, seed: 23))
    for (record, id) in found {
      #expect(id.rawValue.wholeMatch(of: /[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?/) != nil)
      #expect(id.rawValue != record)
    }
  }

  @Test("records without a readable name are persons of their own, equal names one")
  func unreadable() {
    let found = clusters([
      ("1", ""), ("2", " ,. "), ("3", "\u{0}\u{202E}"), ("4", "𒀀𒀁"), ("5", "Tolm Barek"),
      ("6", "Tolm Barek"), ("7", String(repeating: "Ba", count: 100_000)), ("8", "J."),
      ("9", ""), ("10", "-"), ("11", "-"),
    ])
    #expect(found["5"] == found["6"])
    #expect(Set(found.values).count == 10)
  }

  @Test("no records, one record")
  func few() {
    #expect(Deduplicator().clusters(of: RecordBatch()).isEmpty)
    #expect(Deduplicator().clusters(of: Self.batch([("1", "Tolm Barek")])).count == 1)
  }

  @Test("what somebody said is the same or different stays so")
  func judgements() {
    let batch = Self.batch([
      ("1", "Tolm Barek"), ("2", "Толм Барек"), ("3", "Tolm Barek"), ("4", "Vaska Orin"),
    ])
    var deduplicator = Deduplicator()
    deduplicator.judgements = [("1", "3", false), ("3", "4", true), ("9", "1", true)]
    let found = deduplicator.clusters(of: batch)
    #expect(found[0] != found[2] && found[2] == found[3] && found[0] == found[1])
  }

  @Test("dates tell bearers of one name apart, and slips in them do not")
  func dates() {
    var batch = RecordBatch(fields: [RecordField(name: "born", kind: .date)])
    for (number, name) in InventedNames.latin(60, seed: 24).enumerated() {
      let (year, day) = (1930 + number, 10 + number % 18)
      batch.append(id: "a\(number)", name: name, values: ["\(year)-03-\(day)"])
      batch.append(
        id: "b\(number)", name: InventedNames.cyrillic(name), values: ["\(day).3.\(year)"])
      batch.append(id: "c\(number)", name: name, values: ["\(year - 40)-11-0\(number % 9 + 1)"])
    }
    let found = Deduplicator().clusters(of: batch)
    var (same, apart) = (0, 0)
    for number in 0..<60 {
      if found[3 * number] == found[3 * number + 1] { same += 1 }
      if found[3 * number] != found[3 * number + 2] { apart += 1 }
    }
    #expect(same >= 54 && apart >= 57)
  }

  @Test("records of one file are not put together where each file has everybody once")
  func linkage() {
    var batch = RecordBatch()
    for (number, name) in InventedNames.latin(30, seed: 25).enumerated() {
      batch.append(id: "a\(number)", name: name, source: 0)
      batch.append(id: "b\(number)", name: name, source: 0)
      batch.append(id: "c\(number)", name: InventedNames.cyrillic(name), source: 1)
    }
    var deduplicator = Deduplicator()
    deduplicator.isOnePerSource = true
    let found = deduplicator.clusters(of: batch)
    for number in 0..<30 { #expect(found[3 * number] != found[3 * number + 1]) }
    #expect(Set(found).count < 75)
  }

  @Test("slips in every column leave records together, without labels")
  func slips() {
    let fields = [
      RecordField(name: "born", kind: .date), RecordField(name: "family_name", kind: .family),
      RecordField(name: "given_name", kind: .given), RecordField(name: "number", kind: .identifier),
      RecordField(name: "street", kind: .text),
    ]
    var batch = RecordBatch(fields: fields)
    var random = SplitMix64(seed: 6)
    func slipped(_ text: String) -> String {
      var letters = Array(text)
      if letters.count > 4, random.next(below: 3) == 0 {
        letters.remove(at: random.next(below: letters.count))
      }
      return String(letters)
    }
    let streets = InventedNames.latin(90, seed: 27)
    for (number, name) in InventedNames.latin(90, seed: 26).enumerated() {
      let parts = name.split(separator: " ").map(String.init)
      let born = "19\(10 + number)-0\(number % 9 + 1)-1\(number % 10)"
      let code = String(1_000_000 + 76_543 * number)
      for copy in 0..<2 {
        let isTurned = copy == 1 && number % 10 == 0
        let values = [
          born, slipped(parts[isTurned ? 0 : 1]), slipped(parts[isTurned ? 1 : 0]),
          slipped(code), slipped(streets[number]),
        ]
        batch.append(
          id: "\(copy)-\(number)", name: "\(values[2]) \(values[1])", values: values)
      }
    }
    let found = Deduplicator().clusters(of: batch)
    let right = (0..<90).filter { found[2 * $0] == found[2 * $0 + 1] }.count
    #expect(right >= 89)
    #expect(Set(found).count >= 90)
  }
}
