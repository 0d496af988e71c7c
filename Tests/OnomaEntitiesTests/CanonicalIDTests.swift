import OnomaEntities
import OnomaNames
import OnomaTestSupport
import Testing

@Suite("Canonical IDs")
struct CanonicalIDTests {
  /// Identifiers that earlier versions gave; every store depends on their never changing.
  static let known: [(type: EntityType, name: String, ordinal: Int, id: String)] = [
    (.person, "ada lovelace", 0, "onm-adcjab7cd2ahb"),
    (.person, "ada lovelace", 1, "onm-38h248y30kr93"),
    (.organization, "ada lovelace", 0, "onm-0d84v3pk7e5ze"),
    (.place, "мінск", 0, "onm-1vd4e1cvhfz56"), (.person, "", 0, "onm-c1h3v6c2eb5yp"),
    (.person, "習近平", 0, "onm-3cbf2e2v50b31"),
  ]

  @Test("an identifier is the same as ever", arguments: known)
  func stable(case: (type: EntityType, name: String, ordinal: Int, id: String)) {
    let id = CanonicalID.mint(type: `case`.type, name: `case`.name, ordinal: `case`.ordinal)
    #expect(id.rawValue == `case`.id)
  }

  /// Whether a text fits `^[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?$` and is short enough.
  static func fitsFollowTheMoney(_ id: String) -> Bool {
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    let bytes = Array(id.utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 200 else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x2E || $0 == 0x2D }
  }

  @Test("whatever the name, the identifier fits the pattern that others ask for")
  func pattern() {
    var hostile = HostileText(seed: 31)
    for round in 0..<500 {
      let id = CanonicalID.mint(
        type: .person, name: hostile.text(upTo: 30), ordinal: round.isMultiple(of: 3) ? round : 0)
      #expect(Self.fitsFollowTheMoney(id.rawValue), "\(id)")
      #expect(id.isMinted && id.rawValue.utf8.count == 17)
    }
  }

  @Test("type, name and ordinal all count, and cannot be mistaken for each other")
  func arguments() {
    let ids = [
      CanonicalID.mint(type: .person, name: "a"), .mint(type: .place, name: "a"),
      .mint(type: .organization, name: "a"), .mint(type: .person, name: "a", ordinal: 1),
      .mint(type: .person, name: "a1"), .mint(type: .person, name: "a", ordinal: 11),
      .mint(type: .person, name: "a1", ordinal: 1), .mint(type: .person, name: ""),
      .mint(type: .person, name: "é"), .mint(type: .person, name: "e\u{301}"),
    ]
    #expect(Set(ids.map(\.rawValue)).count == ids.count)
  }

  @Test("a million names have a million identifiers")
  func noCollision() {
    let count = 1_000_000
    var seen: Set<String> = []
    seen.reserveCapacity(count)
    for number in 0..<count {
      seen.insert(CanonicalID.mint(type: .person, name: String(number, radix: 36)).rawValue)
    }
    #expect(seen.count == count)
  }

  @Test("foreign identifiers come before minted ones, each in order")
  func order() {
    let minted = CanonicalID.mint(type: .person, name: "a")
    let other = CanonicalID.mint(type: .person, name: "b")
    let ids = [minted, CanonicalID(rawValue: "zz"), CanonicalID(rawValue: "Q42"), other].sorted()
    #expect(ids.map(\.rawValue).prefix(2) == ["Q42", "zz"])
    #expect(ids.suffix(2).map(\.rawValue) == [minted, other].map(\.rawValue).sorted())
    #expect(!(minted < minted))
    #expect(!CanonicalID(rawValue: "Q42").isMinted)
  }
}
