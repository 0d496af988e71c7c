internal import Onoma

// What the page of an entity shows beside the entity itself.

extension RouteTable {
  /// What is asked about one entity.
  static let dossierRoutes = [
    Route(.get, "/entities/{id}/mentions") { try mentions(&$0) },
    Route(.get, "/entities/{id}/spellings") { try spellings(&$0) },
    Route(.get, "/entities/{id}/timeline") { try timeline(&$0) },
    Route(.get, "/entities/{id}/companions") { try companions(&$0) },
  ]

  /// `/entities/{id}/mentions`: where an entity is named, with what stands around it.
  private static func mentions(_ call: inout Route.Call) throws -> ServiceResponse {
    let (limit, offset) = try call.fields { fields in
      let limit = try fields.number("limit", in: 1...1_000, default: 100)
      let offset = try fields.number("offset", in: 0...10_000_000, default: 0)
      try fields.finish()
      return (limit, offset)
    }
    let entity = try call.known.currentEntity(call.id)
    let mentions = try call.known.store?.mentions(of: entity.id, limit: limit, offset: offset) ?? []
    let contexts = DocumentTexts(folder: call.options.documents).contexts(of: mentions)
    var json = JSONText()
    json.object { json in
      json.member("id", entity.id.rawValue)
      json.member("offsetUnit", OffsetUnit.scalar.rawValue)
      json.key("mentions")
      json.array { json in
        for (mention, context) in zip(mentions, contexts) { json.add(mention, context) }
      }
    }
    return ServiceResponse(body: json.text + "\n")
  }

  /// `/entities/{id}/spellings`: how its name is written, by script, with the systems that write so.
  private static func spellings(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.finish()
    let entity = try call.known.currentEntity(call.id)
    var spellings = try call.known.store?.spellings(of: entity.id) ?? []
    for text in entity.spellings where !spellings.contains(where: { $0.text == text }) {
      spellings.append(Alias(text))
    }
    let groups = SpellingGroup.groups(of: spellings)
    var json = JSONText()
    json.object { json in
      json.member("id", entity.id.rawValue)
      json.key("groups")
      json.array { json in
        for group in groups {
          json.object { json in
            json.member("script", group.script.description)
            json.key("spellings")
            json.array { json in
              for spelling in group.spellings {
                json.object { json in
                  json.member("text", spelling.alias.text)
                  json.member("count", spelling.alias.count)
                  if let language = spelling.alias.language { json.member("language", language) }
                  json.member("systems", spelling.systems)
                }
              }
            }
          }
        }
      }
    }
    return ServiceResponse(body: json.text + "\n")
  }

  /// The most mentions that a timeline counts.
  private static let timelineLimit = 100_000

  /// `/entities/{id}/timeline`: how often each document names it, by the dates in documents' names.
  private static func timeline(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.finish()
    let entity = try call.known.currentEntity(call.id)
    let mentions = try call.known.store?.mentions(of: entity.id, limit: timelineLimit) ?? []
    var counts: [(document: String, count: Int)] = []
    for mention in mentions {
      if counts.last?.document == mention.document {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((mention.document, 1))
      }
    }
    let rows = counts.map { (date: date(in: $0.document), document: $0.document, count: $0.count) }
    let ordered = rows.enumerated().sorted { a, b in
      (a.element.date ?? "", a.offset) < (b.element.date ?? "", b.offset)
    }
    var json = JSONText()
    json.object { json in
      json.member("id", entity.id.rawValue)
      json.key("documents")
      json.array { json in
        for (_, row) in ordered {
          json.object { json in
            json.member("doc", row.document)
            if let date = row.date { json.member("date", date) }
            json.member("mentions", row.count)
          }
        }
      }
    }
    return ServiceResponse(body: json.text + "\n")
  }

  /// The first day in a document's name that is written as ISO 8601 does: `news-2024-05-17.txt`.
  static func date(in document: String) -> String? {
    document.firstMatch(
      of: #/(?:^|[^0-9])([0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])/#
    ).map { String($0.output.1) }
  }

