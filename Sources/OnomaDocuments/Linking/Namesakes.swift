internal import OnomaMatching
internal import OnomaNames

/// Tells namesakes in one text apart.
///
/// Who writes about one man keeps to one spelling of his family name and does not call him Alexander
/// here and Oleksandr there: two full names with one family name, letter by letter, and given names
/// that differ in more than a romanization are two people.
enum Namesakes {
  /// How many letters two romanizations of one given name differ in at most.
  private static let romanizations = 2

  /// Whether two full names in one text are two people's.
  static func are(_ a: Name, _ b: Name) -> Bool {
    guard let x = a.given.first, let y = b.given.first, x.role == .given, y.role == .given,
      x.token.script == y.token.script, x.token.key != y.token.key,
      a.family.map(\.token.key) == b.family.map(\.token.key), !a.family.isEmpty
    else { return false }
    let names = GivenNames.shipped
    let isPet = (names[x.token.key] + names[y.token.key]).contains(where: \.isHypocorism)
    if isPet { return false }
    return distance(x.token.key, y.token.key) > romanizations
  }

  /// How many letters two words differ in (Levenshtein).
  private static func distance(_ a: String, _ b: String) -> Int {
    let x = Array(a.unicodeScalars.prefix(32))
    let y = Array(b.unicodeScalars.prefix(32))
    var row = Array(0...y.count)
    for (i, letter) in x.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for j in y.indices {
        let next = min(row[j] + 1, row[j + 1] + 1, corner + (letter == y[j] ? 0 : 1))
        corner = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[y.count]
  }
}
