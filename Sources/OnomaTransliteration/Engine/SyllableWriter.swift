internal import OnomaText

// Systems that came before pinyin hyphenate the syllables of a word: "Mao Tse-tung". Their rules map
// whole syllables, so each syllable ends in a mark here that no Latin word of the text has.

/// Writes Han characters in pinyin, syllable by syllable.
struct SyllableWriter: Sendable {
  /// What a run of Han characters is taken for.
  enum Kind: Sendable {
    /// A family name and a given name.
    case person
    /// The name of a place or building; a word for its kind stands apart.
    case place
  }

  /// Stands behind each syllable of the result.
  private static let mark = "\u{2D9}"
  private static let pieceLength = 64

  // Source: general knowledge. Words for landforms belong to the name and are not listed.
  /// Words for what is built, which are written apart; the longer ones first.
  private static let generics: [[Unicode.Scalar]] = [
    "國民小學", "国民小学", "國民中學", "国民中学", "火車站", "火车站", "博物館", "博物馆", "圖書館", "图书馆", "派出所",
    "國小", "国小", "國中", "国中", "高中", "小學", "小学", "中學", "中学", "大學", "大学", "學院", "学院", "醫院", "医院",
    "車站", "车站", "機場", "机场", "公園", "公园", "球場", "球场", "農場", "农场", "水庫", "水库", "大橋", "大桥", "隧道",
    "公路", "鐵路", "铁路", "公墓", "教堂", "燈塔", "灯塔", "市場", "市场", "漁港", "渔港", "寺", "殿", "廟", "庙", "宮", "宫",
    "高爾夫", "高尔夫",
  ].map { Array($0.unicodeScalars) }

  private let readings: ICUTransliterator
  private let names: PinyinWriter
  private let kind: Kind

  /// - Throws: an error if this ICU has no readings.
  init(kind: Kind) throws(ICUError) {
    readings = try ICUTransliterator(id: kind == .person ? "Han-Latin/Names" : "Han-Latin")
    names = try PinyinWriter(asNames: true)
    self.kind = kind
  }

  /// The text with its Han characters in pinyin; a space parts them from Latin words.
  ///
  /// Complexity: O(*n*).
  func write(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var run = String.UnicodeScalarView()
    var count = 0
    func flush(before next: Unicode.Scalar?) {
      guard count > 0 else { return }
      if let last = result.last, last.properties.isAlphabetic || last == "\u{2D9}" {
        result.append(" ")
      }
      result.append(contentsOf: words(String(run)).unicodeScalars)
      if let next, next.properties.isAlphabetic { result.append(" ") }
      run = String.UnicodeScalarView()
      count = 0
    }
    for scalar in text.unicodeScalars {
      if scalar.properties.isIdeographic || scalar == "\u{3007}" {
        if count == Self.pieceLength { flush(before: nil) }
        run.append(scalar)
        count += 1
      } else {
        flush(before: scalar)
        result.append(scalar == "\u{B7}" || scalar == "\u{30FB}" ? " " : scalar)
      }
    }
    flush(before: nil)
    return String(result)
  }

  private func words(_ run: String) -> String {
    let syllables = Self.withoutTones(readings.transliterate(run))
      .split(separator: " ").map(String.init)
    var ends = [syllables.count]
    switch kind {
    case .person: ends.insert(familyLength(run, syllables), at: 0)
    case .place:
      let characters = Array(run.unicodeScalars)
      while characters.count == syllables.count, let end = ends.first,
        let stem = Self.stemLength(characters[..<end])
      {
        ends.insert(stem, at: 0)
      }
    }
    var words: [String] = []
    var start = 0
    for end in ends where end > start {
      words.append(Self.word(syllables[start..<end]))
      start = end
    }
    return words.joined(separator: " ")
  }

  /// How many syllables the family name has: what the writer of names makes its first word.
  private func familyLength(_ run: String, _ syllables: [String]) -> Int {
    let family = names.write(run).prefix { $0 != " " }.lowercased()
    for length in 1...2
    where syllables.prefix(length).joined() == family.filter({ $0 != "\u{2019}" }) {
      return length
    }
    return 1
  }

  /// How many characters stand before the word for what is built, if one ends the name.
  private static func stemLength(_ characters: ArraySlice<Unicode.Scalar>) -> Int? {
    for generic in generics {
      let length = characters.count - generic.count
      if length > 0, characters.suffix(generic.count).elementsEqual(generic) { return length }
    }
    return nil
  }

  private static func word(_ syllables: ArraySlice<String>) -> String {
    let word = syllables.joined(separator: mark + "-") + mark
    guard let first = word.unicodeScalars.first else { return word }
    return first.properties.uppercaseMapping + String(word.unicodeScalars.dropFirst())
  }

  private static func withoutTones(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in NormalizationForm.nfd.normalize(text).unicodeScalars {
      switch scalar.value {
      case 0x300, 0x301, 0x304, 0x30C: continue
      default: result.append(scalar)
      }
    }
    return NormalizationForm.nfc.normalize(String(result))
  }
}
