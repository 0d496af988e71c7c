public import OnomaNames
internal import OnomaText

/// A name that has been analysed once, ready to be compared many times.
public struct PreparedName: Hashable, Sendable {
  /// The name with its parts.
  public let name: Name

  /// One part with what comparing it needs.
  struct Word: Hashable, Sendable {
    fileprivate(set) var part: NamePart
    /// Its sound by the learned model.
    let sound: SoundWord
    /// The letters a to z that it sounds like; empty where its script has no reading.
    let sounds: [UInt8]
    /// The given-name families of its spelling, as a full form and as a pet form.
    let given: [UInt32]
    let pet: [UInt32]
    /// The East Asian family names that it may spell.
    let surnames: [UInt32]
    /// The gender of a given name that only men or only women bear.
    let gender: Gender?

    /// Whether a Slavic family name in -sky has the possessive ending; `nil` for other words.
    var hasPossessive: Bool? {
      guard part.role == .family, sound.script == .latin || sound.script == .cyrillic else {
        return nil
      }
      return sound.latin.flatMap { SlavicSurname.hasPossessive($0.plain) }
    }

    /// Whether it is a name of its own: no initial, particle, title or generation.
    var isFull: Bool { !isSmall && part.role != .initial && part.role != .suffix }

    /// Whether it can be compared.
    var isComparable: Bool { sound.isReadable || !sounds.isEmpty || part.role == .initial }

    /// Whether it only goes with another word: a particle, a title.
    var isSmall: Bool { part.role == .particle || part.role == .honorific }
  }

  /// The parts that take part in comparison: no honorifics, no legal forms, no small words.
  let words: [Word]
  /// Other ways to cut a name that is written without spaces.
  let otherCuts: [[Word]]
  /// All ways to cut it, as the comparison reads them.
  let memory: NameMemory
  /// Its scripts, in order.
  let scripts: [Script]
  /// What it looks like to the eye (UTS #39), where another script has letters that look so.
  let skeleton: String?
  /// The classes of its legal forms.
  let legalForms: Set<String>
  /// The numbers in it.
  let numbers: [String]
  /// The gender that the ending of the family name or the patronymic shows.
  let surnameGender: Gender?
  /// What comparing it as an organisation or a place needs; `nil` for a person.
  let organization: OrganizationReading?

  /// The words of one way to cut it, by its number in ``memory``.
  func words(ofCut cut: Int) -> [Word] { cut == 0 ? words : otherCuts[cut - 1] }

  /// Whether they are the same name of the same type, as written.
  public static func == (a: PreparedName, b: PreparedName) -> Bool { a.name == b.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// Whether any of it can be compared: a script without a reading cannot.
  public var isComparable: Bool { memory.facts.isComparable }

  /// Analyses a name.
  ///
  /// Complexity: O(length).
  public init(_ text: String, type: EntityType) {
    self.init(NameParser.shipped.parse(text, as: type))
  }

  /// Analyses a name that has been parsed.
  public init(_ name: Name) { self.init(name, known: nil) }

  /// Analyses a name of whose words some may have been prepared before.
  ///
  /// - Parameter known: The words, among which those of this name are put.
  package init(_ name: Name, known: PreparedWords?) {
    self.name = name
    func prepared(_ part: NamePart) -> Word { known?.word(part) ?? Word(part) }
    var words: [Word] = []
    var numbers: [String] = []
    let bare = name.parts.count { $0.role != .honorific }
    for part in name.parts {
      switch part.role {
      // A title beside one word tells which of many bearers of the word is meant.
      case .honorific where name.type == .person && bare < 2: words.append(prepared(part))
      case .honorific, .legalForm: continue
      case .particle where name.type != .person: continue
      case .number:
        numbers.append(part.token.key)
        fallthrough
      default: words.append(prepared(part))
      }
    }
    self.words = words
    self.numbers = numbers
    let others = name.type == .person ? NameCuts.others(of: words) : []
    otherCuts = others
    scripts = Self.scripts(of: NameParser.read(name.text))
    // Only the letters of these scripts are mistaken for each other, and a name of a kilobyte
    // deceives nobody's eye.
    let alike: Set<Script> = [.latin, .cyrillic, .greek, .armenian, .common, .inherited]
    skeleton =
      name.text.utf8.count <= 1024 && scripts.allSatisfy(alike.contains)
      ? confusableSkeleton(name.text) : nil
    legalForms = Self.legalForms(of: name)
    let surnameGender = Self.surnameGender(words)
    self.surnameGender = surnameGender
    memory = NameMemory(
      [words] + others,
      facts: NameFacts(
        name, isComparable: words.contains(where: \.isComparable), surnameGender: surnameGender,
        skeleton: skeleton))
    organization = name.type == .person ? nil : OrganizationReading(name)
  }
}

extension PreparedName {
  /// The scripts of a text, in order.
  private static func scripts(of text: String) -> [Script] {
    var scripts: [Script] = []
    for scalar in text.unicodeScalars {
      let script = Script(of: scalar)
      if script != scripts.last, !scripts.contains(script) { scripts.append(script) }
    }
    return scripts.sorted()
  }

