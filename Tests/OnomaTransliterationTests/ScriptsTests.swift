import OnomaText
import OnomaTransliteration
import Testing

@Suite("Scripts that need more than a letter for a letter")
struct ScriptsTests {
  static func run(_ id: String, _ text: String) throws -> String {
    try TransliterationRegistry.shipped.transliterator(id: id).transliterate(text)
  }

  @Test("Hangul is read letter by letter, with the changes of sound between syllables")
  func hangul() throws {
    #expect(try Self.run("ko-rr-2000", "독립문 신라 백마 종로") == "Dongnimmun Silla Baengma Jongno")
    #expect(try Self.run("ko-mr", "막내 합계 신라") == "mangnae hapkye silla")
    // Typed as separate letters, it is the same text.
    let decomposed = NormalizationForm.nfd.normalize("독립문")
    #expect(try Self.run("ko-rr-2000", decomposed) == Self.run("ko-rr-2000", "독립문"))
  }

  @Test("Korean names are written with the family name apart and the given name hyphenated")
  func koreanNames() throws {
    let id = "ko-ala-lc-names"
    #expect(try Self.run(id, "김영수") == "Kim Yŏng-su")
    #expect(try Self.run(id, "남궁억") == "Namgung Ŏk")
    #expect(try Self.run(id, "이 황") == "Yi Hwang")
    #expect(try Self.run(id, "최영") == "Ch'oe Yŏng")
    #expect(try Self.run(id, "박 지원, O'Neil") == "Pak Chi-wŏn, O'Neil")
  }

  @Test("Han characters in Korean names are read, with r and n falling silent at the start")
  func hanja() throws {
    #expect(try Self.run("ko-ala-lc-names", "李退溪") == "Yi T'oe-gye")
    #expect(try Self.run("ko-hangul-2013", "龍山 大龍 旅行 戰列") == "용산 대룡 여행 전열")
    #expect(try Self.run("ko-hangul-2013", "☃ 漢江") == "☃ 한강")
  }

  @Test("Chinese names are written in two words without tones")
  func pinyin() throws {
    #expect(try Self.run("zh-pinyin-names", "诸葛亮 曾国藩") == "Zhuge Liang Zeng Guofan")
    #expect(try Self.run("zh-pinyin", "西安 café 上海") == "xi’an café shanghai")
  }

  @Test("kana keep their long vowels, which passports leave out")
  func kana() throws {
    #expect(try Self.run("ja-bgn-pcgn-1976", "とうきょう えき") == "Tōkyō Eki")
    #expect(try Self.run("ja-passport-1989", "コンドウ") == "KONDO")
  }

  @Test("the vowel of a bare consonant falls silent where a sign or the standard says so")
  func abugidas() throws {
    #expect(try Self.run("hi-ala-lc", "राम कृष्ण") == "rāma kr̥shṇa")
    #expect(try Self.run("hi-un-1972", "राम कृष्ण") == "rām kṛṣhṇ")
    #expect(try Self.run("hi-is-13194", "राम") == "rām")
    // Letters with a dot below, in one scalar and in two.
    #expect(try Self.run("hi-ala-lc", "\u{958}लम \u{915}\u{93C}लम") == "qalama qalama")
    #expect(try Self.run("hi-ala-lc", "सप्तऋषि") == "saptar̥shi")
    #expect(try Self.run("hi-ala-lc-signs", "सप्तऋषि") == "saptr̥shi")
  }

  @Test("vowelled Arabic reads the same however its signs are ordered")
  func arabic() throws {
    let id = "ar-bgn-pcgn-1956"
    #expect(try Self.run(id, "مُحَم\u{651}\u{64E}د") == "Muḩammad")
    #expect(try Self.run(id, "مُحَم\u{64E}\u{651}د") == "Muḩammad")
    #expect(try Self.run(id, "بَاب الشَّمْس") == "Bāb ash Shams")
  }

