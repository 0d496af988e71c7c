internal import Foundation
internal import GRDB
internal import OnomaEntities

// Names that a person put first.

extension Ledger {
  /// What the ledger keeps of such a choice.
  private struct Choice: Codable {
    let language: String
    let script: String
    let text: String?
    let before: String?
  }

  /// Puts a name of an entity first for its language and script; `nil` leaves it to the evidence.
  func prefer(
    _ text: String?, language: String, script: String, of id: CanonicalID, _ note: DecisionNote
  ) throws -> Int {
    let head = try head(of: id)
    let before = try database.first(
      """
      SELECT text FROM preferred_names
      WHERE entity = ? AND language = ? AND script = ? AND by_person = 1
      """, head.sequence, language, script
    ) { try $0.text(0) }
    let choice = Choice(language: language, script: script, text: text, before: before)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let details = String(decoding: try encoder.encode(choice), as: UTF8.self)
    let decision = try add(.prefer, head.id, head.id, note, details: details)
    try set(text, language: language, script: script, of: head.sequence)
    return decision
  }

  /// Puts back what stood before a choice.
  func restorePreferred(_ entry: Entry) throws {
    let decoded = Result {
      try JSONDecoder().decode(Choice.self, from: Data(entry.details.utf8))
    }
    let row = try database.first(
      "SELECT sequence FROM entities WHERE id = ?", entry.left, body: { try $0.int(0) })
    guard case .success(let choice) = decoded, let row else {
      throw StoreFault(.corrupted, "the decision #\(entry.sequence) cannot be read")
    }
    try set(choice.before, language: choice.language, script: choice.script, of: row)
  }

  private func set(_ text: String?, language: String, script: String, of entity: Int) throws {
    guard let text else {
      try database.run(
        """
        DELETE FROM preferred_names
        WHERE entity = ? AND language = ? AND script = ? AND by_person = 1
        """, entity, language, script)
      return
    }
    try database.run(
      """
      INSERT INTO preferred_names (entity, language, script, by_person, text)
      VALUES (?1, ?2, ?3, 1, ?4)
      ON CONFLICT (entity, language, script, by_person) DO UPDATE SET text = ?4
      """, entity, language, script, text)
  }
}
