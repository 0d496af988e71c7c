internal import Foundation
internal import OnomaEntities
internal import OnomaNames

/// One line of a knowledge base file as it is read: a JSON object.
struct EntityLine {
  private let object: [String: Any]
  private let file: String
  private let number: Int

  /// The dates that are members of the line itself.
  static let dateMembers = ["birthDate", "deathDate"]

  init(_ bytes: Data, file: String, line number: Int) throws(InterchangeError) {
    self.file = file
    self.number = number
    let decoded = Result { try JSONSerialization.jsonObject(with: bytes) }
    guard case .success(let value) = decoded, let object = value as? [String: Any] else {
      throw InterchangeError(file: file, line: number, reason: "not a JSON object")
    }
    self.object = object
  }

  /// The record that the line describes.
  func record() throws(InterchangeError) -> SourceRecord {
    let typeName = try required("type")
    guard let type = EntityType(rawValue: typeName) else {
      throw wrong("the type \(typeName) is none of PERSON, ORG, PLACE")
    }
    let id = try required("id")
    var entity = Entity(
      id: CanonicalID(rawValue: id), type: type, name: try required("name"))
    entity.aliases = try aliases()
    entity.gender = (object["gender"] as? String).flatMap(Gender.init(rawValue:))
    entity.country = object["country"] as? String
    entity.description = object["description"] as? String
    if let dates = object["dates"] {
      guard let dates = dates as? [String: String] else {
        throw wrong("\"dates\" is no object of texts")
      }
      entity.dates = dates
    }
    for kind in Self.dateMembers {
      if let date = object[kind] as? String { entity.dates[kind] = date }
    }
    entity.identifiers = try identifiers()
    for item in try objects("preferred") {
      guard let text = item["text"] as? String, !text.isEmpty else {
        throw wrong("\"preferred\" holds a name without a text")
      }
      entity.prefer(
        PreferredName(
          text, language: item["language"] as? String, script: item["script"] as? String))
    }
    let formerIDs = try texts("formerIDs").filter { !$0.isEmpty && $0 != id }
    return SourceRecord(
      key: id, entity: entity, formerIDs: formerIDs.map { CanonicalID(rawValue: $0) },
      line: number)
  }

  /// What `spellings` says, and the texts of `aliases` that it does not.
  private func aliases() throws(InterchangeError) -> [Alias] {
    let plain = try texts("aliases").filter { !$0.isEmpty }
    if object["spellings"] == nil { return plain.map { Alias($0) } }
    var aliases: [Alias] = []
    for item in try objects("spellings") {
      guard let text = item["text"] as? String, !text.isEmpty else {
        throw wrong("\"spellings\" holds one without a text")
      }
      let count = item["count"] as? Int ?? 0
      if count < 0 { throw wrong("the count of \"\(text)\" is negative") }
      aliases.append(Alias(text, language: item["language"] as? String, count: count))
    }
    let known = Set(aliases.map(\.text))
    return aliases + plain.filter { !known.contains($0) }.map { Alias($0) }
  }

  /// Schemes with a value or a list of values; anything else is read as not known.
  private func identifiers() throws(InterchangeError) -> [ExternalIdentifier] {
    guard let schemes = object["identifiers"] as? [String: Any] else { return [] }
    var identifiers: Set<ExternalIdentifier> = []
    for (scheme, value) in schemes {
      let values = (value as? String).map { [$0] } ?? value as? [String]
      guard let values else {
        throw wrong("the identifier \"\(scheme)\" is neither text nor texts")
      }
      for value in values { identifiers.insert(ExternalIdentifier(scheme: scheme, value: value)) }
    }
    return identifiers.sorted()
  }

  private func required(_ name: String) throws(InterchangeError) -> String {
    guard let value = object[name] else { throw wrong("\"\(name)\" is missing") }
    guard let text = value as? String, !text.isEmpty else {
      throw wrong("\"\(name)\" is not a text")
    }
    return text
  }

  private func texts(_ name: String) throws(InterchangeError) -> [String] {
    guard let value = object[name] else { return [] }
    guard let texts = value as? [String] else { throw wrong("\"\(name)\" is not a list of texts") }
    return texts
  }

  private func objects(_ name: String) throws(InterchangeError) -> [[String: Any]] {
    guard let value = object[name] else { return [] }
    guard let objects = value as? [[String: Any]] else {
      throw wrong("\"\(name)\" is not a list of objects")
    }
    return objects
  }

  private func wrong(_ reason: String) -> InterchangeError {
    InterchangeError(file: file, line: number, reason: reason)
  }
}
