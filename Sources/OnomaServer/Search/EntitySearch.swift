internal import Onoma

/// An entity that a name may stand for.
struct EntityHit: Sendable {
  let entity: Entity
  /// The spelling of the entity that fits best.
  let spelling: String
  /// How the name compares with that spelling.
  let match: NameMatch

  /// How probable it is that the name is this entity's, from 0 to 1.
  var probability: Double { match.probability }
}

/// Finds the entities of a knowledge base by a name in any script, by sound and by exact spelling.
struct EntitySearch: Sendable {
  private let knowledge: KnowledgeBase
  /// The spellings of each type; IDs are positions of entities.
  private let indexes: [EntityType: NameIndex]
  private let spellings: SpellingTable
  private let matcher = NameMatcher()
  private let memory = HitMemory()

  /// The longest name that is looked for, in Unicode scalars; a longer one finds nobody.
  static let nameLimit = 1_000
  /// How many candidates are looked at even where fewer are wanted.
  ///
  /// Whether the best one is certain depends on the second, so it must not depend on the limit.
  static let least = 8

  /// Finds what was made ready; people are in the index that texts are read with.
  ///
  /// Complexity: O(n log n) in the bytes of the spellings of organisations and places.
  /// - Throws: ``NameIndexError`` where the names are more than an index holds.
  init(_ prepared: PreparedKnowledge) throws(NameIndexError) {
    knowledge = prepared.knowledge
    spellings = SpellingTable(knowledge.entities)
    var indexes: [EntityType: NameIndex] = [:]
    indexes[.person] = prepared.people
    for type in [EntityType.organization, .place] {
      var builder = NameIndexBuilder(type: type)
      for (position, entity) in knowledge.entities.enumerated() where entity.type == type {
        for spelling in entity.spellings {
          try builder.add(id: String(position), name: spelling)
        }
      }
      if builder.count > 0 { indexes[type] = try builder.build() }
    }
    self.indexes = indexes
  }

  /// The entities that a name may stand for, the likeliest first.
  ///
  /// The result depends on the name, the types and the knowledge base only; a smaller limit gives the
  /// beginning of what a larger one gives. Complexity: that of ``NameIndex/matches(for:limit:)``.
  func hits(
    for name: String, types: [EntityType] = EntityType.allCases, limit: Int
  ) -> [EntityHit] {
    guard limit > 0, !name.isEmpty, name.unicodeScalars.count <= Self.nameLimit else { return [] }
    guard let question = HitMemory.Question(name, types, limit: limit) else {
      return search(name, types, limit: limit)
    }
    return memory.hits(for: question) { search(name, types, limit: limit) }
  }

  private func search(_ name: String, _ types: [EntityType], limit: Int) -> [EntityHit] {
    var found: [EntityHit] = []
    var seen: Set<CanonicalID> = []
    func add(_ entity: Entity, _ spelling: String, _ match: NameMatch) {
      guard types.contains(entity.type), seen.insert(entity.id).inserted else { return }
      found.append(EntityHit(entity: entity, spelling: spelling, match: match))
    }
    for place in spellings.places(of: name).prefix(Self.exactLimit) {
      let entity = knowledge.entities[Int(place.entity)]
      let spelling = entity.spellings[Int(place.spelling)]
      add(entity, spelling, matcher.compare(name, spelling, as: entity.type))
    }
    for type in types {
      let limit = max(limit, Self.least)
      for match in indexes[type]?.matches(for: name, limit: limit) ?? [] {
        guard let position = Int(match.id), knowledge.entities.indices.contains(position) else {
          continue
        }
        add(knowledge.entities[position], match.name, match.match)
      }
    }
    // The index knows how rare words are, which a probability does not say: among those that are as
    // probable to a hundredth its order stays.
    let ranked = found.enumerated().sorted { a, b in
      let x = Self.percent(a.element)
      let y = Self.percent(b.element)
      return x != y ? x > y : a.offset < b.offset
    }
    return ranked.prefix(limit).map(\.element)
  }

  /// How many entities of just the same spelling are looked at.
  private static let exactLimit = 100

  private static func percent(_ hit: EntityHit) -> Int { Int((hit.probability * 100).rounded()) }

  /// Whether the first of some probabilities is sure enough to be taken without a person's look.
  ///
  /// It must be likely by itself, and the next candidate far less so: of two people of one family name,
  /// the name alone is neither's. The lead is in log-odds: 2 is a factor of seven. Where the second is
  /// very likely, too, only a factor of fifty tells them apart, as an exact spelling or a date of birth
  /// gives it.
  static func isCertain(_ probabilities: [Double]) -> Bool {
    guard let first = probabilities.first, first >= 0.7 else { return false }
    guard probabilities.count > 1 else { return true }
    let second = probabilities[1]
    return logOdds(first) - logOdds(second) >= (second < 0.9 ? 2 : 4)
  }

  /// The log-odds of a probability, kept finite.
  static func logOdds(_ probability: Double) -> Double {
    let p = min(1 - 1e-6, max(1e-6, probability))
    return StableMath.log(p / (1 - p))
  }

  /// The probability of log-odds.
  static func probability(_ logOdds: Double) -> Double { StableMath.logistic(logOdds) }

  /// Entities by the beginning of a spelling, in alphabetical order of the spellings; then those that
  /// sound like it.
  ///
  /// An ID, or the identifier of somebody else's, finds its entity before any other.
  func suggestions(
    for prefix: String, types: [EntityType] = EntityType.allCases, limit: Int, offset: Int = 0
  ) -> [(entity: Entity, spelling: String)] {
    guard prefix.unicodeScalars.count <= Self.nameLimit, !prefix.isEmpty else { return [] }
    let wanted = offset + limit
    var found: [(entity: Entity, spelling: String)] = []
    var seen: Set<CanonicalID> = []
    func add(_ entity: Entity, _ spelling: String) {
      guard types.contains(entity.type), seen.insert(entity.id).inserted else { return }
      found.append((entity, spelling))
    }
    if let entity = knowledge[CanonicalID(rawValue: prefix)] { add(entity, entity.name) }
    spellings.visit(prefix: prefix) { place in
      let entity = knowledge.entities[Int(place.entity)]
      add(entity, entity.spellings[Int(place.spelling)])
      return found.count < wanted
    }
    if found.count < wanted {
      for hit in hits(for: prefix, types: types, limit: wanted) where hit.probability >= 0.3 {
        add(hit.entity, hit.spelling)
      }
    }
    return Array(found.dropFirst(offset).prefix(limit))
  }
}
