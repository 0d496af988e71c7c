internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Gathers the mentions of persons into one group a person.
///
/// Full names come first: they are compared with one another across all documents, and groups merge
/// from the surest pair down, never against a contradiction between any two of their members.
/// Then every family name alone joins the person of that name in its own document, or, failing that,
/// in another; what is left are people known by one name only.
struct PersonGrouper {
  /// A mention of a person with its name taken apart.
  struct Item {
    let mention: Int
    let document: Int
    let position: Int
    /// How the mention is read.
    let person: PersonForm
    /// The gender by title or name.
    let gender: Gender?
    /// The gender by title.
    let titleGender: Gender?
    /// The country of the place that the text says the person is from.
    let origin: String?

    var name: Name { person.name }
    /// The ways to read the surface; the first is ``name``.
    var readings: [NameReading] { person.readings }
    /// Whether the name tells who of a family is meant.
    var isFull: Bool { person.isFull }
    /// The name in the nominative on one line.
    var form: String { person.written }
  }

  private(set) var groups: [MentionGroup] = []
  /// The group of each item, by the item's mention.
  private(set) var groupOfMention: [Int: Int] = [:]
  private let comparer: NameComparer
  /// The probabilities of pairs of full names, by their places.
  private var probabilities: [UInt64: Double] = [:]
  /// Whether the names are compared with a knowledge base later.
  private let isCompared: Bool
  private var loneGroups: [LoneName: Int] = [:]
  private let sounds = NameSounds.shipped

  /// A name of one person of whom no full name is known.
  private struct LoneName: Hashable {
    let key: String
    let gender: Gender?
  }

  /// Above this, two full names are one person: three to one against a false merge.
  private static let mergeThreshold = 0.75
  /// Below this, two names contradict each other and keep their groups apart.
  private static let contradiction = 0.2

  init(comparer: NameComparer, isCompared: Bool) {
    self.comparer = comparer
    self.isCompared = isCompared
  }

  /// Groups all mentions.
  ///
  /// Complexity: O(names²) within blocks of like sound.
  mutating func group(_ items: [Item]) {
    let full = items.filter(\.isFull)
    let single = items.filter { !$0.isFull }
    groupFullNames(full)
    let known = groups.count
    var index = SingleNameIndex(groups)
    for item in single { place(item, &index) }
    mergeLoneNames(from: known)
  }

  // MARK: - Full names

  private mutating func groupFullNames(_ items: [Item]) {
    var numbers = KeyTable(capacity: 256)
    var forms: [[Item]] = []
    for item in items {
      let number = numbers.insert(item.person.key)
      if number == forms.count { forms.append([]) }
      forms[number].append(item)
    }
    let order = forms.indices.sorted { forms[$0][0].person.key < forms[$1][0].person.key }
    var start: [MentionGroup] = []
    for number in order {
      let members = forms[number]
      var group = MentionGroup(type: .person)
      group.names = [PreparedName(members[0].name)]
      group.gender = members.lazy.compactMap(\.gender).first ?? members[0].name.gender
      note(members, in: &group)
      start.append(group)
    }
    let assignment = cluster(start)
    for (index, number) in order.enumerated() {
      for item in forms[number] { groupOfMention[item.mention] = assignment[index] }
    }
  }

  /// Notes mentions of one name in its group, those that are written alike at once.
  private func note(_ members: [Item], in group: inout MentionGroup) {
    var counts: [(first: Item, count: Int, documents: [Int])] = []
    var places: [Int: Int] = [:]
    for member in members {
      if let origin = member.origin {
        group.formOrigins[member.form, default: []].insert(origin)
      }
      if let place = places[member.person.number] {
        counts[place].count += 1
        if counts[place].documents.last != member.document {
          counts[place].documents.append(member.document)
        }
      } else {
        places[member.person.number] = counts.count
        counts.append((member, 1, [member.document]))
      }
    }
    for (first, count, documents) in counts {
      if group.forms[first.form] == nil { group.readings += readings(of: first) }
      group.note(first.form, count: count, documents: documents)
    }
  }

  /// Merges groups from the surest pair down; returns the final group of each.
  private mutating func cluster(_ start: [MentionGroup]) -> [Int] {
    var pairs: [(probability: Double, a: Int, b: Int)] = []
    for (a, b) in blockedPairs(start) {
      let probability = probability(start, a, b)
      if probability >= Self.mergeThreshold { pairs.append((probability, a, b)) }
    }
    pairs.sort { ($1.probability, $0.a, $0.b) < ($0.probability, $1.a, $1.b) }
    var members = start.indices.map { [$0] }
    var owner = Array(start.indices)
    for pair in pairs {
      let (a, b) = (owner[pair.a], owner[pair.b])
      if a == b { continue }
      let contradicts = members[a].contains { x in
        members[b].contains { y in probability(start, x, y) < Self.contradiction }
      }
      if contradicts { continue }
      let (into, from) = (min(a, b), max(a, b))
      for index in members[from] { owner[index] = into }
      members[into] += members[from]
      members[from] = []
    }
    var final: [Int: Int] = [:]
    for index in start.indices where !members[index].isEmpty {
      final[index] = groups.count
      var merged = start[members[index][0]]
      for other in members[index].dropFirst() {
        merged.names += start[other].names
        merged.readings += start[other].readings
        merged.gender = merged.gender ?? start[other].gender
        merged.forms.merge(start[other].forms, uniquingKeysWith: +)
        merged.documents.formUnion(start[other].documents)
        merged.formDocuments.merge(start[other].formDocuments) { $0.union($1) }
        merged.formOrigins.merge(start[other].formOrigins) { $0.union($1) }
      }
      groups.append(merged)
    }
    return owner.map { final[$0] ?? 0 }
  }

