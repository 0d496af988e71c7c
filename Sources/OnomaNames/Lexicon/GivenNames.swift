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
  private let senses: [String: [GivenNameSense]]
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
    var senses: [String: [GivenNameSense]] = [:]
    var numbers: [String: UInt32] = [:]
    var initials: [Set<Unicode.Scalar>] = []
    for row in tables.lazy.flatMap(\.rows) {
      let gender: Gender? =
        switch row["gender"] {
        case "m": .male
        case "f": .female
        default: nil
        }
      let family = String(row["family"])
      let number = numbers[family] ?? UInt32(numbers.count)
      numbers[family] = number
      if Int(number) == initials.count { initials.append([]) }
      for (column, isHypocorism) in [("forms", false), ("hypocorisms", true)] {
        for form in row.list(column) {
          let sense = GivenNameSense(
            family: family, number: number, gender: gender, isHypocorism: isHypocorism)
          let key = NameKey.fold(String(form))
          if !isHypocorism, let first = key.unicodeScalars.first {
            initials[Int(number)].insert(first)
          }
          // A full form in one language outranks the pet form it is in another.
          let other = GivenNameSense(
            family: family, number: number, gender: gender, isHypocorism: !isHypocorism)
          if senses[key]?.contains(sense) == true || senses[key]?.contains(other) == true {
            continue
          }
          senses[key, default: []].append(sense)
        }
      }
    }
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
    guard let senses = senses[key] else { return nil }
    return senses.contains { initials[Int($0.number)].contains(letter) }
  }

  /// The readings of a spelling, by its key (``NameKey``); empty where it is no known given name.
  ///
  /// Complexity: O(1).
  public subscript(_ key: String) -> [GivenNameSense] { senses[key] ?? [] }

  /// Whether two spellings can be one name: equal, or in one family.
  public func areEquivalent(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let first = senses[a], let second = senses[b] else { return false }
    return first.contains { sense in second.contains { $0.family == sense.family } }
  }
}
