import OnomaText
import Testing

@Suite("The language of a text")
struct LanguageGuessTests {
  static let sentences: [(language: String, text: String)] = [
    ("en", "The minister said that she would not go to the city with them after the meeting."),
    (
      "de",
      "Der Minister sagte, dass er nicht mit ihnen in die Stadt gehen werde, weil es zu spät war."
    ),
    (
      "fr",
      "Le ministre a dit qu'il ne serait pas avec eux dans la ville, mais que les autres y sont."
    ),
    ("es", "El ministro dijo que no iba a la ciudad con ellos, pero que los demás sí lo harían."),
    (
      "it",
      "Il ministro ha detto che non sarebbe andato con loro nella città, ma che gli altri sono lì."
    ),
    (
      "pt",
      "O ministro disse que não ia com eles para a cidade, mas que os outros já foram para lá."
    ),
    ("nl", "De minister zei dat hij niet met hen naar de stad zou gaan, maar dat het nog kan."),
    ("sv", "Ministern sade att han inte skulle åka till staden med dem, men att de andra är där."),
    ("pl", "Minister powiedział, że nie pojedzie z nimi do miasta, ale że inni już tam są."),
    (
      "cs",
      "Ministr řekl, že s nimi do města nepojede, ale že ostatní už tam jsou, protože se na to těší."
    ),
    ("ru", "Министр сказал, что он не поедет с ними в город, но что остальные уже там."),
    ("uk", "Міністр сказав, що він не поїде з ними до міста, але що інші вже там, бо їм це треба."),
    (
      "be",
      "Міністр сказаў, што ён не паедзе з імі ў горад, але што астатнія ўжо там, бо ім гэта трэба."
    ),
    ("bg", "Министърът каза, че той няма да отиде с тях в града, но че другите вече са там."),
    (
      "tr",
      "Bakan, onlarla birlikte şehre gitmeyeceğini ama diğerlerinin de orada olduğunu söyledi ve bu çok iyi bir şey."
    ),
    (
      "hu",
      "A miniszter azt mondta, hogy nem megy velük a városba, de a többiek már ott vannak, és ez jó."
    ),
    (
      "fi",
      "Ministeri sanoi, että hän ei lähde heidän kanssaan kaupunkiin, mutta muut ovat jo siellä ja se on hyvä."
    ),
    (
      "lt",
      "Ministras sakė, kad jis su jais į miestą nevyks, bet kad kiti jau yra ten ir tai yra gerai."
    ),
    ("ko", "장관은 그들과 함께 도시에 가지 않겠다고 말했다."), ("ja", "大臣は彼らと一緒に町へ行かないと言いました。"),
    ("zh", "部长说他不会和他们一起去城里。"), ("th", "รัฐมนตรีบอกว่าเขาจะไม่ไปในเมืองกับพวกเขา"),
    ("el", "Ο υπουργός είπε ότι δεν θα πάει μαζί τους στην πόλη."),
    ("he", "השר אמר שהוא לא ילך איתם לעיר."),
    ("ka", "მინისტრმა თქვა, რომ მათთან ერთად ქალაქში არ წავა."),
    ("hy", "Նախարարն ասաց, որ նրանց հետ քաղաք չի գնա։"),
    ("ar", "قال الوزير إنه لن يذهب معهم إلى المدينة ولكن الآخرين في هذا المكان من قبل."),
    (
      "ro",
      "Ministrul a spus că nu va merge cu ei în oraș, dar că ceilalți sunt deja acolo și este bine."
    ),
  ]

  @Test("a sentence is of its language", arguments: sentences)
  func sentence(case: (language: String, text: String)) {
    #expect(LanguageGuess.language(of: `case`.text)?.language == `case`.language)
  }

  static let silent = [
    "", " ", "123 456", "😀", "Ada Lovelace", "Siemens", "Лукашенко", "no", "a",
    "Minsk Gomel Brest Vitebsk",
    "محمد", "\u{301}\u{301}",
  ]

  @Test("a text too short or without words of any grammar has no language", arguments: silent)
  func nothing(text: String) {
    #expect(LanguageGuess.language(of: text) == nil)
  }

  @Test("how far it is ahead is from 0 to 1, and case and form do not matter")
  func margin() throws {
    for (language, text) in Self.sentences {
      let guess = try #require(LanguageGuess.language(of: text), "\(language)")
      #expect((0...1).contains(guess.margin))
      #expect(LanguageGuess.language(of: NormalizationForm.nfd.normalize(text)) == guess)
    }
    let loud = LanguageGuess.language(of: Self.sentences[0].text.uppercased())
    #expect(loud?.language == "en")
  }
}

@Suite("Common words of languages")
struct LanguageWordsTests {
  @Test("words are known by kind and language")
  func kinds() {
    let words = LanguageWords.shipped
    #expect(words.contains("the", .function, language: "en"))
    #expect(!words.contains("the", .function, language: "ru"))
    #expect(words.contains("the", .function, language: nil))
    #expect(!words.contains("the", .month, language: "en"))
    #expect(words.contains("january", .month, language: "en"))
    #expect(words.contains("monday", .weekday, language: "en"))
    #expect(words.contains("said", .saying, language: "en"))
    #expect(words.contains("сказал", .saying, language: "ru"))
    #expect(!words.contains("", .function, language: nil))
    #expect(Set(words.languages).count == words.languages.count && words.languages.count > 20)
  }
}

@Suite("Particles written onto a name")
struct AttachedParticlesTests {
  static func readings(_ word: String, _ language: String) -> [String] {
    let scalars = Array(word.unicodeScalars)
    return AttachedParticles.shipped.readings(of: scalars[...], language: language).map { range in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return String(view)
    }
  }

  @Test("a Korean name loses its particle, and the whole word stays the first reading")
  func korean() {
    #expect(Self.readings("트럼프는", "ko").first == "트럼프는")
    for word in ["트럼프는", "트럼프가", "트럼프의", "트럼프에게", "트럼프와"] {
      #expect(Self.readings(word, "ko").contains("트럼프"), "\(word)")
    }
  }

  @Test("at least two characters remain, and a language without particles changes nothing")
  func limits() {
    #expect(Self.readings("는", "ko") == ["는"])
    #expect(Self.readings("", "ko") == [""])
    for word in ["김는", "는는는", "은는이가을를"] {
      #expect(Self.readings(word, "ko").dropFirst().allSatisfy { $0.unicodeScalars.count >= 2 })
    }
    #expect(Self.readings("Ada", "en") == ["Ada"])
    #expect(Self.readings("트럼프는", "xx") == ["트럼프는"])
  }
}
