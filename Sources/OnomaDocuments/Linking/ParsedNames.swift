internal import OnomaNames
internal import OnomaText

/// The persons' names of a run, each taken apart once.
///
/// Not for two threads at once.
final class ParsedNames {
  private var names: [String: Name] = [:]
  private var lemmas: [[String?]: [String]] = [:]
  private let reader = NameReader(attested: [])

  /// A name with its parts.
  func name(_ surface: String) -> Name {
    if let name = names[surface] { return name }
    let name = NameParser.shipped.parse(surface, as: .person)
    names[surface] = name
    return name
  }

  /// The nominatives that a name of several words may come from, without the name itself.
  func lemmas(of surface: String, language: String?) -> [String] {
    let question = [surface, language]
    if let known = lemmas[question] { return known }
    let found = reader.readings(of: name(surface), language: language)
      .map(\.text).filter { $0 != surface }
    lemmas[question] = found
    return found
  }
}
