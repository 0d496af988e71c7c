internal import Onoma

/// An entity that a cell may name, with what speaks for and against it.
struct Candidate: Sendable {
  /// One thing that was weighed.
  struct Feature: Sendable {
    let id: String
    let name: String
    let value: Double
  }

  let entity: Entity
  /// The probability by the names and all that a row says, from 0 to 1.
  let probability: Double
  let features: [Feature]
  /// The spelling that the name was found by.
  var spelling: String?
  /// Whether no person need look at it.
  var isCertain = false

  /// The probability in percent, with two decimals.
  var score: Double { (probability * 10_000).rounded() / 100 }

  /// What tells it apart from others of its name.
  var description: String {
    var words: [String] = []
    if let text = entity.description { words.append(text) }
    let dates = ["birthDate", "deathDate"].map { entity.dates[$0] }
    if dates.contains(where: { $0 != nil }) {
      words.append(dates.map { $0 ?? "" }.joined(separator: "–"))
    }
    if let country = entity.country { words.append(country) }
    return words.joined(separator: ", ")
  }
}

extension ServiceSnapshot {
  /// The candidates of a query, the likeliest first; the result does not depend on other queries.
  func candidates(for query: ReconciliationQuery) -> [Candidate] {
    var found: [CanonicalID: Candidate] = [:]
    var order: [CanonicalID] = []
    func add(_ candidate: Candidate) {
      let id = candidate.entity.id
      if let known = found[id] {
        if known.probability >= candidate.probability { return }
      } else {
        order.append(id)
      }
      found[id] = candidate
    }
    for text in query.ids + query.names.prefix(1) {
      // Whoever asks for an ID, or has it in the cell, means it.
      guard let entity = knowledge[CanonicalID(rawValue: text)] else { continue }
      add(
        Candidate(
          entity: entity, probability: 1,
          features: [.init(id: "id", name: "the ID itself", value: 1)]))
    }
    for name in query.names {
      for hit in search.hits(
        for: name, types: query.types, limit: max(EntitySearch.least, query.limit))
      {
        if let candidate = candidate(hit, query) { add(candidate) }
      }
    }
    if query.names.isEmpty, query.ids.isEmpty { addByProperties(query, add) }
    let ranked = order.compactMap { found[$0] }.enumerated().sorted { a, b in
      a.element.score != b.element.score
        ? a.element.score > b.element.score : a.offset < b.offset
    }
    var candidates = ranked.map(\.element)
    if EntitySearch.isCertain(candidates.map(\.probability)) { candidates[0].isCertain = true }
    return Array(candidates.prefix(query.limit))
  }

  /// A hit weighed with what else the query says; `nil` where it lacks what is required.
  private func candidate(_ hit: EntityHit, _ query: ReconciliationQuery) -> Candidate? {
    var features = [
      Candidate.Feature(
        id: "name", name: "probability by the names, in percent",
        value: (hit.probability * 10_000).rounded() / 100)
    ]
    for reason in hit.match.evidence where abs(reason.weight) >= 0.05 && abs(reason.weight) < 500 {
      features.append(
        .init(
          id: "name:" + reason.rule.rawValue, name: reason.sentence,
          value: (reason.weight * 100).rounded() / 100))
    }
    guard !query.conditions.isEmpty else {
      return Candidate(
        entity: hit.entity, probability: hit.probability, features: features,
        spelling: hit.spelling)
    }
    var odds = EntitySearch.logOdds(hit.probability)
    for condition in query.conditions {
      guard let weight = weight(of: condition, hit.entity) else { return nil }
      odds += weight
      if weight != 0 {
        features.append(
          .init(
            id: "property:" + condition.property.id, name: condition.property.label, value: weight))
      }
    }
    return Candidate(
      entity: hit.entity, probability: EntitySearch.probability(odds), features: features,
      spelling: hit.spelling)
  }

  /// What a condition says of an entity, in log-odds; `nil` where it is required and not met.
  private func weight(of condition: ReconciliationQuery.Condition, _ entity: Entity) -> Double? {
    let weights = condition.values.map { condition.property.weight($0, entity) }
    let best = (condition.needsAll ? weights.min() : weights.max()) ?? 0
    if condition.isNegated {
      if condition.isRequired, best > 0 { return nil }
      return best > 0 ? -best : 0
    }
    if condition.isRequired, best <= 0 { return nil }
    return best
  }

  /// Candidates of a query without any name: whoever has an identifier or a date that it gives.
  private func addByProperties(_ query: ReconciliationQuery, _ add: (Candidate) -> Void) {
    guard !query.conditions.isEmpty else { return }
    var found: [(odds: Double, candidate: Candidate)] = []
    for entity in knowledge.entities where query.types.contains(entity.type) {
      // Without a name, nobody in particular is meant.
      var odds = -4.0
      var features: [Candidate.Feature] = []
      var isMet = true
      for condition in query.conditions {
        guard let weight = weight(of: condition, entity) else {
          isMet = false
          break
        }
        odds += weight
        if weight != 0 {
          features.append(
            .init(
              id: "property:" + condition.property.id, name: condition.property.label,
              value: weight))
        }
      }
      guard isMet, odds > -4 else { continue }
      found.append(
        (
          odds,
          Candidate(
            entity: entity, probability: EntitySearch.probability(odds), features: features)
        ))
    }
    let best = found.enumerated().sorted { a, b in
      a.element.odds != b.element.odds
        ? a.element.odds > b.element.odds : a.offset < b.offset
    }
    for item in best.prefix(max(2, query.limit)) { add(item.element.candidate) }
  }
}
