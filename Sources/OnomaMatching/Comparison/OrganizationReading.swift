internal import OnomaNames
internal import OnomaText

/// What comparing the name of an organisation, a vessel or a place needs of it.
struct OrganizationReading: Hashable, Sendable {
  /// The words and phrases, in order, with small words and legal forms.
  let units: [OrganizationUnit]
  /// The classes of the legal forms.
  let legalForms: Set<String>
  /// The well-known organisations that bear the whole name.
  let organizations: [String]

  /// The longest phrase of terms or places that is looked up, in words.
  private static let phraseLimit = 5

  init(_ name: Name) {
    let pieces = NamePiece.pieces(of: name)
    var legalForms = Self.legalForms(of: pieces)
    let words = pieces.filter { !$0.isLegalForm }
    let isAllCapitals = Self.isAllCapitals(words)
    var units: [OrganizationUnit] = []
    var index = 0
    while index < pieces.count {
      let piece = pieces[index]
      let isFirst = !units.contains { $0.kind != .small && $0.kind != .legalForm }
      let isOnly = !pieces.indices.contains { $0 != index && !pieces[$0].isLegalForm }
      if piece.isLegalForm {
        var unit = Self.unit([piece], .legalForm, weight: 0)
        unit.senses = OrganizationTerms.shipped.senses(piece.key)
        units.append(unit)
        index += 1
        continue
      }
      if let number = Self.number(piece, isFirst: isFirst, isOnly: isOnly) {
        // Tens and ones in words make one number: fifty 3.
        if let last = units.last, last.kind == .number, let tens = last.number.flatMap({ Int($0) }),
          NumberWords.shipped[last.key] != nil, (20...90).contains(tens), tens % 10 == 0,
          let ones = Int(number), (1...9).contains(ones)
        {
          units[units.count - 1].number = String(tens + ones)
          units[units.count - 1].text += " " + piece.text
          units[units.count - 1].words.append(piece.text)
        } else {
          var unit = Self.unit([piece], .number, weight: 2)
          unit.number = number
          units.append(unit)
        }
        index += 1
        continue
      }
      let (found, length) = Self.known(
        pieces, at: index, isFirst: isFirst, isVessel: legalForms.isEmpty)
      if !found.isEmpty {
        units += found
        index += length
        continue
      }
      if piece.isSmall, !isOnly {
        units.append(Self.unit([piece], .small, weight: 0))
      } else if !isFirst, let form = Self.misspeltLegalForm(piece.key) {
        legalForms.insert(form)
        units.append(Self.unit([piece], .legalForm, weight: 0))
      } else {
        units.append(Self.core(piece, isAllCapitals: isAllCapitals))
      }
      index += 1
    }
    if name.type == .place {
      for index in units.indices where units[index].kind == .place { units[index].weight = 6 }
    }
    Self.weighFormsOfState(&units)
    self.units = units
    self.legalForms = legalForms
    let meaningful = words.filter { !$0.isSmall }
    organizations =
      [words, meaningful].lazy.map { words in
        KnownOrganizations.shipped[words.map(\.key).joined(separator: " ")]
      }.first { !$0.isEmpty } ?? []
  }

  /// Makes the form of a state beside its name say little: the Republic of Belarus is Belarus.
  private static func weighFormsOfState(_ units: inout [OrganizationUnit]) {
    let indices = units.indices.filter { units[$0].kind != .small }
    for (index, next) in zip(indices, indices.dropFirst()) {
      let isState = units[index].senses.contains { formsOfState.contains($0.terms) }
      if isState, units[next].places.contains(where: { $0.hasPrefix("country-") }) {
        units[index].weight = 0.2
      }
    }
  }

  private static let formsOfState: Set<[String]> = [["republic"], ["federation"]]

  /// Whether all words of a name with several are in capitals, so that capitals say nothing.
  private static func isAllCapitals(_ words: [NamePiece]) -> Bool {
    let cased = words.filter(\.script.hasCase)
    return cased.count > 1
      && cased.allSatisfy { $0.text.unicodeScalars.allSatisfy { ScalarClass($0) != .lower } }
  }

  private static func legalForms(of pieces: [NamePiece]) -> Set<String> {
    var classes: Set<String> = []
    var index = 0
    while index < pieces.count {
      guard pieces[index].isLegalForm else {
        index += 1
        continue
      }
      // The longest form that begins here; its words are all marked.
      var found = 1
      var key = ""
      var formClass: String?
      for end in index..<pieces.count {
        guard pieces[end].isLegalForm else { break }
        key += (key.isEmpty ? "" : " ") + pieces[end].key
        let glued = String(decoding: key.utf8.filter { $0 != 0x20 }, as: UTF8.self)
        if let known = LegalForms.shipped.formClass(key) ?? LegalForms.shipped.formClass(glued) {
          (formClass, found) = (known, end - index + 1)
        }
      }
      if let formClass { classes.insert(formClass) }
      index += found
    }
    return classes
  }

  /// The class of the legal form that a long word is a slip for (Aktiengeselschaft).
  private static func misspeltLegalForm(_ key: String) -> String? {
    let letters = Array(key.unicodeScalars)
    guard (8...40).contains(letters.count), let first = letters.first else { return nil }
    return longForms[first]?.first { form in
      SpellingDistance.distance(letters, form.letters, limit: letters.count < 11 ? 1 : 2) != nil
    }?.formClass
  }

