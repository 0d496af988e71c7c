import OnomaText
import Testing

@testable import OnomaMatching

@Suite("Training")
struct TrainingTests {
  /// A spelling of our own in Cyrillic letters: each answers to the same Latin ones, always.
  static let pairs: [TrainingPair] = {
    let consonants = [
      ("б", "b"), ("в", "w"), ("д", "d"), ("ж", "zh"), ("к", "ch"), ("л", "l"),
    ]
    let vowels = [("а", "a"), ("и", "i"), ("у", "ou"), ("о", "o")]
    let syllables = consonants.flatMap { a in vowels.map { (a.0 + $0.0, a.1 + $0.1) } }
    return syllables.flatMap { a in
      syllables.map { TrainingPair(native: a.0 + $0.0, latin: a.1 + $0.1, weight: 1) }
    }
  }()

  static let trained: SoundModelSource = {
    var trainer = SoundTrainer()
    trainer.add(pairs, script: .cyrillic)
    return trainer.trained()
  }()

  @Test("what always goes together is learned, and what never does is not")
  func learns() throws {
    let spelling: [Character: String] = [
      "б": "b", "в": "w", "д": "d", "ж": "zh", "к": "ch", "л": "l", "а": "a", "и": "i", "у": "ou",
      "о": "o",
    ]
    let table = try #require(Self.trained.tables.first { $0.script == .cyrillic })
    var right = 0.0
    for (chunk, cost) in table.costs {
      let native = String(String.UnicodeScalarView(chunk.native.compactMap(Unicode.Scalar.init)))
      let latin = String(String.UnicodeScalarView(chunk.latin.compactMap(Unicode.Scalar.init)))
      if native.map({ spelling[$0] ?? "" }).joined() == latin {
        right += StableMath.exp(-Double(cost) / 100)
      }
    }
    #expect(right > 0.9)
  }

  @Test("the probabilities of a table add up to one")
  func sum() throws {
    let table = try #require(Self.trained.tables.first { $0.script == .cyrillic })
    let total = table.costs.reduce(0) { $0 + StableMath.exp(-Double($1.cost) / 100) }
    #expect(abs(total - 1) < 0.02)
  }

  @Test("the same pairs give the same bytes, and the file reads back as it was written")
  func reproducible() throws {
    var trainer = SoundTrainer()
    trainer.add(Self.pairs, script: .cyrillic)
    let text = trainer.train()
    #expect(text == SoundModelFile.text(Self.trained, comment: SoundModelFile.comment))
    let read = try SoundModelFile.source(Array(text.utf8), name: "own")
    #expect(SoundModelFile.text(read, comment: SoundModelFile.comment) == text)
  }

  @Test("a script without pairs keeps its table")
  func kept() throws {
    let shipped = try #require(SoundModelFile.embedded.tables.first { $0.script == .arabic })
    let own = try #require(Self.trained.tables.first { $0.script == .arabic })
    #expect(own.costs.count == shipped.costs.count && own.weights == shipped.weights)
  }

  static let broken: [(text: String, reason: String)] = [
    ("latin\tab\nscript\tKlin\n", "no script Klin"), ("x\ta1\n", "a chunk before any script"),
    ("script\tCyrl\nweights\t1 2\n", "not 8 weights after a script"), ("nonsense\n", "no tab"),
    ("script\tCyrl\nа\tqqqqqq3\n", "a chunk of lengths that the script does not have"),
    ("script\tCyrl\nа\tq\n", "not a chunk with its cost"),
    ("latin\tab\n", "not exactly one table of Latn"),
  ]

  @Test("a broken model is refused with the line and the reason", arguments: broken)
  func refused(case: (text: String, reason: String)) {
    let error = #expect(throws: DataTableError.self) {
      try SoundModelFile.source(Array(`case`.text.utf8), name: "own.tsv")
    }
    #expect(error?.reason == `case`.reason)
    #expect(error?.description.hasPrefix("own.tsv:") == true)
  }

  @Test("held-out pairs are one in sixteen and do not depend on their neighbours")
  func heldOut() {
    let count = Self.pairs.filter(SoundTrainer.isHeldOut).count
    #expect((15...70).contains(count))
  }
}

@Suite("Boosted trees")
struct BoostedTreesTests {
  /// Rows whose label is whether the first feature outweighs the second; the third is noise.
  static let rows: [TreeBooster.Row] = {
    var random = SplitMix(seed: 3)
    return (0..<2000).map { _ in
      let x = Float(random.below(1000)) / 100
      let y = Float(random.below(1000)) / 100
      return TreeBooster.Row(
        features: [x, y, Float(random.below(7))], isMatch: x > y, weight: 1)
    }
  }()

