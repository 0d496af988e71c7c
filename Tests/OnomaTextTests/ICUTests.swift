import OnomaTestSupport
@testable import OnomaText
import Testing

@Suite("Word segmentation")
struct WordSegmenterTests {
  static let sentences: [(language: String, text: String, words: [String])] = [
    ("en", "Ada Lovelace, 1815.", ["Ada", "Lovelace", "1815"]),
    ("zh", "我们的学生", ["我们", "的", "学生"]), ("ja", "東京へ行く", ["東京", "へ", "行く"]),
    ("th", "ฉันรักเมืองไทย", ["ฉัน", "รัก", "เมือง", "ไทย"]),
    ("ru", "Анна-Мария и Пётр", ["Анна", "Мария", "и", "Пётр"]),
    ("ko", "서울에 갔다", ["서울에", "갔다"]), ("", "", []), ("", " .,!", []),
    ("en", "O’Brien's", ["O’Brien's"]), ("en", "😀Ada𝒜", ["Ada𝒜"]),
  ]

  @Test("words come out as the language writes them", arguments: sentences)
  func words(case: (language: String, text: String, words: [String])) throws {
    let segmenter = try WordSegmenter(language: `case`.language)
    let segments = try segmenter.segments(of: `case`.text)
    let units = Array(`case`.text.utf16)
    let words = segments.filter(\.isWord).map {
      String(decoding: units[$0.utf16Range], as: UTF16.self)
    }
    #expect(words == `case`.words)
  }

  @Test("segments cover hostile text without gaps, again and again with one segmenter")
  func coverage() throws {
    let segmenter = try WordSegmenter()
    var hostile = HostileText(seed: 11)
    for _ in 0..<150 {
      let text = hostile.text(upTo: 80)
      var end = 0
      for segment in try segmenter.segments(of: text) {
        #expect(segment.utf16Range.lowerBound == end && !segment.utf16Range.isEmpty)
        end = segment.utf16Range.upperBound
      }
      #expect(end == text.utf16.count)
    }
  }
}

@Suite("ICU's transliterators")
struct ICUTransliteratorTests {
  @Test("an identifier that ICU does not know is refused by name")
  func unknown() {
    let error = #expect(throws: ICUError.self) { try ICUTransliterator(id: "Any-Klingon") }
    #expect(error?.name == "U_INVALID_ID")
    #expect(error?.description == "ICU could not open transliterator Any-Klingon: U_INVALID_ID")
  }

  @Test("rules that are no rules are refused")
  func badRules() {
    #expect(throws: ICUError.self) { try ICUTransliterator(name: "x", rules: "a > { b ;") }
  }

  @Test("rules of one's own run, and text that grows much comes out whole")
  func ownRules() throws {
    let long = String(repeating: "x", count: 40)
    let grow = try ICUTransliterator(name: "grow", rules: "a > \(long) ;")
    let text = String(repeating: "a", count: 500)
    #expect(grow.transliterate(text) == String(repeating: long, count: 500))
    #expect(grow.transliterate("").isEmpty)
  }

