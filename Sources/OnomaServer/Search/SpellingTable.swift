internal import Onoma

/// The spellings of all entities in the order of their keys: who bears exactly this name, and whose
/// name begins so.
///
/// It finds what no sound does: names in scripts that nobody can read, and a name of which only the
/// first letters have been typed.
struct SpellingTable: Sendable {
  /// A spelling, by the positions of its entity and of itself among that entity's spellings.
  struct Place: Hashable, Sendable {
    let entity: Int32
    let spelling: Int32
  }

  private let keys: [String]
  private let places: [Place]

  /// Sorts the spellings of a knowledge base.
  ///
  /// Complexity: O(n log n) in the number of spellings.
  init(_ entities: [Entity]) {
    var rows: [(key: String, place: Place)] = []
    rows.reserveCapacity(entities.count)
    for (number, entity) in entities.enumerated() {
      for (spelling, text) in entity.spellings.enumerated() {
        rows.append(
          (Self.key(text), Place(entity: Int32(number), spelling: Int32(spelling))))
      }
    }
    rows.sort { a, b in
      a.key != b.key
        ? a.key < b.key
        : (a.place.entity, a.place.spelling) < (b.place.entity, b.place.spelling)
    }
    keys = rows.map(\.key)
    places = rows.map(\.place)
  }

  /// What spellings are compared by; the text itself where folding leaves nothing, as of "🙂".
  static func key(_ text: String) -> String {
    let key = NameKey.foldPhrase(text)
    return key.isEmpty ? text : key
  }

  /// The places of a spelling, whatever its case, marks and hyphens; by entity.
  ///
  /// Complexity: O(log n) and the places found.
  func places(of text: String) -> ArraySlice<Place> {
    let key = Self.key(text)
    let start = firstIndex(from: key)
    var end = start
    while end < keys.count, keys[end] == key { end += 1 }
    return places[start..<end]
  }

  /// The places of the spellings that begin so, in alphabetical order, until the body has enough.
  ///
  /// Complexity: O(log n) and the places visited.
  func visit(prefix text: String, _ body: (Place) -> Bool) {
    let key = Self.key(text)
    var index = firstIndex(from: key)
    while index < keys.count, keys[index].utf8.starts(with: key.utf8) {
      if !body(places[index]) { return }
      index += 1
    }
  }

  /// The first position whose key is not before the given one.
  private func firstIndex(from key: String) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
