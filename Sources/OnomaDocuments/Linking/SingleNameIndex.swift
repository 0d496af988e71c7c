internal import OnomaMatching
internal import OnomaNames

/// Finds the person that a family name alone, or a given name alone, stands for.
///
/// People of the same document come first; then those of the others. An exact name wins over one that
/// only sounds alike.
struct SingleNameIndex {
  private var byFamily: [String: [Int]] = [:]
  /// The words of each one's family names.
  private var ends: [[[String]]] = []
  private var byGiven: [String: [Int]] = [:]
  private var bySound: [UInt32: [Int]] = [:]
  private var memory: [Question: Int?] = [:]
  private var sought: [Sought] = []
  private var numbers: [String: Int] = [:]
  private let sounds = NameSounds.shipped
  private let matcher = NameMatcher()

  /// Spelt otherwise it is the same name only if the sounds agree nearly wholly.
  private static let least = 3.0
  /// What the same words are worth, in log-odds: more than anything else.
  private static let exact = 10.0

  private struct Question: Hashable {
    let document: Int
    let form: Int
    let gender: Gender?
  }

  /// What is looked for, with those who may bear it and how well it fits each; the same in all
  /// documents.
  private struct Sought {
    let words: [NamePart]
    let candidates: [Int]
    /// How many of them, at the beginning, bear the words themselves as the end of a family name.
    let exact: Int
    /// By candidate; computed when it is first asked for.
    var scores: [Double?]
  }

  /// Indexes the people who are known by full names.
  init(_ groups: [MentionGroup]) {
    for (index, group) in groups.enumerated() {
      var families: Set<String> = []
      var given: Set<String> = []
      for name in group.names {
        if let last = name.name.family.last { families.insert(last.token.key) }
        for part in name.name.parts(.given) { given.insert(part.token.key) }
      }
      ends.append(group.names.map { $0.name.family.map(\.token.key) })
      for key in given { byGiven[key, default: []].append(index) }
      for key in families {
        byFamily[key, default: []].append(index)
        for block in blocks(key) { bySound[block, default: []].append(index) }
      }
    }
  }

  /// The group of a mention of one name, or `nil` for somebody of whom no full name is known.
  ///
  /// Complexity: O(people of like sound) for the first mention of a name in a document, then O(1).
  mutating func group(for item: PersonGrouper.Item, among groups: [MentionGroup]) -> Int? {
    let question = Question(
      document: item.document, form: item.person.number, gender: item.gender)
    if let known = memory[question] { return known }
    var readings: [(sought: Int, gender: Gender?, odds: Double)] = []
    for (number, reading) in item.readings.enumerated() {
      let gender = item.titleGender ?? (item.readings.count > 1 ? reading.gender : item.gender)
      let sought = number == 0 ? sought(item.name) : sought(reading.text)
      readings.append((sought, gender, reading.odds))
    }
    var found: (score: Double, group: Int)?
    for isLocal in [true, false] where found == nil {
      for reading in readings {
        guard
          let (score, group) = best(
            reading.sought, reading.gender, groups, in: isLocal ? item.document : nil)
        else { continue }
        // A reading that only the rules make loses to one that is as good by itself.
        let odds = score + 0.2 * reading.odds
        if odds > (found?.score ?? 0) { found = (odds, group) }
      }
    }
    memory[question] = .some(found?.group)
    return found?.group
  }

  private mutating func sought(_ text: String) -> Int {
    numbers[text] ?? sought(NameParser.shipped.parse(text, as: .person))
  }

  private mutating func sought(_ name: Name) -> Int {
    if let number = numbers[name.text] { return number }
    let words = name.parts.filter { $0.role != .honorific && $0.role != .suffix }
    let exact = bearers(of: words)
    let others = candidates(words).filter { !exact.contains($0) }
    let candidates = exact.sorted() + others
    numbers[name.text] = sought.count
    sought.append(
      Sought(
        words: words, candidates: candidates, exact: exact.count,
        scores: Array(repeating: nil, count: candidates.count)))
    return sought.count - 1
  }

