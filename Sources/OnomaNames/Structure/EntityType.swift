/// What a name can name.
public enum EntityType: String, CaseIterable, Sendable, Codable {
  /// A human being.
  case person = "PERSON"
  /// A company, authority, medium, movement or any other body of people.
  case organization = "ORG"
  /// A country, settlement, region, building or any other location.
  case place = "PLACE"
}

/// The grammatical or social gender that a name or a word around it shows.
public enum Gender: String, CaseIterable, Sendable, Codable, BitwiseCopyable {
  /// Male.
  case male
  /// Female.
  case female
}