  @Test("pointed Hebrew reads the same however its points are ordered")
  func hebrew() throws {
    #expect(try Self.run("he-un-1977", "ש\u{5C1}\u{5B8}לו\u{5B9}ם") == "shalom")
    #expect(try Self.run("he-un-1977", "ש\u{5B8}\u{5C1}לו\u{5B9}ם") == "shalom")
    #expect(try Self.run("he-iso-259-1984", "ב\u{5BC}\u{5B7}ב") == "baḇ")
  }

  @Test("a dependent word keeps the t of its ending, and one with an article does not")
  func constructs() throws {
    #expect(try Self.run("ar-ala-lc", "مَدِينَة السَلَام") == "madīnat al-salām")
    #expect(try Self.run("ar-ala-lc", "المَدِينَة الكَبِيرَة") == "al-madīnah al-kabīrah")
  }

  @Test("words of scripts without case get their capital where the system writes names")
  func capitals() throws {
    #expect(try Self.run("ko-bgn-pcgn-1945", "대동-강 (평양)") == "Taedong-gang (P’yŏngyang)")
    #expect(try Self.run("ar-bgn-pcgn-1956", "عُمَان x عُمَر") == "‘Umān x ‘Umar")
    #expect(try Self.run("am-un-1972", "አዲስ አበባ") == "Adisi̠ Abe̠ba")
  }

  @Test("Ethiopic numerals are read as numbers")
  func ethiopicNumerals() throws {
    #expect(try Self.run("am-ala-lc", "፳፮ ፲ ፲፫ ፻") == "26 10 13 100")
  }

  /// ICU claims ISO 15919 for these scripts.
  ///
  /// It writes the strict nasals and its own sign for the
  /// vowels of English, which are left out here; for Malayalam it splits vowel signs.
  @Test(
    "consonants with every vowel sign agree with ICU where it has the same standard",
    arguments: [
      ("hi-iso-15919", "Devanagari-Latin", 0x900), ("bn-iso-15919", "Bengali-Latin", 0x980),
      ("gu-iso-15919", "Gujarati-Latin", 0xA80), ("ta-iso-15919", "Tamil-Latin", 0xB80),
      ("te-iso-15919", "Telugu-Latin", 0xC00), ("kn-iso-15919", "Kannada-Latin", 0xC80),
    ])
  func agreesWithICU(id: String, icu: String, start: UInt32) throws {
    let oracle = try ICUTransliterator(id: icu)
    func scalars(_ range: ClosedRange<UInt32>) -> [Unicode.Scalar] {
      range.compactMap { Unicode.Scalar(start + $0) }.filter {
        $0.properties.generalCategory != .unassigned && ![0x45, 0x49].contains($0.value - start)
          && $0 != "ఴ"
      }
    }
    let signs = [""] + scalars(0x3E...0x44).map(String.init) + scalars(0x46...0x4D).map(String.init)
    for consonant in scalars(0x15...0x39) {
      for sign in signs {
        let text = NormalizationForm.nfc.normalize(String(consonant) + sign)
        let expected = NormalizationForm.nfc.normalize(oracle.transliterate(text))
        #expect(
          NormalizationForm.nfc.normalize(try Self.run(id, text)) == expected, "\(id): \(text)")
      }
    }
  }

  @Test(
    "long text of every prepared kind is read to its end",
    arguments: [
      "ko-ala-lc-names", "zh-pinyin-names", "ru-zh-press", "ar-bgn-pcgn-1956",
    ])
  func long(id: String) throws {
    let unit = "金李毛Путин\u{64F}\u{651}بة "
    let once = try Self.run(id, unit)
    let long = try Self.run(id, String(repeating: unit, count: 2_000))
    #expect(!once.isEmpty && long.hasSuffix(once.suffix(3)))
    #expect(long.utf8.count > once.utf8.count * 1_000)
  }
}