  static let trees: BoostedTrees = {
    var booster = TreeBooster(directions: [1, -1, 0])
    booster.trees = 40
    return booster.fit(rows)
  }()

  static func logOdds(_ features: [Float]) -> Double {
    features.withUnsafeBufferPointer { $0.baseAddress.map { trees.logOdds($0) } ?? 0 }
  }

  @Test("a rule is learned")
  func learns() {
    let right = Self.rows.filter { (Self.logOdds($0.features) > 0) == $0.isMatch }.count
    #expect(right > 1850)
  }

  @Test("a feature that may only raise the result never lowers it")
  func monotone() {
    var random = SplitMix(seed: 9)
    for _ in 0..<300 {
      let y = Float(random.below(1000)) / 100
      let noise = Float(random.below(7))
      var last = -Double.infinity
      for step in 0...40 {
        let odds = Self.logOdds([Float(step) / 4, y, noise])
        #expect(odds >= last - 1e-6)
        last = odds
      }
    }
  }

  @Test("the contributions of the features add up to the log-odds")
  func contributions() {
    for row in Self.rows.prefix(50) {
      let (base, parts) = Self.trees.contributions(row.features)
      #expect(abs(base + parts.reduce(0, +) - Self.logOdds(row.features)) < 1e-4)
    }
  }

  @Test("a calibration's file reads back as it was written, and a broken one is refused")
  func file() throws {
    let shipped = PersonCalibration.shipped
    let text = CalibrationFile.text(shipped, comment: CalibrationFile.comment)
    let read = try CalibrationFile.calibration(Array(text.utf8), name: "own")
    #expect(CalibrationFile.text(read, comment: CalibrationFile.comment) == text)
    for broken in ["tree\t=1\n", "features\tother\n", "model\tnames 0\ntree\t0<1:0:0=1\n", "x\n"] {
      #expect(throws: DataTableError.self) {
        try CalibrationFile.calibration(Array(broken.utf8), name: "own")
      }
    }
  }
}

@Suite("Elementary functions")
struct StableMathTests {
  @Test("logarithm and exponential undo each other")
  func inverse() {
    for x in stride(from: -30.0, through: 30, by: 0.37) {
      #expect(abs(StableMath.log(StableMath.exp(x)) - x) < 1e-12)
    }
    #expect(StableMath.log(0) == -.infinity)
    #expect(StableMath.exp(0) == 1)
    #expect(abs(StableMath.exp(1) - 2.718281828459045) < 1e-15)
  }

  @Test("digamma has the known values and its recurrence")
  func digamma() {
    #expect(abs(StableMath.digamma(1) + 0.5772156649015329) < 1e-9)
    #expect(abs(StableMath.digamma(0.5) + 1.9635100260214235) < 1e-9)
    for x in stride(from: 0.1, through: 9, by: 0.3) {
      #expect(abs(StableMath.digamma(x + 1) - StableMath.digamma(x) - 1 / x) < 1e-9)
    }
  }
}

@Suite("Romanizations of Chinese syllables")
struct RomanizationTests {
  @Test(
    "Wade–Giles follows from pinyin",
    arguments: [
      ("zhang", "chang"), ("xi", "hsi"), ("jin", "chin"), ("ping", "ping"), ("zi", "tzu"),
      ("yan", "yen"), ("guo", "kuo"), ("shi", "shih"), ("ren", "jen"), ("song", "sung"),
      ("luo", "lo"), ("xue", "hsueh"), ("bo", "po"), ("liu", "liu"),
    ])
  func wadeGiles(pair: (String, String)) {
    #expect(Romanizations.wadeGiles(pinyin: pair.0) == pair.1)
  }

  @Test(
    "Hong Kong's spelling follows from Jyutping",
    arguments: [
      ("zaap", "chap"), ("gwok", "kwok"), ("coeng", "cheung"), ("jyun", "yuen"), ("leoi", "lui"),
      ("wong", "wong"), ("ng", "ng"), ("hei", "hei"), ("jip", "yip"), ("dang", "tang"),
    ])
  func hongKong(pair: (String, String)) {
    #expect(Romanizations.hongKong(jyutping: pair.0) == pair.1)
  }

  @Test("pinyin is told from other letters by its syllables")
  func sequences() {
    #expect(PinyinSyllables.isSequence(Array("jinping".utf8), count: 2))
    #expect(PinyinSyllables.isSequence(Array("xian".utf8), count: 1))
    #expect(PinyinSyllables.isSequence(Array("xian".utf8), count: 2))
    #expect(!PinyinSyllables.isSequence(Array("andersen".utf8), count: 2))
    #expect(!PinyinSyllables.isSequence([], count: 1))
  }
}
