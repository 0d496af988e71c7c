internal import OnomaNames

/// A knowledge base as bytes that are read back without any parsing of text.
///
/// Numbers have seven bits a byte, the lower ones first; texts their length in front; what may be absent
/// one more than its length, and 0 where it is absent. Maps are written in the order of their keys, so
/// the same knowledge base gives the same bytes.
package enum KnowledgeSnapshot {
  /// The bytes of a knowledge base.
  ///
  /// Complexity: O(bytes).
  package static func bytes(of knowledge: KnowledgeBase) -> [UInt8] {
    var writer = Writer()
    writer.number(knowledge.entities.count)
    for entity in knowledge.entities { writer.entity(entity) }
    writer.number(knowledge.retiredIDs.count)
    for id in knowledge.retiredIDs {
      writer.text(id.rawValue)
      writer.text(knowledge.next(id)?.rawValue ?? id.rawValue)
    }
    return writer.bytes
  }

  /// The knowledge base of some bytes; `nil` where they are none.
  ///
  /// Complexity: O(bytes).
  package static func knowledge(of bytes: UnsafeRawBufferPointer) -> KnowledgeBase? {
    var reader = Reader(bytes: bytes)
    var entities: [Entity] = []
    guard let count = reader.count() else { return nil }
    entities.reserveCapacity(count)
    for _ in 0..<count {
      guard let entity = reader.entity() else { return nil }
      entities.append(entity)
    }
    var knowledge = KnowledgeBase(array: entities)
    guard let redirects = reader.count() else { return nil }
    for _ in 0..<redirects {
      guard let old = reader.text(), let new = reader.text() else { return nil }
      knowledge.redirect(CanonicalID(rawValue: old), to: CanonicalID(rawValue: new))
    }
    return reader.isAtEnd && knowledge.entities.count == count ? knowledge : nil
  }

  private struct Writer {
    var bytes: [UInt8] = []

    mutating func number(_ value: Int) {
      var rest = UInt64(bitPattern: Int64(value))
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }

    mutating func text(_ text: String) {
      number(text.utf8.count)
      bytes.append(contentsOf: text.utf8)
    }

    mutating func optional(_ text: String?) {
      guard let text else { return number(0) }
      number(text.utf8.count + 1)
      bytes.append(contentsOf: text.utf8)
    }

    mutating func entity(_ entity: Entity) {
      text(entity.id.rawValue)
      text(entity.type.rawValue)
      text(entity.name)
      optional(entity.gender?.rawValue)
      optional(entity.country)
      optional(entity.description)
      number(entity.aliases.count)
      for alias in entity.aliases {
        text(alias.text)
        optional(alias.language)
        number(alias.count)
      }
      number(entity.dates.count)
      for (kind, date) in entity.dates.sorted(by: { $0.key < $1.key }) {
        text(kind)
        text(date)
      }
      number(entity.identifiers.count)
      for identifier in entity.identifiers {
        text(identifier.scheme)
        text(identifier.value)
      }
      number(entity.preferred.count)
      for name in entity.preferred {
        text(name.text)
        optional(name.language)
        text(name.script)
      }
    }
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number() -> Int? {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while position < bytes.count, shift < 64 {
        let byte = bytes[position]
        position += 1
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return Int(Int64(bitPattern: value)) }
        shift += 7
      }
      return nil
    }

    /// A number of things, each of at least a byte.
    mutating func count() -> Int? {
      number().flatMap { (0...(bytes.count - position)).contains($0) ? $0 : nil }
    }

    mutating func text() -> String? { count().map { text(of: $0) } }

    /// A text that may be absent; `nil` where the bytes are wrong.
    mutating func optional() -> String?? {
      guard let length = number() else { return nil }
      if length == 0 { return .some(nil) }
      guard (1...(bytes.count - position + 1)).contains(length) else { return nil }
      return .some(text(of: length - 1))
    }

    private mutating func text(of length: Int) -> String {
      defer { position += length }
      return String(decoding: bytes[position..<(position + length)], as: UTF8.self)
    }

    mutating func list<T>(_ item: (inout Reader) -> T?) -> [T]? {
      guard let count = count() else { return nil }
      var items: [T] = []
      items.reserveCapacity(count)
      for _ in 0..<count {
        guard let item = item(&self) else { return nil }
        items.append(item)
      }
      return items
    }

    mutating func entity() -> Entity? {
      guard let id = text(), let type = text().flatMap(EntityType.init(rawValue:)),
        let name = text(), let gender = optional(), let country = optional(),
        let description = optional(),
        let aliases = list({ reader -> Alias? in
          guard let text = reader.text(), let language = reader.optional(),
            let count = reader.number()
          else { return nil }
          return Alias(text, language: language, count: count)
        }),
        let dates = list({ reader -> (String, String)? in
          guard let kind = reader.text(), let date = reader.text() else { return nil }
          return (kind, date)
        }),
        let identifiers = list({ reader -> ExternalIdentifier? in
          guard let scheme = reader.text(), let value = reader.text() else { return nil }
          return ExternalIdentifier(scheme: scheme, value: value)
        }),
        let preferred = list({ reader -> PreferredName? in
          guard let text = reader.text(), let language = reader.optional(),
            let script = reader.text()
          else { return nil }
          return PreferredName(text, language: language, script: script)
        })
      else { return nil }
      if let gender, Gender(rawValue: gender) == nil { return nil }
      return Entity(
        id: CanonicalID(rawValue: id), type: type, name: name, aliases: aliases,
        gender: gender.flatMap(Gender.init(rawValue:)), country: country,
        description: description, dates: Dictionary(dates) { first, _ in first },
        identifiers: identifiers, preferred: preferred)
    }
  }
}
