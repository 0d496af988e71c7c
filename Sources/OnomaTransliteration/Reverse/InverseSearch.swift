// From a spelling back to the originals that a table writes so. A beam moves over the spelling from
// left to right; every hypothesis is a source whose rules have written exactly the letters so far. A
// rule joins only if its left context holds, and is checked against the whole table, in the engine's
// order of attempts, as soon as the letters are known that decide it. So what reaches the end is, but
// for effects between tables, an original; the caller confirms it by running the system.
//
// Bounds: `width` hypotheses at each letter, `longestSpelling` letters, one silent letter between two
// written ones. Time is O(letters × width × rules that write the same letters).

/// One search through one table.
struct InverseSearch {
  /// A source that may have been meant, in lower case.
  struct Found {
    var letters: [UInt32]
    /// The logarithm of its probability under the letter model.
    var score: Float
  }

  /// The longest spelling that is searched, in letters: a name of six long words.
  static let longestSpelling = 96

  private struct Step {
    var parent: Int32
    /// The rule, or `copied` for a sign that stays as it is.
    var rule: Int32
    /// How many symbols stand before its source, and behind it.
    var start: Int32
    var end: Int32
    var position: Int32
    var score: Float
    /// The last two letters, as the letter model numbers them.
    var a: Int32
    var b: Int32
    var isSilent: Bool
  }

  private static let copied: Int32 = -1
  /// What a letter costs without a model: one of thirty.
  private static let plainCost: Float = 3.4
  /// Apostrophe, quotation mark, interpunct and grave accent.
  private static let letterSigns: Set<UInt32> = [0x27, 0x22, 0xB7, 0x60]
  /// What such a sign costs that stays as it is.
  private static let signCost: Float = 6

  private let table: InverseTable
  private let model: LetterModel?
  private let text: [UInt32]
  private let width: Int
  /// Whether letters that no rule names stay as they are: true for tables that run on Latin text.
  private let copiesLetters: Bool
  private var steps: [Step] = []
  private var bins: [[Int32]]
  private var tail: [UInt16] = []

  /// Searches the sources of a spelling, which must be `InverseTable.comparable`.
  ///
  /// Without a model all letters are equally likely.
  static func originals(
    of text: [UInt32], table: InverseTable, model: LetterModel?, width: Int,
    copiesLetters: Bool = false
  ) -> [Found] {
    guard !text.isEmpty, text.count <= longestSpelling else { return [] }
    var search = InverseSearch(
      table: table, model: model, text: text, width: width, copiesLetters: copiesLetters)
    return search.run()
  }

  private init(
    table: InverseTable, model: LetterModel?, text: [UInt32], width: Int, copiesLetters: Bool
  ) {
    self.table = table
    self.model = model
    self.text = text
    self.width = width
    self.copiesLetters = copiesLetters
    bins = [[Int32]](repeating: [], count: text.count + 1)
  }

  private mutating func run() -> [Found] {
    steps.append(
      Step(
        parent: -1, rule: Self.copied, start: 0, end: 0, position: 0, score: 0, a: 0, b: 0,
        isSilent: false))
    bins[0] = [0]
    for position in 0...text.count {
      // Letters that are written by nothing stand anywhere but at the very start.
      if position > 0 {
        for step in bins[position] {
          for rule in table.silent { apply(rule, to: step, position: position, isSilent: true) }
        }
      }
      guard position < text.count else { break }
      let here = bins[position]
      guard !here.isEmpty else { continue }
      table.forEachRule(writing: text, from: position) { rule, end in
        for step in here { apply(rule, to: step, position: end, isSilent: false) }
      }
      let scalar = text[position]
      let isLetter = Unicode.Scalar(scalar).map(\.properties.isAlphabetic) ?? false
      if copiesLetters || !isLetter && scalar < 0x300 {
        for step in here { copy(scalar, after: step, position: position) }
      }
    }
    return finish()
  }

  // MARK: Steps

  private mutating func apply(_ rule: Int32, to parent: Int32, position: Int, isSilent: Bool) {
    let before = steps[Int(parent)]
    if isSilent, before.isSilent { return }
    let entry = table.entries[Int(rule)]
    var (a, b) = (Int(before.a), Int(before.b))
    var score = before.score
    for letter in entry.letters where !advance(letter, &a, &b, &score) { return }
    guard hasRoom(position, score) else { return }
    let step = Step(
      parent: parent, rule: rule, start: before.end,
      end: before.end + Int32(entry.source.count), position: Int32(position), score: score,
      a: Int32(a), b: Int32(b), isSilent: isSilent)
    add(step, after: before)
  }

