internal import OnomaNames
internal import OnomaText

/// Whether the initials of one name can be those of another.
///
/// А. Г. Лукашенко is Alexander and not Viktor.
///
/// The comparison of names takes an initial for little evidence and may set it beside the father's
/// name; where family names are shared, the first initial is all that tells brothers apart.
enum InitialLetters {
  /// Whether the first initial of either name contradicts the first given name of the other.
  static func contradict(_ a: Name, _ b: Name) -> Bool {
    guard let x = a.given.first, let y = b.given.first else { return false }
    if x.role != .initial, y.role != .initial { return false }
    if x.role == .initial, y.role == .initial {
      if x.token.script == y.token.script { return !share(x.token.key, y.token.key) }
      return false
    }
    let (initial, given) = x.role == .initial ? (x, y) : (y, x)
    guard let letter = initial.token.key.unicodeScalars.first else { return false }
    if let known = GivenNames.shipped.mayAbbreviate(letter, given.token.key) { return !known }
    if initial.token.script == given.token.script {
      return given.token.key.unicodeScalars.first != letter
    }
    return false
  }

  /// Whether one of two folded initials begins the other, as Д does Дж.
  private static func share(_ a: String, _ b: String) -> Bool { a.hasPrefix(b) || b.hasPrefix(a) }
}
