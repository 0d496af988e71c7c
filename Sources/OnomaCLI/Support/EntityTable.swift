internal import Onoma

/// The entities of a resolution as a table for people.
struct EntityTable {
  private let resolution: Resolution
  private let explain: Bool

  init(_ resolution: Resolution, explain: Bool) {
    self.resolution = resolution
    self.explain = explain
  }

  /// The table: a block a type, a paragraph an entity with its ID, spellings and places.
  var text: String {
    var found: [CanonicalID: [ResolvedMention]] = [:]
    for mention in resolution.mentions { found[mention.entity, default: []].append(mention) }
    var text = ""
    for (type, title) in [
      (EntityType.person, "PEOPLE"), (.organization, "ORGANISATIONS"), (.place, "PLACES"),
    ] {
      let entities = resolution.entities.filter { $0.type == type }.sorted { a, b in
        let (x, y) = (found[a.id]?.count ?? 0, found[b.id]?.count ?? 0)
        return x != y ? x > y : a.name < b.name
      }
      if entities.isEmpty { continue }
      text += "\(title) (\(entities.count))\n\n"
      for entity in entities { text += paragraph(entity, found[entity.id] ?? []) }
    }
    let documents = Set(resolution.mentions.map(\.document)).count
    return text
      + "\(resolution.mentions.count) mentions of \(resolution.entities.count) entities in "
      + (documents == 1 ? "1 document\n" : "\(documents) documents\n")
  }

  private func paragraph(_ entity: Entity, _ mentions: [ResolvedMention]) -> String {
    var counts: [(surface: String, count: Int)] = []
    for mention in mentions {
      let surface = Self.printable(mention.surface)
      if let index = counts.firstIndex(where: { $0.surface == surface }) {
        counts[index].count += 1
      } else {
        counts.append((surface, 1))
      }
    }
    counts.sort { a, b in a.count != b.count ? a.count > b.count : a.surface < b.surface }
    let spellings = counts.map { "\($0.surface) ×\($0.count)" }.joined(separator: ", ")
    var places: [String] = []
    for mention in mentions {
      let place = "\(mention.document):\(mention.range.lowerBound)"
      if places.count < 6 { places.append(place) }
    }
    let more = mentions.count > places.count ? ", … \(mentions.count - places.count) more" : ""
    var text = "  \(Self.printable(entity.name))  [\(entity.id)]\n"
    text += "    spelled  \(spellings)\n"
    text += "    found    \(places.joined(separator: ", "))\(more)\n"
    if explain, let first = mentions.first {
      for reason in first.reasons { text += "    because  \(Self.printable(reason))\n" }
    }
    return text + "\n"
  }

  /// A text that is safe on a terminal: on one line, without controls or bidi tricks.
  static func printable(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch ScalarClass(scalar) {
      case .space: view.append(" ")
      case .format: continue
      case .other: view.append("\u{FFFD}")
      default: view.append(scalar)
      }
    }
    return String(view)
  }
}
