/// Spellings of Chinese syllables that follow from others by rule.
enum Romanizations {
  /// A pinyin syllable in Wade–Giles without apostrophes and diaereses: `zhang` is `chang`.
  ///
  /// After the table of the Library of Congress (ALA-LC, Chinese, before 1997).
  static func wadeGiles(pinyin: String) -> String {
    if let spelling = wholeSyllables[pinyin] { return spelling }
    var initial = ""
    var final = Substring(pinyin)
    for (from, to) in wadeGilesInitials where pinyin.hasPrefix(from) {
      initial = to
      final = pinyin.dropFirst(from.utf8.count)
      break
    }
    if initial.isEmpty {
      let rest = pinyin.drop { "mnflhwys".contains($0) }
      initial = String(pinyin.prefix(pinyin.utf8.count - rest.utf8.count))
      final = rest
    }
    // After these initials uo keeps its u.
    if final == "uo" { return initial + (["sh", "k", "h"].contains(initial) ? "uo" : "o") }
    return initial + (wadeGilesFinals[final] ?? String(final))
  }

  private static let wholeSyllables: [String: String] = [
    "zi": "tzu", "ci": "tzu", "si": "szu", "zhi": "chih", "chi": "chih", "shi": "shih",
    "ri": "jih", "yi": "i", "er": "erh", "ge": "ko", "ke": "ko", "he": "ho", "e": "o",
    "yan": "yen", "you": "yu", "ye": "yeh", "gui": "kuei", "kui": "kuei",
  ]

  private static let wadeGilesInitials = [
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("p", "p"), ("d", "t"), ("t", "t"),
    ("g", "k"), ("k", "k"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("r", "j"), ("z", "ts"),
    ("c", "ts"),
  ]

  private static let wadeGilesFinals: [Substring: String] = [
    "ian": "ien", "ong": "ung", "iong": "iung", "ie": "ieh", "ue": "ueh", "ve": "ueh",
    "v": "u", "o": "o",
  ]

  /// A Jyutping syllable as the government of Hong Kong and its people spell names: `zaap` is `chap`.
  static func hongKong(jyutping: String) -> String {
    var initial = ""
    var final = Substring(jyutping)
    for (from, to) in hongKongInitials where jyutping.hasPrefix(from) && jyutping != "ng" {
      initial = to
      final = jyutping.dropFirst(from.utf8.count)
      break
    }
    if initial.isEmpty {
      let rest = jyutping.drop { "mnlfhswptk".contains($0) }
      if !rest.isEmpty {
        initial = String(jyutping.prefix(jyutping.utf8.count - rest.utf8.count))
        final = rest
      }
    }
    let spelled = hongKongFinals[final] ?? String(final)
    if initial == "y", spelled.hasPrefix("yu") { return String(spelled) }
    if initial == "y", spelled.hasPrefix("ue") { return "y" + spelled }
    return initial + spelled
  }

  private static let hongKongInitials = [
    ("gw", "kw"), ("kw", "kw"), ("ng", "ng"), ("g", "k"), ("b", "p"), ("d", "t"), ("z", "ch"),
    ("c", "ch"), ("j", "y"),
  ]

  private static let hongKongFinals: [Substring: String] = [
    "aa": "a", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap",
    "aat": "at", "aak": "ak", "oe": "eu", "oeng": "eung", "oek": "euk", "eoi": "ui",
    "eon": "un", "eot": "ut", "ei": "ei", "yu": "yu", "yun": "uen", "yut": "uet", "ou": "o",
    "iu": "iu", "u": "u", "ung": "ung", "uk": "uk", "am": "um", "au": "au", "i": "i",
    "an": "an", "ap": "ap", "at": "at", "ak": "ak",
  ]
}