  /// The legal forms of one long word, by their first letter.
  private static let longForms: [Unicode.Scalar: [(letters: [Unicode.Scalar], formClass: String)]] =
    {
      var forms: [Unicode.Scalar: [([Unicode.Scalar], String)]] = [:]
      for key in LegalForms.shipped.keys.sorted() where !key.utf8.contains(0x20) {
        let letters = Array(key.unicodeScalars)
        guard letters.count >= 8, let first = letters.first,
          let formClass = LegalForms.shipped.formClass(key)
        else { continue }
        forms[first, default: []].append((letters, formClass))
      }
      return forms
    }()

  private static func number(_ piece: NamePiece, isFirst: Bool, isOnly: Bool) -> String? {
    if let figures = NumberReader.figures(piece.key) { return figures }
    if let word = NumberWords.shipped[piece.key], !isOnly { return String(word) }
    // At the start of a name I, V and X are letters.
    if !isFirst, let roman = NumberReader.roman(piece.text) { return String(roman) }
    return nil
  }

  /// The longest phrase of terms or of a place that begins at a piece.
  private static func known(
    _ pieces: [NamePiece], at start: Int, isFirst: Bool, isVessel: Bool
  ) -> (units: [OrganizationUnit], length: Int) {
    var found: (units: [OrganizationUnit], length: Int) = ([], 0)
    var key = ""
    for length in 1...phraseLimit where start + length <= pieces.count {
      let piece = pieces[start + length - 1]
      if piece.isLegalForm { break }
      key += (key.isEmpty ? "" : " ") + piece.key
      // A small word alone is no term whatever it means elsewhere.
      if length == 1, piece.isSmall { continue }
      let phrase = Array(pieces[start..<(start + length)])
      let senses = OrganizationTerms.shipped.senses(key).filter { sense in
        vesselTerms.isDisjoint(with: sense.terms)
          || (isVessel && (isFirst || key.utf8.count > 5))
      }
      let places = isPlaceName(phrase) ? PlaceForms.shipped[key] : []
      if senses.isEmpty, places.isEmpty { continue }
      found = (units(phrase, senses: senses, places: places), length)
    }
    return found
  }

  /// Terms that are a vessel's prefix at the start of a name and nothing elsewhere.
  private static let vesselTerms: Set<String> = ["vessel", "royal-navy-ship", "us-navy-ship"]

  /// A code of two letters is a country's only in capitals.
  private static func isPlaceName(_ phrase: [NamePiece]) -> Bool {
    guard phrase.count == 1, phrase[0].script == .latin, phrase[0].key.utf8.count < 4 else {
      return true
    }
    return phrase[0].text.unicodeScalars.allSatisfy { ScalarClass($0) == .upper }
  }

  private static func units(
    _ phrase: [NamePiece], senses: [OrganizationTerms.Sense], places: [String]
  ) -> [OrganizationUnit] {
    let terms = OrganizationTerms.shipped
    let single = senses.filter { $0.terms.count == 1 }
    if single.isEmpty, places.isEmpty, let joined = senses.first {
      return joined.terms.map { term in
        var unit = Self.unit(phrase, .generic, weight: terms.weight(of: term))
        unit.senses = [OrganizationTerms.Sense(terms: [term], language: joined.language)]
        unit.isPart = true
        return unit
      }
    }
    let weight = single.flatMap(\.terms).map(terms.weight).min()
    var unit = Self.unit(phrase, places.isEmpty ? .generic : .place, weight: weight ?? 2.5)
    unit.senses = single
    unit.places = places
    if phrase.count == 1 { unit.organizations = KnownOrganizations.shipped[phrase[0].key] }
    return [unit]
  }

  /// A word that is no generic one: the longer, the rarer.
  private static func core(_ piece: NamePiece, isAllCapitals: Bool) -> OrganizationUnit {
    let length = Double(piece.key.unicodeScalars.count)
    let rarity =
      CommonWords.shipped.contains(piece.key)
      ? 3.2 : piece.script == .han ? 1.8 + 1.6 * length : 2.4 + 0.6 * length
    var unit = Self.unit([piece], .core, weight: min(6, rarity))
    unit.organizations = KnownOrganizations.shipped[piece.key]
    unit.isAcronym =
      !isAllCapitals && piece.key.unicodeScalars.count <= 5 && AcronymReader.isAcronym(piece.text)
    return unit
  }

  private static func unit(
    _ phrase: [NamePiece], _ kind: OrganizationUnit.Kind, weight: Double
  ) -> OrganizationUnit {
    let key = phrase.map(\.key).joined()
    let glued = String(decoding: key.utf8.filter { $0 != 0x20 }, as: UTF8.self)
    var sounds = [SoundAlphabet.shipped.sounds(of: glued)]
    if kind == .core, let stem = WordStem.stem(glued) {
      sounds.append(SoundAlphabet.shipped.sounds(of: stem))
    }
    return OrganizationUnit(
      text: phrase.map(\.text).joined(separator: " "), words: phrase.map(\.text), key: glued,
      kind: kind, script: phrase[0].script, letters: Array(glued.unicodeScalars), sounds: sounds,
      weight: weight)
  }
}