  /// The classes of a name's legal forms.
  private static func legalForms(of name: Name) -> Set<String> {
    guard name.parts.contains(where: { $0.role == .legalForm }) else { return [] }
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
    return classes
  }

  /// What the patronymic or the family name shows, unless the given name says otherwise: John Greene
  /// bears no Lithuanian woman's name.
  private static func surnameGender(_ words: [Word]) -> Gender? {
    for word in words where word.part.role == .patronymic {
      if let gender = Patronymics.shipped.gender(of: word.part.token.key) { return gender }
    }
    for word in words.reversed() where word.part.role == .family {
      if let gender = SurnameEndings.shipped.gender(ofSurname: word.part.token.key) {
        let given = words.lazy.filter { $0.part.role == .given }.compactMap(\.gender).first
        return given == nil || given == gender ? gender : nil
      }
    }
    return nil
  }
}

/// The words that were prepared last, for names that share them; not for two threads at once.
///
/// All that is kept of a word follows from its letters: preparing them takes most of the time, and the
/// candidates of one search are names that share words.
package final class PreparedWords {
  private struct Key: Hashable {
    let text: String
    let script: Script
  }

  private var words: [Key: PreparedName.Word] = [:]

  /// How many words are kept, about 1 KB each.
  private static let limit = 8192
  /// The most UTF-8 bytes of a word that is kept.
  private static let longest = 64

  /// Starts without words.
  package init() {}

  func word(_ part: NamePart) -> PreparedName.Word {
    guard part.token.text.utf8.count <= Self.longest else { return PreparedName.Word(part) }
    let key = Key(text: part.token.text, script: part.token.script)
    if var word = words[key] {
      word.part = part
      return word
    }
    let word = PreparedName.Word(part)
    if words.count >= Self.limit { words.removeAll(keepingCapacity: true) }
    words[key] = word
    return word
  }
}

extension PreparedName.Word {
  /// Prepares a part.
  init(_ part: NamePart) {
    let token = part.token
    let first = token.text.unicodeScalars.first ?? " "
    var script = SoundLetters.script(for: token.script, first: first)
    if script == .han || script == .kana {
      // Japanese mixes both in one word: then it is read as a whole.
      let scripts = Set(token.text.unicodeScalars.map { Script(of: $0) })
      if scripts.contains(.han), scripts.count > 1 { script = .romanized }
    }
    let senses = GivenNames.shipped[token.key]
    self.part = part
    sound = SoundModel.shipped.word(token.text, script: script)
    sounds = SoundAlphabet.shipped.sounds(of: token.key)
    given = senses.filter { !$0.isHypocorism }.map(\.number)
    pet = senses.filter(\.isHypocorism).map(\.number)
    surnames = EastAsianSurnames.shipped.numbers(token.key)
    let genders = Set(senses.map(\.gender))
    gender = genders.count == 1 ? genders.first ?? nil : nil
  }
}
