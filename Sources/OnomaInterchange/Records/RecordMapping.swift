public import OnomaEntities
internal import OnomaNames

/// Which columns of a file of records mean what.
///
/// Columns that nobody names are recognised by what they are usually called, whatever their case and
/// with spaces, hyphens or low lines between the words.
public struct RecordMapping: Sendable {
  /// What a column means.
  public enum Meaning: Hashable, Sendable {
    /// The record's ID.
    case id
    /// The whole name.
    case name
    /// Further evidence.
    case field(RecordField.Kind)
    /// Nothing: the column is left out.
    case ignored
  }

  /// What somebody said about columns, by their names.
  public var named: [String: Meaning] = [:]

  /// Recognises columns by their usual names only.
  public init() {}

  /// What a column means.
  public func meaning(of column: String) -> Meaning {
    if let own = named[column] { return own }
    let words = column.lowercased().split { " -_.".contains($0) }.joined(separator: "_")
    return Self.usual[words] ?? .ignored
  }

  /// Usual names of columns.
  private static let usual: [String: Meaning] = {
    var usual: [String: Meaning] = [:]
    func add(_ meaning: Meaning, _ names: String) {
      for name in names.split(separator: " ") { usual[String(name)] = meaning }
    }
    add(.id, "rec_id id record_id recid record")
    add(.name, "name full_name fullname person_name caption")
    add(
      .field(.given),
      "given_name givenname first_name firstname forename given vorname prenom")
    add(
      .field(.family), "family_name familyname surname last_name lastname family nachname nom")
    add(
      .field(.date),
      """
      date_of_birth birth_date birthdate dob birthday born birth_year year_of_birth yob year \
      geburtsdatum
      """)
    add(
      .field(.identifier),
      """
      soc_sec_id ssn social_security_number passport passport_number passport_no national_id tax_id \
      tax_number inn identifier id_number customer_id customer_number email e_mail phone \
      phone_number telephone mobile
      """)
    add(.field(.code), "gender sex country country_code nationality citizenship state province")
    add(
      .field(.text),
      """
      address address_1 address_2 address_3 address1 address2 street street_name street_number \
      house_number suburb city town place locality district region postcode post_code postal_code \
      zip zip_code zipcode birth_place birthplace place_of_birth employer occupation
      """)
    return usual
  }()
}
