internal import OnomaNames

/// What the mentions of all documents say about the type of a name.
///
/// A noun in front (the airline Belavia) or a title tells for certain; a verb of saying or a
/// preposition only suggests: companies say and continue things too.
struct TypeVotes {
  private var votes: [String: [EntityType: Int]] = [:]

  /// Counts one mention.
  mutating func count(_ mention: DetectedMention) {
    let weight =
      switch mention.certainty {
      case .certain: 4
      case .likely: mention.hasContext || mention.key.contains(" ") ? 1 : 0
      case .weak, .needsSupport: 0
      }
    if weight > 0 { votes[mention.key, default: [:]][mention.type, default: 0] += weight }
  }

  /// The type that most speaks for; `nil` where nothing does or two types tie.
  func winner(_ key: String) -> EntityType? {
    guard let counts = votes[key] else { return nil }
    let ranked = EntityType.allCases.map { ($0, counts[$0] ?? 0) }.sorted { $1.1 < $0.1 }
    return ranked[0].1 > ranked[1].1 ? ranked[0].0 : nil
  }
}