  /// Those whose family name is spelt as the words are, or ends so.
  private func bearers(of words: [NamePart]) -> Set<Int> {
    let keys = words.map(\.token.key)
    guard let last = keys.last else { return [] }
    return Set(
      (byFamily[last] ?? []).filter {
        ends[$0].contains { $0.suffix(keys.count).elementsEqual(keys) }
      })
  }

  private func candidates(_ words: [NamePart]) -> [Int] {
    guard let last = words.last else { return [] }
    var found = Set(byFamily[last.token.key] ?? [])
    if words.count == 1 { found.formUnion(byGiven[last.token.key] ?? []) }
    for block in blocks(last.token.key) { found.formUnion(bySound[block] ?? []) }
    return found.sorted()
  }

  private func blocks(_ key: String) -> [UInt32] {
    sounds.blockingKeys(sounds.sounds(of: key), depth: 4)
  }

  private mutating func best(
    _ number: Int, _ gender: Gender?, _ groups: [MentionGroup], in document: Int?
  ) -> (Double, Int)? {
    var found: (score: Double, seen: Int, group: Int)?
    for (position, index) in sought[number].candidates.enumerated() {
      // Nothing that only sounds alike is worth as much as the name itself.
      if position >= sought[number].exact, found?.score == Self.exact { break }
      if let document, !groups[index].documents.contains(document) { continue }
      if let gender, let other = groups[index].gender, gender != other { continue }
      let score = score(number, position, groups[index])
      guard score > Self.least else { continue }
      let seen = groups[index].forms.values.reduce(0, +)
      if let other = found, (score, seen) <= (other.score, other.seen) { continue }
      found = (score, seen, index)
    }
    return found.map { ($0.score, $0.group) }
  }

  private mutating func score(_ number: Int, _ position: Int, _ group: MentionGroup) -> Double {
    if let known = sought[number].scores[position] { return known }
    let words = sought[number].words
    let score = group.names.map { fit(words, $0.name) }.max() ?? 0
    sought[number].scores[position] = score
    return score
  }

  /// The log-odds that two words are spellings of one name, by the learned comparison.
  private func heard(_ a: String, _ b: String) -> Double {
    let probability = matcher.probability(
      PreparedName(a, type: .person), PreparedName(b, type: .person))
    let p = min(max(probability, 1e-6), 1 - 1e-6)
    // On the scale of the sound costs that it is held against: nine in ten is as good as they ask.
    return 1.5 * SoundChunks.log(p / (1 - p))
  }

  /// How well single words fit the end of a family name, or a given name, in log-odds.
  private func fit(_ words: [NamePart], _ name: Name) -> Double {
    let family = name.family.map(\.token.key)
    let keys = words.map(\.token.key)
    if keys.isEmpty { return -1 }
    if family.suffix(keys.count).elementsEqual(keys) { return Self.exact }
    let isGiven = name.given.contains { $0.role == .given && $0.token.key == keys[0] }
    if keys.count == 1, isGiven { return words[0].role == .given ? 8 : 3.5 }
    // Gould for Gould-Davies is one of two names; only the whole or its end will do.
    guard family.count >= keys.count else { return -1 }
    // Between scripts much is lost on the way, so that the same sounds agree less.
    let isForeign = name.family.last?.token.script != words.last?.token.script
    let bonus = isForeign ? 1.5 : 0
    var least = Double.infinity
    for (a, b) in zip(family.suffix(keys.count), keys) {
      least = min(
        least,
        sounds.logOdds(sounds.sounds(of: a), sounds.sounds(of: b), above: Self.least - bonus))
      // What the quick comparison refuses the learned one cannot save.
      if least + bonus <= Self.least { return -1 }
      least = min(least, heard(a, b))
    }
    return least + bonus
  }
}

extension PreparedName {
  /// The sounds of all parts in a row.
  var joinedKeySounds: [UInt8] {
    NameSounds.shipped.sounds(of: name.parts.map(\.token.key).joined())
  }
}
