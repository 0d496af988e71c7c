import OnomaNames
import OnomaTestSupport
import OnomaText
import Testing

@testable import OnomaMatching

@Suite("The sound of words")
struct SoundTests {
  static let sounds = NameSounds.shipped
  static let model = ChunkCostModel.shipped

  static func sounds(_ word: String) -> [UInt8] { sounds.sounds(of: NameKey.fold(word)) }

  @Test("words of every script that can be read sound in letters and figures alone")
  func alphabet() {
    for word in [
      "Łukašenka", "Лукашенко", "卢卡申科", "ルカシェンコ", "루카셴코", "لوكاشينكو", "לוקשנקו", "Ա", "გ", "मोदी",
      "ไทย",
    ] {
      let sounds = Self.sounds(word)
      #expect(!sounds.isEmpty, "\(word)")
      #expect(sounds.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) })
    }
    #expect(Self.sounds("").isEmpty)
  }

  @Test("the distance is symmetric, zero for itself, never negative")
  func distanceLaws() {
    var random = SplitMix64(seed: 42)
    let letters = Array("aeioutsknrlhvchz".utf8)
    for _ in 0..<150 {
      let a = (0...random.next(below: 8)).map { _ in random.pick(letters) }
      let b = (0...random.next(below: 8)).map { _ in random.pick(letters) }
      let distance = Self.model.distance(a, b)
      #expect(distance == Self.model.distance(b, a))
      #expect(distance >= 0 && distance.isFinite)
      #expect(Self.model.distance(a, a) == 0)
      #expect(Self.model.logOdds(a, b) == Self.model.logOdds(b, a))
      #expect(Self.model.logOdds(a, a) >= Self.model.logOdds(a, b))
    }
  }

  @Test("a word without sounds is never alike, and figures equal themselves only")
  func edges() {
    #expect(Self.model.logOdds([], Array("a".utf8)) == -.infinity)
    #expect(Self.model.logOdds([], []) == -.infinity)
    #expect(Self.model.logOdds(Array("2024".utf8), Array("2025".utf8)) < 0)
    #expect(Self.model.logOdds(Array("2024".utf8), Array("2024".utf8)) > 0)
  }

  static let spellings: [(String, String)] = [
    ("Tikhanovsky", "Tsikhanouski"), ("Тихановский", "Ціханоўскі"), ("Coale", "Cole"),
    ("Coale", "Коул"), ("Bialiatski", "Бяляцкі"), ("Lukashenko", "Лукашенко"),
    ("Lukaschenko", "Loukachenko"), ("Tchaikovsky", "Чайковский"), ("Müller", "Mueller"),
    ("Gorbachev", "Gorbatschow"), ("Jaruzelski", "Yaruzelsky"), ("Zhukov", "Żukow"),
  ]

  @Test("spellings of one word share a blocking key", arguments: spellings)
  func blocking(pair: (String, String)) {
    let a = Set(Self.sounds.blockingKeys(Self.sounds(pair.0)))
    let b = Set(Self.sounds.blockingKeys(Self.sounds(pair.1)))
    #expect(!a.isDisjoint(with: b), "\(a.sorted()) \(b.sorted())")
  }

  @Test("blocking keys are sorted, few, and never absent")
  func keys() {
    var random = SplitMix64(seed: 43)
    for _ in 0..<200 {
      let word = (0..<random.next(below: 30)).map { _ in UInt8(0x61 + random.next(below: 26)) }
      let keys = Self.sounds.blockingKeys(word)
      #expect(keys == keys.sorted() && !keys.isEmpty && keys.count <= 32)
    }
    #expect(Self.sounds.blockingKeys(Array(repeating: 0x63, count: 10_000)).count <= 32)
  }

  @Test("a bound changes no log-odds above it, and hides all others")
  func bounded() {
    var random = SplitMix64(seed: 47)
    for _ in 0..<400 {
      let first = (0..<random.next(below: 12)).map { _ in UInt8(0x61 + random.next(below: 26)) }
      var second = first
      for _ in 0..<random.next(below: 4) where !second.isEmpty {
        second[random.next(below: second.count)] = UInt8(0x61 + random.next(below: 26))
      }
      let odds = Self.sounds.logOdds(first, second)
      for least in [-8, 0, 1.5, 3, 4.9] {
        let bounded = Self.sounds.logOdds(first, second, above: least)
        #expect(bounded == (odds > least ? odds : -.infinity), "\(first) \(second) \(least)")
      }
    }
  }
}

@Suite("How likely a Latin word is")
struct LatinMarginalsTests {
  @Test("all tables at once say what each says by itself, to the bit")
  func tables() {
    let model = SoundModel.shipped
    var random = SplitMix64(seed: 23)
    for _ in 0..<100 {
      let letters = model.alphabet.letters.count
      let units = (0..<(1 + random.next(below: 40))).map { _ in
        UInt8(1 + random.next(below: random.next(below: 2) == 0 ? 26 : letters))
      }
      let all = model.latinForm(units: units)?.marginals ?? []
      #expect(all.count == SoundScript.allCases.count)
      for script in SoundScript.allCases {
        let one = model.latinForm(units: units, for: script)?.marginals ?? []
        let place = Int(script.rawValue)
        #expect(one[place] == all[place], "\(script) \(units)")
      }
    }
  }
}

@Suite("Readings that are kept")
struct KeptReadingsTests {
  @Test("what is kept is what ICU makes of the whole word: 重 is read otherwise in 重庆")
  func words() throws {
    let romanizer = try ICUTransliterator(id: "Any-Latin; Latin-ASCII; Lower")
    for word in ["重", "庆", "重庆", "卢卡申科", "長春", "요한", "Եղիշե", "ელენე"] {
      for _ in 0..<2 {
        #expect(
          SoundLetters.shipped.romanized(word) == SoundLetters.letters(of: word, by: romanizer))
      }
    }
  }

  @Test("a word is romanized the same the second time, and beside words that only look the same")
  func repeated() {
    for word in ["Ελένη", "Ελένη", "Ελένη", "Եղիշե", "ელენე", "요한"] {
      let first = SoundLetters.shipped.romanized(word)
      #expect(!first.isEmpty)
      #expect(SoundLetters.shipped.romanized(word) == first)
    }
  }

  @Test("texts are known by their scalars, not by what they are equivalent to")
  func exact() {
    #expect("\u{E9}" == "e\u{301}")
    #expect(ExactText("\u{E9}") != ExactText("e\u{301}"))
    #expect(Set([ExactText("\u{E9}"), ExactText("e\u{301}"), ExactText("\u{E9}")]).count == 2)
  }

  @Test("each reading of a Chinese name has letters of its own, pinyin first")
  func readings() {
    let word = SoundModel.shipped.word("习近平", script: .han)
    let letters = word.readings.map { String(decoding: $0.plain, as: UTF8.self) }
    #expect(letters.first == "xijinping")
    #expect(letters.contains("hsichinping"))
    #expect(Set(letters).count == letters.count)
  }

  @Test("after g, k, h and sh the uo of pinyin stays uo in Wade–Giles")
  func wadeGiles() {
    let spellings = ["guo": "kuo", "luo": "lo", "shuo": "shuo", "zhuo": "cho", "xiang": "hsiang"]
    for (pinyin, spelling) in spellings.sorted(by: { $0.key < $1.key }) {
      #expect(Romanizations.wadeGiles(pinyin: pinyin) == spelling)
    }
  }
}
