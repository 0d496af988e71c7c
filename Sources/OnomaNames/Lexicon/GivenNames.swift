internal import OnomaText

/// One reading of a spelling as a given name.
public struct GivenNameSense: Hashable, Sendable {
  /// The family of equivalent names that it belongs to, such as `alexander`.
  public let family: String
  /// A number for the family, the same for all its spellings in this version of the table.
  public let number: UInt32
  /// The gender of those who bear it, where it shows one.
  public let gender: Gender?
  /// Whether the spelling is a pet form (Sasha), which may stand for the full one.
  public let isHypocorism: Bool
}

/// The given names that are one name in different languages (`Data/names/given-names-*.tsv`).
public struct GivenNames: Sendable {
  private let keys: KeyTable
  /// By key.
  private let senses: [[GivenNameSense]]
  /// The first letters of each family's full forms, by the family's number.
  private let initials: [Set<Unicode.Scalar>]

  /// The shipped table.
  public static let shipped = GivenNames(
    EmbeddedData.files(under: "names/given-names").map {
      DataTable.embedded(
        $0.path, columns: ["family", "gender", "language", "forms", "hypocorisms"])
    })

  /// Reads tables of given names.
  ///
  /// Complexity: O(rows).
  init(_ tables: [DataTable]) {
    var keys = KeyTable(capacity: 1 << 16)
    var senses: [[GivenNameSense]] = []
    senses.reserveCapacity(1 << 16)
    var families = KeyTable(capacity: 1 << 13)
    var initials: [Set<Unicode.Scalar>] = []
    for row in tables.lazy.flatMap(\.rows) {
      let gender: Gender? =
        switch row["gender"] {
        case "m": .male
        case "f": .female
        default: nil
        }
      let family = String(row["family"])
      let number = UInt32(families.insert(family))
      if Int(number) == initials.count { initials.append([]) }
      for (column, isHypocorism) in [("forms", false), ("hypocorisms", true)] {
        for form in row.list(column) {
          let key = NameKey.fold(String(form))
          if !isHypocorism, let first = key.unicodeScalars.first {
            initials[Int(number)].insert(first)
          }
          let place = keys.insert(key)
          if place == senses.count { senses.append([]) }
          // A full form in one language outranks the pet form it is in another.
          let isKnown = senses[place].contains { $0.number == number && $0.gender == gender }
          if isKnown { continue }
          senses[place].append(
            GivenNameSense(
              family: family, number: number, gender: gender, isHypocorism: isHypocorism))
        }
      }
    }
    self.keys = keys
    self.senses = senses
    self.initials = initials
  }

  /// Whether a letter may be the initial of a name that is written so.
  ///
  /// А may be that of Alexander, Н that of Mikola.
  ///
  /// - Parameters:
  ///   - letter: The letter, folded.
  ///   - key: The name's key.
  /// - Returns: `nil` where the table does not know the name.
  public func mayAbbreviate(_ letter: Unicode.Scalar, _ key: String) -> Bool? {
    guard let number = keys.number(of: key) else { return nil }
    return senses[number].contains { initials[Int($0.number)].contains(letter) }
  }

  /// The readings of a spelling, by its key (``NameKey``); empty where it is no known given name.
  ///
  /// Complexity: O(1).
  public subscript(_ key: String) -> [GivenNameSense] {
    keys.number(of: key).map { senses[$0] } ?? []
  }

  /// Whether a spelling is a given name, by its key.
  ///
  /// Complexity: O(1).
  public func contains(_ key: String) -> Bool { keys.number(of: key) != nil }

  /// Whether two spellings can be one name: equal, or in one family.
  public func areEquivalent(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    let first = self[a]
    let second = self[b]
    return first.contains { sense in second.contains { $0.number == sense.number } }
  }
}