  /// `/entities/{id}/companions`: who is named in the same documents.
  private static func companions(_ call: inout Route.Call) throws -> ServiceResponse {
    let limit = try call.fields { fields in
      let limit = try fields.number("limit", in: 1...50, default: 12)
      try fields.finish()
      return limit
    }
    let entity = try call.known.currentEntity(call.id)
    let found = try call.known.store?.companions(of: entity.id, limit: limit)
    let others = try (found?.companions ?? []).map { companion in
      (companion: companion, entity: try call.known.currentEntity(companion.id.rawValue))
    }
    var json = JSONText()
    json.object { json in
      json.member("id", entity.id.rawValue)
      json.key("companions")
      json.array { json in
        for (companion, other) in others {
          json.object { json in
            json.member("id", other.id.rawValue)
            json.member("type", other.type.rawValue)
            json.member("name", other.name)
            json.member("documents", companion.documents)
          }
        }
      }
      json.key("links")
      json.array { json in
        for link in found?.links ?? [] {
          json.object { json in
            json.member("a", link.a.rawValue)
            json.member("b", link.b.rawValue)
            json.member("documents", link.documents)
          }
        }
      }
    }
    return ServiceResponse(body: json.text + "\n")
  }
}

extension JSONText {
  /// Writes a mention with what stands around it, where that is known.
  mutating func add(_ mention: EntityMention, _ context: (before: String, after: String)?) {
    object { json in
      json.member("doc", mention.document)
      json.member("start", mention.start)
      json.member("end", mention.end)
      json.member("surface", mention.surface)
      json.member("type", mention.type.rawValue)
      json.key("score")
      json.number(mention.score)
      if let context {
        json.member("before", context.before)
        json.member("after", context.after)
      }
    }
  }
}

/// The spellings of a name in one script.
struct SpellingGroup {
  /// A spelling with the systems that make it of a name in its own script.
  struct Member {
    let alias: Alias
    let systems: [String]
  }

  let script: Script
  let spellings: [Member]

  /// The most spellings whose systems are looked for; each takes some milliseconds.
  private static let identifiedLimit = 24

  /// Groups spellings by script: the script with most of them first, in each the most frequent first.
  static func groups(of spellings: [Alias]) -> [SpellingGroup] {
    var members: [Script: [Member]] = [:]
    var originals: Set<String> = []
    for spelling in spellings where script(of: spelling.text) != .latin {
      originals.formUnion(NameKey.foldPhrase(spelling.text).split(separator: " ").map(String.init))
    }
    var identified = 0
    for spelling in spellings {
      let script = script(of: spelling.text)
      var systems: [String] = []
      if script == .latin, identified < identifiedLimit {
        identified += 1
        systems = self.systems(of: spelling.text, originals)
      }
      members[script, default: []].append(Member(alias: spelling, systems: systems))
    }
    return members.sorted { a, b in
      (b.value.count, a.key) < (a.value.count, b.key)
    }.map { SpellingGroup(script: $0.key, spellings: $0.value) }
  }

  /// The systems that write the last word so: of the entity's own original where it has one, else of
  /// the likeliest if that is likely.
  private static func systems(of text: String, _ originals: Set<String>) -> [String] {
    guard let word = text.split(separator: " ").last, word.count > 3 else { return [] }
    let readings = SystemIdentifier.shipped.readings(of: String(word), limit: 12)
    let own = readings.first { originals.contains(NameKey.foldPhrase($0.original)) }
    return own?.systems
      ?? (originals.isEmpty ? readings.first { $0.score >= 0.5 }?.systems ?? [] : [])
  }

  /// The script of most letters.
  static func script(of text: String) -> Script {
    var counts: [Script: Int] = [:]
    for run in ScriptRun.runs(in: text.unicodeScalars) {
      counts[run.script, default: 0] += run.range.count
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? .common
  }
}
