internal import OnomaNames
internal import OnomaText

/// The name to show for an entity where a language and a script are asked for.
public struct PreferredName: Hashable, Sendable, Codable {
  /// The name.
  public var text: String
  /// The language it is for, as a BCP 47 code; `nil` for any.
  public var language: String?
  /// The script it is written in, as an ISO 15924 code (``NameScript``).
  public var script: String

  /// Takes a name and what it is for.
  /// - Parameter script: The name's own script where nothing is given.
  public init(_ text: String, language: String? = nil, script: String? = nil) {
    self.text = text
    self.language = language
    self.script = script ?? NameScript.code(of: text)
  }

  /// Whether the other name is for the same language and script.
  func hasSamePlace(as other: PreferredName) -> Bool {
    language == other.language && script == other.script
  }
}

/// The script of a whole name.
public enum NameScript {
  /// The ISO 15924 code of the script that most letters of a name are in.
  ///
  /// Kana beside Han is `Jpan`, Hangul beside Han `Kore`; a name without letters is `Zyyy`. Of two
  /// scripts with as many letters the code that comes first. Complexity: O(length).
  public static func code(of name: String) -> String {
    var counts: [Script: Int] = [:]
    for scalar in name.unicodeScalars where scalar.properties.isAlphabetic {
      let script = Script(of: scalar)
      if script != .common && script != .inherited { counts[script, default: 0] += 1 }
    }
    if counts[.hiragana] != nil || counts[.katakana] != nil { return "Jpan" }
    if counts[.hangul] != nil { return counts[.han] == nil ? Script.hangul.description : "Kore" }
    let most = counts.min { a, b in (b.value, a.key) < (a.value, b.key) }
    return (most?.key ?? .common).description
  }
}

extension Entity {
  /// The preferred names: one for each language that an alias says it is of, and one for each script
  /// whatever the language, by language and then by script.
  ///
  /// A name that was put first (``preferred``) wins its place. Else the entity's ``name`` does where
  /// it is of that language and script, so that more mentions of another spelling do not change
  /// what people see; else the spelling that says most: for a person one of several words before
  /// one of a single word, then the most frequent, the longest, the first by text. The result is a
  /// function of the entity alone. Complexity: O(aliases · log(aliases)).
  public var preferredNames: [PreferredName] {
    var best: [PreferredName.Place: Spelling] = [:]
    for spelling in weighedSpellings {
      for place in spelling.places {
        if let rival = best[place], !spelling.precedes(rival) { continue }
        best[place] = spelling
      }
    }
    var names = best.map { place, spelling in
      PreferredName(spelling.text, language: place.language, script: place.script)
    }
    names.removeAll { name in preferred.contains { $0.hasSamePlace(as: name) } }
    return (names + preferred).sorted { a, b in
      (a.language ?? "", a.script) < (b.language ?? "", b.script)
    }
  }

  /// The name to show, the best that is known.
  ///
  /// Asked for a language and a script it gives the name for both, else that of the script, else
  /// that of the language, else ``name``. Complexity: as ``preferredNames``.
  public func preferredName(language: String? = nil, script: String? = nil) -> String {
    let names = preferredNames
    func first(_ condition: (PreferredName) -> Bool) -> String? {
      names.first(where: condition)?.text
    }
    if let language, let script,
      let text = first({ $0.language == language && $0.script == script })
    {
      return text
    }
    if let script { return first { $0.language == nil && $0.script == script } ?? name }
    guard let language else { return name }
    let own = NameScript.code(of: name)
    return first { $0.language == language && $0.script == own }
      ?? first { $0.language == language } ?? name
  }

  /// Puts a name first for its language and script, in the place of an earlier one.
  public mutating func prefer(_ name: PreferredName) {
    preferred.removeAll { $0.hasSamePlace(as: name) }
    preferred.append(name)
    preferred.sort { a, b in (a.language ?? "", a.script) < (b.language ?? "", b.script) }
  }

  /// The spellings with what speaks for them; of a spelling in several languages one for each.
  private var weighedSpellings: [Spelling] {
    var total: [String: Int] = [:]
    for alias in aliases { total[alias.text, default: 0] += alias.count }
    var spellings = aliases.map { alias in
      Spelling(
        text: alias.text, language: alias.language, count: total[alias.text] ?? 0,
        isName: alias.text == name, prefersWords: type == .person)
    }
    if total[name] == nil {
      spellings.append(
        Spelling(text: name, language: nil, count: 0, isName: true, prefersWords: type == .person))
    }
    return spellings
  }
}

extension PreferredName {
  /// What a preferred name is for.
  fileprivate struct Place: Hashable {
    let language: String?
    let script: String
  }
}

/// A spelling with what speaks for showing it.
private struct Spelling {
  let text: String
  let language: String?
  let count: Int
  let isName: Bool
  let script: String
  let isFull: Bool

  init(text: String, language: String?, count: Int, isName: Bool, prefersWords: Bool) {
    self.text = text
    self.language = language
    self.count = count
    self.isName = isName
    script = NameScript.code(of: text)
    isFull = !prefersWords || text.unicodeScalars.contains { $0.properties.isWhitespace }
  }

  var places: [PreferredName.Place] {
    let any = PreferredName.Place(language: nil, script: script)
    guard let language else { return [any] }
    return [any, PreferredName.Place(language: language, script: script)]
  }

  func precedes(_ other: Spelling) -> Bool {
    if isName != other.isName { return isName }
    if isFull != other.isFull { return isFull }
    if count != other.count { return count > other.count }
    let (mine, theirs) = (text.unicodeScalars.count, other.text.unicodeScalars.count)
    return mine != theirs ? mine > theirs : text < other.text
  }
}
