/// The words of an index that the lexicon knows as forms of one name.
struct LexiconFamilies {
  /// How a word belongs to a family.
  enum Kind: Int, CaseIterable {
    /// A full form of a given name.
    case given
    /// A pet form of one.
    case pet
    /// An East Asian family name.
    case surname
  }

  let starts: UnsafeBufferPointer<UInt32>
  let words: UnsafeBufferPointer<UInt32>
  /// The number of given-name families, and of family names.
  let given: Int
  let surnames: Int

  /// The row of a family.
  static func row(_ kind: Kind, _ family: Int, given: Int) -> Int {
    kind.rawValue * given + family
  }

  /// The words of the index that belong to a family.
  func words(_ kind: Kind, _ family: UInt32) -> UnsafeBufferPointer<UInt32> {
    let limit = kind == .surname ? surnames : given
    guard family < limit else { return UnsafeBufferPointer(start: nil, count: 0) }
    let row = Self.row(kind, Int(family), given: given)
    return UnsafeBufferPointer(rebasing: words[Int(starts[row])..<Int(starts[row + 1])])
  }
}
