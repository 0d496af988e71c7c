internal import OnomaText

/// A word that stands before or after a name without being part of it.
public struct Honorific: Hashable, Sendable {
  /// How the word relates to its bearer.
  public enum Kind: String, Sendable {
    /// A form of address: Mr., пан, 씨.
    case honorific
    /// A title that stays with the person: Dr., Sir, Sheikh.
    case title
    /// A military or police rank.
    case rank
    /// An office or a calling: President, envoy, blogger.
    case role
  }

  /// How the word relates to its bearer.
  public let kind: Kind
  /// The gender it shows.
  public let gender: Gender?
  /// Whether it follows the name.
  public let isAfter: Bool
  /// The language of the word.
  public let language: String
}

/// What a word of a proper phrase says about the phrase.
public struct OrganizationWord: Hashable, Sendable {
  /// What the phrase names, by this word.
  public enum Kind: String, Sendable {
    /// A ministry, agency, court or parliament.
    case government
    /// A university, institute, council or foundation.
    case institution
    /// A newspaper, broadcaster or agency.
    case media
    /// A business.
    case company
    /// A party or movement.
    case party
    /// An army or a unit of one.
    case military
    /// A river, street, airport: the phrase is a place.
    case place
  }

  /// What the phrase names.
  public let kind: Kind
  /// Whether the word counts only as the phrase's last (`last`) or first (`first`), or anywhere.
  public let position: String
  /// The language of the word.
  public let language: String
}

/// The small word tables of `Data/names/`: honorifics, particles, organisation words.
public struct NameWords: Sendable {
  /// What a particle does.
  public enum Particle: String, Sendable {
    /// A word of a family name: van, de, al.
    case particle
    /// Son of, daughter of: order matters around it.
    case nasab
    /// A mark of generation: Jr., III.
    case suffix = "generational"
    /// A small word inside an organisation's name: of, for, и.
    case conjunction
  }

  private let honorifics: [String: [Honorific]]
  private let honorificForms: Set<String>
  private let honorificOpeners: Set<String>
  private let organizationWords: [String: [OrganizationWord]]
  private let particles: [String: Set<Particle>]
  private let particleLanguages: [String: Set<String>]
  /// Organisation words of scripts without spaces, longest first.
  public let organizationSuffixes: [String]

  /// The shipped tables.
  public static let shipped = NameWords(
    honorifics: .embedded(
      "names/honorifics.tsv", columns: ["form", "language", "kind", "gender", "position"]),
    organizationWords: .embedded(
      "names/organization-words.tsv", columns: ["form", "language", "kind", "position"]),
    particles: .embedded("names/particles.tsv", columns: ["form", "language", "kind"]))

  init(honorifics: DataTable, organizationWords: DataTable, particles: DataTable) {
    var titles: [String: [Honorific]] = [:]
    var forms: Set<String> = []
    for row in honorifics.rows {
      let form = String(row["form"])
      let key = NameKey.foldPhrase(form)
      forms.insert(form)
      guard let kind = Honorific.Kind(rawValue: String(row["kind"])) else { continue }
      titles[key, default: []].append(
        Honorific(
          kind: kind,
          gender: row["gender"] == "m" ? .male : row["gender"] == "f" ? .female : nil,
          isAfter: row["position"] == "after", language: String(row["language"])))
    }
    self.honorifics = titles
    honorificOpeners = Set(
      titles.keys.map { key in
        key.utf8.firstIndex(of: 0x20).map { String(key[..<$0]) } ?? key
      })
    honorificForms = forms
    var words: [String: [OrganizationWord]] = [:]
    var suffixes: Set<String> = []
    for row in organizationWords.rows {
      guard let kind = OrganizationWord.Kind(rawValue: String(row["kind"])) else { continue }
      let form = String(row["form"])
      words[NameKey.foldPhrase(form), default: []].append(
        OrganizationWord(
          kind: kind, position: String(row["position"]), language: String(row["language"])))
      if let first = form.unicodeScalars.first, kind != .place {
        let script = Script(of: first)
        if script.isUnspaced || script == .hangul { suffixes.insert(form) }
      }
    }
    self.organizationWords = words
    organizationSuffixes = suffixes.sorted {
      ($1.unicodeScalars.count, $0) < ($0.unicodeScalars.count, $1)
    }
    var small: [String: Set<Particle>] = [:]
    var languages: [String: Set<String>] = [:]
    for row in particles.rows {
      guard let kind = Particle(rawValue: String(row["kind"])) else { continue }
      let key = NameKey.foldPhrase(String(row["form"]))
      small[key, default: []].insert(kind)
      if kind == .particle || kind == .nasab {
        languages[key, default: []].insert(String(row["language"]))
      }
    }
    self.particles = small
    particleLanguages = languages
  }

  /// The honorific that a word or phrase is, by its phrase key (``NameKey/foldPhrase(_:)``).
  ///
  /// - Parameter language: Only words of this language and of English, which every press uses; of
  ///   all languages where it is `nil`. One that stands before the name comes first.
  public func honorific(_ key: String, language: String? = nil) -> Honorific? {
    guard let all = honorifics[key] else { return nil }
    let fitting = all.filter { Self.fits($0.language, language) }
    return fitting.first { !$0.isAfter } ?? fitting.first
  }

  /// The office or calling that a compound word ends in, in languages that write such words together:
  /// Altbundeskanzlerin, ilmastoaktivisti.
  ///
  /// At least two letters stand before the office, which has at least five.
  /// Complexity: O(length).
  public func compoundRole(_ key: String, language: String) -> Honorific? {
    guard Self.compounding.contains(language) else { return nil }
    var rest = Substring(key)
    while rest.unicodeScalars.count > 5 {
      rest = rest.dropFirst()
      guard key.unicodeScalars.count - rest.unicodeScalars.count >= 2 else { continue }
      let role = honorifics[String(rest)]?.first {
        $0.language == language && $0.kind == .role && !$0.isAfter
      }
      if let role { return role }
    }
    return nil
  }

  private static let compounding: Set<String> = [
    "da", "de", "et", "fi", "is", "nb", "nl", "nn", "no", "sv",
  ]

  /// Whether a word is a particle of family names in a language, by its phrase key.
  public func isParticle(_ key: String, of language: String) -> Bool {
    particleLanguages[key]?.contains(language) ?? false
  }

  private static func fits(_ word: String, _ text: String?) -> Bool {
    text == nil || word == text || word == "en" || word == "*"
  }

  /// Whether a word is listed as an honorific exactly as written, dot included (`Mr.`, `St.`).
  public func isHonorificForm(_ text: String) -> Bool { honorificForms.contains(text) }

  /// Whether an honorific begins with a word, by its phrase key.
  public func opensHonorific(_ key: String) -> Bool { honorificOpeners.contains(key) }

  /// What a word says about the phrase it is in, by its phrase key.
  ///
  /// - Parameter language: Only words of this language and of English; all where it is `nil`.
  public func organizationWords(_ key: String, language: String? = nil) -> [OrganizationWord] {
    (organizationWords[key] ?? []).filter { Self.fits($0.language, language) }
  }

  /// What a small word can be in a name, by its phrase key.
  public func particles(_ key: String) -> Set<Particle> { particles[key] ?? [] }
}
