internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Finds the entities of a knowledge base that a name may stand for.
///
/// Entities are looked up by the coarse sound of every word of every spelling, so that a name in a
/// script that the knowledge base does not list is found too; the comparison proper then decides.
struct KnowledgeIndex {
  private let entities: [Entity]
  private let spellings: [[PreparedName]]
  private var blocks: [UInt32: [Int]] = [:]
  private var exact: [String: [Int]] = [:]
  private let sounds = NameSounds.shipped

  /// Indexes a knowledge base.
  ///
  /// Complexity: O(spellings).
  init(_ knowledge: KnowledgeBase) {
    entities = knowledge.entities
    spellings = knowledge.entities.map { entity in
      entity.spellings.map { PreparedName($0, type: entity.type) }
    }
    for index in entities.indices {
      var keys: Set<UInt32> = []
      for spelling in spellings[index] {
        exact[NameKey.foldPhrase(spelling.name.text), default: []].append(index)
        keys.formUnion(blockingKeys(spelling))
      }
      for key in keys { blocks[key, default: []].append(index) }
    }
  }

  /// Whether there is anybody to find.
  var isEmpty: Bool { entities.isEmpty }

  /// The family names of all persons, by key.
  var familyKeys: Set<String> {
    var keys: Set<String> = []
    for names in spellings {
      for name in names where name.name.type == .person {
        for part in name.name.parts(.family) { keys.insert(part.token.key) }
      }
    }
    return keys
  }

  /// The persons' names.
  var people: [Name] {
    spellings.joined().filter { $0.name.type == .person }.map(\.name)
  }

  /// An entity with how probable it is that a group of mentions names it.
  struct Link {
    let entity: Entity
    let probability: Double
    let match: NameMatch
  }

  /// The likeliest entity of a group, or `nil` when nobody known is likelier than not.
  ///
  /// Two candidates that are about as likely leave the question open: nobody is the answer then.
  func link(_ group: MentionGroup, comparer: inout NameComparer) -> Link? {
    var best: Link?
    var second = 0.0
    for index in candidates(group) {
      let entity = entities[index]
      guard entity.type == group.type else { continue }
      if let x = entity.gender, let y = group.gender, x != y { continue }
      guard let match = match(group, index, &comparer) else { continue }
      if match.probability > (best?.probability ?? 0) {
        second = best?.probability ?? 0
        best = Link(entity: entity, probability: match.probability, match: match)
      } else {
        second = max(second, match.probability)
      }
    }
    guard let best, best.probability >= 0.5 else { return nil }
    return best.probability - second < 0.02 && best.probability < 0.999 ? nil : best
  }

  /// How well the best pair of spellings agrees, if no full spelling contradicts it.
  private func match(
    _ group: MentionGroup, _ index: Int, _ comparer: inout NameComparer
  ) -> NameMatch? {
    var best: NameMatch?
    for name in group.names {
      for spelling in spellings[index] {
        let match = comparer.compare(name, spelling)
        if match.probability > (best?.probability ?? -1) { best = match }
      }
    }
    return best
  }

  private func candidates(_ group: MentionGroup) -> [Int] {
    var found: Set<Int> = []
    for name in group.names {
      found.formUnion(exact[NameKey.foldPhrase(name.name.text)] ?? [])
      for key in blockingKeys(name) { found.formUnion(blocks[key] ?? []) }
    }
    return found.sorted()
  }

  private func blockingKeys(_ name: PreparedName) -> Set<UInt32> {
    var keys: Set<UInt32> = []
    let roles: Set<NamePart.Role> = [.family, .word, .given]
    for part in name.name.parts where roles.contains(part.role) {
      keys.formUnion(sounds.blockingKeys(sounds.sounds(of: part.token.key)))
    }
    return keys
  }
}
