/// The genders that endings show, by their letters from the last one on.
///
/// Every name that is read asks for them, often twice, so the letters are walked through once instead
/// of looking up each ending as a text of its own.
struct ShownGenders: Sendable {
  /// The numbers of the endings that are a letter longer, by an ending's number and the letter.
  ///
  /// The empty ending has number 0.
  private var longer: [UInt64: Int] = [:]
  /// What the ending of each number shows; `nil` for one that is only part of a longer one.
  private var shown: [Gender??] = [nil]

  /// Starts without endings.
  init() {}

  /// Notes what an ending shows; the last note of an ending holds.
  mutating func add(_ ending: String, _ gender: Gender?) {
    var number = 0
    for scalar in ending.unicodeScalars.reversed() {
      let key = Self.key(number, scalar)
      if let next = longer[key] {
        number = next
      } else {
        number = shown.count
        shown.append(nil)
        longer[key] = number
      }
    }
    shown[number] = .some(gender)
  }

  /// What the longest known ending of two letters or more shows.
  ///
  /// Complexity: O(length).
  /// - Parameter rest: How many letters stay before the ending.
  func gender(of word: String.UnicodeScalarView, leaving rest: Int) -> Gender? {
    var left = word.count - rest
    var number = 0
    var length = 0
    var found: Gender??
    var index = word.endIndex
    while left > 0 {
      word.formIndex(before: &index)
      guard let next = longer[Self.key(number, word[index])] else { break }
      number = next
      length += 1
      left -= 1
      if length > 1, let gender = shown[number] { found = .some(gender) }
    }
    return found ?? nil
  }

  private static func key(_ number: Int, _ scalar: Unicode.Scalar) -> UInt64 {
    UInt64(number) << 32 | UInt64(scalar.value)
  }
}
