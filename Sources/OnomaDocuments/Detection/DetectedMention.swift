internal import OnomaNames

/// A span of a document that names something, before it is known whom.
struct DetectedMention: Hashable, Sendable {
  /// How sure it is that the span is a name, and of what type.
  enum Certainty: Int, Comparable, Sendable {
    /// It counts only if the same name is seen for certain somewhere else.
    case needsSupport
    /// A capitalised word in the middle of a sentence about which nothing else is known.
    case weak
    /// The words look like a name of this type.
    case likely
    /// A known name, a title in front, a given name with a family name.
    case certain

    static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }
  }

  /// The words, by their positions in the document's list.
  var tokens: Range<Int>
  /// The span, in scalars.
  var range: Range<Int>
  /// The text of the span.
  var surface: String
  /// What it names.
  var type: EntityType
  /// How sure that is.
  var certainty: Certainty
  /// The well-known place or organisation that bears the name.
  var known: GazetteerEntry?
  /// What it may be in the nominative: keys of a single word, names where there are several.
  var lemmas: [String] = []
  /// The country of the place that the text says a person is from.
  var origin: String?
  /// Whether the text says that it is another of the name: the other Lukashenko.
  var isOther = false
  /// The organisation or place of the knowledge base that it leads to, by position.
  var entity: Int?
  /// The gender that a title in front shows.
  var gender: Gender?
  /// Whether it was found in a heading.
  var isInHeading: Bool
  /// The key of the whole span.
  var key: String
  /// What the surface, the type and the certainty of a mention say, wherever it stands.
  struct Look: Hashable {
    let surface: String
    let type: EntityType
    let certainty: Certainty
    let hasContext: Bool
    let isKnown: Bool
  }

  /// What it says wherever it stands.
  var look: Look {
    Look(
      surface: surface, type: type, certainty: certainty, hasContext: hasContext,
      isKnown: known != nil)
  }

  /// Whether the words around tell the type, so that nothing seen elsewhere may change it.
  var hasContext: Bool
}
