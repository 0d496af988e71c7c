internal import OnomaText

/// Other spellings that the endings of words in Latin letters call for
/// (`Data/matching/respellings.tsv`): Kavaliou is written as Belarusian writes Kovalev, Coale as English
/// may write Cole.
///
/// The tables of sounds know each letter's share in that, but not that the letters come together so.
struct Respellings: Sendable {
  private struct Ending {
    let letters: [UInt8]
    let respelling: [UInt8]
    let language: String
    let cost: Cost
  }

  /// What a respelling is less likely than a word's own letters, in nats.
  struct Cost: Hashable, Sendable, BitwiseCopyable {
    /// Beside a word of another script.
    var foreign = 0.0
    /// Beside a Latin word, which might have been spelt so itself.
    var latin = 0.0
  }

  /// The endings, the longest first.
  private let endings: [Ending]
  /// What else changes in a word with such an ending, by language.
  private let inside: [String: [(letters: [UInt8], respelling: [UInt8])]]

  /// The shipped table.
  static let shipped = Respellings(
    .embedded(
      "matching/respellings.tsv",
      columns: ["language", "place", "letters", "respelling", "cost", "latin"]))

  /// The fewest letters of a word: shorter ones are mostly syllables of other languages (Zhou, Mao).
  private static let least = 5

  init(_ table: DataTable) {
    var endings: [Ending] = []
    var inside: [String: [(letters: [UInt8], respelling: [UInt8])]] = [:]
    for row in table.rows {
      let (letters, respelling) = (Array(row["letters"].utf8), Array(row["respelling"].utf8))
      let language = String(row["language"])
      if row["place"] == "end" {
        endings.append(
          Ending(
            letters: letters, respelling: respelling, language: language,
            cost: Cost(foreign: Double(row["cost"]) ?? 0, latin: Double(row["latin"]) ?? 0)))
      } else {
        inside[language, default: []].append((letters, respelling))
      }
    }
    self.endings = endings.sorted { $0.letters.count > $1.letters.count }
    self.inside = inside
  }

  /// The other spelling of a word, with what it costs; `nil` for most.
  ///
  /// Complexity: O(endings).
  /// - Parameter word: Lower-case letters without marks, as ASCII.
  func respelling(of word: [UInt8]) -> (letters: [UInt8], cost: Cost)? {
    if word.count < Self.least { return nil }
    for ending in endings
    where word.count > ending.letters.count && word.ends(with: ending.letters) {
      if ending.letters == ending.respelling { return nil }
      let stem = word.dropLast(ending.letters.count)
      return (
        changed(stem, by: inside[ending.language] ?? []) + ending.respelling, ending.cost
      )
    }
    return nil
  }

  /// The beginning of a word with what changes before consonants.
  private func changed(
    _ stem: ArraySlice<UInt8>, by rules: [(letters: [UInt8], respelling: [UInt8])]
  ) -> [UInt8] {
    var result: [UInt8] = []
    var index = stem.startIndex
    while index < stem.endIndex {
      let rule = rules.first { rule in
        let end = index + rule.letters.count
        return end < stem.endIndex && stem[index..<end].elementsEqual(rule.letters)
          && !Self.isVowel(stem[end])
      }
      if let rule {
        result += rule.respelling
        index += rule.letters.count
      } else {
        result.append(stem[index])
        index += 1
      }
    }
    return result
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
    default: false
    }
  }
}

extension [UInt8] {
  fileprivate func ends(with ending: [UInt8]) -> Bool {
    count >= ending.count && suffix(ending.count).elementsEqual(ending)
  }
}
