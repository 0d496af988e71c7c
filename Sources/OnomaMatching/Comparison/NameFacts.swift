internal import OnomaNames

/// What a comparison asks of a name as a whole, without a look at its texts.
struct NameFacts: Sendable {
  let isPerson: Bool
  /// Whether any of it can be compared.
  let isComparable: Bool
  /// The gender that its given names show, and that the ending of its family name or patronymic shows.
  let gender: Gender?
  let surnameGender: Gender?
  /// The first bytes of the text: where they differ, they order two names.
  private let beginning: UInt64
  /// A number that names with equal text share, one for equal words in equal roles, and one for equal
  /// skeletons; 0 where it is not known.
  private let text: Int
  private let words: Int
  private let skeleton: Int

  /// Longer texts are not hashed; names of that length are rare, and attacks.
  private static let longest = 1024

  /// Gathers the facts.
  init(
    _ name: Name, isComparable: Bool, surnameGender: Gender?, skeleton: String?
  ) {
    isPerson = name.type == .person
    self.isComparable = isComparable
    gender = name.gender
    self.surnameGender = surnameGender
    var bytes: UInt64 = 0
    var count: UInt64 = 0
    for byte in name.text.utf8.prefix(8) {
      bytes = bytes << 8 | UInt64(byte)
      count += 1
    }
    beginning = count == 0 ? 0 : bytes << (64 - 8 * count)
    let isLong = name.text.utf8.count > Self.longest
    text = isLong ? 0 : Self.hash { $0.combine(name.text) }
    words =
      isLong || name.parts.isEmpty
      ? 0
      : Self.hash {
        for part in name.parts {
          $0.combine(part.token.key)
          $0.combine(part.role)
        }
      }
    self.skeleton = skeleton.map { text in Self.hash { $0.combine(text) } } ?? -1
  }

  private static func hash(_ feed: (inout Hasher) -> Void) -> Int {
    var hasher = Hasher()
    feed(&hasher)
    // What the number is differs from run to run; it only spares comparisons that would find nothing.
    return hasher.finalize() & Int.max | 1
  }

  /// Whether the first of two texts comes before the other one; `nil` where the beginnings do not tell.
  func precedes(_ other: NameFacts) -> Bool? {
    beginning == other.beginning ? nil : beginning < other.beginning
  }

  /// Whether two names can have the same text or the same words.
  func mayEqual(_ other: NameFacts) -> Bool {
    text == other.text || words == other.words || text == 0 || other.text == 0
  }

  /// Whether two names can have the same skeleton.
  func mayLookLike(_ other: NameFacts) -> Bool { skeleton > 0 && skeleton == other.skeleton }
}
