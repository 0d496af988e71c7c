internal import Foundation

/// One item of Wikidata, as far as names and identity go.
struct Item: Decodable {
  let id: String
  let type: String
  let labels: [String: String]
  let descriptions: [String: String]
  let aliases: [String: [String]]
  let claims: WikidataClaims
  let sitelinks: Int

  private enum Key: String, CodingKey {
    case id, type, labels, descriptions, aliases, claims, sitelinks
  }

  private struct Term: Decodable { let value: String }

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    id = try members.decode(String.self, forKey: .id)
    type = try members.decode(String.self, forKey: .type)
    // PHP writes an empty object as an empty array.
    func terms<Value: Decodable>(_ key: Key, _ type: Value.Type) -> [String: Value] {
      (try? members.decode([String: Value].self, forKey: key)) ?? [:]
    }
    labels = terms(.labels, Term.self).mapValues(\.value)
    descriptions = terms(.descriptions, Term.self).mapValues(\.value)
    aliases = terms(.aliases, [Term].self).mapValues { $0.map(\.value) }
    claims = (try? members.decode(WikidataClaims.self, forKey: .claims)) ?? WikidataClaims()
    sitelinks = terms(.sitelinks, Ignored.self).count
  }

  private struct Ignored: Decodable {}
}

/// The statements of an item that say who it is.
struct WikidataClaims: Decodable {
  private var statements: [String: [Statement]] = [:]

  init() {}

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Property.self)
    for name in Self.properties {
      guard let statements = try? members.decode([Statement].self, forKey: Property(name)) else {
        continue
      }
      let held = statements.filter { $0.rank != "deprecated" }
      let preferred = held.filter { $0.rank == "preferred" }
      // As Wikidata does: of ranked statements only the preferred ones hold.
      self.statements[name] = preferred.isEmpty ? held : preferred
    }
  }

  private static let properties = [
    "P31", "P21", "P569", "P570", "P571", "P576", "P297", "P214", "P213", "P227", "P244", "P496",
    "P1278", "P345",
  ]

  /// The items that a property names.
  func ids(_ property: String) -> [String] {
    (statements[property] ?? []).compactMap { statement in
      if case .item(let id) = statement.value { id } else { nil }
    }
  }

  /// The texts that a property has.
  func texts(_ property: String) -> [String] {
    (statements[property] ?? []).compactMap { statement in
      if case .text(let text) = statement.value, !text.isEmpty { text } else { nil }
    }
  }

  /// The first time that a property has, as precise as it is: a day, a month or a year.
  func time(_ property: String) -> String? {
    for statement in statements[property] ?? [] {
      // Before our era, or less precise than a year: not a date that ISO 8601 readers expect.
      guard case .time(let text, let precision) = statement.value, text.hasPrefix("+"),
        precision >= 9, let end = text.firstIndex(of: "T")
      else { continue }
      let parts = text[text.index(after: text.startIndex)..<end].split(separator: "-")
      guard parts.count == 3, parts[0].utf8.count == 4 else { continue }
      return parts.prefix(precision >= 11 ? 3 : precision == 10 ? 2 : 1).joined(separator: "-")
    }
    return nil
  }

  private struct Property: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct Statement: Decodable {
    enum Value {
      case item(String)
      case text(String)
      case time(String, precision: Int)
      case other
    }

    let value: Value
    let rank: String

    private enum Key: String, CodingKey {
      case mainsnak, rank, datavalue, value, id, time, precision
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Key.self)
      rank = (try? members.decode(String.self, forKey: .rank)) ?? "normal"
      let snak = try members.nestedContainer(keyedBy: Key.self, forKey: .mainsnak)
      // "Some value" and "no value" have none.
      guard let data = try? snak.nestedContainer(keyedBy: Key.self, forKey: .datavalue) else {
        value = .other
        return
      }
      if let text = try? data.decode(String.self, forKey: .value) {
        value = .text(text)
      } else if let parts = try? data.nestedContainer(keyedBy: Key.self, forKey: .value) {
        if let id = try? parts.decode(String.self, forKey: .id) {
          value = .item(id)
        } else if let time = try? parts.decode(String.self, forKey: .time) {
          value = .time(
            time, precision: (try? parts.decode(Int.self, forKey: .precision)) ?? 0)
        } else {
          value = .other
        }
      } else {
        value = .other
      }
    }
  }
}
