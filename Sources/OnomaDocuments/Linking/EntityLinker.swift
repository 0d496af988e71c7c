internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Decides which entity of a knowledge base each group of mentions names, or that it is nobody known.
///
/// What a name says is the calibrated comparison's probability. Where it fits several entities, those
/// that these documents name in full elsewhere are likelier, and those whose country they are about.
/// *Nobody known* takes part like a candidate: a name that fits two entities equally well is given to
/// neither.
struct EntityLinker {
  /// An entity with how probable it is that a group of mentions names it.
  struct Link {
    let entity: Entity
    let probability: Double
    let match: NameMatch
  }

  /// A candidate for one group.
  private struct Claim {
    let entity: Int
    /// The log-odds that the name alone gives.
    var odds: Double
    let name: PreparedName
    let spelling: PreparedName
  }

  private let search: KnowledgeSearch
  private let gazetteer: Gazetteer
  /// In how many documents each entity is named beyond doubt.
  private var documents: [Int: Set<Int>] = [:]
  /// How often the entities that a document names beyond doubt belong to a country.
  private var countries: [Int: [String: Int]] = [:]

  init(_ search: KnowledgeSearch, gazetteer: Gazetteer) {
    self.search = search
    self.gazetteer = gazetteer
  }

  /// The log-odds of nobody known for a full name, and for a family name alone, which strangers share.
  private static let nobody = 0.0
  private static let nobodyAlone = 1.0
  /// The probability from which a link tells what the documents are about.
  private static let sure = 0.8

  /// The links of all groups, in their order.
  ///
  /// Complexity: O(names · candidates).
  mutating func links(of groups: [MentionGroup]) -> [Link?] {
    if search.index.isEmpty { return groups.map { _ in nil } }
    let claims = groups.map { self.claims(of: $0) }
    for (group, claims) in zip(groups, claims) where group.isTelling {
      guard let (claim, probability) = decide(claims, group), probability >= Self.sure else {
        continue
      }
      documents[claim.entity, default: []].formUnion(group.documents)
      guard let country = search.index.entities[claim.entity].country else { continue }
      for document in group.documents { countries[document, default: [:]][country, default: 0] += 1 }
    }
    return zip(groups, claims).map { group, claims in
      guard let (claim, probability) = decide(claims, group), probability >= 0.5 else { return nil }
      return Link(
        entity: search.index.entities[claim.entity], probability: probability,
        match: search.match(claim.name, claim.spelling))
    }
  }

  /// The best claim with its share of all, nobody's included.
  private func decide(_ claims: [Claim], _ group: MentionGroup) -> (Claim, Double)? {
    var best: (claim: Claim, odds: Double)?
    var weights: [Double] = [group.isTelling ? Self.nobody : Self.nobodyAlone]
    for claim in claims {
      let odds = claim.odds + prior(claim.entity, group)
      weights.append(odds)
      if odds > (best?.odds ?? -.infinity) { best = (claim, odds) }
    }
    guard let best else { return nil }
    let most = max(best.odds, weights[0])
    let sum = weights.reduce(0) { $0 + SoundChunks.exp(max(-60, $1 - most)) }
    return (best.claim, SoundChunks.exp(best.odds - most) / sum)
  }

  /// What is known beside the name, in log-odds.
  private func prior(_ entity: Int, _ group: MentionGroup) -> Double {
    let known = search.index.entities[entity]
    var odds = 0.3 * Double(min(known.aliases.count, 3))
    if let named = documents[entity] {
      odds += SoundChunks.log(Double(1 + min(named.count, 20)))
      // A name alone is somebody whom the same document names in full.
      if !named.isDisjoint(with: group.documents) { odds += group.isTelling ? 1 : 2 }
    }
    if let country = known.country {
      var share = 0.0
      for document in group.documents {
        let counts = countries[document] ?? [:]
        let all = counts.values.reduce(0, +)
        share = max(share, Double(counts[country] ?? 0) / Double(all + 4))
      }
      odds += 2 * share
    }
    return odds
  }

  private func claims(of group: MentionGroup) -> [Claim] {
    group.type == .person ? personClaims(group) : bodyClaims(group)
  }

  private func note(_ claim: Claim, in best: inout [Int: Claim], _ order: inout [Int]) {
    if let known = best[claim.entity] {
      if claim.odds > known.odds { best[claim.entity] = claim }
    } else {
      best[claim.entity] = claim
      order.append(claim.entity)
    }
  }

  private func personClaims(_ group: MentionGroup) -> [Claim] {
    var best: [Int: Claim] = [:]
    var order: [Int] = []
    for reading in group.readings {
      for candidate in search.people(named: reading.name) {
        let entity = search.index.entities[candidate.entity]
        if let x = entity.gender, let y = reading.gender ?? group.gender, x != y { continue }
        if let x = entity.gender, let y = group.gender, x != y { continue }
        var odds = candidate.odds + 0.4 * max(-4, reading.odds)
        if InitialLetters.contradict(reading.name.name, candidate.spelling.name) { odds -= 8 }
        note(
          Claim(
            entity: candidate.entity, odds: odds, name: reading.name, spelling: candidate.spelling),
          in: &best, &order)
      }
    }
    return order.compactMap { best[$0] }
  }

  private func bodyClaims(_ group: MentionGroup) -> [Claim] {
    var best: [Int: Claim] = [:]
    var order: [Int] = []
    let fallback = group.names.first ?? PreparedName(group.preferredName, type: group.type)
    if let hint = group.entity {
      let spelling = PreparedName(search.index.entities[hint].name, type: group.type)
      note(Claim(entity: hint, odds: 6, name: fallback, spelling: spelling), in: &best, &order)
    }
    for name in group.names {
      for entity in search.index.entities(spelt: NameKey.foldPhrase(name.name.text)) {
        let spelling = PreparedName(name.name.text, type: group.type)
        var odds = 9.0
        if search.index.entities[entity].type != group.type {
          if search.index.entities[entity].type == .person || group.known != nil { continue }
          odds -= 2
        }
        // Belta is another body than BelTA.
        if !search.index.entities[entity].spellings.contains(name.name.text) { odds -= 1.5 }
        note(
          Claim(entity: entity, odds: odds, name: name, spelling: spelling), in: &best, &order)
      }
      for candidate in search.bodies(named: name)
      where search.index.entities[candidate.entity].type == group.type {
        note(
          Claim(
            entity: candidate.entity, odds: candidate.odds, name: name,
            spelling: candidate.spelling), in: &best, &order)
      }
    }
    guard let known = group.known else { return order.compactMap { best[$0] } }
    // Of several Washingtons the one that is called as only this place is.
    for entity in order {
      var ids: Set<String> = []
      for spelling in search.index.entities[entity].spellings {
        ids.formUnion(gazetteer[NameKey.foldPhrase(spelling)].map(\.id))
      }
      if ids.contains(known.id) {
        best[entity]?.odds = 9 - 1.5 * Double(ids.count - 1)
      } else {
        best[entity]?.odds -= 3
      }
      if let country = search.index.entities[entity].country, !known.country.isEmpty,
        country != known.country
      {
        best[entity]?.odds -= 4
      }
    }
    return order.compactMap { best[$0] }
  }
}
