internal import OnomaNames
internal import OnomaText

/// One word or phrase of an organisation's, a vessel's or a place's name, with what it means.
struct OrganizationUnit: Hashable, Sendable {
  /// What a unit is to the name.
  enum Kind: Hashable, Sendable {
    /// A name proper: nobody else is called so.
    case core
    /// A word that many names have: bank, ministry, of defence.
    case generic
    /// A place or its adjective.
    case place
    /// A number, in figures, letters or words.
    case number
    /// An article or a preposition, which says nothing.
    case small
    /// A word of a legal form.
    case legalForm
  }

  /// As written.
  var text: String
  /// Its words as written.
  var words: [String]
  /// Its phrase key without spaces.
  var key: String
  var kind: Kind
  var script: Script
  /// The letters of ``key``.
  var letters: [Unicode.Scalar]
  /// The letters a to z that it sounds like, and what is left of an adjective without its ending.
  var sounds: [[UInt8]]
  /// Its terms, one for each of its meanings, with the language in which it means that.
  var senses: [OrganizationTerms.Sense] = []
  /// The places it may mean.
  var places: [String] = []
  /// The well-known organisations it may mean.
  var organizations: [String] = []
  /// The number it is.
  var number: String?
  /// Whether it is written as an acronym in a name that is not in capitals as a whole.
  var isAcronym = false
  /// Whether it is one of several terms that one word says (Finanzministerium, МИД).
  var isPart = false
  /// How much it tells when two names share it, in log-odds.
  var weight: Double

  /// How much it tells when one of the names lacks it.
  var lack: Double { min(4, 1.3 * weight) }
}
