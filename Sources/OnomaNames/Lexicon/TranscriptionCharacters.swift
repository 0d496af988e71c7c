internal import OnomaText

/// The characters with which Chinese spells foreign names by their sound
/// (`Data/names/transcription-characters.tsv`): a run of them is likely such a name.
public struct TranscriptionCharacters: Sendable {
  private let sounds: Set<Unicode.Scalar>
  private let words: Set<Unicode.Scalar>

  /// The shipped table.
  public static let shipped = TranscriptionCharacters(
    .embedded("names/transcription-characters.tsv", columns: ["kind", "forms"]))

  init(_ table: DataTable) {
    var sounds: Set<Unicode.Scalar> = []
    var words: Set<Unicode.Scalar> = []
    for row in table.rows {
      for form in row.list("forms") {
        guard let scalar = form.unicodeScalars.first else { continue }
        if row["kind"] == "sound" { sounds.insert(scalar) } else { words.insert(scalar) }
      }
    }
    self.sounds = sounds
    self.words = words
  }

  /// Whether a character may stand in a spelt name.
  public func contains(_ scalar: Unicode.Scalar) -> Bool {
    sounds.contains(scalar) || words.contains(scalar)
  }

  /// Whether a character is seldom anything but a sound.
  public func isSound(_ scalar: Unicode.Scalar) -> Bool { sounds.contains(scalar) }
}
