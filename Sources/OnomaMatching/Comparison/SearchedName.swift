package import OnomaNames
internal import OnomaText
internal import OnomaTransliteration

/// A name that is looked for in an index: its words, neighbours joined, other cuts, each with the
/// forms in which it may sound like a Latin word.
package struct SearchedName: Sendable {
  /// A form of a word in the letters of one table.
  package struct Form: Hashable, Sendable {
    /// The table's script.
    package let script: SoundScript
    /// How many letters there are.
    package let count: Int
    /// How many chunk numbers there are a position.
    package let stride: Int
    /// The chunk numbers at each position, by length.
    package let chunks: [UInt16]
    /// What the log-odds of this form lose.
    package let penalty: Double
  }

  /// A part of the name.
  package struct Item: Sendable {
    /// The places in the name that it covers, as bits.
    package let span: UInt16
    /// How it may sound.
    package let forms: [Form]
    /// The given-name families that it is a full form of, and a pet form of.
    package let given: [UInt32]
    package let pet: [UInt32]
    /// The East Asian family names that it may spell.
    package let surnames: [UInt32]
  }

  /// The parts; those that cover the same places are alternatives.
  package let items: [Item]
  /// How many places the name has.
  package let places: Int
  /// How many words it has.
  package let words: Int
  /// The places of its family names, as bits; none where it has no other words.
  package let families: UInt16
  /// All its places, where it is written without spaces and may be cut; else none.
  package let whole: UInt16

  /// What a spelling of another language costs beside the name's own.
  private static let sisterPenalty = 1.0

  /// The most places of a name that count.
  package static let placeLimit = 10

  /// Takes a name apart for a search.
  ///
  /// Complexity: O(length), of at most ``placeLimit`` words.
  package init(_ name: PreparedName) {
    let model = SoundModel.shipped
    var items: [Item] = []
    func add(_ word: SoundWord, _ span: UInt16, _ source: PreparedName.Word? = nil) {
      var forms = word.natives.map { Form($0, penalty: 0) }
      if word.script == .latin || forms.isEmpty && word.readings.isEmpty, let latin = word.latin {
        forms.append(Form(SoundModel.native(latin), penalty: 0))
      }
      // A reading that is only similar is another syllable, but it may be the right one misspelt.
      for reading in word.readings {
        forms.append(Form(SoundModel.native(reading), penalty: 1))
      }
      // What another East Slavic language makes of the name is romanized in a way of its own.
      if word.script == .cyrillic, let source {
        for spelling in SisterSpellings.of(source.part.token.text) {
          for form in model.word(spelling, script: .cyrillic).natives {
            let form = Form(form, penalty: Self.sisterPenalty)
            if !forms.contains(where: { $0.chunks == form.chunks }) { forms.append(form) }
          }
        }
      }
      items.append(
        Item(
          span: span, forms: forms, given: source?.given ?? [], pet: source?.pet ?? [],
          surnames: source?.surnames ?? []))
    }
    if name.otherCuts.isEmpty {
      let words = name.words.filter { $0.part.role != .suffix }.prefix(Self.placeLimit)
      for (index, word) in words.enumerated() where word.part.role != .initial {
        add(word.sound, 1 << UInt16(index), word)
        let next = index + 1
        guard next < words.count, words[next].part.role != .initial,
          let form = model.joined(word.sound, words[next].sound)
        else { continue }
        items.append(
          Item(
            span: 3 << UInt16(index), forms: [Form(form, penalty: 0)], given: [], pet: [],
            surnames: []))
      }
      places = words.count
      self.words = words.count
      var families: UInt16 = 0
      for (index, word) in words.enumerated() where word.part.role == .family {
        families |= 1 << UInt16(index)
      }
      self.families = families.nonzeroBitCount < words.count ? families : 0
      whole = 0
    } else {
      // Written without spaces: the places are its syllables.
      let start = name.words.first?.part.token.range.lowerBound ?? 0
      var places = 0
      for cut in [name.words] + name.otherCuts {
        for word in cut {
          let range = word.part.token.range
          let (low, high) = (range.lowerBound - start, range.upperBound - start)
          guard low >= 0, low < high, high <= Self.placeLimit else { continue }
          let span = (UInt16(1) << UInt16(high)) - (UInt16(1) << UInt16(low))
          places = max(places, high)
          if items.contains(where: { $0.span == span }) { continue }
          add(word.sound, span, word)
        }
      }
      self.places = places
      self.words = max(1, name.words.count)
      families = 0
      whole = (1 << UInt16(places)) - 1
    }
    self.items = items
  }
}

extension SoundModel {
  /// Two neighbouring words of one script as one; `nil` where there is nothing to join.
  fileprivate func joined(_ first: SoundWord, _ second: SoundWord) -> NativeForm? {
    guard first.script == second.script else { return nil }
    if first.script == .latin {
      guard let a = first.latin, let b = second.latin else { return nil }
      return latinForm(units: a.units + b.units).map(Self.native)
    }
    guard let a = first.natives.first, let b = second.natives.first, a.script == b.script else {
      return nil
    }
    return nativeForm(a.letters + b.letters, in: a.script)
  }
}

extension SearchedName.Form {
  init(_ form: NativeForm, penalty: Double) {
    self.init(
      script: form.script, count: form.count, stride: form.stride, chunks: form.chunks,
      penalty: penalty)
  }
}

