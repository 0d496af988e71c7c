/// Particles that a language writes onto a name without a space
/// (`Data/language/attached-particles.tsv`).
public struct AttachedParticles: Sendable {
  private let suffixes: [String: [[Unicode.Scalar]]]
  private let prefixes: [String: [[Unicode.Scalar]]]

  /// The shipped table.
  public static let shipped = AttachedParticles(
    .embedded("language/attached-particles.tsv", columns: ["language", "position", "forms"]))

  init(_ table: DataTable) {
    var suffixes: [String: [[Unicode.Scalar]]] = [:]
    var prefixes: [String: [[Unicode.Scalar]]] = [:]
    for row in table.rows {
      let forms = row.list("forms").map { Array($0.unicodeScalars) }.sorted { $0.count > $1.count }
      if row["position"] == "suffix" {
        suffixes[String(row["language"])] = forms
      } else {
        prefixes[String(row["language"])] = forms
      }
    }
    self.suffixes = suffixes
    self.prefixes = prefixes
  }

  /// The ways to read a word as a name with particles: the ranges that remain, the whole word first.
  ///
  /// At least two scalars remain. Complexity: O(particles).
  public func readings(of word: ArraySlice<Unicode.Scalar>, language: String) -> [Range<Int>] {
    var readings = [word.startIndex..<word.endIndex]
    for suffix in suffixes[language] ?? []
    where word.count >= suffix.count + 2 && word.suffix(suffix.count).elementsEqual(suffix) {
      readings.append(word.startIndex..<(word.endIndex - suffix.count))
    }
    for prefix in prefixes[language] ?? []
    where word.count >= prefix.count + 2 && word.prefix(prefix.count).elementsEqual(prefix) {
      readings.append((word.startIndex + prefix.count)..<word.endIndex)
    }
    return readings
  }
}
