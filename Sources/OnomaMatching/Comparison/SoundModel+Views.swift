extension SoundModel {
  /// How alike two words of any scripts sound, by the reading that fits best.
  ///
  /// - Parameter limit: Log-odds below which it does not matter how low they are: then the result may
  ///   be ``SoundScore/none``, which is found sooner.
  /// - Complexity: O(readings · letters²).
  func score(
    _ x: WordView, _ y: WordView, limit: Double = SoundScore.lowest
  ) -> SoundScore {
    if y.script == .latin {
      return x.script == .latin ? score(latin: x, y, limit) : score(native: x, latin: y, limit)
    }
    if x.script == .latin { return score(native: y, latin: x, limit) }
    if x.script == y.script { return score(sameScript: x, y, limit) }
    return Self.rank(x.script) <= Self.rank(y.script)
      ? score(x, y.latin, limit) : score(y, x.latin, limit)
  }

  /// The weakest points of two words that go together.
  /// - Parameter form: The number of the form or reading that fits best (``SoundScore/form``).
  func path(_ x: WordView, _ y: WordView, form: Int) -> ChunkPath {
    let isKept =
      y.script == .latin
      || (x.script != .latin && Self.rank(x.script) <= Self.rank(y.script))
    return isKept ? path(kept: x, y, form) : path(kept: y, x, form)
  }

  private func path(kept: WordView, _ other: WordView, _ form: Int) -> ChunkPath {
    if form >= Self.respelled {
      var (kept, other) = (kept, other)
      if form >= 2 * Self.respelled {
        kept.latin = kept.readings.first ?? kept.latin
      } else {
        other.latin = other.readings.first ?? other.latin
      }
      return path(kept: kept, other, form % Self.respelled)
    }
    if other.latin.count == 0 { return .none }
    if kept.script == other.script {
      return kept.latin.count == 0 ? .none : path(NativeView(latin: kept.latin), other.latin)
    }
    if form < kept.natives.count { return path(kept.natives[form], other.latin) }
    let reading = form - kept.natives.count
    guard reading < kept.readings.count else { return .none }
    return path(NativeView(latin: kept.readings[reading]), other.latin)
  }

  /// Whether two words can begin alike: a cheap test that only hopeless pairs fail.
  func mayBegin(_ x: WordView, _ y: WordView) -> Bool {
    if x.latin.plainCount > 0, y.latin.plainCount > 0, x.latin.plain[0] == y.latin.plain[0] {
      return true
    }
    return x.script == .latin ? mayBegin(native: y, x) : mayBegin(native: x, y)
  }

  private func mayBegin(native: WordView, _ other: WordView) -> Bool {
    if other.latin.count == 0 || !native.readings.isEmpty { return true }
    if native.script == .latin {
      return native.latin.count > 0
        && begins(NativeView(latin: native.latin), other.latin, share: 0)
    }
    return native.natives.contains { begins($0, other.latin, share: 0) }
  }

  /// Whether the first chunks of two words go together: a share of either's occurrences that is more
  /// than `share`.
  func begins(_ native: NativeView, _ latin: LatinView, share: Double) -> Bool {
    let table = view(native.script)
    for a in 1...min(table.longestNative, native.count) {
      let left = native.chunks[a - 1]
      if left == 0 { continue }
      for b in 1...min(table.longestLatin, latin.count) {
        let right = latin.chunks[b - 1]
        if right == 0 { break }
        let p = table.joint(left, right)
        if p > share * table.nativeShare[Int(left)] || p > share * table.latinShare[Int(right)] {
          return true
        }
      }
    }
    return false
  }

  /// Of two scripts that are both not Latin the one that ICU romanizes worst keeps its letters.
  private static func rank(_ script: SoundScript) -> Int {
    switch script {
    case .han: 0
    case .hebrew: 1
    case .arabic: 2
    case .kana: 3
    case .hangul: 4
    case .indic: 5
    case .romanized: 6
    case .cyrillic: 7
    case .latin: 8
    }
  }

  /// Added to the number of a form where the other word is meant by its respelling; twice that where
  /// the first one is.
  private static let respelled = 256

  /// Two Latin words, by their letters or the respelling of one.
  private func score(latin x: WordView, _ y: WordView, _ limit: Double) -> SoundScore {
    var best = score(x.latin, y.latin, limit)
    func offer(_ a: LatinView, _ b: LatinView, _ cost: Double, _ form: Int) {
      let score = score(a, b, max(limit, best.logOdds) + cost).lowered(by: cost)
      if score.logOdds > best.logOdds { best = score.of(form: form) }
    }
    if let reading = y.readings.first {
      offer(x.latin, reading, y.respellingCost.latin, Self.respelled)
    }
    if let reading = x.readings.first {
      offer(reading, y.latin, x.respellingCost.latin, 2 * Self.respelled)
    }
    return best
  }

  /// A word of another script and a Latin one, by its letters or its respelling.
  private func score(native x: WordView, latin y: WordView, _ limit: Double) -> SoundScore {
    let best = score(x, y.latin, limit)
    guard let reading = y.readings.first else { return best }
    let score = score(x, reading, max(limit, best.logOdds) + y.respellingCost.foreign)
      .lowered(by: y.respellingCost.foreign)
    return score.logOdds > best.logOdds ? score.of(form: Self.respelled + score.form) : best
  }

  private func score(_ a: LatinView, _ b: LatinView, _ limit: Double) -> SoundScore {
    a.count == 0 || b.count == 0 || areApart(a, b, .latin, limit)
      ? .none : score(NativeView(latin: a), b, limit: limit)
  }

  /// Whether ``score(_:_:limit:)`` would find two words too unlike by their letters without marks alone.
  ///
  /// Complexity: O(letters).
  func areApart(_ x: WordView, _ y: WordView, limit: Double) -> Bool {
    if x.script == y.script {
      return x.script == .latin && areApart(x.latin, y.latin, .latin, limit)
    }
    let isKept =
      y.script == .latin
      || (x.script != .latin && Self.rank(x.script) <= Self.rank(y.script))
    let native = isKept ? x : y
    return native.readings.isEmpty
      && areApart(native.latin, isKept ? y.latin : x.latin, native.script, limit)
  }

  /// Whether two Latin words have so few sounds in common that ``score(_:_:limit:)`` finds nothing.
  ///
  /// Complexity: O(letters).
  func areHopeless(_ x: WordView, _ y: WordView) -> Bool {
    x.script == .latin && y.script == .latin && x.latin.count > 0 && x.readings.isEmpty
      && y.readings.isEmpty && NativeView(latin: x.latin).isHopeless(y.latin)
  }

  /// Whether two words have so few letters in common that the sound model need not be asked, which
  /// would find log-odds below the limit.
  private func areApart(
    _ native: LatinView, _ latin: LatinView, _ script: SoundScript, _ limit: Double
  ) -> Bool {
    limit > SoundScore.lowest && script.leastEditRatio > 0
      && StringSimilarity.isBelow(script.leastEditRatio, native, latin)
  }

  /// An edit ratio below which a word is no spelling of a reading.
  private static let leastReadingRatio = 0.5

  /// The best of a word's readings against a Latin word.
  private func score(_ native: WordView, _ latin: LatinView, _ limit: Double) -> SoundScore {
    if latin.count == 0 { return .none }
    let forms = native.natives.count
    for index in native.readings.indices where native.readings[index].hasLetters(of: latin) {
      return .exactReading.of(form: forms + index)
    }
    var best = SoundScore.none
    if areApart(native.latin, latin, native.script, limit) { return best }
    for index in native.natives.indices {
      let score = score(native.natives[index], latin, limit: max(limit, best.logOdds))
      if score.logOdds > best.logOdds { best = score.of(form: index) }
    }
    if native.readings.isEmpty { return best }
    StringSimilarity.withPositions(of: latin) { positions in
      for index in native.readings.indices {
        let reading = native.readings[index]
        // Syllables of another length or beginning are others.
        guard abs(reading.count - latin.count) <= 2,
          !StringSimilarity.isBelow(Self.leastReadingRatio, reading, latin, positions),
          begins(NativeView(latin: reading), latin, share: 0.01)
        else { continue }
        let least = max(limit, best.logOdds) + 2
        let score = score(NativeView(latin: reading), latin, limit: least).lowered(by: 2)
        if score.logOdds > best.logOdds { best = score.of(form: forms + index) }
      }
    }
    return best
  }

  /// Two words of one script, through their romanizations; equal letters are equal.
  private func score(
    sameScript x: WordView, _ y: WordView, _ limit: Double
  ) -> SoundScore {
    if let a = x.natives.first, let b = y.natives.first, a.letterCount == b.letterCount,
      (0..<a.letterCount).allSatisfy({ a.letters[$0] == b.letters[$0] })
    {
      return .exactReading
    }
    var score = score(x.latin, y.latin, limit)
    if x.script != .han {
      // What two spellings of one script share with Latin ones they share with each other: the script's
      // own table reads each against the other's romanization.
      if let form = x.natives.first, y.latin.count > 0 {
        let other = self.score(form, y.latin, limit: max(limit, score.logOdds))
        if other.logOdds > score.logOdds { score = other }
      }
      if let form = y.natives.first, x.latin.count > 0 {
        let other = self.score(form, x.latin, limit: max(limit, score.logOdds))
        if other.logOdds > score.logOdds { score = other }
      }
    }
    // Two characters that sound the same are two names all the same; only the longer words that
    // spell foreign names are free in their characters.
    guard x.script == .han else { return score }
    return min(x.syllables, y.syllables) > 2 ? score.lowered(by: 1) : score.capped(at: -2)
  }

  /// How alike two forms sound; ``SoundScore/none`` where the log-odds are surely below `limit`.
  func score(
    _ native: NativeView, _ latin: LatinView, limit: Double = SoundScore.lowest
  ) -> SoundScore {
    if native.isHopeless(latin) { return .none }
    let table = view(native.script)
    let marginal = Double(latin.marginals[Int(native.script.rawValue)])
    let joint = SoundComparison.logJoint(
      table, native, latin, least: Self.leastJoint(table, native, latin, marginal, limit))
    guard joint > -.infinity else { return .none }
    let features = SoundFeatures(
      joint: joint, native: native.marginal, latin: marginal, n: native.count, m: latin.count)
    return SoundScore(
      logOdds: max(SoundScore.lowest, table.logOdds(features)),
      information: max(-60, features.information),
      latinGivenNative: max(-12, features.latinGivenNative),
      nativeGivenLatin: max(-12, features.nativeGivenLatin))
  }

  /// A joint probability with which the log-odds are less than `limit`.
  ///
  /// They grow linearly with its logarithm; a power of two spares the exponential function.
  @inline(__always)
  private static func leastJoint(
    _ table: SoundTableView, _ native: NativeView, _ latin: LatinView, _ marginal: Double,
    _ limit: Double
  ) -> Double {
    let slope =
      table.weights[1] + table.weights[6] / Double(latin.count)
      + table.weights[7] / Double(native.count)
    let base = table.logOdds(
      SoundFeatures(
        joint: 0, native: native.marginal, latin: marginal, n: native.count, m: latin.count))
    // With such weights a less likely pair would be a better one.
    guard slope > 0.01 else { return 0 }
    let power = ((limit - base) / slope * 1.4426950408889634).rounded(.down) - 1
    guard power > -1000, power < 1000 else { return 0 }
    return Double(sign: .plus, exponent: Int(power), significand: 1)
  }

  private func path(_ native: NativeView, _ latin: LatinView) -> ChunkPath {
    SoundComparison.bestPath(view(native.script), native, latin)
  }
}
