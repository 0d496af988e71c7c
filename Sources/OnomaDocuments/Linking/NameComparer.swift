internal import OnomaMatching
internal import OnomaNames

/// Compares the analysed names of two people.
struct NameComparer {
  private let matcher: NameMatcher

  init(matcher: NameMatcher) { self.matcher = matcher }

  /// How probable it is that two names are one; initials that contradict each other leave no doubt.
  func probability(_ a: PreparedName, _ b: PreparedName) -> Double {
    let (first, second) = b.name.text < a.name.text ? (b, a) : (a, b)
    return InitialLetters.contradict(first.name, second.name)
      ? 0 : matcher.probability(first, second)
  }
}
