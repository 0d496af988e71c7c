internal import OnomaNames
internal import OnomaText

/// One way to read an inflected name: its nominative.
struct NameReading: Hashable, Sendable {
  /// The name in the nominative.
  let text: String
  /// The gender that the endings show.
  let gender: Gender?
  /// How likely the reading is beside the others of the same name, in log-odds; the best comes first.
  let odds: Double
}

/// Reads inflected names back to the nominative.
///
/// Every word of a name is in one case, and its endings show one gender; a given name must be one that
/// the lexicon knows, and a family name that the texts or the knowledge base have in the nominative is
/// likelier than one that only the rules make. Of all readings that agree the best few are kept: which
/// of them is meant, the comparison with the people that are known decides.
struct NameReader {
  private let inflections = NameInflections.shipped
  private let givenNames = GivenNames.shipped
  /// Keys of words that were seen as they stand in the nominative, or may have been.
  let attested: KeySet
  private let words: InflectedWords

  init(attested: KeySet, words: InflectedWords = InflectedWords()) {
    self.attested = attested
    self.words = words
  }

  /// The most readings of one name.
  static let limit = 8
  /// The most readings of one word.
  private static let wordLimit = 7

  private struct Option {
    let text: String
    let gender: Gender?
    let cases: NameInflections.Cases
    let odds: Double
  }

  /// The languages whose endings a word of a script may have, the text's own first.
  static func languages(of script: Script, in language: String?) -> [String] {
    let bare = language.map { String($0.prefix { $0 != "-" }) }
    switch script {
    case .cyrillic:
      if let bare, ["ru", "uk", "be", "bg", "sr", "mk", "kk"].contains(bare) { return [bare] }
      return ["ru", "uk", "be"]
    case .greek: return ["el"]
    case .armenian: return ["hy"]
    case .georgian: return ["ka"]
    case .latin:
      // English, Turkish and others mark a case by an apostrophe, which is no part of the word.
      guard let bare, !["en", "tr"].contains(bare) else { return [] }
      return [bare]
    default: return []
    }
  }

  /// The readings of a name, the likeliest first; the name itself is always among them.
  ///
  /// Complexity: O(readings of a word ^ words), of at most four words.
  func readings(of name: Name, language: String?) -> [NameReading] {
    let parts = name.parts.filter {
      $0.role == .given || $0.role == .family || $0.role == .patronymic
    }
    guard let last = parts.last, parts.count <= 4 else {
      return [NameReading(text: name.text, gender: name.gender, odds: 0)]
    }
    let languages = Self.languages(of: last.token.script, in: language)
    guard languages.contains(where: inflections.inflects) else {
      return [NameReading(text: name.text, gender: name.gender, odds: 0)]
    }
    // Where endings are put behind the whole name, what stands before its last word has none.
    let endsOnce = languages.count == 1 && Self.endsOnce.contains(languages[0])
    let options = parts.enumerated().map { index, part in
      endsOnce && index + 1 < parts.count ? unchanged(part) : self.options(part, languages)
    }
    var joint: [(texts: [String], gender: Gender?, cases: NameInflections.Cases, odds: Double)] = [
      ([], nil, .any, 0)
    ]
    for options in options {
      var next: [(texts: [String], gender: Gender?, cases: NameInflections.Cases, odds: Double)] =
        []
      for start in joint {
        for option in options {
          if let a = start.gender, let b = option.gender, a != b { continue }
          let cases = start.cases.intersection(option.cases)
          if cases.isEmpty { continue }
          next.append(
            (
              start.texts + [option.text], start.gender ?? option.gender, cases,
              start.odds + option.odds
            ))
        }
      }
      joint = Array(next.sorted { $0.odds > $1.odds }.prefix(64))
    }
    var seen: Set<String> = []
    var readings: [NameReading] = []
    let ranked = joint.enumerated().sorted {
      ($1.element.odds, $0.offset) < ($0.element.odds, $1.offset)
    }
    let best = ranked.first?.element.odds ?? 0
    for (_, reading) in ranked where readings.count < Self.limit {
      let text = Self.text(name, parts, reading.texts)
      guard seen.insert(text).inserted else { continue }
      readings.append(
        NameReading(text: text, gender: reading.gender, odds: reading.odds - best))
    }
    if !seen.contains(name.text) {
      readings.append(NameReading(text: name.text, gender: nil, odds: -3))
    }
    return readings
  }

