public import OnomaNames
internal import OnomaText

/// A name that has been analysed once, ready to be compared many times.
///
/// A copy is one reference, however much was noted of the name.
public struct PreparedName: Hashable, Sendable {
  private let analysis: Analysis

  /// One part with what comparing it needs.
  struct Word: Hashable, Sendable {
    fileprivate(set) var part: NamePart
    /// Its sound by the learned model.
    let sound: SoundWord
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
    var isComparable: Bool {
      sound.isReadable || part.role == .initial
        || !SoundAlphabet.shipped.sounds(of: part.token.key).isEmpty
    }

    /// Whether it only goes with another word: a particle, a title.
    var isSmall: Bool { part.role == .particle || part.role == .honorific }
  }

  /// What is noted of a name.
  private final class Analysis: Sendable {
    let name: Name
    let words: [Word]
    let otherCuts: [[Word]]
    let memory: NameMemory
    let scripts: [Script]
    let skeleton: String?
    let organization: OrganizationReading?

    init(_ name: Name, known: PreparedWords?) {
      self.name = name
      func prepared(_ part: NamePart) -> Word { known?.word(part) ?? Word(part) }
      var words: [Word] = []
      let bare = name.parts.count { $0.role != .honorific }
      for part in name.parts {
        switch part.role {
        // A title beside one word tells which of many bearers of the word is meant.
        case .honorific where name.type == .person && bare < 2: words.append(prepared(part))
        case .honorific, .legalForm: continue
        case .particle where name.type != .person: continue
        default: words.append(prepared(part))
        }
      }
      self.words = words
      otherCuts = name.type == .person ? NameCuts.others(of: words, prepared) : []
      scripts = PreparedName.scripts(of: NameParser.read(name.text))
      // A name of a kilobyte deceives nobody's eye.
      skeleton =
        name.text.utf8.count <= 1024 && scripts.allSatisfy(PreparedName.alike.contains)
        ? confusableSkeleton(name.text) : nil
      memory = NameMemory(
        [words] + otherCuts,
        facts: NameFacts(
          name, isComparable: words.contains(where: \.isComparable),
          surnameGender: PreparedName.surnameGender(words), skeleton: skeleton))
      organization = name.type == .person ? nil : OrganizationReading(name)
    }
  }

  /// The name with its parts.
  public var name: Name { analysis.name }
  /// The parts that take part in comparison: no honorifics, no legal forms, no small words.
  var words: [Word] { analysis.words }
  /// Other ways to cut a name that is written without spaces.
  var otherCuts: [[Word]] { analysis.otherCuts }
  /// All ways to cut it, as the comparison reads them.
  var memory: NameMemory { analysis.memory }
  /// Its scripts, in order.
  var scripts: [Script] { analysis.scripts }
  /// What it looks like to the eye (UTS #39), where another script has letters that look so.
  var skeleton: String? { analysis.skeleton }
  /// What comparing it as an organisation or a place needs; `nil` for a person.
  var organization: OrganizationReading? { analysis.organization }

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
    analysis = Analysis(name, known: known)
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

  /// The scripts whose letters are mistaken for each other.
  private static let alike: Set<Script> = [
    .latin, .cyrillic, .greek, .armenian, .common, .inherited,
  ]

  /// What the patronymic or the family name shows, unless the given name says otherwise: Luis Medina
  /// bears no Russian woman's name.
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
    let text: ExactText
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
    let key = Key(text: ExactText(part.token.text), script: part.token.script)
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
    var script = SoundLetters.script(
      for: token.script, first: token.text.unicodeScalars.first ?? " ")
    if script == .han || script == .kana {
      // Japanese mixes both in one word: then it is read as a whole.
      let scalars = token.text.unicodeScalars
      if scalars.contains(where: { Script(of: $0) == .han }),
        scalars.contains(where: { Script(of: $0) != .han })
      {
        script = .romanized
      }
    }
    let senses = GivenNames.shipped[token.key]
    self.part = part
    sound = SoundModel.shipped.word(token.text, script: script)
    given = senses.filter { !$0.isHypocorism }.map(\.number)
    pet = senses.filter(\.isHypocorism).map(\.number)
    surnames = EastAsianSurnames.shipped.numbers(token.key)
    let first = senses.first?.gender
    gender = senses.allSatisfy { $0.gender == first } ? first : nil
  }
}
