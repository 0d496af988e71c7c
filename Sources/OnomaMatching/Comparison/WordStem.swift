/// Takes off what languages write onto a name: the ending of a Slavic adjective (борисовский is Borisov's)
/// and the Arabic article.
enum WordStem {
  private static let endings = [
    "ского", "скому", "ського", "ський", "ский", "ская", "ское", "ские", "ской", "ська", "ське",
    "ські", "ської", "скага", "скай", "скі", "ски", "ска", "ско", "skogo", "skoho", "skiego",
    "skaya", "skaia", "skoye", "skoe", "skij", "skiy", "skyi", "skyy", "skii", "skie", "skiej",
    "sky", "ski", "ska",
  ].sorted { ($1.unicodeScalars.count, $0) < ($0.unicodeScalars.count, $1) }

  /// What is left of a word; `nil` where nothing is written onto it or too little is left.
  static func stem(_ key: String) -> String? {
    let letters = key.unicodeScalars
    if key.hasPrefix("ال"), letters.count > 4 {
      return String(String.UnicodeScalarView(letters.dropFirst(2)))
    }
    for ending in endings where key.hasSuffix(ending) {
      let stem = letters.dropLast(ending.unicodeScalars.count)
      return stem.count >= 4 ? String(String.UnicodeScalarView(stem)) : nil
    }
    return nil
  }
}
