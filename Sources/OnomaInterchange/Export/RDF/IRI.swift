internal import OnomaEntities

/// Makes the IRIs that exports use.
struct IRI: Sendable {
  /// What our own IRIs start with.
  let base: String

  /// The IRI of an entity.
  func entity(_ id: CanonicalID) -> String { base + "entity/" + Self.encoded(id.rawValue) }

  /// The ID whose IRI this is, or `nil`: the inverse of ``entity(_:)``.
  func id(of iri: String) -> String? {
    let start = base + "entity/"
    guard iri.hasPrefix(start), let id = Self.decoded(iri.utf8.dropFirst(start.utf8.count)),
      entity(CanonicalID(rawValue: id)) == iri
    else { return nil }
    return id
  }

  /// The IRI of a document.
  func document(_ name: String) -> String { base + "document/" + Self.encoded(name) }

  /// The IRIs that others have for an entity: Wikidata's, by its identifiers, or else by its ID where
  /// that is a QID.
  static func elsewhere(_ entity: Entity) -> [String] {
    var qids = entity.identifiers.filter { $0.scheme == "wikidata" && isQID($0.value) }.map(\.value)
    if qids.isEmpty, isQID(entity.id.rawValue) { qids = [entity.id.rawValue] }
    return qids.map { "http://www.wikidata.org/entity/" + $0 }
  }

  /// Whether a text is an identifier of a Wikidata item, `Q` and a number.
  static func isQID(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst()
    return text.utf8.first == 0x51 && !digits.isEmpty && digits.first != 0x30
      && digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func decoded(_ text: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      if byte == 0x25 {
        guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
          return nil
        }
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// A text with everything percent-encoded that is not unreserved (RFC 3986, section 2.3).
  static func encoded(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
