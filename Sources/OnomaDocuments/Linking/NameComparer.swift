internal import OnomaMatching
internal import OnomaNames

/// Compares analysed names and remembers the results: the same pairs come up again and again.
struct NameComparer {
  private let matcher: NameMatcher
  private var memory: [Pair: NameMatch] = [:]
  private var probabilities: [Pair: Double] = [:]

  private struct Pair: Hashable {
    let left: String
    let right: String
    let type: String
  }

  init(matcher: NameMatcher) { self.matcher = matcher }

  /// How probable it is that two names are one.
  mutating func probability(_ a: PreparedName, _ b: PreparedName) -> Double {
    let swapped = b.name.text < a.name.text
    let (first, second) = swapped ? (b, a) : (a, b)
    let pair = Pair(
      left: first.name.text, right: second.name.text, type: first.name.type.rawValue)
    if let known = probabilities[pair] { return known }
    let probability =
      InitialLetters.contradict(first.name, second.name)
      ? 0 : matcher.probability(first, second)
    probabilities[pair] = probability
    return probability
  }

  /// What comparing two names gives.
  mutating func compare(_ a: PreparedName, _ b: PreparedName) -> NameMatch {
    let swapped = b.name.text < a.name.text
    let (first, second) = swapped ? (b, a) : (a, b)
    let pair = Pair(
      left: first.name.text, right: second.name.text, type: first.name.type.rawValue)
    if let known = memory[pair] { return known }
    let match = matcher.compare(first, second)
    memory[pair] = match
    return match
  }
}
