internal import OnomaNames
internal import OnomaText

/// The family names of full names in scripts that write a native name as one word: a word of Han or
/// Hangul that a document has as the last part of a foreign name is that family name alone, although
/// it could be read as a native full name (마크롱 as Ma Keurong, 马斯克 as Ma Sike).
struct FamilyEchoes {
  private var families: [Int: Set<String>] = [:]

  /// Takes the mentions of each document.
  ///
  /// Complexity: O(mentions).
  init(_ documents: [[DetectedMention]]) {
    for (document, mentions) in documents.enumerated() {
      for mention in mentions where mention.type == .person {
        let parts = mention.surface.unicodeScalars.split { !NameToken.isWord($0) }
        guard parts.count > 1, let last = parts.last, let first = last.first,
          Self.isNative(first)
        else { continue }
        families[document, default: []].insert(String(last))
      }
    }
  }

  private static func isNative(_ scalar: Unicode.Scalar) -> Bool {
    let script = Script(of: scalar)
    return script == .han || script == .hangul
  }

  /// Whether a document has a surface as the last part of a longer name.
  func contains(_ surface: String, document: Int) -> Bool {
    families[document]?.contains(surface) ?? false
  }

  /// The surface as a family name, where it is one of the document.
  func family(_ surface: String, document: Int) -> (name: Name, readings: [NameReading])? {
    guard contains(surface, document: document), let first = surface.unicodeScalars.first else {
      return nil
    }
    let token = NameToken(
      text: surface, range: 0..<surface.unicodeScalars.count, script: Script(of: first))
    let name = Name(
      text: surface, type: .person, parts: [NamePart(token: token, role: .family)], gender: nil)
    return (name, [NameReading(text: surface, gender: nil, odds: 0)])
  }
}
