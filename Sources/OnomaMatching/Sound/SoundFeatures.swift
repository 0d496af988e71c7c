/// What the log-odds of two words are computed from.
struct SoundFeatures {
  let information: Double
  let native: Double
  let latin: Double
  let n: Double
  let m: Double
  let latinGivenNative: Double
  let nativeGivenLatin: Double

  init(joint: Double, native: Double, latin: Double, n: Int, m: Int) {
    information = joint - native - latin
    self.native = native
    self.latin = latin
    self.n = Double(n)
    self.m = Double(m)
    latinGivenNative = (joint - native) / Double(m)
    nativeGivenLatin = (joint - latin) / Double(n)
  }

  /// The features, with 1 for the bias first.
  var values: [Double] {
    [1, information, native, latin, n, m, latinGivenNative, nativeGivenLatin]
  }
}
