import OnomaNames
import OnomaTestSupport
import OnomaText
import Testing

@Suite("Words of a name")
struct NameTokenTests {
  static let texts: [(text: String, words: [String])] = [
    ("Ada Lovelace", ["Ada", "Lovelace"]), ("", []), (" .,- ", []), ("O’Brien", ["O’Brien"]),
    ("O'Brien's", ["O'Brien's"]), ("'Ada'", ["Ada"]), ("Jean-Luc", ["Jean", "Luc"]),
    ("А. Г. Лукашенко", ["А", "Г", "Лукашенко"]), ("А.Г.Лукашенко", ["А", "Г", "Лукашенко"]),
    ("J.R.R. Tolkien", ["J", "R", "R", "Tolkien"]), ("習近平", ["習近平"]),
    ("ドナルド・トランプ", ["ドナルド", "トランプ"]),
    ("김정은 Kim", ["김정은", "Kim"]), ("TrumpТрамп", ["Trump", "Трамп"]), ("渡辺みか", ["渡辺みか"]),
    ("Keith\nKellogg", ["Keith", "Kellogg"]), ("Keith\r\nKellogg", ["Keith", "Kellogg"]),
    ("e\u{301}a", ["e\u{301}a"]), ("😀Ada😀", ["Ada"]), ("Ludwig XIV.", ["Ludwig", "XIV"]),
    ("Gal·la", ["Gal·la"]), ("A\0B", ["A", "B"]), ("9/11", ["9", "11"]), ("नरेन्द्र मोदी", ["नरेन्द्र", "मोदी"]),
  ]

  @Test("words end where a reader ends them", arguments: texts)
  func words(case: (text: String, words: [String])) {
    let words = NameToken.tokens(of: `case`.text).map { Array($0.text.unicodeScalars) }
    #expect(words == `case`.words.map { Array($0.unicodeScalars) })
  }

  @Test("ranges are exact, in order and apart on hostile text")
  func ranges() {
    var hostile = HostileText(seed: 23)
    for _ in 0..<300 {
      let text = hostile.text(upTo: 60)
      let scalars = Array(text.unicodeScalars)
      var end = 0
      for token in NameToken.tokens(of: text) {
        #expect(token.range.lowerBound >= end && !token.range.isEmpty)
        #expect(Array(token.text.unicodeScalars) == Array(scalars[token.range]))
        #expect(token.key == NameKey.fold(token.text))
        end = token.range.upperBound
      }
      #expect(end <= scalars.count)
    }
  }

  @Test("what stands around a word is known: stop, comma, hyphen")
  func surroundings() {
    let tokens = NameToken.tokens(of: "Gould-Davies, N. - Ada")
    #expect(tokens.map(\.isJoined) == [false, true, false, false])
    #expect(tokens.map(\.followsComma) == [false, false, true, false])
    #expect(tokens.map(\.hasStop) == [false, false, true, false])
  }

  static let initials: [(text: String, isInitial: Bool)] = [
    ("А.", true), ("J", true), ("Дз.", true), ("Yu.", true), ("Yu", false), ("YU.", false),
    ("Ada.", false), ("김", false), ("習", false), ("1", false),
  ]

  @Test("an initial is one letter, or two with a stop", arguments: initials)
  func initial(case: (text: String, isInitial: Bool)) {
    #expect(NameToken.tokens(of: `case`.text).first?.isInitial == `case`.isInitial)
  }

  @Test("capitals count only where the script has them")
  func capitals() {
    let tokens = NameToken.tokens(of: "ЛУКАШЕНКО Ada von გიორგი 習 A")
    #expect(tokens.map(\.isAllCapitals) == [true, false, false, false, false, false])
    #expect(tokens.map(\.isCapitalized) == [true, true, false, true, true, true])
  }
}