/// A name that an index holds, as Latin words by the numbers of their letters.
package struct IndexedName: Sendable {
  /// A part of the name: a word, two neighbours as one, or a piece of an unspaced name.
  package struct Part: Sendable {
    /// The places in the name that it covers, as bits.
    package let span: UInt16
    /// Its letters.
    package let units: [UInt8]
    /// The given-name families that it is a full form of, and a pet form of.
    package let given: [UInt32]
    package let pet: [UInt32]
    /// The East Asian family names that it may spell.
    package let surnames: [UInt32]
  }

  /// The parts; several of one span are readings of the same characters.
  package private(set) var parts: [Part] = []
  /// How many places the name has.
  package private(set) var places = 0
  /// How many words it has.
  package private(set) var words = 0

  /// The longest joined word that is worth a place in an index.
  package static let joinLimit = 16
  /// The most readings of one word that are indexed.
  private static let readingLimit = 6

  /// Words of other scripts that have been romanized, by their letters.
  ///
  /// ICU's romanization takes far longer than all else, and the words of names repeat.
  package struct Romanized {
    fileprivate var units: [String: [UInt8]] = [:]
    /// The most words that are kept.
    fileprivate static let limit = 1 << 16

    /// Starts without words.
    package init() {}
  }

  /// Takes a name apart for an index.
  ///
  /// Complexity: O(length), of at most ``SearchedName/placeLimit`` words.
  package init(_ text: String, type: EntityType, romanized: inout Romanized) {
    let tokens = NameToken.tokens(of: NameParser.read(text))
    // Only names that are written without spaces need a reading of their structure.
    if tokens.contains(where: { $0.script == .han || $0.script == .hangul }) {
      self.init(PreparedName(text, type: type))
    } else {
      self.init(tokens, &romanized)
    }
  }

  private init(_ tokens: [NameToken], _ romanized: inout Romanized) {
    var kept: [(units: [UInt8], token: NameToken)] = []
    let titles = tokens.filter { NameWords.shipped.honorific($0.key) != nil }.count
    for token in tokens {
      if titles + 1 < tokens.count, NameWords.shipped.honorific(token.key) != nil { continue }
      let units = Self.units(of: token, &romanized)
      if units.isEmpty { continue }
      kept.append((units, token))
      if kept.count == SearchedName.placeLimit { break }
    }
    places = kept.count
    words = kept.count
    for (index, (units, token)) in kept.enumerated() {
      add(
        units, 1 << UInt16(index), GivenNames.shipped[token.key],
        EastAsianSurnames.shipped.numbers(token.key))
      guard index + 1 < kept.count, units.count > 1, kept[index + 1].units.count > 1,
        units.count + kept[index + 1].units.count <= Self.joinLimit
      else { continue }
      add(units + kept[index + 1].units, 3 << UInt16(index), [], [])
    }
  }

  /// The letters of a word, by their numbers.
  private static func units(of token: NameToken, _ romanized: inout Romanized) -> [UInt8] {
    let alphabet = SoundModel.shipped.alphabet
    let letters = SoundLetters.shipped
    func units(_ letters: [UInt32]) -> [UInt8] {
      Array(alphabet.units(of: letters).prefix(LatinForm.lengthLimit))
    }
    let first = token.text.unicodeScalars.first ?? " "
    if SoundLetters.script(for: token.script, first: first) == .latin {
      return units(letters.letters(of: token.text, in: .latin))
    }
    if let known = romanized.units[token.text] { return known }
    let found = units(letters.romanized(token.text))
    if romanized.units.count < Romanized.limit { romanized.units[token.text] = found }
    return found
  }

  private init(_ name: PreparedName) {
    let isCut = !name.otherCuts.isEmpty
    let start = name.words.first?.part.token.range.lowerBound ?? 0
    for cut in [name.words] + name.otherCuts {
      for (index, word) in cut.prefix(SearchedName.placeLimit).enumerated() {
        let range = word.part.token.range
        let (low, high) =
          isCut ? (range.lowerBound - start, range.upperBound - start) : (index, index + 1)
        guard low >= 0, low < high, high <= SearchedName.placeLimit else { continue }
        let span = (UInt16(1) << UInt16(high)) - (UInt16(1) << UInt16(low))
        places = max(places, high)
        if isCut, parts.contains(where: { $0.span == span }) { continue }
        let forms =
          [word.sound.latin].compactMap { $0 } + word.sound.readings.prefix(Self.readingLimit)
        for (number, form) in forms.enumerated()
        where !forms.prefix(number).contains(where: { $0.units == form.units }) {
          add(form.units, span, GivenNames.shipped[word.part.token.key], word.surnames)
        }
        guard !isCut, index + 1 < min(cut.count, SearchedName.placeLimit),
          let a = word.sound.latin?.units, let b = cut[index + 1].sound.latin?.units,
          a.count > 1, b.count > 1, a.count + b.count <= Self.joinLimit
        else { continue }
        add(a + b, 3 << UInt16(index), [], [])
      }
    }
    words = max(1, min(name.words.count, SearchedName.placeLimit))
  }

  private mutating func add(
    _ units: [UInt8], _ span: UInt16, _ senses: [GivenNameSense], _ surnames: [UInt32]
  ) {
    parts.append(
      Part(
        span: span, units: units, given: senses.filter { !$0.isHypocorism }.map(\.number),
        pet: senses.filter(\.isHypocorism).map(\.number), surnames: surnames))
  }
}
