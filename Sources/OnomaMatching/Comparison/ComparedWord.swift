package import OnomaNames
internal import OnomaText

/// One word of many names, analysed once: what the linkage of a million records compares instead of
/// whole names, since their words are far fewer.
package final class ComparedWord: @unchecked Sendable {
  // Unchecked because of `view`, which points into `memory` and lives as long.

  private let memory: NameMemory
  /// The word as the comparison reads it; through the arrays of `memory` threads would count references.
  private let view: UnsafePointer<WordView>?
  /// The script whose table reads it.
  package let script: SoundScript
  /// How it may sound: its own letters, and the readings of Han characters.
  package let forms: [SearchedName.Form]
  /// The ways in which it stands among Latin words, by the numbers of their letters.
  package let spellings: [[UInt8]]
  /// The given-name families that it is a full form of, and a pet form of.
  package let given: [UInt32]
  package let pet: [UInt32]
  /// The East Asian family names that it may spell.
  package let surnames: [UInt32]

  /// The gender that its ending shows, where it is a family name of the kind that has one.
  package let gender: Gender?

  /// The most readings of one word that are looked for.
  private static let readingLimit = 6

  /// Prepares a word.
  ///
  /// Complexity: O(letters).
  package init(_ token: NameToken) {
    let first = token.text.unicodeScalars.first ?? " "
    var script = SoundLetters.script(for: token.script, first: first)
    if script == .han || script == .kana,
      Set(token.text.unicodeScalars.map { Script(of: $0) }).subtracting([.common]).count > 1,
      token.text.unicodeScalars.contains(where: { Script(of: $0) == .han })
    {
      // Japanese mixes both in one word: then it is read as a whole.
      script = .romanized
    }
    let sound = SoundModel.shipped.word(token.text, script: script)
    let senses = GivenNames.shipped[token.key]
    given = senses.filter { !$0.isHypocorism }.map(\.number)
    pet = senses.filter(\.isHypocorism).map(\.number)
    surnames = EastAsianSurnames.shipped.numbers(token.key)
    gender = SurnameEndings.shipped.gender(ofSurname: token.key)
    self.script = sound.script
    let part = NamePart(token: token, role: .family)
    let word = PreparedName.Word(
      part: part, sound: sound, given: given, pet: pet, surnames: surnames, gender: nil)
    let name = Name(text: token.text, type: .person, parts: [part], gender: nil)
    memory = NameMemory(
      [[word]],
      facts: NameFacts(
        name, isComparable: sound.isReadable, surnameGender: nil, skeleton: nil))
    view = memory.cuts[0].baseAddress
    var forms = sound.natives.map { SearchedName.Form($0, penalty: 0) }
    if sound.script == .latin || forms.isEmpty && sound.readings.isEmpty, let latin = sound.latin {
      forms.append(SearchedName.Form(SoundModel.native(latin), penalty: 0))
    }
    let readings = sound.readings.prefix(Self.readingLimit)
    for reading in readings {
      forms.append(SearchedName.Form(SoundModel.native(reading), penalty: 1))
    }
    self.forms = forms
    var spellings: [[UInt8]] = []
    for form in [sound.latin].compactMap({ $0 }) + readings where !spellings.contains(form.units) {
      spellings.append(form.units)
    }
    self.spellings = spellings
  }

  /// Whether there is anything to compare.
  package var isReadable: Bool { !forms.isEmpty }

  /// The log-odds that two words are spellings of one by their sound; -14 where they surely are not.
  ///
  /// The same in either order. Complexity: O(readings · letters²).
  /// - Parameter limit: Log-odds below which it does not matter how low they are.
  package func logOdds(_ other: ComparedWord, limit: Double) -> Double {
    guard let x = view, let y = other.view else { return SoundScore.lowest }
    return SoundModel.shipped.score(x.pointee, y.pointee, limit: limit).logOdds
  }
}
