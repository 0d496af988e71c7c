internal import Foundation
public import OnomaEntities
internal import OnomaNames

/// Reads and writes a knowledge base file: one entity a line, as a JSON object.
///
/// `{"id": "Q1", "type": "PERSON", "name": "…", "aliases": ["…"], "gender": "female"}`; `id`, `type`
/// and `name` are required; `gender`, `country`, `description`, `birthDate`, `deathDate`, `dates` and
/// `identifiers` (objects), `spellings`, `preferred` and `formerIDs` (lists) are read where present,
/// other members are ignored.
public enum KnowledgeBaseFile {
  /// Reads the lines of a file.
  ///
  /// - Parameter file: What errors call it.
  /// - Throws: ``InterchangeError`` naming the line: no JSON, a member that is missing or of the wrong
  ///   kind, a type that is none, an ID that was seen before.
  /// - Complexity: O(bytes).
  public static func read(
    _ bytes: [UInt8], file: String
  ) throws(InterchangeError) -> KnowledgeBase {
    var knowledge = KnowledgeBase()
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard let record = try record(line, file: file, line: number) else { continue }
      let entity = record.entity
      if knowledge[entity.id] != nil {
        throw InterchangeError(
          file: file, line: number, reason: "the id \(entity.id) was on an earlier line")
      }
      knowledge.insert(entity)
      for former in record.formerIDs { knowledge.redirect(former, to: entity.id) }
    }
    return knowledge
  }

  /// Reads one line, with or without its end; `nil` for an empty one.
  ///
  /// The record's key is the ID. Complexity: O(bytes).
  /// - Throws: ``InterchangeError`` as ``read(_:file:)`` does.
  public static func record(
    _ line: some Collection<UInt8>, file: String, line number: Int
  ) throws(InterchangeError) -> SourceRecord? {
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }) { return nil }
    return try EntityLine(Data(line), file: file, line: number).record()
  }

  /// An entity as one line of such a file, with the line end.
  ///
  /// Members are always in this order. The counts and languages of aliases are left out;
  /// ``fullLine(_:formerIDs:spellings:adding:)`` has them.
  public static func line(_ entity: Entity) -> String {
    var json = JSONText()
    json.object { json in add(entity, to: &json) }
    return json.text + "\n"
  }

  /// An entity with all that is known of it as one line, with the line end: what is read from it is
  /// the same entity.
  ///
  /// - Parameters:
  ///   - formerIDs: IDs that lead to the entity.
  ///   - spellings: What is written as `spellings`; by default the aliases.
  ///   - members: Writes further members behind.
  public static func fullLine(
    _ entity: Entity, formerIDs: [CanonicalID] = [], spellings: [Alias]? = nil,
    adding members: (inout JSONText) -> Void = { _ in }
  ) -> String {
    fullJSON(entity, formerIDs: formerIDs, spellings: spellings, adding: members).text + "\n"
  }

  /// The JSON of ``fullLine(_:formerIDs:spellings:adding:)``, without the line end.
  static func fullJSON(
    _ entity: Entity, formerIDs: [CanonicalID], spellings: [Alias]? = nil,
    adding members: (inout JSONText) -> Void = { _ in }
  ) -> JSONText {
    var json = JSONText()
    json.object { json in
      add(entity, to: &json)
      json.key("spellings")
      json.array { json in
        for spelling in spellings ?? entity.aliases {
          json.object { json in
            json.key("text")
            json.string(spelling.text)
            add("language", spelling.language, to: &json)
            json.key("count")
            json.number(spelling.count)
          }
        }
      }
      if !entity.preferred.isEmpty {
        json.key("preferred")
        json.array { json in
          for name in entity.preferred {
            json.object { json in
              json.key("text")
              json.string(name.text)
              add("language", name.language, to: &json)
              json.key("script")
              json.string(name.script)
            }
          }
        }
      }
      if !formerIDs.isEmpty {
        json.key("formerIDs")
        json.array { json in for id in formerIDs { json.string(id.rawValue) } }
      }
      members(&json)
    }
    return json
  }

  private static func add(_ name: String, _ value: String?, to json: inout JSONText) {
    guard let value else { return }
    json.key(name)
    json.string(value)
  }

  /// The members that every line has.
  private static func add(_ entity: Entity, to json: inout JSONText) {
    add("id", entity.id.rawValue, to: &json)
    add("type", entity.type.rawValue, to: &json)
    add("name", entity.name, to: &json)
    json.key("aliases")
    json.array { json in for spelling in entity.spellings.dropFirst() { json.string(spelling) } }
    add("gender", entity.gender?.rawValue, to: &json)
    add("country", entity.country, to: &json)
    add("description", entity.description, to: &json)
    for kind in EntityLine.dateMembers { add(kind, entity.dates[kind], to: &json) }
    let others = entity.dates.filter { !EntityLine.dateMembers.contains($0.key) }
    if !others.isEmpty {
      json.key("dates")
      json.object { json in
        for (kind, date) in others.sorted(by: { $0.key < $1.key }) { add(kind, date, to: &json) }
      }
    }
    if entity.identifiers.isEmpty { return }
    json.key("identifiers")
    json.object { json in
      let identifiers = entity.identifiers.sorted()
      var next = 0
      while next < identifiers.count {
        let scheme = identifiers[next].scheme
        let values = identifiers[next...].prefix { $0.scheme == scheme }.map(\.value)
        next += values.count
        json.key(scheme)
        if values.count == 1 {
          json.string(values[0])
        } else {
          json.array { json in for value in values { json.string(value) } }
        }
      }
    }
  }
}
