internal import OnomaEntities
internal import OnomaMatching
internal import OnomaNames

/// The mentions that name one entity, while it is being found out who that is.
struct MentionGroup: Sendable {
  /// What the entity is.
  var type: EntityType
  /// Its full name forms, by how often each was seen; a family name alone counts where no full name
  /// is known.
  var forms: [String: Int] = [:]
  /// The analysed forms that are compared, first seen first.
  var names: [PreparedName] = []
  /// The analysed names with the ways to read them that a knowledge base may know them by.
  var readings: [Reading] = []
  /// The entity of the knowledge base that its surface leads to, by position.
  var entity: Int?
  /// The gender that titles and names show.
  var gender: Gender?
  /// The well-known place or organisation that it is.
  var known: GazetteerEntry?
  /// The documents in which each full form stands.
  var formDocuments: [String: Set<Int>] = [:]
  /// The countries that the bearer of a form is said to be from.
  var formOrigins: [String: Set<String>] = [:]
  /// The documents that mention it in full.
  var documents: Set<Int> = []

  /// A name in the nominative, ready to be compared.
  struct Reading: Sendable {
    let name: PreparedName
    /// The form that is read.
    let form: String
    /// The gender that a title shows.
    let titleGender: Gender?
    /// The gender that its endings show.
    let gender: Gender?
    /// How likely the reading is beside the others, in log-odds.
    let odds: Double
  }

  /// Whether the name tells who is meant, rather than which family.
  var isTelling: Bool {
    type != .person
      || names.contains { !$0.name.given.isEmpty && !$0.name.family.isEmpty }
  }

  /// The form that stands for the entity: the most frequent, then the longest, then by text.
  var preferredName: String {
    forms.min { a, b in
      (b.value, b.key.unicodeScalars.count, a.key) < (a.value, a.key.unicodeScalars.count, b.key)
    }?.key ?? ""
  }

  /// Notes that a form was seen.
  mutating func note(_ surface: String, document: Int) {
    note(surface, count: 1, documents: [document])
  }

  /// Notes several mentions that are written alike.
  mutating func note(_ surface: String, count: Int, documents: [Int]) {
    forms[surface, default: 0] += count
    self.documents.formUnion(documents)
    formDocuments[surface, default: []].formUnion(documents)
  }
}