  private mutating func copy(_ scalar: UInt32, after parent: Int32, position: Int) {
    let before = steps[Int(parent)]
    var score = before.score
    // A sign that often stands for a letter seldom stands for itself.
    if Self.letterSigns.contains(scalar) { score -= Self.signCost }
    if let model, Int(before.b) != LetterModel.edge {
      score += model.cost(Int(before.a), Int(before.b), LetterModel.edge)
    } else if model == nil {
      score -= Self.plainCost
    }
    guard hasRoom(position + 1, score) else { return }
    let step = Step(
      parent: parent, rule: Self.copied, start: before.end, end: before.end + 1,
      position: Int32(position + 1), score: score, a: 0, b: 0, isSilent: false)
    add(step, after: before)
  }

  /// Adds the cost of a letter of the source; `false` for one that the language does not use.
  private func advance(
    _ scalar: UInt32, _ a: inout Int, _ b: inout Int, _ score: inout Float
  ) -> Bool {
    guard let model else {
      score -= Self.plainCost
      return true
    }
    guard let number = model.number(of: scalar) else { return false }
    score += model.cost(a, b, number)
    (a, b) = (b, number)
    return true
  }

  private func hasRoom(_ position: Int, _ score: Float) -> Bool {
    guard bins[position].count >= width else { return true }
    return bins[position].contains { steps[Int($0)].score < score }
  }

  private mutating func add(_ step: Step, after before: Step) {
    // The symbols at the end of the new hypothesis, the last one last.
    loadTail(step)
    guard isConfirmed(step, from: Int(before.end), isComplete: false) else { return }
    let index = Int32(steps.count)
    steps.append(step)
    let position = Int(step.position)
    if bins[position].count < width {
      bins[position].append(index)
      return
    }
    var worst = 0
    for other in bins[position].indices.dropFirst() {
      if steps[Int(bins[position][other])].score < steps[Int(bins[position][worst])].score {
        worst = other
      }
    }
    bins[position][worst] = index
  }

  // MARK: Checking

  /// Puts the last symbols of a hypothesis into `tail`, as many as contexts may reach.
  private mutating func loadTail(_ step: Step) {
    tail.removeAll(keepingCapacity: true)
    var current = step
    while tail.count < table.window {
      if current.parent < 0 { break }
      if current.rule == Self.copied {
        tail.append(table.symbol(of: text[Int(current.position) - 1]))
      } else {
        tail.append(contentsOf: table.entries[Int(current.rule)].source.reversed())
      }
      current = steps[Int(current.parent)]
    }
    tail.reverse()
  }

  /// Whether the engine applies the rules of the hypothesis that have become decidable since it had
  /// `known` symbols.
  private func isConfirmed(_ step: Step, from known: Int, isComplete: Bool) -> Bool {
    let end = Int(step.end)
    let origin = end - tail.count
    var current = step
    while current.parent >= 0 {
      let start = Int(current.start)
      if start < origin || start + table.window < known { break }
      let symbol = tail[start - origin]
      let decided = start + table.reach[Int(symbol)]
      let isDue = isComplete ? decided > known : decided > known && decided <= end
      if isDue, applied(at: start - origin, isStart: origin == 0) != current.rule { return false }
      current = steps[Int(current.parent)]
    }
    return true
  }

  /// The rule that the engine applies at an index of `tail`; edges surround the whole text.
  private func applied(at index: Int, isStart: Bool) -> Int32 {
    search: for rule in table.attempts[Int(tail[index])] {
      let entry = table.entries[Int(rule)]
      for (offset, symbol) in entry.source.enumerated().dropFirst()
      where index + offset >= tail.count || tail[index + offset] != symbol { continue search }
      for (offset, item) in entry.left.enumerated() {
        let place = index - 1 - offset
        if !table.holds(item, place >= 0 ? tail[place] : InverseTable.edge) { continue search }
      }
      for (offset, item) in entry.right.enumerated() {
        let place = index + entry.source.count + offset
        if !table.holds(item, place < tail.count ? tail[place] : InverseTable.edge) {
          continue search
        }
      }
      return rule
    }
    return Self.copied
  }

  // MARK: The end

  private mutating func finish() -> [Found] {
    var best: [[UInt32]: Float] = [:]
    for index in bins[text.count] {
      let step = steps[Int(index)]
      loadTail(step)
      guard isConfirmed(step, from: Int(step.end), isComplete: true) else { continue }
      var score = step.score
      if let model, Int(step.b) != LetterModel.edge {
        score += model.cost(Int(step.a), Int(step.b), LetterModel.edge)
      }
      let letters = letters(of: step)
      if best[letters].map({ $0 < score }) ?? true { best[letters] = score }
    }
    return best.map { Found(letters: $0.key, score: $0.value) }.sorted { x, y in
      x.score != y.score ? x.score > y.score : x.letters.lexicographicallyPrecedes(y.letters)
    }
  }

  private func letters(of step: Step) -> [UInt32] {
    var result: [UInt32] = []
    var current = step
    while current.parent >= 0 {
      if current.rule == Self.copied {
        result.append(text[Int(current.position) - 1])
      } else {
        result.append(contentsOf: table.entries[Int(current.rule)].letters.reversed())
      }
      current = steps[Int(current.parent)]
    }
    return result.reversed()
  }
}
