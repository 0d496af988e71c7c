public import OnomaNames
internal import OnomaText

/// The stable identifier of an entity.
///
/// Minted identifiers look like `onm-` and thirteen letters and digits; they fit FollowTheMoney's
/// pattern (`[0-9a-zA-Z.-]`, alphanumeric at both ends, at most 200 long). Identifiers from
/// elsewhere (a Wikidata QID, a customer's key) are used as they are and win over minted ones.
public struct CanonicalID: RawRepresentable, Hashable, Sendable, Comparable, Codable,
  CustomStringConvertible
{
  /// The identifier's text.
  public let rawValue: String

  /// Takes an identifier as it is.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Mints the identifier of an entity that nobody has named before.
  ///
  /// It depends on its arguments only, so the same documents give the same identifiers in every
  /// run, whatever their order.
  /// - Parameters:
  ///   - name: The name key that stands for the entity.
  ///   - ordinal: 0, or a higher number while the identifier is taken by another entity.
  public static func mint(type: EntityType, name: String, ordinal: Int = 0) -> CanonicalID {
    var hash = StableHash()
    hash.combine(type.rawValue)
    hash.combine(name)
    if ordinal > 0 { hash.combine(String(ordinal)) }
    return CanonicalID(rawValue: "onm-" + base32(hash.value))
  }

  /// Mints the identifier of an entity that a source calls by a key of its own.
  static func mint(fromKey key: String) -> CanonicalID {
    var hash = StableHash()
    hash.combine("key")
    hash.combine(key)
    return CanonicalID(rawValue: "onm-" + base32(hash.value))
  }

  /// Whether Onoma minted the identifier.
  public var isMinted: Bool { rawValue.hasPrefix("onm-") }

  /// The identifier's text.
  public var description: String { rawValue }

  /// Minted identifiers come last, so that the first of several is the one to keep.
  public static func < (a: CanonicalID, b: CanonicalID) -> Bool {
    if a.isMinted != b.isMinted { return b.isMinted }
    return a.rawValue < b.rawValue
  }

  /// Crockford's base 32 in lower case: no letter that is easily misread.
  ///
  /// Always 13 digits.
  private static func base32(_ value: UInt64) -> String {
    let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    var value = value
    var text: [UInt8] = []
    for _ in 0..<13 {
      text.append(digits[Int(value & 31)])
      value >>= 5
    }
    return String(decoding: text.reversed(), as: UTF8.self)
  }
}
