import OnomaTransliteration
import Testing

@Suite("Systems that read syllables")
struct SyllableTests {
  private static func run(_ id: String, _ text: String) throws -> String {
    try TransliterationRegistry.shipped.transliterator(id: id).transliterate(text)
  }

  @Test("Wade–Giles hyphenates the syllables of family names and given names")
  func wadeGilesNames() throws {
    #expect(try Self.run("zh-wade-giles-names", "毛澤東 諸葛亮") == "Mao Tse-tung Chu-ko Liang")
    #expect(try Self.run("zh-wade-giles-names", "张学良") == "Chang Hsüeh-liang")
    #expect(try Self.run("zh-wade-giles-1912-names", "鄧小平") == "Têng Hsiao-p’ing")
  }

  @Test("Wade–Giles writes words for what is built apart")
  func wadeGilesPlaces() throws {
    #expect(try Self.run("zh-wade-giles", "花蓮機場") == "Hua-lien Chi-ch’ang")
    #expect(try Self.run("zh-wade-giles", "日月潭") == "Jih-yüeh-t’an")
  }

  @Test("Latin words beside Han characters keep their letters")
  func latinStays() throws {
    #expect(try Self.run("zh-wade-giles", "Beijing 桃園 zhong˙a") == "Beijing T’ao-yüan chunga")
    #expect(try Self.run("zh-wade-giles", "T恤bei") == "T Hsü bei")
    #expect(try Self.run("zh-wade-giles-names", "") == "")
  }

  @Test(
    "Thai is read syllable by syllable",
    arguments: [
      ("กรุงเทพ", "krungthep"), ("ถนน", "thanon"), ("ตลาด", "talat"), ("หลวง", "luang"),
      ("เสมอ", "samoe"), ("จันทร์", "chan"), ("ทราย", "sai"), ("อยู่", "yu"), ("เขียว", "khiao"),
      ("สมศรี", "somsi"), ("ธรรม", "tham"), ("ชาติ", "chat"), ("พฤกษา", "phrueksa"),
      ("ประเทศไทย 42", "prathetthai 42"),
    ])
  func thai(original: String, romanized: String) throws {
    #expect(try Self.run("th-rtgs-1999", original) == romanized)
  }

  @Test("any sequence of Thai signs is safe")
  func thaiIsSafe() throws {
    let thai = try TransliterationRegistry.shipped.transliterator(id: "th-rtgs-1999")
    var random = SplitMix(state: 7)
    for _ in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0...random.next() % 12 {
        if let scalar = Unicode.Scalar(UInt32(0x0E01 + random.next() % 0x5B)) {
          text.append(scalar)
        }
      }
      _ = thai.transliterate(String(text))
    }
  }
}