  /// Languages that put an ending behind a name rather than behind each of its words.
  private static let endsOnce: Set<String> = ["az", "et", "fi", "hu", "hy", "ka", "kk", "tr"]

  /// A word that has no ending.
  private func unchanged(_ part: NamePart) -> [Option] {
    let gender =
      part.role == .given
      ? Self.gender(givenNames[part.token.key]) : Self.gender(ofFamily: part.token.key)
    return [Option(text: part.token.text, gender: gender, cases: .any, odds: 0.5)]
  }

  /// The nominatives of one word, with what speaks for each.
  private func options(_ part: NamePart, _ languages: [String]) -> [Option] {
    let word = part.token
    let isGiven = part.role == .given
    var options: [Option] = []
    let own = isGiven ? givenNames[word.key] : []
    let unchanged = isGiven && !own.isEmpty ? 1.5 : 0
    let ownGender = isGiven ? Self.gender(own) : Self.gender(ofFamily: word.key)
    options.append(
      Option(text: word.text, gender: ownGender, cases: .nominative, odds: unchanged + 0.5))
    // Many foreign names stay as they are in every case.
    let indeclinable = isGiven ? unchanged - 1.5 : -0.5
    options.append(
      Option(
        text: word.text, gender: isGiven ? ownGender : nil, cases: .any, odds: indeclinable))
    for language in languages {
      for lemma in words.lemmas(of: word.text, language: language) {
        let (reading, key) = (lemma.reading, lemma.key)
        var odds = 0.2 * Double(reading.length) - 0.8
        var gender = reading.gender
        if isGiven {
          let senses = givenNames[key]
          if senses.isEmpty {
            odds -= 1
          } else {
            odds += 2
            let known = Self.gender(senses)
            if let known, let gender, known != gender { continue }
            gender = gender ?? known
          }
        } else {
          if attested.contains(key) { odds += 1.5 }
          if gender == nil { gender = Self.gender(ofFamily: key) }
        }
        options.append(
          Option(text: reading.lemma, gender: gender, cases: reading.cases, odds: odds))
      }
    }
    let ranked = options.enumerated().sorted {
      ($1.element.odds, $0.offset) < ($0.element.odds, $1.offset)
    }
    return ranked.prefix(Self.wordLimit + 2).map(\.element)
  }

  /// The gender that the ending of a family name shows.
  ///
  /// Men bear names in -ka and -ko like Lukashenka; only behind -s- or -c- is -ka a woman's ending.
  static func gender(ofFamily key: String) -> Gender? {
    let gender = SurnameEndings.shipped.gender(ofSurname: key)
    guard gender == .female, key.hasSuffix("ka") || key.hasSuffix("ка") else { return gender }
    let womens = ["ska", "cka", "zka", "ска", "цка", "зка", "ська", "цька", "зька"]
    return womens.contains(where: key.hasSuffix) ? .female : nil
  }

  private static func gender(_ senses: [GivenNameSense]) -> Gender? {
    let genders = Set(senses.map(\.gender))
    return genders.count == 1 ? genders.first ?? nil : nil
  }

  /// The name with its words replaced.
  private static func text(_ name: Name, _ parts: [NamePart], _ words: [String]) -> String {
    let scalars = Array(name.text.unicodeScalars)
    var text = ""
    var position = 0
    for (part, word) in zip(parts, words) {
      let range = part.token.range
      guard range.lowerBound >= position, range.upperBound <= scalars.count else { continue }
      text += SourceText.text(of: scalars[position..<range.lowerBound])
      text += word
      position = range.upperBound
    }
    text += SourceText.text(of: scalars[position...])
    return text
  }
}
