internal import OnomaMatching
internal import OnomaNames

/// Gathers the mentions of organisations and places into one group each.
///
/// Well-known ones go by their entry; others by their words. An acronym joins the long form that it
/// spells in the same document, and a first word alone the longer name that it opens
/// (Quincy, Quincy Institute).
struct BodyGrouper {
  /// A mention of an organisation or a place.
  struct Item {
    let mention: Int
    let document: Int
    let surface: String
    let key: String
    let type: EntityType
    let known: GazetteerEntry?
    /// The entity of the knowledge base that the surface leads to, by position.
    let entity: Int?
    /// The mention that this one explains, standing behind it in parentheses.
    let glossed: Int?
  }

  /// The most spellings of one body that are compared with a knowledge base.
  private static let spellingLimit = 16

  let gazetteer: Gazetteer
  /// Whether the names are compared with a knowledge base later.
  let isCompared: Bool
  private(set) var groups: [MentionGroup] = []
  private(set) var groupOfMention: [Int: Int] = [:]
  private var groupOfKey: [String: Int] = [:]

  init(gazetteer: Gazetteer, isCompared: Bool) {
    self.gazetteer = gazetteer
    self.isCompared = isCompared
  }

  /// Groups all mentions.
  ///
  /// Complexity: O(mentions + names²).
  mutating func group(_ items: [Item]) {
    let aliases = documentAliases(items)
    for item in items {
      let key = aliases[[String(item.document), item.key]] ?? identity(item)
      let index: Int
      if let found = groupOfKey[key] {
        index = found
      } else {
        index = groups.count
        groupOfKey[key] = index
        var group = MentionGroup(type: item.type)
        group.known = item.known
        group.entity = item.entity
        groups.append(group)
      }
      groups[index].note(item.surface.singleLine, document: item.document)
      if groups[index].known == nil { groups[index].known = item.known }
      groupOfMention[item.mention] = index
    }
    mergeSpellings()
    for index in groups.indices where isCompared {
      // The English names lead to a knowledge base that lists no name in this language.
      let usual = groups[index].known.map { gazetteer.englishNames(of: $0.id) } ?? []
      let spellings = groups[index].forms.keys.sorted().prefix(Self.spellingLimit)
      groups[index].names = (spellings + usual.prefix(4)).map {
        PreparedName($0, type: groups[index].type)
      }
    }
  }

  private func identity(_ item: Item) -> String {
    if let entity = item.entity { return "entity \(entity)" }
    if let known = item.known { return "\(known.type.rawValue) \(known.id)" }
    return "\(item.type.rawValue) = \(Self.bare(item.key))"
  }

  /// The key without an article in front.
  private static func bare(_ key: String) -> String {
    key.hasPrefix("the ") ? String(key.dropFirst(4)) : key
  }

  /// Short forms that a document introduces: the long form's identity by document and short key.
  private func documentAliases(_ items: [Item]) -> [[String]: String] {
    var aliases: [[String]: String] = [:]
    let organizations = items.filter { $0.type == .organization }
    // The long names of each document by their words, and by the first letter of their acronyms.
    var longs: [[String]: [Item]] = [:]
    var seen: Set<[String]> = []
    for item in organizations where item.key.contains(" ") {
      let document = String(item.document)
      guard seen.insert([document, item.key]).inserted else { continue }
      let words = item.key.utf8.split(separator: 0x20).compactMap { String(Substring($0)) }
      for word in Set(words + words.prefix(2).compactMap { $0.first.map(String.init) }) {
        longs[[document, word], default: []].append(item)
      }
    }
    for short in organizations where !short.key.contains(" ") {
      let document = String(short.document)
      guard aliases[[document, short.key]] == nil else { continue }
      let initial = short.key.first.map(String.init) ?? ""
      let long =
        longs[[document, initial]]?.first { isAcronym(short, of: $0) }
        ?? longs[[document, short.key]]?.first { opens(short, $0) || isAuthority(short, $0) }
      guard let long else { continue }
      if short.known == nil {
        aliases[[document, short.key]] = identity(long)
      } else if long.known == nil, isAcronym(short, of: long) {
        // The long form may be unknown where its acronym is well known.
        aliases[[document, long.key]] = identity(short)
      }
    }
    let byMention = Dictionary(uniqueKeysWithValues: items.map { ($0.mention, $0) })
    for gloss in organizations {
      guard let long = gloss.glossed.flatMap({ byMention[$0] }), long.type == .organization else {
        continue
      }
      // A well-known name gives its identity to the other, whichever it is.
      if gloss.known != nil, long.known == nil {
        aliases[[String(long.document), long.key]] = identity(gloss)
      } else {
        aliases[[String(gloss.document), gloss.key]] = identity(long)
      }
    }
    return aliases
  }

  /// Quincy for Quincy Institute.
  private func opens(_ short: Item, _ long: Item) -> Bool { long.key.hasPrefix(short.key + " ") }

  /// The Treasury for US Treasury Department: the kind of authority alone.
  private func isAuthority(_ short: Item, _ long: Item) -> Bool {
    let kinds = NameWords.shipped.organizationWords(short.key).map(\.kind)
    return kinds.contains(.government)
      && long.key.utf8.split(separator: 0x20).contains { Substring($0) == short.key }
  }

  private func isAcronym(_ short: Item, of long: Item) -> Bool {
    guard AcronymReader.isAcronym(short.surface) else { return false }
    let words = long.surface.split(whereSeparator: { $0.isWhitespace || $0 == "-" }).map(
      String.init)
    if AcronymReader.fits(short.surface, words) { return true }
    // A country in front often has no letter: Office of Foreign Assets Control of the US Treasury.
    return words.count > 2 && AcronymReader.fits(short.surface, Array(words.dropFirst()))
  }

  /// One-word names that differ by a romanization only (Viasna, Vyasna) are one.
  private mutating func mergeSpellings() {
    let sounds = NameSounds.shipped
    var owner = Array(groups.indices)
    var blocks: [UInt32: [Int]] = [:]
    for b in groups.indices {
      let isSingle =
        groups[b].known == nil
        && groups[b].forms.keys.allSatisfy { form in
          !form.contains(" ") && form.unicodeScalars.count >= 5 && !AcronymReader.isAcronym(form)
        }
      guard isSingle else { continue }
      let second = sounds.sounds(of: NameKey.fold(groups[b].preferredName))
      let keys = sounds.blockingKeys(second, depth: 5)
      for a in Set(keys.flatMap { blocks[$0] ?? [] }).sorted()
      where groups[a].type == groups[b].type {
        let first = sounds.sounds(of: NameKey.fold(groups[a].preferredName))
        guard sounds.logOdds(first, second, above: 4) > 4 else { continue }
        owner[b] = a
        groups[a].forms.merge(groups[b].forms, uniquingKeysWith: +)
        groups[a].documents.formUnion(groups[b].documents)
        break
      }
      if owner[b] == b { for key in keys { blocks[key, default: []].append(b) } }
    }
    for (mention, group) in groupOfMention { groupOfMention[mention] = owner[group] }
  }
}
