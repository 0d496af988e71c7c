internal import OnomaNames
internal import OnomaText

/// A surface that names a person, read once for all mentions that are written so.
final class PersonForm: Sendable {
  /// The same for all mentions of one surface that are read alike.
  let number: Int
  /// The text of the mention.
  let surface: String
  /// The name, in the nominative as far as that can be told.
  let name: Name
  /// The ways to read the surface, the likeliest first.
  let readings: [NameReading]
  /// The words without forms of address, by which mentions of one name come together.
  let key: String
  /// Whether the name has both a given name or initial and a family name.
  let isFull: Bool
  /// How the form is written; one that may be inflected, as far as it can be told in the nominative.
  let written: String
  /// The gender that the name shows.
  let gender: Gender?
  /// The words without forms of address, as written.
  let bareSurface: String

  init(number: Int, surface: String, name: Name, readings: [NameReading]) {
    self.number = number
    self.surface = surface
    self.name = name
    self.readings = readings
    let words = name.parts.filter { $0.role != .honorific }.map(\.token)
    key = words.map(\.key).joined(separator: " ")
    bareSurface = words.map(\.text).joined(separator: " ")
    gender = readings.count > 1 ? readings[0].gender : Self.gender(of: name)
    isFull = !name.given.isEmpty && !name.family.isEmpty
    written = readings.count <= 1 ? surface.singleLine : name.text.singleLine
  }

  /// The gender that a name shows by itself.
  ///
  /// One word alone shows a woman by a feminine ending, but never a man: women bear the masculine form
  /// too, and a word that may be a man's given name may be a woman's family name.
  private static func gender(of name: Name) -> Gender? {
    let isLone = name.given.isEmpty || name.family.isEmpty
    if !isLone { return name.gender }
    if name.gender == .female, name.given.isEmpty, let last = name.family.last {
      return NameReader.gender(ofFamily: last.token.key) == .female ? .female : nil
    }
    return name.gender == .male ? nil : name.gender
  }
}

/// The forms of a run, each made once.
struct PersonForms {
  private let reader: NameReader
  private let names: ParsedNames
  private let echoes: FamilyEchoes
  /// By language, and then by the number of the surface.
  private var forms: [String?: Known] = [:]
  private var echoed: [Echo: PersonForm] = [:]
  private var count = 0

  private struct Known {
    var surfaces = KeyTable()
    var forms: [PersonForm] = []
  }

  private struct Echo: Hashable {
    let document: Int
    let surface: String
  }

  init(reader: NameReader, names: ParsedNames, echoes: FamilyEchoes) {
    self.reader = reader
    self.names = names
    self.echoes = echoes
  }

  /// How a surface of a document is read.
  mutating func form(_ surface: String, document: Int, language: String?) -> PersonForm {
    if let (name, readings) = echoes.family(surface, document: document) {
      let echo = Echo(document: document, surface: surface)
      if let known = echoed[echo] { return known }
      let form = PersonForm(number: count, surface: surface, name: name, readings: readings)
      count += 1
      echoed[echo] = form
      return form
    }
    let place = forms[language, default: Known()].surfaces.insert(surface)
    if let known = forms[language], place < known.forms.count { return known.forms[place] }
    let (name, readings) = read(surface, language)
    let form = PersonForm(number: count, surface: surface, name: name, readings: readings)
    count += 1
    forms[language, default: Known()].forms.append(form)
    return form
  }

  /// A name in the nominative, and the ways to read it.
  private func read(
    _ surface: String, _ language: String?
  ) -> (name: Name, readings: [NameReading]) {
    let written = names.name(surface)
    let readings = reader.readings(of: written, language: language)
    guard readings[0].text != surface else { return (written, readings) }
    return (names.name(readings[0].text), readings)
  }
}
