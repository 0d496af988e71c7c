/// Makes labelled pairs of single words and of composed names from pairs of spellings.
///
/// One in three is a match; the others are hard: the words that sound nearest of some that were drawn.
struct CalibrationSamples {
  /// A pair of names with its label.
  struct Pair {
    let a: String
    let b: String
    let isMatch: Bool
  }

  let pairs: [SoundScript: [TrainingPair]]
  let model: SoundModel

  /// The most words of one script.
  static let wordsPerScript = 350
  /// How many composed names of each script there are.
  private static let composedCounts: [(SoundScript, Int)] = [
    (.latin, 3000), (.cyrillic, 700), (.arabic, 500), (.hebrew, 500), (.kana, 500), (.indic, 200),
  ]

  /// Single words against single words: each with its counterpart and with two others that sound
  /// like it.
  func words() -> [Pair] {
    var result: [Pair] = []
    for script in SoundScript.allCases where script != .romanized {
      let pairs = pairs[script] ?? []
      var known: [String: Set<String>] = [:]
      for pair in pairs { known[pair.native, default: []].insert(pair.latin) }
      var random = SplitMix(seed: 7)
      var count = 0
      for pair in pairs where pair.latin.unicodeScalars.count >= 4 && count < Self.wordsPerScript {
        // Words that are spelt alike are easy, and most of the Latin ones.
        if script == .latin, pair.native == pair.latin, random.below(5) != 0 { continue }
        guard let word = native(pair.native, script), let truth = latin(pair.latin) else {
          continue
        }
        count += 1
        result.append(Pair(a: Self.name(pair.native), b: Self.name(pair.latin), isMatch: true))
        var others: [(odds: Double, word: String)] = []
        for _ in 0..<600 {
          let other = pairs[random.below(pairs.count)].latin
          guard known[pair.native]?.contains(other) != true, let form = latin(other) else {
            continue
          }
          // A word that sounds the same as the counterpart may well be one, so nobody knows.
          if model.score(SoundModel.native(truth), form).logOdds > 5 { continue }
          others.append((model.score(word, form).logOdds, other))
        }
        others.sort { ($1.odds, $0.word) < ($0.odds, $1.word) }
        guard others.count > 12 else { continue }
        for other in [others[0].word, others[1 + random.below(12)].word] {
          result.append(Pair(a: Self.name(pair.native), b: Self.name(other), isMatch: false))
        }
      }
    }
    return result
  }

  /// Names of three to five words; a false one differs in one word or two.
  func composed() -> [Pair] {
    var result: [Pair] = []
    var random = SplitMix(seed: 11)
    for (script, count) in Self.composedCounts {
      let pairs = pairs[script] ?? []
      guard pairs.count > 100 else { continue }
      for number in 0..<count {
        if let pair = composed(pairs, script, isMatch: number % 3 == 0, &random) {
          result.append(pair)
        }
      }
    }
    return result
  }

  private func composed(
    _ pairs: [TrainingPair], _ script: SoundScript, isMatch: Bool, _ random: inout SplitMix
  ) -> Pair? {
    let length = [3, 3, 4, 5][random.below(4)]
    var a: [String] = []
    var b: [String] = []
    for _ in 0..<length {
      let pair = pairs[random.below(pairs.count)]
      // In one script most words of one name are spelt alike.
      let alike = script == .latin && random.below(3) > 0
      a.append(alike ? pair.latin : pair.native)
      b.append(pair.latin)
    }
    if isMatch {
      switch random.below(10) {
      case 0, 1, 2: b.remove(at: 1 + random.below(length - 2))
      case 3: b.append(b.removeFirst())
      case 4: b[1] = String(b[1].prefix(1)) + "."
      default: break
      }
    } else {
      let place = random.below(length)
      b[place] = nearMiss(b[place], pairs, &random)
      if b[place] == a[place] { return nil }
      if random.below(3) == 0 {
        let other = (place + 1) % length
        b[other] = nearMiss(b[other], pairs, &random)
      }
      if length > 3, random.below(3) == 0 { b.remove(at: (place + 1) % length) }
    }
    return Pair(
      a: a.map(Self.name).joined(separator: " "), b: b.map(Self.name).joined(separator: " "),
      isMatch: isMatch)
  }

  /// Another word, of some draws the one that sounds nearest.
  private func nearMiss(
    _ word: String, _ pairs: [TrainingPair], _ random: inout SplitMix
  ) -> String {
    let tries = [1, 20, 200][random.below(3)]
    guard let form = latin(word) else { return pairs[random.below(pairs.count)].latin }
    var best = word
    var most = -Double.infinity
    for _ in 0..<tries {
      let other = pairs[random.below(pairs.count)].latin
      guard other != word, let candidate = latin(other) else { continue }
      let odds = model.score(SoundModel.native(form), candidate).logOdds
      if odds > 3 { continue }
      if odds > most {
        most = odds
        best = other
      }
    }
    return best
  }

  private func native(_ word: String, _ script: SoundScript) -> NativeForm? {
    model.nativeForm(SoundLetters.shipped.letters(of: word, in: script), in: script)
  }

  private func latin(_ word: String) -> LatinForm? {
    model.latinForm(SoundLetters.shipped.letters(of: word, in: .latin))
  }

  /// A word as a name is written.
  private static func name(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }
}
