/// What one record of somebody else's data says of an entity.
public struct SourceRecord: Hashable, Sendable, Codable {
  /// What the source calls the record; the same key in a later version of the source is the same
  /// record.
  public var key: String
  /// What it says, under the ID that the entity has or is to have.
  public var entity: Entity
  /// Other IDs of the same entity that the source has given up.
  public var formerIDs: [CanonicalID]
  /// The line of the file where it began, from 1.
  public var line: Int

  /// Takes a record.
  public init(key: String, entity: Entity, formerIDs: [CanonicalID] = [], line: Int = 0) {
    self.key = key
    self.entity = entity
    self.formerIDs = formerIDs
    self.line = line
  }
}

extension CanonicalID {
  /// The most characters that an ID has in FollowTheMoney.
  public static let maximumLength = 200

  /// Whether the ID can be used in FollowTheMoney: letters and digits of ASCII, dots and hyphens,
  /// with a letter or digit at both ends, at most ``maximumLength``.
  ///
  /// Complexity: O(length).
  public var isPortable: Bool {
    let bytes = rawValue.utf8
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    guard let first = bytes.first, let last = bytes.last, bytes.count <= Self.maximumLength else {
      return false
    }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E }
  }

  /// The ID of what a source calls by a key.
  ///
  /// A portable key is the ID itself, so that Wikidata's Q42 is Q42; any other, such as an IRI, gets
  /// a minted ID that depends on the key alone. Complexity: O(length).
  /// - Parameter prefix: What is put before the key, where keys of several sources could meet.
  public static func of(key: String, prefix: String = "") -> CanonicalID {
    let id = CanonicalID(rawValue: prefix + key)
    return id.isPortable ? id : .mint(fromKey: prefix + key)
  }
}
