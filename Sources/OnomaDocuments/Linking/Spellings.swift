internal import OnomaEntities
internal import OnomaNames

/// How the mentions of one entity are written, and why they are its mentions; those that are written alike
/// are asked about once.
struct Spellings {
  private struct Spelling {
    let mention: DetectedMention
    let language: String?
    let line: String
    let reasons: [String]
    var count = 1
  }

  private var spellings: [Spelling] = []

  /// How many of the last spellings are looked through: of most entities that is all.
  private static let depth = 8

  /// Counts a mention; returns the reasons that it or one like it was given.
  ///
  /// - Parameter make: Makes the reasons from the mention and its surface on one line.
  mutating func reasons(
    _ mention: DetectedMention, language: String?,
    make: (DetectedMention, String) -> [String]
  ) -> [String] {
    for place in spellings.indices.suffix(Self.depth).reversed() {
      let known = spellings[place].mention
      if known.surface == mention.surface, known.certainty == mention.certainty,
        known.known?.id == mention.known?.id, known.known?.type == mention.known?.type,
        spellings[place].language == language
      {
        spellings[place].count += 1
        return spellings[place].reasons
      }
    }
    let line = mention.surface.singleLine
    let reasons = make(mention, line)
    spellings.append(
      Spelling(mention: mention, language: language, line: line, reasons: reasons))
    return reasons
  }

  /// How often each spelling is in texts of each language, by spelling.
  func counts() -> [(alias: Alias, count: Int)] {
    var counts: [Alias: Int] = [:]
    for spelling in spellings {
      counts[Alias(spelling.line, language: spelling.language), default: 0] += spelling.count
    }
    return counts.sorted { $0.key.text < $1.key.text }.map { ($0.key, $0.value) }
  }
}
