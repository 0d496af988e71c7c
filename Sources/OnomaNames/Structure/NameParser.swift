/// Takes names apart into parts with roles.
///
/// It is told what a name names and never fails: a word it cannot place becomes a family name, or a
/// plain word of an organisation.
public struct NameParser: Sendable {
  let givenNames: GivenNames
  let words: NameWords
  let legalForms: LegalForms
  let endings: SurnameEndings
  let patronymics: Patronymics
  let eastAsian: EastAsianSurnames

  /// The parser over the shipped tables.
  public static let shipped = NameParser(
    givenNames: .shipped, words: .shipped, legalForms: .shipped, endings: .shipped,
    patronymics: .shipped, eastAsian: .shipped)

  /// The most tokens that are read; the rest of a longer name is ignored.
  public static let tokenLimit = 64

  /// The most scalars that are read.
  public static let lengthLimit = 4096

  /// Takes a name apart.
  ///
  /// Complexity: O(length), of which at most ``lengthLimit`` scalars and ``tokenLimit`` tokens count.
  public func parse(_ text: String, as type: EntityType) -> Name {
    let read = Self.read(text)
    let tokens = Array(NameToken.tokens(of: read).prefix(Self.tokenLimit))
    switch type {
    case .person:
      let parts = PersonNameReader(parser: self, tokens: tokens).parts()
      return Name(text: text, type: type, parts: parts, gender: gender(of: parts))
    case .organization, .place:
      let parts = organizationParts(tokens)
      return Name(text: text, type: type, parts: parts, gender: nil)
    }
  }

  /// As much of a text as is read.
  package static func read(_ text: String) -> String {
    text.utf8.count <= lengthLimit ? text : String(text.unicodeScalars.prefix(lengthLimit))
  }

  /// The gender that the parts of a person's name agree on, the surest first: an honorific, a
  /// patronymic, a given name, the ending of the family name.
  private func gender(of parts: [NamePart]) -> Gender? {
    for part in parts where part.role == .honorific {
      if let gender = words.honorific(part.token.key)?.gender { return gender }
    }
    for part in parts where part.role == .patronymic {
      if let gender = patronymics.gender(of: part.token.key) { return gender }
    }
    for part in parts where part.role == .given {
      let genders = Set(givenNames[part.token.key].map(\.gender))
      if genders.count == 1, let only = genders.first, let gender = only { return gender }
    }
    for part in parts.reversed() where part.role == .family {
      if let gender = endings.gender(ofSurname: part.token.key) { return gender }
    }
    return nil
  }

  /// The parts of an organisation's or a place's name.
  private func organizationParts(_ tokens: [NameToken]) -> [NamePart] {
    var parts: [NamePart] = []
    var index = 0
    while index < tokens.count {
      // A legal form that is the whole name is a name.
      if let form = legalForms.form(in: tokens, at: index), form.length < tokens.count {
        for token in tokens[index..<(index + form.length)] {
          parts.append(NamePart(token: token, role: .legalForm))
        }
        index += form.length
        continue
      }
      let token = tokens[index]
      let isNumber = token.key.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
      let small = words.particles(token.key)
      let role: NamePart.Role =
        isNumber ? .number : small.contains(.conjunction) && tokens.count > 1 ? .particle : .word
      parts.append(NamePart(token: token, role: role))
      index += 1
    }
    return parts
  }
}
