internal import OnomaNames
internal import OnomaText

/// The persons' names of a run, each taken apart once.
///
/// Not for two threads at once.
final class ParsedNames {
  private var surfaces = KeyTable(capacity: 256)
  private var names: [Name] = []
  /// By language, and then by the number of the surface.
  private var lemmas: [String?: [Int: [String]]] = [:]
  private let reader: NameReader
  /// The nominatives of their words.
  let words: InflectedWords

  init() {
    let words = InflectedWords()
    self.words = words
    reader = NameReader(attested: KeySet(), words: words)
  }

  /// A name with its parts.
  func name(_ surface: String) -> Name { names[number(of: surface)] }

  private func number(of surface: String) -> Int {
    let number = surfaces.insert(surface)
    if number == names.count { names.append(NameParser.shipped.parse(surface, as: .person)) }
    return number
  }

  /// The nominatives that a name of several words may come from, without the name itself.
  func lemmas(of surface: String, language: String?) -> [String] {
    let number = number(of: surface)
    if let known = lemmas[language]?[number] { return known }
    let found = reader.readings(of: names[number], language: language)
      .map(\.text).filter { $0 != surface }
    lemmas[language, default: [:]][number] = found
    return found
  }
}
