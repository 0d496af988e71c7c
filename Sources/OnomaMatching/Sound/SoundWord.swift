internal import OnomaText

/// A word with all that comparing its sound needs.
struct SoundWord: Hashable, Sendable {
  /// The script whose table reads it.
  let script: SoundScript
  /// The word in Latin letters: its own, or a plain romanization; `nil` where there is none.
  let latin: LatinForm?
  /// The word in letters of its own script, and in others that may read it.
  let natives: [NativeForm]
  /// How the characters of a Chinese name are read, for a word of Han characters; for a Latin one the
  /// other spelling that its ending calls for (``Respellings``).
  let readings: [LatinForm]
  /// What the other spelling costs.
  var respellingCost = Respellings.Cost()
  /// How many of the readings, the first ones, are those of Standard Chinese in pinyin.
  let pinyinCount: Int
  /// The number of characters of a word of syllables (Han, Hangul), else 0.
  let syllables: Int

  /// Whether there is anything to compare.
  var isReadable: Bool { latin != nil || !natives.isEmpty }

  /// The script of the own letters, or `nil` for a word that only ICU could romanize.
  static let none = SoundWord(
    script: .latin, latin: nil, natives: [], readings: [], pinyinCount: 0, syllables: 0)
}

extension SoundModel {
  /// Prepares a word.
  ///
  /// - Parameters:
  ///   - text: The word, of one script.
  ///   - script: The script whose table reads it.
  ///   - reads: Whether a word of Han characters may be a Chinese, Japanese or Korean name.
  /// - Complexity: O(n).
  func word(_ text: String, script: SoundScript, reads: Bool = true) -> SoundWord {
    let letters = SoundLetters.shipped
    if script == .latin {
      let form = latinForm(letters.letters(of: text, in: .latin))
      let other = form.flatMap { Respellings.shipped.respelling(of: $0.plain) }
      let respelled = other.flatMap { latinForm($0.letters.map(UInt32.init)) }
      return SoundWord(
        script: .latin, latin: form, natives: [], readings: respelled.map { [$0] } ?? [],
        respellingCost: other?.cost ?? Respellings.Cost(), pinyinCount: 0, syllables: 0)
    }
    let romanized = script == .romanized ? nil : letters.romanized(text)
    let plain = romanized ?? letters.romanized(text)
    let own = letters.letters(of: text, in: script)
    var natives: [NativeForm] = []
    if let form = nativeForm(own, in: script) { natives.append(form) }
    if script == .indic, let form = nativeForm(plain, in: .romanized) { natives.append(form) }
    if script == .romanized, let press = letters.press(text), press != own,
      let form = nativeForm(press, in: .romanized)
    {
      natives.append(form)
    }
    var readings: [LatinForm] = []
    var pinyinCount = 0
    var syllables = 0
    if script == .han {
      let characters = text.unicodeScalars.map(\.value)
      syllables = characters.count
      if reads, syllables <= 3 {
        let read = characters.map(hanSyllables.readings)
        (readings, pinyinCount) = hanReadings(read)
        if let korean = Self.koreanReading(read),
          let form = nativeForm(letters.letters(of: korean, in: .hangul), in: .hangul)
        {
          natives.append(form)
        }
      }
    } else if script == .hangul {
      syllables = text.unicodeScalars.count
    }
    return SoundWord(
      script: script, latin: latinForm(plain), natives: natives, readings: readings,
      pinyinCount: pinyinCount, syllables: syllables)
  }

  /// The most readings of one word.
  private static let readingLimit = 12

  private func hanReadings(
    _ characters: [HanSyllables.Readings]
  ) -> (forms: [LatinForm], pinyin: Int) {
    var forms: [LatinForm] = []
    var pinyin = 0
    let most = characters.count == 1 ? HanSyllables.most : 2
    for variety in HanReadings.Variety.allCases {
      let syllables = characters.map { $0.spellings[Int(variety.rawValue)].prefix(most) }
      if syllables.contains(where: \.isEmpty) { continue }
      var spellings: [[UInt8]] = [[]]
      for choices in syllables {
        spellings = spellings.flatMap { start in choices.map { start + $0 } }
      }
      for spelling in spellings.prefix(4) where forms.count < Self.readingLimit {
        // Most spellings are those of another variety too, and need no form.
        let plain = plain(spelling.prefix(LatinForm.lengthLimit))
        // A reading is only compared with Latin words.
        guard !forms.contains(where: { $0.plain == plain }),
          let form = latinForm(units: spelling, for: .latin)
        else { continue }
        forms.append(form)
      }
      if variety == .pinyin { pinyin = forms.count }
    }
    return (forms, pinyin)
  }

  /// The Sino-Korean reading of a name in Hangul, with the rule of initial sounds (두음 법칙).
  private static func koreanReading(_ characters: [HanSyllables.Readings]) -> String? {
    var text = ""
    for (index, character) in characters.enumerated() {
      guard let reading = character.korean else { return nil }
      text += index == 0 ? initialSound[reading] ?? reading : reading
    }
    return text
  }

  private static let initialSound: [String: String] = [
    "리": "이", "류": "유", "림": "임", "량": "양", "로": "노", "녀": "여", "룡": "용", "렬": "열",
    "려": "여", "련": "연", "례": "예", "라": "나", "란": "난", "래": "내", "뢰": "뇌", "루": "누",
  ]
}
