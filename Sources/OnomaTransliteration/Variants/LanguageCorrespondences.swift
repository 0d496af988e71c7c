internal import OnomaText

// Лукашэнка is Лукашенко in Russian: the spelling is not copied, it is translated letter by letter,
// and Belarusian а answers Russian а or о, depending on the stress, which nobody writes. The table
// Data/transliteration/cyrillic-correspondences.tsv says what may answer what, the usual answer
// first, and the letter model of the target language chooses among the results.

/// Writes names of one East Slavic language in another.
struct LanguageCorrespondences: Sendable {
  /// The shipped table.
  static let shipped = LanguageCorrespondences(
    DataTable.embedded(
      "transliteration/cyrillic-correspondences.tsv",
      columns: ["from", "to", "before", "source", "after", "targets"]))

  /// Sources kept at each letter.
  private static let width = 16
  /// What an answer costs for each better one before it: it is half as usual.
  private static let rankCost: Float = 0.7
  /// How much the letter model counts beside the order of the answers; at 1 it makes rare names common.
  private static let modelWeight: Float = 0.6
  /// How much less likely than the best a result may be: one in twenty.
  private static let margin: Float = 3
  private static let vowels = Set("аеёиіїоуыэюяє".unicodeScalars.map(\.value))

  /// A place beside the source: letters, the edge of a word, vowels, consonants.
  private struct Place: Sendable {
    var letters: Set<UInt32> = []
    var isEdge = false
    var isVowel = false
    var isConsonant = false

    init(_ items: [Substring]) {
      for item in items {
        switch item {
        case "^": isEdge = true
        case "V": isVowel = true
        case "C": isConsonant = true
        default: letters.formUnion(item.unicodeScalars.map(\.value))
        }
      }
    }

    var isAnywhere: Bool { letters.isEmpty && !isEdge && !isVowel && !isConsonant }

    func holds(_ letter: UInt32?) -> Bool {
      guard let letter else { return isEdge }
      if letters.contains(letter) { return true }
      let isVowelLetter = LanguageCorrespondences.vowels.contains(letter)
      return isVowelLetter ? isVowel : isConsonant
    }
  }

  private struct Row: Sendable {
    var before: Place
    var source: [UInt32]
    var after: Place
    var targets: [[UInt32]]
    var rank: Int
  }

  private struct Pair: Hashable {
    var from: String
    var to: String
  }

  /// Rows by languages and first letter, in the order in which they are tried.
  private let rows: [Pair: [UInt32: [Row]]]

  private init(_ table: DataTable) {
    var rows: [Pair: [UInt32: [Row]]] = [:]
    for (index, line) in table.rows.enumerated() {
      let source = line["source"].unicodeScalars.map(\.value)
      guard let first = source.first else { continue }
      let row = Row(
        before: Place(line.list("before")), source: source, after: Place(line.list("after")),
        targets: line.list("targets").map { $0 == "-" ? [] : $0.unicodeScalars.map(\.value) },
        rank: index)
      let pair = Pair(from: String(line["from"]), to: String(line["to"]))
      rows[pair, default: [:]][first, default: []].append(row)
    }
    for pair in rows.keys {
      for first in rows[pair]?.keys.sorted() ?? [] {
        rows[pair]?[first]?.sort { x, y in
          if x.source.count != y.source.count { return x.source.count > y.source.count }
          let contextX = (x.before.isAnywhere ? 0 : 1) + (x.after.isAnywhere ? 0 : 1)
          let contextY = (y.before.isAnywhere ? 0 : 1) + (y.after.isAnywhere ? 0 : 1)
          return contextX != contextY ? contextX > contextY : x.rank < y.rank
        }
      }
    }
    self.rows = rows
  }

  /// The languages that names of a language can be written in, in order.
  func targets(from language: String) -> [String] {
    rows.keys.filter { $0.from == language }.map(\.to).sorted()
  }

  /// A word as the other language may write it, the likeliest first, in the case of the original.
  ///
  /// Empty where the languages are not a pair of the table. Complexity: O(letters).
  func answers(
    to word: String, from: String, to: String, limit: Int
  ) -> [(text: String, score: Float)] {
    guard let table = rows[Pair(from: from, to: to)], let model = LetterModel.of(to) else {
      return []
    }
    let letters = word.unicodeScalars.flatMap { scalar in
      RuleTable.apostrophes.contains(scalar)
        ? [0x27] : scalar.properties.lowercaseMapping.unicodeScalars.map(\.value)
    }
    var bins = [[State]](repeating: [], count: letters.count + 1)
    bins[0] = [State(letters: [], score: 0, a: 0, b: 0)]
    for position in letters.indices {
      let kept = Self.best(bins[position], Self.width)
      guard !kept.isEmpty else { continue }
      let row = table[letters[position]]?.first { Self.holds($0, letters, position) }
      let end = position + (row?.source.count ?? 1)
      for (rank, target) in (row?.targets ?? [[letters[position]]]).enumerated() {
        for state in kept {
          bins[end].append(state.adding(target, model, cost: Float(rank) * Self.rankCost))
        }
      }
    }
    let ends = Self.best(bins[letters.count].map { $0.ended(model) }, limit)
    guard let top = ends.first else { return [] }
    return ends.filter { $0.score >= top.score - Self.margin }.map {
      (CaseTransfer.apply(from: word, to: $0.letters, script: "Cyrl"), $0.score - top.score)
    }
  }

  private static func holds(_ row: Row, _ letters: [UInt32], _ position: Int) -> Bool {
    let end = position + row.source.count
    guard end <= letters.count, letters[position..<end].elementsEqual(row.source) else {
      return false
    }
    return (row.before.isAnywhere || row.before.holds(position > 0 ? letters[position - 1] : nil))
      && (row.after.isAnywhere || row.after.holds(end < letters.count ? letters[end] : nil))
  }

  private static func best(_ states: [State], _ limit: Int) -> [State] {
    var seen: Set<[UInt32]> = []
    return Array(
      states.sorted { x, y in
        x.score != y.score ? x.score > y.score : x.letters.lexicographicallyPrecedes(y.letters)
      }.filter { seen.insert($0.letters).inserted }.prefix(limit))
  }

  private struct State {
    var letters: [UInt32]
    var score: Float
    var a: Int
    var b: Int

    func adding(_ target: [UInt32], _ model: LetterModel, cost: Float) -> State {
      var state = self
      state.score -= cost
      for letter in target {
        let number = model.number(of: letter) ?? -1
        state.score += LanguageCorrespondences.modelWeight * model.cost(state.a, state.b, number)
        (state.a, state.b) = (state.b, number)
        state.letters.append(letter)
      }
      return state
    }

    func ended(_ model: LetterModel) -> State {
      var state = self
      state.score += LanguageCorrespondences.modelWeight * model.cost(a, b, LetterModel.edge)
      return state
    }
  }
}
