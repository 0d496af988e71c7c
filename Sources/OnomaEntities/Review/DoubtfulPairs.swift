internal import OnomaMatching
internal import OnomaNames

/// Finds pairs of entities in a knowledge base that may be one and may be two.
///
/// Names are looked up in the sound index, so no step compares all with all. What else is known of
/// the two speaks with them, each thing by how much likelier it is of one person than of two (Fellegi
/// and Sunter); ``EntityContext`` says what is taken for the two.
public struct DoubtfulPairs: Sendable {
  /// From which probability on a pair is worth a look.
  public var lowest = 0.15
  /// Up to which probability a pair is in doubt.
  public var highest = 0.98
  /// How many entities are compared with each.
  public var candidates = 8
  /// How many spellings of an entity are looked up: the first of each script, then further ones.
  public var spellings = 4

  /// Finds what is neither clearly one nor clearly two.
  public init() {}

  /// The pairs in doubt, in order of their IDs.
  ///
  /// The result depends on the entities alone. Complexity: O(spellings · log(spellings)) in practice;
  /// some milliseconds a spelling.
  /// - Throws: ``NameIndexError`` where the names are too many for an index.
  public func find(in knowledge: KnowledgeBase) throws(NameIndexError) -> [ReviewCandidate] {
    var found: [ReviewCandidate] = []
    for type in EntityType.allCases {
      found += try find(knowledge.entities.filter { $0.type == type }, type)
    }
    return found.sorted { a, b in (a.left, a.right) < (b.left, b.right) }
  }

  private func find(
    _ entities: [Entity], _ type: EntityType
  ) throws(NameIndexError) -> [ReviewCandidate] {
    if entities.count < 2 { return [] }
    var builder = NameIndexBuilder(type: type)
    let names = entities.map(lookedUp)
    for (position, texts) in names.enumerated() {
      for text in texts { try builder.add(id: String(position), name: text) }
    }
    let index = try builder.build()
    var best: [Pair: NameMatch] = [:]
    for (position, texts) in names.enumerated() {
      for text in texts {
        for hit in index.matches(for: text, limit: candidates + texts.count) {
          guard let other = Int(hit.id), other != position, hit.match.isComparable else { continue }
          let pair = Pair(min(position, other), max(position, other))
          if let known = best[pair], known.probability >= hit.match.probability { continue }
          best[pair] = hit.match
        }
      }
    }
    return best.compactMap { pair, match in
      candidate(entities[pair.first], entities[pair.second], match)
    }
  }

  private struct Pair: Hashable {
    let first: Int
    let second: Int

    init(_ first: Int, _ second: Int) {
      self.first = first
      self.second = second
    }
  }

  /// The names that stand for an entity: the preferred one, then the first of each other script.
  ///
  /// Of somebody with a full name a part of it is not looked up: Cole may be short for Nicholas, but not
  /// where it is the family name of John Cole.
  private func lookedUp(_ entity: Entity) -> [String] {
    let parts = Set(
      entity.spellings.flatMap { spelling -> [String] in
        let words = NameKey.foldPhrase(spelling).split(separator: " ")
        return words.count > 1 ? words.map(String.init) : []
      })
    let known = entity.spellings.filter {
      entity.type != .person || !parts.contains(NameKey.foldPhrase($0))
    }
    var texts: [String] = [entity.name]
    var scripts: Set<String> = [NameScript.code(of: entity.name)]
    for spelling in known where scripts.insert(NameScript.code(of: spelling)).inserted {
      texts.append(spelling)
    }
    for spelling in known where !texts.contains(spelling) { texts.append(spelling) }
    return Array(texts.prefix(spellings))
  }

