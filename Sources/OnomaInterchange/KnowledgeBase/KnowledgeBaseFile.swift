internal import Foundation
public import OnomaEntities
internal import OnomaNames

/// Reads a knowledge base file: one entity a line, as a JSON object.
///
/// `{"id": "Q1", "type": "PERSON", "name": "…", "aliases": ["…"], "gender": "female"}`; `id`, `type`
/// and `name` are required; `gender`, `country`, `description`, `birthDate`, `deathDate` and
/// `identifiers` (an object) are read where present, other members are ignored.
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
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let entity = try entity(Data(line), file: file, line: number)
      if knowledge[entity.id] != nil {
        throw InterchangeError(
          file: file, line: number, reason: "the id \(entity.id) was on an earlier line")
      }
      knowledge.insert(entity)
    }
    return knowledge
  }

  private static func entity(
    _ line: Data, file: String, line number: Int
  ) throws(InterchangeError) -> Entity {
    func wrong(_ reason: String) -> InterchangeError {
      InterchangeError(file: file, line: number, reason: reason)
    }
    let decoded = Result { try JSONSerialization.jsonObject(with: line) }
    guard case .success(let value) = decoded, let object = value as? [String: Any] else {
      throw wrong("not a JSON object")
    }
    func required(_ name: String) throws(InterchangeError) -> String {
      guard let value = object[name] else { throw wrong("\"\(name)\" is missing") }
      guard let text = value as? String, !text.isEmpty else {
        throw wrong("\"\(name)\" is not a text")
      }
      return text
    }
    let typeName = try required("type")
    guard let type = EntityType(rawValue: typeName) else {
      throw wrong("the type \(typeName) is none of PERSON, ORG, PLACE")
    }
    var entity = Entity(
      id: CanonicalID(rawValue: try required("id")), type: type, name: try required("name"))
    if let aliases = object["aliases"] {
      guard let texts = aliases as? [String] else {
        throw wrong("\"aliases\" is not a list of texts")
      }
      entity.aliases = texts.filter { !$0.isEmpty }.map { Alias($0) }
    }
    entity.gender = (object["gender"] as? String).flatMap(Gender.init(rawValue:))
    entity.country = object["country"] as? String
    entity.description = object["description"] as? String
    for date in ["birthDate", "deathDate"] {
      if let value = object[date] as? String { entity.dates[date] = value }
    }
    if let identifiers = object["identifiers"] as? [String: String] {
      entity.identifiers = identifiers.map { ExternalIdentifier(scheme: $0.key, value: $0.value) }
        .sorted()
    }
    return entity
  }

  /// An entity as one line of such a file, with the line end.
  ///
  /// Members are always in this order.
  public static func line(_ entity: Entity) -> String {
    var json = JSONText()
    json.object { json in
      json.key("id")
      json.string(entity.id.rawValue)
      json.key("type")
      json.string(entity.type.rawValue)
      json.key("name")
      json.string(entity.name)
      json.key("aliases")
      json.array { json in for spelling in entity.spellings.dropFirst() { json.string(spelling) } }
      let texts = [
        ("gender", entity.gender?.rawValue), ("country", entity.country),
        ("description", entity.description),
      ]
      for (name, value) in texts + entity.dates.sorted(by: { $0.key < $1.key }).map({ ($0, $1) }) {
        guard let value else { continue }
        json.key(name)
        json.string(value)
      }
      if !entity.identifiers.isEmpty {
        json.key("identifiers")
        json.object { json in
          for identifier in entity.identifiers {
            json.key(identifier.scheme)
            json.string(identifier.value)
          }
        }
      }
    }
    return json.text + "\n"
  }
}
