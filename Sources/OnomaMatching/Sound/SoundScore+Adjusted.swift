extension SoundScore {
  /// A reading that is spelt just so.
  static let exactReading = SoundScore(
    logOdds: 12, information: 30, latinGivenNative: -0.1, nativeGivenLatin: -0.1)

  /// The score of the form or reading with this number.
  func of(form: Int) -> SoundScore {
    var score = self
    score.form = form
    return score
  }

  /// The score with log-odds of at most so much.
  func capped(at most: Double) -> SoundScore {
    SoundScore(
      logOdds: min(most, logOdds), information: information, latinGivenNative: latinGivenNative,
      nativeGivenLatin: nativeGivenLatin, form: form)
  }

  /// The score with log-odds less by so much.
  func lowered(by amount: Double) -> SoundScore {
    SoundScore(
      logOdds: max(Self.lowest, logOdds - amount), information: information,
      latinGivenNative: latinGivenNative, nativeGivenLatin: nativeGivenLatin, form: form)
  }
}