  private func candidate(_ a: Entity, _ b: Entity, _ match: NameMatch) -> ReviewCandidate? {
    let context = EntityContext(a, b).evidence
    let odds = StableMath.logit(match.probability) + context.reduce(0) { $0 + $1.weight }
    let probability = StableMath.logistic(odds)
    guard (lowest...highest).contains(probability) else { return nil }
    // The sides of a match are those of the name that was looked up, which may be either one.
    let names = match.evidence.map { JudgementEvidence($0) }
    let sides = [
      JudgementEvidence("name", a.name, b.name, weight: StableMath.logit(match.probability))
    ]
    return ReviewCandidate(
      a.id, b.id, probability: probability,
      evidence: (sides + context).sorted { abs($0.weight) > abs($1.weight) }
        + names.filter { $0.rule == "confusable" })
  }
}

/// What speaks for and against two entities beside their names.
///
/// Each weight is the logarithm of how often something is found of two records of one, over how often of
/// two whose names are alike. No labelled pairs come with a store, so the shares are general knowledge:
/// births spread over some forty years, evenly within each; one record in thirty has another birth year
/// or a slip in the day; every second pair of people of one name shares a country, as names do; a
/// number is given to two by mistake in one pair of ten thousand. What a reviewer is asked first depends
/// on the order of these weights, not on their last digit.
struct EntityContext {
  private enum Weight {
    static let sameDay = log(0.97, 1.0 / (40 * 365))
    static let sameMonth = log(0.97, 1.0 / (40 * 12))
    static let sameYear = log(0.97, 1.0 / 40)
    static let otherDay = log(0.01, 1.0 / 40)
    static let otherYear = log(0.02, 0.975)
    static let otherGender = log(0.01, 0.5)
    static let sameCountry = log(0.8, 0.5)
    static let otherCountry = log(0.2, 0.5)
    static let sameNumber = log(0.9, 0.0001)
    static let otherNumber = log(0.01, 0.9999)

    private static func log(_ ofOne: Double, _ ofTwo: Double) -> Double {
      StableMath.log(ofOne / ofTwo)
    }
  }

  /// The reasons, in a fixed order.
  let evidence: [JudgementEvidence]

  /// Compares what is known of both.
  init(_ a: Entity, _ b: Entity) {
    var evidence: [JudgementEvidence] = []
    for (kind, rule) in [("birthDate", "birth-date"), ("deathDate", "death-date")] {
      guard let mine = a.dates[kind], let theirs = b.dates[kind] else { continue }
      evidence.append(
        JudgementEvidence(rule, mine, theirs, weight: Self.dateWeight(mine, theirs)))
    }
    if let mine = a.gender, let theirs = b.gender, mine != theirs {
      evidence.append(
        JudgementEvidence("gender", mine.rawValue, theirs.rawValue, weight: Weight.otherGender))
    }
    if let mine = a.country, let theirs = b.country {
      evidence.append(
        JudgementEvidence(
          "country", mine, theirs,
          weight: mine.lowercased() == theirs.lowercased()
            ? Weight.sameCountry : Weight.otherCountry))
    }
    for scheme in Set(a.identifiers.map(\.scheme)).intersection(b.identifiers.map(\.scheme))
      .sorted()
    {
      let mine = a.identifiers.filter { $0.scheme == scheme }.map(\.value)
      let theirs = b.identifiers.filter { $0.scheme == scheme }.map(\.value)
      let isShared = !Set(mine).isDisjoint(with: theirs)
      evidence.append(
        JudgementEvidence(
          "identifier", "\(scheme):\(mine.joined(separator: "|"))",
          "\(scheme):\(theirs.joined(separator: "|"))",
          weight: isShared ? Weight.sameNumber : Weight.otherNumber))
    }
    self.evidence = evidence
  }

  /// Dates as precise as both are: to the day, the month or the year.
  private static func dateWeight(_ a: String, _ b: String) -> Double {
    let (mine, theirs) = (a.split(separator: "-"), b.split(separator: "-"))
    let parts = min(mine.count, theirs.count, 3)
    guard mine.prefix(parts) == theirs.prefix(parts) else {
      return mine.first == theirs.first ? Weight.otherDay : Weight.otherYear
    }
    return [0, Weight.sameYear, Weight.sameMonth, Weight.sameDay][max(0, parts)]
  }
}
