import OnomaTestSupport
import OnomaText
import Testing

@Suite("Scripts and their runs")
struct ScriptTests {
  static let letters: [(letter: Unicode.Scalar, script: Script)] = [
    ("a", .latin), ("Ł", .latin), ("Ｌ", .latin), ("ж", .cyrillic), ("Ў", .cyrillic), ("α", .greek),
    ("Ա", .armenian), ("א", .hebrew), ("ك", .arabic), ("क", .devanagari), ("ไ", .thai),
    ("გ", .georgian), ("中", .han), ("𠮷", .han), ("か", .hiragana), ("カ", .katakana),
    ("ｶ", .katakana),
    ("김", .hangul), ("ᄀ", .hangul), ("1", .common), (" ", .common), ("-", .common), ("@", .common),
    ("{", .common), ("😀", .common), ("\u{301}", .inherited), ("\u{200D}", .inherited),
  ]

  @Test("a letter has its script", arguments: letters)
  func ofLetter(case: (letter: Unicode.Scalar, script: Script)) {
    #expect(Script(of: `case`.letter) == `case`.script)
  }

  @Test("codes of four ASCII letters make a script and come back")
  func codes() {
    for code in ["Cyrl", "Latn", "Khmr", "Tibt", "Zzzz"] {
      #expect(Script(code)?.description == code)
    }
    #expect(Script("Cyrl") == .cyrillic)
    for code in ["", "Cyr", "Cyrill", "Сугл", "éé"] { #expect(Script(code) == nil) }
  }

  @Test("European scripts have case, Georgian and the unspaced ones have not")
  func properties() {
    for script in [Script.latin, .cyrillic, .greek, .armenian] { #expect(script.hasCase) }
    for script in [Script.georgian, .han, .arabic, .hangul, .common] { #expect(!script.hasCase) }
    for script in [Script.han, .katakana, .hiragana, .thai] { #expect(script.isUnspaced) }
    for script in [Script.hangul, .latin, .devanagari, .arabic] { #expect(!script.isUnspaced) }
    for letter: Unicode.Scalar in ["ក", "ລ", "မ"] { #expect(Script(of: letter).isUnspaced) }
  }

  static let texts: [(text: String, runs: [(Script, Range<Int>)])] = [
    ("", []), ("123 - 😀", [(.common, 0..<7)]), ("Ada", [(.latin, 0..<3)]),
    ("Ada Ада", [(.latin, 0..<4), (.cyrillic, 4..<7)]),
    ("«Ада» Co", [(.cyrillic, 0..<6), (.latin, 6..<8)]),
    ("e\u{301}ж\u{301}", [(.latin, 0..<2), (.cyrillic, 2..<4)]),
    ("Лукaшенко", [(.cyrillic, 0..<3), (.latin, 3..<4), (.cyrillic, 4..<9)]),
  ]

  @Test("runs are as long as the script lasts", arguments: texts)
  func runs(case: (text: String, runs: [(Script, Range<Int>)])) {
    let runs = ScriptRun.runs(in: `case`.text.unicodeScalars)
    #expect(runs.map(\.script) == `case`.runs.map(\.0))
    #expect(runs.map(\.range) == `case`.runs.map(\.1))
  }

  @Test("runs cover hostile text without gaps, and no two neighbours share a script")
  func coverage() {
    var hostile = HostileText(seed: 10)
    for _ in 0..<300 {
      let text = hostile.text(upTo: 60)
      let runs = ScriptRun.runs(in: text.unicodeScalars)
      var end = 0
      for run in runs {
        #expect(run.range.lowerBound == end && !run.range.isEmpty)
        end = run.range.upperBound
      }
      #expect(end == text.unicodeScalars.count)
      #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.script != $1.script })
    }
  }
}
