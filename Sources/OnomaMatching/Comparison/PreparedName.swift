public import OnomaNames
internal import OnomaText

/// A name that has been analysed once, ready to be compared many times.
public struct PreparedName: Hashable, Sendable {
  /// The name with its parts.
  public let name: Name

  /// One part with what comparing it needs.
  struct Word: Hashable, Sendable {
    let part: NamePart
    /// The letters a to z that it sounds like; empty where its script has no reading.
    let sounds: [UInt8]
    /// The given-name senses of its spelling.
    let senses: [GivenNameSense]
  }

  /// The parts that take part in comparison: no honorifics, no legal forms, no small words.
  let words: [Word]
  /// The classes of its legal forms.
  let legalForms: Set<String>
  /// The numbers in it.
  let numbers: [String]
  /// All sounds in a row, for names that are cut into words differently.
  let joinedSounds: [UInt8]

  /// Whether any of it can be compared: a script without a reading cannot.
  public var isComparable: Bool {
    words.contains { !$0.sounds.isEmpty || $0.part.role == .initial }
  }

  /// Analyses a name.
  ///
  /// Complexity: O(length).
  public init(_ text: String, type: EntityType) {
    self.init(NameParser.shipped.parse(text, as: type))
  }

  /// Analyses a name that has been parsed.
  public init(_ name: Name) {
    self.name = name
    let alphabet = SoundAlphabet.shipped
    let given = GivenNames.shipped
    var words: [Word] = []
    var numbers: [String] = []
    for part in name.parts {
      switch part.role {
      case .honorific, .legalForm: continue
      case .particle where name.type != .person: continue
      case .number:
        numbers.append(part.token.key)
        fallthrough
      default:
        words.append(
          Word(
            part: part, sounds: alphabet.sounds(of: part.token.key),
            senses: part.role == .given ? given[part.token.key] : []))
      }
    }
    self.words = words
    self.numbers = numbers
    let forms = LegalForms.shipped
    let tokens = name.parts.map(\.token)
    var classes: Set<String> = []
    var index = 0
    while index < name.parts.count {
      if name.parts[index].role == .legalForm, let form = forms.form(in: tokens, at: index) {
        classes.insert(form.formClass)
        index += form.length
      } else {
        index += 1
      }
    }
    legalForms = classes
    joinedSounds = words.flatMap(\.sounds)
  }
}
