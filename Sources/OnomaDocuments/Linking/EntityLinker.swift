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
    /// The same without regard to scripts: whether it is anybody known.
    var heard: Double
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
  private static let nobodyAlone = 0.5
  /// Log-odds of a name that is the same letter by letter.
  private static let same = 8.5
  /// What being named in many of the documents counts at most.
  private static let fame = 4.5
  /// How far a claim may lag behind the one whose name fits best, in log-odds.
  private static let lag = 4.0
  /// Log-odds below which a name says that it is somebody else.
  private static let hopeless = -1.5
  /// What a name says in another script, beside one that is spelt in the same letters.
  private static let foreign = 0.7
  /// The probability from which a link tells what the documents are about.
  private static let sure = 0.8

  /// The links of one group.
  struct Links {
    /// By full form; a form that is not here goes by its document.
    var forms: [String: Link?] = [:]
    /// By document, for what is named by one word there.
    var documents: [Int: Link] = [:]
    /// What the whole group is linked to.
    var whole: Link?

    /// The link of a mention.
    func link(form: String?, document: Int) -> Link? {
      if let form, let link = forms[form] { return link }
      return documents[document] ?? whole
    }
  }

  /// One form of a group with those who may bear it.
  private struct Unit {
    let group: Int
    let form: String?
    let documents: Set<Int>
    let isTelling: Bool
    var claims: [Claim]
  }

  /// The links of all groups, in their order.
  ///
  /// Every full form is linked by itself: Juan Cole, John Cole and John Coale may be one group, where
  /// they are far apart, and three entities.
  /// Complexity: O(names · candidates).
  mutating func links(of groups: [MentionGroup]) -> [Links] {
    if search.index.isEmpty { return groups.map { _ in Links() } }
    var units: [Unit] = []
    for (number, group) in groups.enumerated() { units += self.units(of: group, number) }
    for unit in units where unit.isTelling {
      guard let (claim, probability) = decide(unit), probability >= Self.sure, claim.odds > 1 else {
        continue
      }
      documents[claim.entity, default: []].formUnion(unit.documents)
      guard let country = search.index.entities[claim.entity].country else { continue }
      for document in unit.documents {
        countries[document, default: [:]][country, default: 0] += 1
      }
    }
    var decisions = units.map { decide($0).flatMap { $0.1 >= 0.5 ? $0 : nil } }
    separate(units, &decisions)
    return gather(groups, units, decisions)
  }

  private func units(of group: MentionGroup, _ number: Int) -> [Unit] {
    guard group.type == .person, group.isTelling else {
      return [
        Unit(
          group: number, form: nil, documents: group.documents, isTelling: group.isTelling,
          claims: group.type == .person ? personClaims(group.readings, group) : bodyClaims(group))
      ]
    }
    return group.formDocuments.keys.sorted().map { form in
      Unit(
        group: number, form: form, documents: group.formDocuments[form] ?? [], isTelling: true,
        claims: personClaims(group.readings.filter { $0.form == form }, group))
    }
  }

  /// Two full names in one document with one family name and different given ones are two people:
  /// only the better claim to an entity stands.
  private func separate(_ units: [Unit], _ decisions: inout [(Claim, Double)?]) {
    var claimants: [Int: [Int]] = [:]
    for (index, decision) in decisions.enumerated() where units[index].form != nil {
      if let decision { claimants[decision.0.entity, default: []].append(index) }
    }
    for entity in claimants.keys.sorted() {
      let ranked = (claimants[entity] ?? []).sorted { a, b in
        let x = (decisions[a]?.0.odds ?? 0) + 0.1 * Double(units[a].documents.count)
        let y = (decisions[b]?.0.odds ?? 0) + 0.1 * Double(units[b].documents.count)
        return (y, a) < (x, b)
      }
      for (rank, index) in ranked.enumerated() {
        let isOther = ranked[..<rank].contains { better in
          guard decisions[better] != nil, let x = decisions[index]?.0.name.name,
            let y = decisions[better]?.0.name.name,
            !units[index].documents.isDisjoint(with: units[better].documents)
          else { return false }
          return Namesakes.are(x, y)
        }
        if isOther { decisions[index] = nil }
      }
    }
  }

  private func gather(
    _ groups: [MentionGroup], _ units: [Unit], _ decisions: [(Claim, Double)?]
  ) -> [Links] {
    var links = groups.map { _ in Links() }
    var best: [Int: (weight: Double, link: Link)] = [:]
    for (unit, decision) in zip(units, decisions) {
      let link = decision.map { claim, probability in
        Link(
          entity: search.index.entities[claim.entity], probability: probability,
          match: search.match(claim.name, claim.spelling))
      }
      if let form = unit.form { links[unit.group].forms[form] = .some(link) }
      guard let link else { continue }
      for document in unit.documents.sorted() {
        let known = links[unit.group].documents[document]
        if link.probability > (known?.probability ?? 0) {
          links[unit.group].documents[document] = link
        }
      }
      let weight = link.probability * Double(unit.documents.count)
      if weight > (best[unit.group]?.weight ?? 0) { best[unit.group] = (weight, link) }
    }
    for (group, found) in best { links[group].whole = found.link }
    return links
  }

  /// The best claim with its probability: that it is anybody known, and that it is this one of them.
  private func decide(_ unit: Unit) -> (Claim, Double)? {
    var best: (claim: Claim, odds: Double)?
    var weights: [Double] = []
    var most = -Double.infinity
    let first = unit.claims.map(\.heard).max() ?? 0
    for claim in unit.claims
    where claim.odds > Self.hopeless
      && claim.heard > first - (first >= Self.same ? Self.lag / 2 : Self.lag)
    {
      let odds = claim.odds + prior(claim.entity, unit)
      weights.append(odds)
      most = max(most, unit.isTelling && unit.form == nil ? claim.odds : claim.heard)
      if odds > (best?.odds ?? -.infinity) { best = (claim, odds) }
    }
    guard let best else { return nil }
    let sum = weights.reduce(0) { $0 + SoundChunks.exp(max(-60, $1 - best.odds)) }
    // How often somebody is named says who is meant, not that it is anybody known.
    let odds = most - (unit.isTelling ? Self.nobody : Self.nobodyAlone)
    return (best.claim, 1 / (1 + SoundChunks.exp(-odds)) / sum)
  }

  /// What is known beside the name, in log-odds.
  private func prior(_ entity: Int, _ unit: Unit) -> Double {
    let known = search.index.entities[entity]
    var odds = 0.3 * Double(min(known.aliases.count, 3))
    if let named = documents[entity] {
      odds += min(Self.fame, 2 * SoundChunks.log(Double(1 + named.count)))
      // A name alone is somebody whom the same document names in full.
      if !named.isDisjoint(with: unit.documents) { odds += unit.isTelling ? 1 : 2 }
    }
    if let country = known.country {
      var share = 0.0
      for document in unit.documents {
        let counts = countries[document] ?? [:]
        let all = counts.values.reduce(0, +)
        share = max(share, Double(counts[country] ?? 0) / Double(all + 4))
      }
      odds += 2 * share
    }
    return odds
  }

  private func note(_ claim: Claim, in best: inout [Int: Claim], _ order: inout [Int]) {
    if let known = best[claim.entity] {
      if claim.odds > known.odds { best[claim.entity] = claim }
    } else {
      best[claim.entity] = claim
      order.append(claim.entity)
    }
  }

  private func personClaims(
    _ readings: [MentionGroup.Reading], _ group: MentionGroup
  ) -> [Claim] {
    var best: [Int: Claim] = [:]
    var order: [Int] = []
    for reading in readings {
      let candidates = search.people(named: reading.name)
      // A given name spelt otherwise beside the same family name, in any spelling of the entity.
      var others: Set<Int> = []
      if group.formOrigins[reading.form] != nil {
        for candidate in candidates
        where Namesakes.are(reading.name.name, candidate.spelling.name) {
          others.insert(candidate.entity)
        }
      }
      for candidate in candidates {
        let entity = search.index.entities[candidate.entity]
        let spelling = candidate.spelling.name
        var odds = candidate.odds
        var lost = 0.0
        if odds < Self.same,
          reading.name.name.parts.last?.token.script != spelling.parts.last?.token.script
        {
          lost = odds > 0 ? (1 - Self.foreign) * odds : 0
        }
        odds += 0.4 * max(-4, reading.odds)
        if let gender = entity.gender {
          if let title = reading.titleGender, title != gender { continue }
          if let shown = reading.gender, shown != gender, shown != spelling.gender {
            // A woman may bear the form of a man's family name, but hardly a man a woman's.
            odds -= shown == .female ? 4 : 2
          }
        }
        if reading.name.name.given.first?.role == .initial {
          // The father's initial has no counterpart, and should not: the family name decides.
          odds = max(odds, search.familyOdds(reading.name.name, spelling) - 1)
        }
        if search.areOtherGivenNames(reading.name.name, spelling) { odds -= 3 }
        if InitialLetters.contradict(reading.name.name, spelling) { odds -= 8 }
        if let country = entity.country, let origins = group.formOrigins[reading.form] {
          // People move; but a namesake elsewhere whose given name is spelt otherwise is another.
          let isOther = others.contains(candidate.entity)
          odds += origins.contains(country) ? 1 : isOther ? -6 : -1
        }
        note(
          Claim(
            entity: candidate.entity, odds: odds - lost, heard: odds, name: reading.name,
            spelling: candidate.spelling), in: &best, &order)
      }
    }
    return order.compactMap { best[$0] }
  }

  private func bodyClaims(_ group: MentionGroup) -> [Claim] {
    var best: [Int: Claim] = [:]
    var order: [Int] = []
    var spelt: [Int: Int] = [:]
    let fallback = group.names.first ?? PreparedName(group.preferredName, type: group.type)
    if let hint = group.entity {
      let spelling = PreparedName(search.index.entities[hint].name, type: group.type)
      note(
        Claim(entity: hint, odds: 6, heard: 6, name: fallback, spelling: spelling), in: &best,
        &order)
    }
    for name in group.names {
      for entity in search.index.entities(spelt: NameKey.foldPhrase(name.name.text)) {
        let spelling = PreparedName(name.name.text, type: group.type)
        var odds = 9.0
        if search.index.entities[entity].type != group.type {
          if search.index.entities[entity].type == .person || group.known != nil { continue }
          odds -= 2
        }
        // An acronym of two bodies is that one's which has no other name.
        if NameKey.foldPhrase(search.index.entities[entity].name)
          == NameKey.foldPhrase(name.name.text)
        {
          odds += 1
        }
        spelt[entity, default: 0] += 1
        // Belta is another body than BelTA.
        if !search.index.entities[entity].spellings.contains(name.name.text) { odds -= 1.5 }
        note(
          Claim(entity: entity, odds: odds, heard: odds, name: name, spelling: spelling),
          in: &best, &order)
      }
      for candidate in search.bodies(named: name)
      where search.index.entities[candidate.entity].type == group.type {
        note(
          Claim(
            entity: candidate.entity, odds: candidate.odds, heard: candidate.odds, name: name,
            spelling: candidate.spelling), in: &best, &order)
      }
    }
    // The long form and its acronym together lead to the body that has both.
    for (entity, count) in spelt where count > 1 {
      best[entity]?.odds += 1.5
      best[entity]?.heard += 1.5
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
      if known.kind == "capital" || known.kind == "city",
        let description = search.index.entities[entity].description,
        Self.isNoCity(description)
      {
        best[entity]?.odds -= 3
      }
    }
    return order.compactMap { entity in
      guard var claim = best[entity] else { return nil }
      claim.heard = claim.odds
      return claim
    }
  }

  /// Whether a description says that a place is another kind of place than a city.
  private static func isNoCity(_ description: String) -> Bool {
    let kinds: Set<Substring> = [
      "state", "region", "province", "county", "oblast", "district", "river", "lake", "island",
      "village", "street", "mountain",
    ]
    return NameKey.foldPhrase(description).split(separator: " ").contains(where: kinds.contains)
  }
}
