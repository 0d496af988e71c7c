internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// Which spellings name one entity only.
///
/// A rule or pattern for a spelling that two entities share would make them one. Spellings are
/// compared folded, so that none changes its meaning in an index that folds case, marks and
/// punctuation. Of each only a 64-bit hash is kept: among ten million spellings two share one by chance
/// with a probability of 3 in a million, and would then be left out.
struct SpellingSurvey: Sendable {
  private var owners: [UInt64: UInt64] = [:]

  /// Notes an entity's spellings.
  mutating func note(_ entity: Entity) {
    let owner = Self.hash(entity.id.rawValue)
    for spelling in entity.spellings {
      let key = Self.hash(NameKey.foldPhrase(spelling))
      // 0 is nobody's: the spelling is shared.
      if let other = owners[key], other != owner { owners[key] = 0 } else { owners[key] = owner }
    }
  }

  /// The spellings of an entity that no other has, one for each folded form that is not empty.
  func own(_ entity: Entity) -> [String] {
    var seen: Set<String> = []
    return entity.spellings.filter { spelling in
      let key = NameKey.foldPhrase(spelling)
      guard
        key.unicodeScalars.contains(where: {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }),
        seen.insert(key).inserted
      else { return false }
      return owners[Self.hash(key)] != 0
    }
  }

  private static func hash(_ text: String) -> UInt64 {
    var hash = StableHash()
    hash.combine(text)
    return max(1, hash.value)
  }
}
