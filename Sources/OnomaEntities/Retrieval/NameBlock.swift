internal import OnomaMatching
internal import OnomaNames

/// The parts of a block of names, with words numbered inside the block.
struct NameBlock {
  /// The parts' words, places, and how many there are a name.
  private(set) var words: [UInt32] = []
  private(set) var spans: [UInt16] = []
  private(set) var partCounts: [UInt8] = []
  private(set) var sizes: [UInt8] = []
  private(set) var table = WordTable()
  /// A family's kind and number, by word; each once.
  private(set) var families: [FamilyMember] = []
  private var known: Set<FamilyMember> = []

  /// A word that is a form of one name.
  struct FamilyMember: Hashable {
    var word: UInt32
    let kind: LexiconFamilies.Kind
    let family: UInt32
  }

  /// The most parts of one name that an index holds.
  private static let partLimit = 60

  /// Takes names apart.
  init(
    _ builder: NameIndexBuilder, _ range: Range<Int>, romanized: inout IndexedName.Romanized
  ) {
    for position in range {
      let bytes = builder.nameBytes[
        Int(builder.nameStarts[position])..<Int(builder.nameStarts[position + 1])]
      let name = IndexedName(
        String(decoding: bytes, as: UTF8.self), type: builder.type, romanized: &romanized)
      let parts = name.parts.prefix(Self.partLimit)
      for part in parts {
        let word = UInt32(table.insert(part.units))
        words.append(word)
        spans.append(part.span)
        for family in part.given { note(word, .given, family) }
        for family in part.pet { note(word, .pet, family) }
        for family in part.surnames { note(word, .surname, family) }
      }
      partCounts.append(UInt8(parts.count))
      sizes.append(UInt8(min(15, name.places) | min(15, name.words) << 4))
    }
    known = []
  }

  private mutating func note(_ word: UInt32, _ kind: LexiconFamilies.Kind, _ family: UInt32) {
    let member = FamilyMember(word: word, kind: kind, family: family)
    if known.insert(member).inserted { families.append(member) }
  }
}