  /// How probable it is that two groups that were not merged yet are one person, which is asked again when
  /// what they were merged into meets others.
  private mutating func probability(_ start: [MentionGroup], _ a: Int, _ b: Int) -> Double {
    let pair = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
    if let known = probabilities[pair] { return known }
    var probability = 0.0
    let isOneGender = start[a].gender.flatMap { x in start[b].gender.map { $0 == x } } ?? true
    if isOneGender, let first = start[a].names.first, let second = start[b].names.first {
      probability = comparer.probability(first, second)
    }
    probabilities[pair] = probability
    return probability
  }

  /// Pairs of groups that are worth comparing, in order.
  private func blockedPairs(_ groups: [MentionGroup]) -> [(Int, Int)] {
    var blocks = NameBlocks()
    for (index, group) in groups.enumerated() { blocks.insert(group.names[0].name, index) }
    return blocks.pairs()
  }

  // MARK: - Single names

  /// Puts a family name alone (or a given name alone) with the person it stands for.
  private mutating func place(_ item: Item, _ index: inout SingleNameIndex) {
    if let found = index.group(for: item, among: groups) {
      groupOfMention[item.mention] = found
      groups[found].gender = groups[found].gender ?? item.gender
      return
    }
    let lone = LoneName(key: item.person.key, gender: item.gender)
    if let known = loneGroups[lone] {
      groups[known].note(item.person.bareSurface, document: item.document)
      groupOfMention[item.mention] = known
      return
    }
    var group = MentionGroup(type: .person)
    let bare = NameParser.shipped.parse(item.person.bareSurface, as: .person)
    group.names = [PreparedName(bare.parts.isEmpty ? item.name : bare)]
    group.readings = readings(of: item)
    group.gender = item.gender
    group.note(
      item.person.bareSurface.isEmpty ? item.person.surface.singleLine : item.person.bareSurface,
      document: item.document)
    loneGroups[lone] = groups.count
    groupOfMention[item.mention] = groups.count
    groups.append(group)
  }

  /// Merges people who are known by one name only, when the names sound the same.
  private mutating func mergeLoneNames(from start: Int) {
    var owner = Array(groups.indices)
    var blocks: [UInt32: [Int]] = [:]
    for b in groups.indices where b >= start {
      let second = groups[b].names[0].joinedKeySounds
      let keys = sounds.blockingKeys(second, depth: 5)
      let candidates = Set(keys.flatMap { blocks[$0] ?? [] }).sorted()
      for a in candidates {
        if let x = groups[a].gender, let y = groups[b].gender, x != y { continue }
        guard sounds.logOdds(groups[a].names[0].joinedKeySounds, second, above: 4) > 4 else {
          continue
        }
        owner[b] = a
        groups[a].gender = groups[a].gender ?? groups[b].gender
        groups[a].forms.merge(groups[b].forms, uniquingKeysWith: +)
        groups[a].documents.formUnion(groups[b].documents)
        groups[a].formDocuments.merge(groups[b].formDocuments) { $0.union($1) }
        groups[a].names += groups[b].names
        groups[a].readings += groups[b].readings
        break
      }
      if owner[b] == b { for key in keys { blocks[key, default: []].append(b) } }
    }
    for (mention, group) in groupOfMention { groupOfMention[mention] = owner[group] }
  }

  /// The readings of an item, ready to be compared with a knowledge base.
  private func readings(of item: Item) -> [MentionGroup.Reading] {
    if !isCompared { return [] }
    return item.readings.map { reading in
      MentionGroup.Reading(
        name: PreparedName(reading.text.singleLine, type: .person), form: item.form,
        titleGender: item.titleGender,
        gender: item.readings.count > 1 ? reading.gender : item.gender, odds: reading.odds)
    }
  }
}

extension String {
  /// The text on one line, runs of white space as one space.
  var singleLine: String {
    var last: UInt8 = 0x20
    let isPlain = utf8.allSatisfy { byte in
      defer { last = byte }
      switch byte {
      case 0x20: return last != 0x20
      case 0x21..<0xC0: return true
      // Letters of Latin, Greek, Cyrillic and Armenian, ideographs and Hangul: no spaces, and nothing that
      // goes together with one before it.
      case 0xC3...0xCB, 0xCE...0xD1, 0xD4, 0xD5, 0xE4...0xE9, 0xEB, 0xEC: return true
      default: return false
      }
    }
    if isPlain, last != 0x20 { return self }
    return split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension String {
  /// The text without invisible characters, which markup and hyphenation leave inside names.
  var withoutInvisible: String {
    guard utf8.contains(where: { $0 >= 0x80 }),
      unicodeScalars.contains(where: { ScalarClass($0) == .format })
    else { return self }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: unicodeScalars.filter { ScalarClass($0) != .format })
    return String(view)
  }
}