  @Test("many tasks at once get the same bytes as one alone")
  func concurrent() async throws {
    let latin = try ICUTransliterator(id: "Any-Latin; Latin-ASCII")
    let texts = ["Лукашенко", "習近平", "トランプ", "김정은", "Μητσοτάκης", "محمد", "Ada", "გიორგი"]
    let alone = texts.map { Array(latin.transliterate($0).utf8) }
    let wrong = await withTaskGroup(of: Int.self) { group in
      for task in 0..<32 {
        group.addTask {
          var wrong = 0
          for round in 0..<40 {
            let index = (task + round) % texts.count
            if Array(latin.transliterate(texts[index]).utf8) != alone[index] { wrong += 1 }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
    #expect(alone[0] == Array("Lukasenko".utf8))
  }

  @Test("hostile text goes through without harm, the same each time")
  func hostile() throws {
    let latin = try ICUTransliterator(id: "Any-Latin; Latin-ASCII; Lower")
    var hostile = HostileText(seed: 12)
    for _ in 0..<60 {
      let text = hostile.text(upTo: 40)
      #expect(latin.transliterate(text).utf8.elementsEqual(latin.transliterate(text).utf8))
    }
  }
}

@Suite("Names of countries in ICU's data")
struct RegionNameTests {
  static let names: [(language: String, region: String, name: String)] = [
    ("be", "BY", "Беларусь"), ("ko", "BY", "벨라루스"), ("zh", "BY", "白俄罗斯"), ("en", "BY", "Belarus"),
    ("de", "US", "Vereinigte Staaten"), ("ja", "UA", "ウクライナ"), ("ru", "PL", "Польша"),
    ("ar", "EG", "مصر"), ("el", "GR", "Ελλάδα"), ("he", "IL", "ישראל"), ("hi", "IN", "भारत"),
    ("th", "TH", "ไทย"), ("zh-Hant", "BY", "白俄羅斯"), ("uk", "BY", "Білорусь"),
  ]

  @Test("a language names a country as its readers do", arguments: names)
  func name(case: (language: String, region: String, name: String)) {
    var found: [String] = []
    RegionName.forEach(inLanguage: `case`.language) {
      if $0.region == `case`.region, !$0.isAlternative { found.append($0.name) }
    }
    #expect(found == [`case`.name])
  }

  @Test("short and variant forms are marked")
  func alternatives() {
    var short: [String] = []
    RegionName.forEach(inLanguage: "en") {
      if $0.region == "US", $0.isAlternative { short.append($0.name) }
    }
    #expect(short.contains("US"))
  }

  @Test("a language that does not exist, or an odd locale name, has no names and does no harm")
  func unknown() {
    for language in ["xx-Nope", "not a language", "😀", String(repeating: "a", count: 500)] {
      var count = 0
      RegionName.forEach(inLanguage: language) { _ in count += 1 }
      #expect(count == 0, "\(language)")
    }
  }

  @Test("the list of languages holds no regional sub-locale")
  func languages() {
    let languages = RegionName.languages
    #expect(languages.count > 80)
    for language in ["be", "ru", "uk", "en", "zh", "zh-Hant", "ko"] {
      #expect(languages.contains(language))
    }
    #expect(!languages.contains("de-AT") && !languages.contains("en-GB"))
    #expect(Set(languages).count == languages.count)
  }
}

@Suite("Letters that look alike")
struct ConfusableSkeletonTests {
  static let pairs: [(name: String, a: String, b: String, alike: Bool)] = [
    ("a Cyrillic С", "Сole", "Cole", true), ("all Cyrillic", "Сосо", "Coco", true),
    ("a Latin a inside Cyrillic", "Лукaшенко", "Лукашенко", true),
    ("Greek omicron", "Cοle", "Cole", true), ("one for l", "Co1e", "Cole", true),
    ("other letters", "Coale", "Cole", false), ("other case", "COLE", "cole", false),
    ("composed and decomposed", "é", "e\u{301}", true), ("nothing", "", "", true),
  ]

  @Test("two texts have one skeleton exactly when they look alike", arguments: pairs)
  func skeleton(pair: (name: String, a: String, b: String, alike: Bool)) {
    #expect((confusableSkeleton(pair.a) == confusableSkeleton(pair.b)) == pair.alike)
  }

  @Test("a skeleton is its own skeleton")
  func idempotent() {
    var hostile = HostileText(seed: 13)
    for _ in 0..<100 {
      let skeleton = confusableSkeleton(hostile.name(words: 3))
      #expect(confusableSkeleton(skeleton) == skeleton)
    }
  }

  @Test("the skeleton of a text in ASCII, put together from its characters, is ICU's")
  func asciiSkeletons() {
    var random = SplitMix64(seed: 17)
    for _ in 0..<500 {
      let bytes = (0..<random.next(below: 20)).map { _ in UInt8(random.next(below: 0x80)) }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(confusableSkeleton(text) == skeletonByICU(text), "\(bytes)")
    }
  }
}

@Suite("ICU's versions")
struct ICUVersionTests {
  @Test("both versions are numbers with dots")
  func versions() {
    for version in [ICUVersion.library, ICUVersion.unicode] {
      #expect(version.split(separator: ".").count >= 2)
      #expect(version.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) })
    }
  }
}
