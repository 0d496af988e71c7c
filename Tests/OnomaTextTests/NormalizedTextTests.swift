import OnomaTestSupport
import OnomaText
import Testing

@Suite("The way back from normalized text")
struct NormalizedTextTests {
  @Test("normalizing with a map gives what normalizing without one gives")
  func sameText() {
    var hostile = HostileText(seed: 2)
    for _ in 0..<120 {
      let text = hostile.text(upTo: 60)
      for form in NormalizationForm.allCases {
        let mapped = NormalizedText(text.unicodeScalars, form: form)
        let plain = form.normalize(text)
        #expect(
          mapped.scalars == Array(plain.unicodeScalars),
          "\(form): \(text.unicodeScalars.map { String($0.value, radix: 16) })")
      }
    }
  }

  @Test("the map is total, monotone, and leads to exactly what made each scalar")
  func lawsOfTheMap() {
    var hostile = HostileText(seed: 3)
    for _ in 0..<80 {
      let text = hostile.text(upTo: 60)
      for form in NormalizationForm.allCases {
        #expect(
          Self.broken(text, form) == [],
          "\(form): \(text.unicodeScalars.map { String($0.value, radix: 16) })")
      }
    }
  }

  @Test("text without marks that is in NFC already maps onto itself")
  func identity() {
    for text in ["Ada Lovelace", "Łukašenka", "Лукашенко", "習近平", "김정은", "😀Żб\r\n\0", ""] {
      let scalars = Array(text.unicodeScalars)
      let normalized = NormalizedText(scalars, form: .nfc)
      #expect(normalized.text == text)
      for position in scalars.indices {
        #expect(
          normalized.originalRange(of: position..<(position + 1)) == position..<(position + 1))
      }
    }
  }

  @Test("on NFC text with marks every scalar stays and leads to a range that holds it")
  func identityWithMarks() {
    var hostile = HostileText(seed: 4)
    for _ in 0..<60 {
      let text = NormalizationForm.nfc.normalize(hostile.text(upTo: 80))
      let scalars = Array(text.unicodeScalars)
      let normalized = NormalizedText(scalars, form: .nfc)
      #expect(normalized.scalars == scalars)
      let astray = scalars.indices.filter {
        !normalized.originalRange(of: $0..<($0 + 1)).contains($0)
      }
      #expect(astray == [])
    }
  }

  static let clusters:
    [(
      name: String, text: String, form: NormalizationForm, of: Range<Int>, original: Range<Int>
    )] = [
      ("a letter and its mark", "xe\u{301}y", .nfc, 1..<2, 1..<3),
      ("a letter with three marks", "e\u{301}\u{316}\u{302}y", .nfc, 0..<1, 0..<4),
      ("jamo", "\u{1100}\u{1161}\u{11A8}x", .nfc, 0..<1, 0..<3),
      ("a ligature's second letter", "ofﬁce", .nfkc, 3..<4, 2..<3),
      ("sharp s", "aßb", .nfkcCasefold, 1..<3, 1..<2),
      ("half of sharp s", "aßb", .nfkcCasefold, 2..<3, 1..<2),
      ("a letter after a soft hyphen", "a\u{AD}b", .nfkcCasefold, 1..<2, 2..<3),
      ("a decomposed letter", "xéy", .nfd, 1..<3, 1..<2),
      ("fullwidth letters", "ＡＢ", .nfkcCasefold, 1..<2, 1..<2),
      ("everything", "aé😀", .nfd, 0..<4, 0..<3),
      ("an empty range", "aé😀", .nfd, 2..<2, 1..<1),
      ("the empty range at the end", "aé", .nfd, 3..<3, 2..<2),
    ]

  @Test("a range of normalized scalars covers whole clusters of the original", arguments: clusters)
  func covers(
    cluster: (
      name: String, text: String, form: NormalizationForm, of: Range<Int>, original: Range<Int>
    )
  ) {
    let normalized = NormalizedText(cluster.text.unicodeScalars, form: cluster.form)
    #expect(normalized.originalRange(of: cluster.of) == cluster.original)
  }

  static let floods: [(name: String, marks: [Unicode.Scalar])] = [
    ("one mark", ["\u{301}"]), ("two classes", ["\u{301}", "\u{316}"]),
    ("three classes", ["\u{345}", "\u{301}", "\u{327}"]),
    ("a mark of two", ["\u{344}", "\u{316}"]),
    ("a starter of two marks", ["\u{F73}", "\u{F71}"]),
    ("with joiners", ["\u{301}", "\u{34F}", "\u{316}"]),
    ("with soft hyphens", ["\u{301}", "\u{AD}", "\u{316}"]),
  ]

  static func flood(_ marks: [Unicode.Scalar], count: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append("e")
    for index in 0..<count { view.append(marks[index % marks.count]) }
    return String(view)
  }

  @Test("a million combining marks finish, although in no order")
  func million() {
    let text = Self.flood(["\u{301}", "\u{316}"], count: 1_000_000)
    let normalized = NormalizationForm.nfc.normalize(text).unicodeScalars
    #expect(normalized.count == 1_000_000)
    #expect(normalized.first == "é" && normalized.last == "\u{301}")
  }

  @Test("a flood of marks of any kind is normalized to its end", arguments: floods)
  func flood(flood: (name: String, marks: [Unicode.Scalar])) {
    let text = Self.flood(flood.marks, count: 60_000)
    let normalized = NormalizationForm.nfkcCasefold.normalize(text)
    #expect(NormalizationForm.nfkcCasefold.isNormalized(normalized))
    #expect(!confusableSkeleton(text).isEmpty)
  }

  @Test("a cluster of many marks leads back as a whole")
  func longCluster() {
    let text = Self.flood(["\u{301}"], count: 100_000)
    let normalized = NormalizedText(text.unicodeScalars, form: .nfc)
    #expect(normalized.scalars.first == "é")
    #expect(normalized.originalRange(of: 50_000..<50_001) == 0..<100_001)
  }

  @Test("a long run of unordered marks comes out as a short one does, mark by mark")
  func orderOfLongRuns() {
    let marks: [Unicode.Scalar] = [
      "\u{301}", "\u{316}", "\u{327}", "\u{345}", "\u{344}", "\u{F73}",
    ]
    var random = SplitMix64(seed: 5)
    for form in NormalizationForm.allCases {
      var view = String.UnicodeScalarView()
      view.append("e")
      for _ in 0..<3000 { view.append(random.pick(marks)) }
      let text = String(view)
      let normalized = form.normalize(text)
      #expect(form.isNormalized(normalized))
      #expect(form.normalize(normalized).utf8.elementsEqual(normalized.utf8))
      // Swift compares strings by canonical equivalence, with code of its own.
      if form == .nfc || form == .nfd { #expect(CanonicalEquivalence.holds(normalized, text)) }
    }
  }

  /// What is wrong with the map of a text.
  static func broken(_ text: String, _ form: NormalizationForm) -> [String] {
    let original = Array(text.unicodeScalars)
    let normalized = NormalizedText(original, form: form)
    let count = normalized.scalars.count
    let ranges = (0..<count).map { normalized.originalRange(of: $0..<($0 + 1)) }
    var broken: [String] = []
    for (index, range) in ranges.enumerated() {
      if range.isEmpty || range.lowerBound < 0 || range.upperBound > original.count {
        broken.append("range \(range) at \(index)")
      }
      if index > 0 {
        let before = ranges[index - 1]
        if range != before, range.lowerBound < before.upperBound {
          broken.append("overlap at \(index)")
        }
      }
    }
    var index = 0
    while index < count {
      var end = index + 1
      while end < count, ranges[end] == ranges[index] { end += 1 }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: original[ranges[index]])
      if Array(form.normalize(String(view)).unicodeScalars)
        != Array(normalized.scalars[index..<end])
      {
        broken.append("segment at \(index)")
      }
      index = end
    }
    if normalized.originalRange(of: 0..<count).upperBound > original.count { broken.append("end") }
    return broken
  }
}
